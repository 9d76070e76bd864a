import { describe, expect, test } from 'vitest';
import type { SegmentCondition, SegmentDefinition } from 'clientele/segmentation';
import {
  checkSegment,
  compileSegment,
  compileSegmentSet,
  compileSegmentTest,
  describeSegment,
  diffMemberships,
  tallyMemberships,
} from 'clientele/segmentation';
import {
  MODEL,
  createDice,
  randomCondition,
  randomCustomer,
  randomDefinition,
  randomInstant,
} from './random-segments.ts';

/**
 * A tenth of what the figures of the guide were measured with; `LAW_RUNS=10000` runs them all. CI runs them in one zone, and
 * in the others enough to see a zone of the host leak in.
 */
const RUNS = Number(process.env['LAW_RUNS'] ?? (process.env['TZ'] === 'UTC' || !process.env['CI'] ? 600 : 150));
const SEED = 20_261_125;

const compile = (definition: SegmentDefinition) => compileSegment(definition, { model: MODEL });
const where = (condition: SegmentCondition, like: SegmentDefinition): SegmentDefinition => ({
  ...like,
  where: condition,
});

describe('nextChangeAt', () => {
  test(`is the first instant with the other answer, and the answer is constant before (${RUNS} random cases)`, () => {
    const dice = createDice(SEED);
    let dated = 0;
    for (let n = 0; n < RUNS; n++) {
      const asOf = randomInstant(dice);
      const definition = randomDefinition(dice);
      const customer = randomCustomer(dice, 'c', asOf);
      const segment = compile(definition);
      const now = segment.at(asOf).test(customer);
      const change = segment.at(asOf).nextChangeAt(customer);
      const told = `${n}: ${JSON.stringify(definition)} ${JSON.stringify(customer)} at ${asOf}`;
      if (change !== null) {
        dated++;
        expect(Number.isInteger(change) && change > asOf, told).toBe(true);
        expect(segment.at(change).test(customer), told).toBe(!now);
        expect(segment.at(change - 1).test(customer), told).toBe(now);
      }
      // Edges of usual windows and random instants in between: nothing may change there.
      const end = change ?? asOf + 3 * 365 * 86_400_000;
      const facts = [customer['lastLogin'], ...customer.events.map(({ at }) => at)].filter(
        (at) => typeof at === 'number',
      );
      const edges = facts.flatMap((at) => [0, 1, 7, 30, 31].map((days) => at + days * 86_400_000));
      const midnights = Array.from({ length: 6 }, (_, d) => asOf - (asOf % 3_600_000) + (d + 1) * 3_600_000);
      const between = Array.from({ length: 8 }, () => asOf + dice.below(Math.min(end - asOf, 2 ** 40)));
      for (const at of [...edges, ...midnights, ...between]) {
        if (at < asOf || at >= end) continue;
        expect(segment.at(at).test(customer), `${told}, changed at ${at}, said ${change}`).toBe(now);
      }
    }
    expect(dated).toBeGreaterThanOrEqual(RUNS / 10);
  });
});

describe('checkSegment', () => {
  test(`never calls a definition that somebody satisfies never-true, nor one that somebody fails always-true (${RUNS} random definitions)`, () => {
    const dice = createDice(SEED + 1);
    let spoken = 0;
    for (let n = 0; n < RUNS; n++) {
      const asOf = randomInstant(dice);
      const definition = randomDefinition(dice);
      const problems = checkSegment(definition, { model: MODEL });
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      const claims = problems.filter(
        ({ code, path }) => path === '/where' && (code === 'never-true' || code === 'always-true'),
      );
      spoken += problems.length;
      if (claims.length === 0) continue;
      const { test: isMember } = compile(definition).at(asOf);
      const answers = Array.from({ length: 40 }, (_, i) => isMember(randomCustomer(dice, `c${i}`, asOf)));
      for (const { code } of claims) {
        expect(
          answers.every((answer) => answer === (code === 'always-true')),
          `${code}: ${JSON.stringify(definition)}`,
        ).toBe(true);
      }
    }
    expect(spoken).toBeGreaterThan(0);
  });

  test(`tells no never-true anywhere in a definition whose every part holds for a known witness (${RUNS} definitions)`, () => {
    const dice = createDice(SEED + 2);
    for (let n = 0; n < RUNS; n++) {
      const asOf = randomInstant(dice);
      const customer = randomCustomer(dice, 'witness', asOf);
      const definition = randomDefinition(dice);
      const holding: SegmentCondition[] = [];
      for (let tries = 0; tries < 40 && holding.length < 4; tries++) {
        const condition = randomCondition(dice, { depth: 3 });
        if (compile(where(condition, definition)).at(asOf).test(customer)) holding.push(condition);
      }
      const problems = checkSegment(where({ all: holding }, definition), { model: MODEL });
      expect(
        problems.filter(
          ({ code, path }) => code === 'never-true' && !/\/(?:where|has)\b/.test(path.slice('/where'.length)),
        ),
        JSON.stringify(holding),
      ).toEqual([]);
    }
  });

  test(`a branch called subsumed or duplicate changes nothing when it is taken out (${RUNS} definitions)`, () => {
    const dice = createDice(SEED + 3);
    let taken = 0;
    for (let n = 0; n < RUNS; n++) {
      const asOf = randomInstant(dice);
      const parts = Array.from({ length: 3 }, () => randomCondition(dice, { depth: 3 }));
      if (dice.chance(0.5)) parts.push(dice.pick(parts));
      const key = dice.pick(['all', 'any'] as const);
      const definition = where({ [key]: parts } as unknown as SegmentCondition, randomDefinition(dice));
      const found = checkSegment(definition, { model: MODEL }).filter(
        ({ code }) => code === 'subsumed' || code === 'duplicate',
      );
      for (const { path } of found) {
        const place = Number(path.split('/').at(-1));
        if (path !== `/where/${key}/${place}`) continue;
        taken++;
        const rest = where({ [key]: parts.filter((_, i) => i !== place) } as unknown as SegmentCondition, definition);
        const [whole, less] = [compile(definition).at(asOf), compile(rest).at(asOf)];
        for (let c = 0; c < 20; c++) {
          const customer = randomCustomer(dice, 'c', asOf);
          expect(less.test(customer), `${path} of ${JSON.stringify(definition)} ${JSON.stringify(customer)}`).toBe(
            whole.test(customer),
          );
        }
      }
    }
    expect(taken).toBeGreaterThan(0);
  });
});

