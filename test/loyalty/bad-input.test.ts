/** Every function refuses what it cannot use, with a code and the place; nothing ends in a TypeError, NaN or a loop. */
import { InputError } from 'clientele/errors';
import * as loyalty from 'clientele/loyalty';
import type { Account, LoyaltyEvent, Program } from 'clientele/loyalty';
import { parseAccount, parseJournal, parseLoyaltyEvents, parseProgram } from 'clientele/schemas';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../code-of.ts';
import { ACCOUNT, AS_OF, call, CALLS, EVENTS, JOURNAL, NEXT, PROGRAM } from './calls.ts';
import { DAY, json, START } from './lives.ts';

const BAD: readonly unknown[] = [
  undefined,
  null,
  Number.NaN,
  Infinity,
  -1,
  1.5,
  2 ** 53,
  'x',
  '',
  '2025-01-01T00:00:00',
  {},
  [],
  true,
  10n,
  '__proto__',
];

type Path = readonly (string | number)[];

/** Every place in a value, down to a depth. */
function* places(value: unknown, depth: number, path: Path = []): Generator<Path> {
  if (path.length > 0) yield path;
  if (depth === 0 || value === null || typeof value !== 'object') return;
  for (const key of Object.keys(value))
    yield* places((value as Record<string, unknown>)[key], depth - 1, [
      ...path,
      Array.isArray(value) ? Number(key) : key,
    ]);
}

/** A copy of a value with something else at one place. */
function spoil(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? value.slice() : { ...(value as object) }) as Record<string | number, unknown>;
  copy[key] = spoil(copy[key], rest, by);
  return copy;
}

/** Whether JSON keeps all of it: no NaN, no undefined, nothing that JSON does not know. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  return typeof value === 'object' && Object.values(value).every(isPlain);
}

/** What is wrong with the way in which a call ends; empty when it refuses by code, or answers in plain JSON. */
function wrongs(run: () => unknown): string {
  try {
    return isPlain(run()) ? '' : 'an answer that is not plain JSON';
  } catch (error) {
    return error instanceof InputError ? '' : String(error);
  }
}

function sweep(name: string, args: readonly unknown[], paths: Iterable<Path>): string[] {
  const found: string[] = [];
  for (const path of paths)
    for (const bad of BAD) {
      const wrong = wrongs(() => call(name, spoil(args, path, bad) as unknown[]));
      if (wrong !== '') found.push(`${name} ${path.join('.')} = ${typeof bad} ${String(bad)}: ${wrong}`);
    }
  return found;
}

test('every function is in the table', () => {
  const called = new Set(Object.keys(CALLS).map((name) => name.split(' ')[0]));
  expect(Object.keys(loyalty).filter((name) => !called.has(name))).toEqual([]);
});

test.each(Object.entries(CALLS))('%s: any argument, and any field of one', (name, args) => {
  expect(isPlain(call(name, args))).toBe(true);
  expect(sweep(name, args, places(args, 2))).toEqual([]);
});

test.each([
  ['replayEvents', 1],
  ['applyEvent', 2],
  ['recordEvent', 2],
  ['previewPurchase', 2],
  ['decideRedemption', 2],
  ['projectTier', 2],
  ['measureDeferredRevenue', 1],
  ['mergeLotTallies', 1],
  ['mergeRedemptionTallies', 1],
])('%s: every place in what it reads, however deep', (name, i) => {
  const args = CALLS[name]!;
  const deep = [...places(args[i], 9)].map((path) => [i, ...path]);
  expect(sweep(name, args, deep)).toEqual([]);
});

const facts = (event: LoyaltyEvent): Record<string, unknown> => ({ ...event });
const typed = (type: string): LoyaltyEvent => EVENTS.find((event) => event.type === type)!;

