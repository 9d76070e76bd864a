import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, CoolDown, GroupCounts } from 'clientele/feedback';
import {
  apportionShares,
  compareScores,
  decideSurvey,
  decomposeChange,
  measureAgainstBenchmark,
  measureBySegment,
  measureDrivers,
  measureInterval,
  measureScore,
  mergeAnswerTallies,
  NPS,
  subtractAnswerTally,
  tallyAnswers,
  tallyScores,
  THUMBS,
} from 'clientele/feedback';

const law = <T>(property: fc.IProperty<T>, numRuns = 200): void => fc.assert(property, { seed: 20261125, numRuns });
const through = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const anyScore = fc.oneof(fc.integer({ min: -1, max: 11 }), fc.constantFrom(null, 8.5, NaN, Infinity));
const groups: fc.Arbitrary<GroupCounts> = fc.record({ top: fc.nat(60), middle: fc.nat(60), bottom: fc.nat(60) });
const some = groups.filter(({ top, middle, bottom }) => top + middle + bottom > 0);
const answer: fc.Arbitrary<Answer> = fc.record(
  {
    customerId: fc.constantFrom('a', 'b', 'c', '__proto__'),
    at: fc.integer({ min: 0, max: 20 }),
    score: anyScore,
    outcome: fc.constantFrom('answered' as const, 'dismissed' as const, 'unanswered' as const),
    id: fc.constantFrom('x', 'y'),
  },
  { requiredKeys: ['customerId', 'at', 'score'] },
);
const keeps = fc.constantFrom('all' as const, 'latest' as const, 'first' as const);

describe('tallies', () => {
  test('the order of rows never matters, rows = the sum of all counters, JSON round trip', () => {
    law(
      fc.property(fc.array(answer), keeps, fc.nat(20), fc.nat(20), (rows, keep, a, b) => {
        const options = { keep, from: Math.min(a, b), to: Math.max(a, b) };
        const tally = tallyAnswers(NPS, rows, options);
        expect(tallyAnswers(NPS, rows.toReversed(), options)).toEqual(tally);
        const { answered, unanswered, dismissed, superseded, outsideWindow, invalid } = tally;
        const all = answered + unanswered + dismissed + superseded + outsideWindow;
        expect(all + invalid.offScale + invalid.fractional + invalid.notNumber).toBe(rows.length);
        expect(through(tally)).toEqual(tally);
      }),
    );
  });

  test('tally(a ++ b) = merge(tally a, tally b), and subtract undoes merge', () => {
    law(
      fc.property(fc.array(anyScore), fc.array(anyScore), (a, b) => {
        const [one, other] = [tallyScores(NPS, a), tallyScores(NPS, b)];
        const merged = mergeAnswerTallies(one, other);
        expect(merged).toEqual(tallyScores(NPS, [...a, ...b]));
        expect(merged).toEqual(mergeAnswerTallies(other, one));
        expect(subtractAnswerTally(merged, other)).toEqual(one);
      }),
    );
  });

  test('any keep merges when no customer is in both parts', () => {
    law(
      fc.property(fc.array(answer), keeps, (rows, keep) => {
        const isA = (row: Answer): boolean => row.customerId === 'a';
        const parts = [rows.filter(isA), rows.filter((row) => !isA(row))].map((part) =>
          tallyAnswers(NPS, part, { keep }),
        );
        expect(mergeAnswerTallies(parts[0]!, parts[1]!)).toEqual(tallyAnswers(NPS, rows, { keep }));
      }),
    );
  });
});