describe('logic', () => {
  test('not is the exact complement, De Morgan holds, order of events is irrelevant, JSON round trips', () => {
    const dice = createDice(SEED + 4);
    for (let n = 0; n < RUNS; n++) {
      const asOf = randomInstant(dice);
      const [a, b] = [randomCondition(dice), randomCondition(dice)];
      const like = randomDefinition(dice);
      const customer = randomCustomer(dice, 'c', asOf);
      const ask = (condition: SegmentCondition, subject = customer) =>
        compile(where(condition, like)).at(asOf).test(subject);
      expect(ask({ not: a })).toBe(!ask(a));
      expect(ask({ not: { all: [a, b] } })).toBe(ask({ any: [{ not: a }, { not: b }] }));
      expect(ask({ atLeast: 2, of: [a, b] })).toBe(ask({ all: [a, b] }));
      expect(ask(a, { ...customer, events: customer.events.toReversed() })).toBe(ask(a));
      const stored = JSON.parse(JSON.stringify(where(a, like))) as SegmentDefinition;
      expect(compile(stored).at(asOf).test(customer)).toBe(ask(a));
    }
  });

  test('explain gives the answer of test, plain JSON, and toFlip turns it', () => {
    const dice = createDice(SEED + 5);
    for (let n = 0; n < RUNS; n++) {
      const asOf = randomInstant(dice);
      const definition = randomDefinition(dice);
      const at = compile(definition).at(asOf);
      const customer = randomCustomer(dice, 'c', asOf);
      const explained = at.explain(customer);
      expect(explained.member).toBe(at.test(customer));
      expect(compileSegmentTest(definition, { model: MODEL }).at(asOf)(customer)).toBe(at.test(customer));
      expect(explained.nextChangeAt).toBe(at.nextChangeAt(customer));
      expect(JSON.parse(JSON.stringify(explained))).toEqual(explained);
      expect(explained.tree.decisive).toBe(true);
      if (explained.toFlip.length === 0) continue;
      expect(explained.reasons.length).toBeGreaterThan(0);
      const turned = turnLeaves(definition.where, '/where', new Set(explained.toFlip));
      expect(compile(where(turned, definition)).at(asOf).test(customer), JSON.stringify(definition)).toBe(
        !explained.member,
      );
    }
  });

  test('describe is total', () => {
    const dice = createDice(SEED + 6);
    for (let n = 0; n < RUNS; n++) {
      const text = describeSegment(randomDefinition(dice), { model: MODEL });
      expect(text.length).toBeGreaterThan(0);
      expect(text).not.toMatch(/undefined|\[object|NaN/);
    }
  });
});

/** The condition with the leaves at these paths negated. */
function turnLeaves(condition: any, path: string, turned: ReadonlySet<string>): any {
  for (const key of ['all', 'any']) {
    if (key in condition)
      return { [key]: condition[key].map((part: any, i: number) => turnLeaves(part, `${path}/${key}/${i}`, turned)) };
  }
  if ('atLeast' in condition) {
    return {
      ...condition,
      of: condition.of.map((part: any, i: number) => turnLeaves(part, `${path}/of/${i}`, turned)),
    };
  }
  if ('not' in condition) return { not: turnLeaves(condition.not, `${path}/not`, turned) };
  return turned.has(path) ? { not: condition } : condition;
}

describe('sets', () => {
  test('memberships are the single tests, tallies count them, diffs add up', () => {
    const dice = createDice(SEED + 7);
    for (let n = 0; n < RUNS / 20; n++) {
      const asOf = randomInstant(dice);
      const definitions: Record<string, SegmentDefinition> = { a: randomDefinition(dice), b: randomDefinition(dice) };
      definitions['c'] = { version: 1, where: { all: [{ segment: 'a' }, { not: { segment: 'b' } }] } };
      const set = compileSegmentSet(definitions, { model: MODEL });
      const customers = Array.from({ length: 20 }, (_, i) => randomCustomer(dice, `c${i}`, asOf));
      const rowsAt = (at: number) => customers.map((c) => ({ customerId: c.id, segments: set.at(at).memberships(c) }));
      const [before, after] = [rowsAt(asOf), rowsAt(asOf + 10 * 86_400_000)];
      for (const [i, customer] of customers.entries()) {
        const single = ['a', 'b', 'c'].filter((name) =>
          compileSegment(definitions[name]!, { model: MODEL, segments: definitions }).at(asOf).test(customer),
        );
        expect(before[i]!.segments).toEqual(single);
        expect(set.at(asOf).assign(customer).segment).toBe(single[0] ?? 'none');
      }
      const tally = tallyMemberships(set.at(asOf), customers);
      const diff = diffMemberships(before, after, { segments: ['a', 'b', 'c'] });
      for (const name of ['a', 'b', 'c'] as const) {
        const { entered, left, stayed } = diff[name]!;
        expect(left.length + stayed.length).toBe(tally.members[name]);
        expect(entered.length + stayed.length).toBe(after.filter(({ segments }) => segments.includes(name)).length);
      }
    }
  });
});