/** Facts, the field that is spoilt, what stands there, and the code. All of them are silent in a plain implementation. */
const FIELDS: readonly [type: string, field: string, bad: unknown, code: string][] = [
  ['enroll', 'id', 5, 'wrong-type'],
  ['enroll', 'memberId', null, 'wrong-type'],
  ['enroll', 'at', '2024-01-10T09:00:00', 'not-an-instant'],
  ['enroll', 'at', Number.NaN, 'not-an-instant'],
  ['enroll', 'recordedAt', 'yesterday', 'not-an-instant'],
  ['enroll', 'key', 7, 'wrong-type'],
  ['enroll', 'type', 'purchased', 'unknown-name'],
  ['purchase', 'orderId', undefined, 'wrong-type'],
  ['purchase', 'amountMinor', '300', 'not-an-integer'],
  ['purchase', 'amountMinor', 99.5, 'not-an-integer'],
  ['purchase', 'amountMinor', 2 ** 53, 'not-an-integer'],
  ['purchase', 'shippingMinor', '100', 'not-an-integer'],
  ['purchase', 'creditMinor', Number.NaN, 'not-an-integer'],
  ['purchase', 'lines', null, 'wrong-type'],
  ['purchase', 'lines', [null], 'wrong-type'],
  ['purchase', 'lines', [{ id: 'l1', amountMinor: '5' }], 'not-an-integer'],
  ['purchase', 'tags', 'coffee', 'wrong-type'],
  ['purchase', 'multiplier', 2, 'not-a-decimal'],
  ['purchase', 'multiplier', '-1', 'out-of-range'],
  ['purchase', 'tier', { status: 2 }, 'wrong-type'],
  ['activity', 'metrics', null, 'wrong-type'],
  ['activity', 'metrics', { nights: '3' }, 'not-an-integer'],
  ['activity', 'metrics', { nights: 0.5 }, 'not-an-integer'],
  ['credit', 'points', '500', 'not-an-integer'],
  ['credit', 'points', 0, 'out-of-range'],
  ['credit', 'points', -5, 'out-of-range'],
  ['credit', 'expiresAt', null, 'not-an-instant'],
  ['credit', 'availableAt', '2024-01-20', 'not-an-instant'],
  ['adjust', 'points', 1.5, 'not-an-integer'],
  ['redeem', 'points', Infinity, 'not-an-integer'],
  ['redeem', 'points', undefined, 'missing-value'],
  ['redeem', 'decision', 'maybe', 'unknown-name'],
  ['redeem', 'rewardId', 5, 'wrong-type'],
  ['cancel-redemption', 'redemptionId', 12, 'wrong-type'],
  ['refund', 'amountMinor', -500, 'not-a-count'],
  ['refund', 'lines', 'l1', 'wrong-type'],
  ['refund', 'orderId', null, 'wrong-type'],
  ['release', 'orderId', {}, 'wrong-type'],
  ['reinstate', 'withinDays', '30', 'not-a-count'],
  ['transfer', 'points', 2.5, 'not-an-integer'],
  ['transfer', 'toMemberId', undefined, 'wrong-type'],
  ['transfer', 'decision', 'yes', 'unknown-name'],
  ['receive', 'lots', null, 'wrong-type'],
  ['receive', 'lots', [null], 'wrong-type'],
  ['receive', 'lots', [{ points: 0, earnedAt: 0, availableAt: 0, expiresAt: null }], 'out-of-range'],
  ['grant', 'ladderId', 1, 'wrong-type'],
  ['grant', 'level', undefined, 'wrong-type'],
  ['grant', 'until', '2024-05-01 10:00', 'not-an-instant'],
  ['grant', 'extendIf', null, 'wrong-type'],
  ['revoke', 'grantEventId', 22, 'wrong-type'],
  ['extend', 'until', undefined, 'not-an-instant'],
];