describe('scores and intervals', () => {
  test('swapping top and bottom negates the score and mirrors the interval exactly', () => {
    law(
      fc.property(some, ({ top, middle, bottom }) => {
        const one = measureInterval(NPS, { top, middle, bottom });
        const other = measureInterval(NPS, { top: bottom, middle, bottom: top });
        expect(other.value).toBeCloseTo(-one.value!, 12);
        expect(other.interval!.low).toBe(-one.interval!.high);
        expect(other.interval!.high).toBe(-one.interval!.low);
      }),
    );
  });

  test('low ≤ value ≤ high inside the scale; intervals nest in the level and shrink with more of the same', () => {
    law(
      fc.property(some, fc.double({ min: 0.5, max: 0.98, noNaN: true }), (counted, level) => {
        for (const metric of [NPS, THUMBS] as const) {
          const [least, most] = metric === NPS ? [-100, 100] : [0, 1];
          const { value, interval, outOfRange, degenerate } = measureInterval(metric as typeof NPS, counted, { level });
          const slack = 1e-9 * most;
          expect(interval!.low).toBeLessThanOrEqual(value! + slack);
          expect(interval!.high).toBeGreaterThanOrEqual(value! - slack);
          expect(interval!.low).toBeGreaterThanOrEqual(least);
          expect(interval!.high).toBeLessThanOrEqual(most);
          expect([outOfRange, degenerate]).toEqual([false, false]);
          const wider = measureInterval(metric as typeof NPS, counted, { level: (1 + level) / 2 }).interval!;
          expect(wider.low).toBeLessThanOrEqual(interval!.low + slack);
          expect(wider.high).toBeGreaterThanOrEqual(interval!.high - slack);
          const fold = { top: 9 * counted.top, middle: 9 * counted.middle, bottom: 9 * counted.bottom };
          const narrow = measureInterval(metric as typeof NPS, fold, { level }).interval!;
          expect(narrow.high - narrow.low).toBeLessThan(interval!.high - interval!.low);
        }
      }),
    );
  });

  test('the p-value at a bound of the interval is 1 - level', () => {
    law(
      fc.property(some, (counted) => {
        const { low, high } = measureInterval(NPS, counted, { level: 0.9 }).interval!;
        for (const benchmark of [low, high].filter((end) => Math.abs(end) < 99.999)) {
          const { pValue } = measureAgainstBenchmark(NPS, counted, { benchmark, alternative: 'two-sided' });
          expect(pValue).toBeCloseTo(0.1, 6);
        }
      }),
    );
  });

  test('differences are antisymmetric and within ±200', () => {
    law(
      fc.property(some, some, (reference, compared) => {
        const one = compareScores(NPS, { reference, compared });
        const other = compareScores(NPS, { reference: compared, compared: reference });
        expect(other.difference).toBeCloseTo(-one.difference!, 12);
        expect(other.pValue).toBe(one.pValue);
        expect(Math.abs(one.interval!.low)).toBeLessThanOrEqual(200 + 1e-9);
        expect(Math.abs(one.interval!.high)).toBeLessThanOrEqual(200 + 1e-9);
        expect(through(one)).toEqual(one);
      }),
    );
  });

  test('apportioned parts add up and lie less than one from the exact share', () => {
    law(
      fc.property(fc.array(fc.nat(1000), { minLength: 1 }), fc.nat(1000), (counts, units) => {
        const total = counts.reduce((sum, count) => sum + count, 0);
        const parts = apportionShares(counts, { units });
        if (total === 0) expect(parts).toBeNull();
        else {
          expect(parts!.reduce((sum, part) => sum + part, 0)).toBe(units);
          parts!.forEach((part, i) => expect(Math.abs(part - (units * counts[i]!) / total)).toBeLessThan(1));
        }
      }),
    );
  });
});

describe('segments', () => {
  const names = ['a', 'b', 'c', 'd'] as const;
  const period = fc.record({ a: some, b: some, c: some, d: some });

  test('mix + rate = change; equal scores leave no rate', () => {
    law(
      fc.property(period, period, fc.boolean(), (before, after, centered) => {
        for (const form of ['midpoint', 'three-way'] as const) {
          const split = decomposeChange(NPS, before, after, { form, centered });
          expect(split.mix! + split.rate! + (split.interaction ?? 0)).toBeCloseTo(split.change!, 10);
        }
        const thrice = (k: number) => ({ top: k, middle: k, bottom: 2 * k });
        const same = decomposeChange(NPS, { a: thrice(1), b: before.b }, { a: thrice(5), b: before.b }, { centered });
        expect(same.rate).toBe(0);
      }),
    );
  });

  test('a hidden segment cannot be found by subtraction: two are hidden or none, together at least the minimum', () => {
    law(
      fc.property(
        fc.record({ a: groups, b: groups, c: groups, d: groups }),
        fc.integer({ min: 1, max: 40 }),
        (counted, minimumAnswers) => {
          const { total, segments } = measureBySegment(NPS, counted, { minimumAnswers });
          const hidden = names.filter((name) => segments[name].denominator === null);
          if (total.denominator === null || hidden.length === 0) return;
          const size = ({ top, middle, bottom }: GroupCounts): number => top + middle + bottom;
          expect(hidden.length).toBeGreaterThan(1);
          expect(hidden.reduce((sum, name) => sum + size(counted[name]), 0)).toBeGreaterThanOrEqual(minimumAnswers);
          names
            .filter((name) => !hidden.includes(name))
            .forEach((name) => {
              const n = size(counted[name]);
              expect(n === 0 || n >= minimumAnswers).toBe(true);
            });
        },
      ),
    );
  });
});