describe('a fact', () => {
  test.each(FIELDS)('%s with %s %o: %s', (type, field, bad, code) => {
    const event = { ...facts(typed(type)), [field]: bad } as never;
    const before = EVENTS.slice(0, EVENTS.indexOf(typed(type)));
    expect(codeOf(() => loyalty.replayEvents(PROGRAM, [...before, event]))).toBe(code);
    if (field === 'memberId') return;
    const account = before.length === 0 ? loyalty.openAccount(PROGRAM, 'anna') : loyalty.replayEvents(PROGRAM, before);
    const frozen = json(account);
    if (field !== 'recordedAt') expect(codeOf(() => loyalty.applyEvent(PROGRAM, account, event))).toBe(code);
    expect(account).toEqual(frozen);
  });

  test('a reward that costs more than there is, an unknown one, an unknown order: refused with a reason, not thrown', () => {
    const outcomes = loyalty.listOutcomes(PROGRAM, [
      { ...NEXT, id: '1', type: 'redeem', points: 500 },
      { ...NEXT, id: '2', type: 'redeem', rewardId: '__proto__' },
      { ...NEXT, id: '3', type: 'refund', orderId: '__proto__', amountMinor: 1 },
      { ...NEXT, id: '4', type: 'grant', ladderId: '__proto__', level: 'Gold', reason: '' },
      { ...NEXT, id: '5', type: 'grant', ladderId: 'status', level: 'constructor', reason: '' },
      { ...NEXT, id: '6', type: 'cancel-redemption', redemptionId: 'toString' },
    ]);
    expect(outcomes.map(({ outcome, reasons }) => [outcome, reasons[0]?.code])).toEqual([
      ['rejected', 'insufficient-points'],
      ['rejected', 'unknown-reward'],
      ['rejected', 'unknown-order'],
      ['rejected', 'unknown-level'],
      ['rejected', 'unknown-level'],
      ['rejected', 'unknown-redemption'],
    ]);
  });
});

test('names like __proto__ are names: members, orders, metrics, ladders, rules', () => {
  const name = '__proto__';
  const program: Program = {
    kind: 'loyalty-program',
    version: 1,
    id: name,
    timeZone: 'UTC',
    points: {
      earn: [
        { id: name, kind: 'spend', points: '1', perMinor: 100 },
        { id: 'm', kind: 'metric', metric: name, points: '2', per: 1 },
      ],
      caps: [{ id: 'constructor', points: 60, per: 'day', rules: [name] }],
    },
    ladders: [
      {
        kind: 'window',
        id: name,
        levels: [{ name: 'Base' }, { name, enter: { metric: name, atLeast: 3 } }],
        window: { kind: 'lifetime' },
        validity: { kind: 'forever' },
      },
    ],
  };
  const base = { memberId: name, at: 0 };
  // A literal `{ __proto__: 3 }` would set the prototype; JSON makes a key of it.
  const metrics = JSON.parse('{"__proto__":3}') as Record<string, number>;
  const account = loyalty.replayEvents(program, [
    { ...base, id: name, type: 'purchase', orderId: name, amountMinor: 9_900 },
    { ...base, id: 'a', type: 'activity', metrics },
    { ...base, id: 'r', type: 'refund', orderId: name, amountMinor: 4_900 },
  ]);
  expect(json(account)).toEqual(account);
  expect(Object.keys(account.ladders)).toEqual([name]);
  expect(loyalty.measureBalance(program, account, { asOf: 0 }).available).toBe(50 + 6);
  expect(loyalty.assignTier(program, account, { ladderId: name, asOf: 0 }).level).toBe(name);
  expect(loyalty.checkAccount(account)).toEqual([]);
});

test('nothing, one fact, the same fact twice', () => {
  expect(codeOf(() => loyalty.replayEvents(PROGRAM, []))).toBe('empty');
  expect(loyalty.replayMembers(PROGRAM, [])).toEqual([]);
  expect(loyalty.listOutcomes(PROGRAM, [])).toEqual([]);
  expect(loyalty.tallyLots(PROGRAM, [], { asOf: 0 }).cells).toEqual({});
  expect(loyalty.comparePrograms(PROGRAM, PROGRAM, [], { asOf: 0 }).members).toBe(0);
  const one = loyalty.replayEvents(PROGRAM, [NEXT]);
  expect(loyalty.replayEvents(PROGRAM, [NEXT, NEXT, { ...NEXT }])).toEqual(one);
});

describe('a stored value that lost a part', () => {
  test('an account', () => {
    for (const key of Object.keys(ACCOUNT) as (keyof Account)[]) {
      const { [key]: _, ...rest } = ACCOUNT;
      const code = codeOf(() => loyalty.measureBalance(PROGRAM, rest as Account, { asOf: AS_OF }));
      expect([key, code === 'nothing thrown']).toEqual([key, false]);
      expect(loyalty.checkAccount(rest as Account)[0]?.path).toBe(key === 'version' ? '/kind' : `/${key}`);
    }
  });

  test('points of a lot that are no number', () => {
    for (const left of ['5', Number.NaN, 2 ** 53, 0.5])
      expect(
        codeOf(() =>
          loyalty.measureBalance(
            PROGRAM,
            { ...ACCOUNT, lots: [{ ...ACCOUNT.lots[0]!, left: left as number }] },
            { asOf: AS_OF },
          ),
        ),
      ).toBe('not-an-integer');
  });

  test('a program: what checkProgram says first is what is thrown', () => {
    for (const key of ['id', 'timeZone', 'points', 'ladders', 'changes', 'extensions', 'kind', 'version']) {
      const broken = { ...PROGRAM, [key]: 5 } as unknown as Program;
      const [problem] = loyalty.checkProgram(broken);
      expect(problem?.path).toBe(key === 'version' ? '/kind' : `/${key}`);
      expect(codeOf(() => loyalty.openAccount(broken, 'anna'))).toBe(problem?.code);
    }
  });
});

describe('doors', () => {
  const doors: [string, (value: unknown) => { issues: readonly unknown[] }, unknown, (value: never) => unknown][] = [
    ['parseProgram', parseProgram, PROGRAM, (value) => loyalty.replayEvents(value, EVENTS)],
    [
      'parseAccount',
      parseAccount,
      ACCOUNT,
      (value) => loyalty.measureBalance(PROGRAM, value, { asOf: START + 900 * DAY }),
    ],
    ['parseJournal', parseJournal, JOURNAL, (value) => loyalty.recordEvent(PROGRAM, value, NEXT)],
  ];

  test.each(doors)(
    '%s: an issue or a value that can be used, for every place and everything bad',
    (_, parse, sound, use) => {
      const found: string[] = [];
      const paths = [...places(sound, 4)];
      // Every third place a bad value, each bad value at every place in turn: all of both are seen, not all pairs.
      paths.forEach((path, n) => {
        for (const [k, bad] of BAD.entries()) {
          if ((n + k) % 3 !== 0) continue;
          const answer = parse(spoil(sound, path, bad)) as { value: never; issues: readonly unknown[] };
          if ((answer.value === null) === (answer.issues.length === 0))
            found.push(`${path.join('.')}: neither or both`);
          if (answer.value === null) continue;
          const wrong = wrongs(() => use(answer.value));
          if (wrong !== '') found.push(`${path.join('.')} = ${String(bad)}: ${wrong}`);
        }
      });
      expect(found).toEqual([]);
    },
  );

  test('parseLoyaltyEvents: no row is lost, and what is let through can be replayed', () => {
    const found: string[] = [];
    for (const [i, event] of EVENTS.entries())
      for (const path of places(event, 9))
        for (const bad of BAD) {
          const { events, issues } = parseLoyaltyEvents([event, spoil(event, path, bad)]);
          const rows = new Set(issues.map(({ row }) => row));
          if (events.length + rows.size !== 2) found.push(`${i}.${path.join('.')} = ${String(bad)}: a row is lost`);
          const wrong = wrongs(() => loyalty.replayMembers(PROGRAM, events));
          if (wrong !== '') found.push(`${i}.${path.join('.')} = ${String(bad)}: ${wrong}`);
        }
    expect(found).toEqual([]);
  });

  test.each(BAD.map((bad) => [bad]))('%o is no value of any door', (bad) => {
    for (const parse of [parseProgram, parseAccount, parseJournal]) {
      const { value, issues } = parse(bad);
      expect([value, issues.length > 0]).toEqual([null, true]);
    }
    const { events, issues } = parseLoyaltyEvents(bad);
    expect([events, issues.length > 0]).toEqual([[], !Array.isArray(bad)]);
  });
});