test('Johnson and Shapley add up to R², and Shapley of orthogonal drivers is r²', () => {
  const column = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 12, maxLength: 12 });
  law(
    fc.property(column, column, column, (outcome, a, b) => {
      const [johnson, shapley] = (['johnson', 'shapley'] as const).map((method) =>
        measureDrivers({ outcome, predictors: { a, b } }, { method }),
      );
      if (johnson!.reason) return void expect(shapley!.reason).toBe(johnson!.reason);
      expect(johnson!.rSquared).toBeCloseTo(shapley!.rSquared!, 10);
      for (const { importance, importanceShare, rSquared } of [johnson!, shapley!]) {
        expect(importance!.a + importance!.b).toBeCloseTo(rSquared!, 10);
        expect(importanceShare!.a + importanceShare!.b).toBeCloseTo(1, 10);
      }
    }),
    100,
  );
  const shares = measureDrivers(
    {
      outcome: [1, 2, 4, 9, 3, 3, 1, 7],
      predictors: { a: [1, 1, 1, 1, -1, -1, -1, -1], b: [1, -1, 1, -1, 1, -1, 1, -1] },
    },
    { method: 'shapley' },
  );
  for (const name of ['a', 'b'] as const)
    expect(shares.importance![name]).toBeCloseTo(shares.correlation![name] ** 2, 12);
});

test('at nextChangeAt one may ask, a millisecond before not; another event never makes eligible', () => {
  const event = fc.record({
    survey: fc.constantFrom('a', 'b'),
    kind: fc.constantFrom('sent' as const, 'shown' as const, 'answered' as const),
    at: fc.integer({ min: 0, max: 50 }).map((day) => day * 86_400_000),
  });
  const coolDown = (name: string): fc.Arbitrary<CoolDown> =>
    fc.record({
      name: fc.constant(name),
      scope: fc.constantFrom('all' as const, 'survey' as const),
      counts: fc.constantFrom(['sent'] as const, ['answered'] as const),
      days: fc.integer({ min: 0, max: 40 }),
      maximum: fc.integer({ min: 1, max: 3 }),
    });
  law(
    fc.property(fc.array(event, { maxLength: 8 }), event, coolDown('x'), coolDown('y'), (events, more, x, y) => {
      const rules = { kind: 'survey-rules', version: 1, coolDowns: [x, y], surveys: {} } as const;
      const ask = (list: typeof events, asOf: number) => decideSurvey(rules, { events: list }, { survey: 'a', asOf });
      const asOf = 50 * 86_400_000;
      const now = ask(events, asOf);
      if (now.nextChangeAt !== null) {
        expect(ask(events, now.nextChangeAt).eligible).toBe(true);
        expect(ask(events, now.nextChangeAt - 1).eligible).toBe(false);
      }
      if (!now.eligible) expect(ask([...events, more], asOf).eligible).toBe(false);
      expect(through(now)).toEqual(now);
    }),
  );
});

test('scores are exact: value, shares and base agree', () => {
  law(
    fc.property(some, (counted) => {
      const { value, denominator, topShare, middleShare, bottomShare } = measureScore(NPS, counted);
      expect(denominator).toBe(counted.top + counted.middle + counted.bottom);
      expect(topShare! + middleShare! + bottomShare!).toBeCloseTo(1, 12);
      expect(value).toBeCloseTo(100 * (topShare! - bottomShare!), 10);
    }),
  );
});
