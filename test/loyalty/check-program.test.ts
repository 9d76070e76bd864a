import {
  checkProgram,
  replayEvents,
  type Ladder,
  type LevelCondition,
  type PointsPolicy,
  type Program,
  type WindowLadder,
} from 'clientele/loyalty';
import { describe, expect, test } from 'vitest';

const bare = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC' } as const;
const found = (program: Program) => checkProgram(program).map(({ code, path }) => `${code} ${path}`);
const ladder = (over: Partial<WindowLadder> = {}): WindowLadder => ({
  kind: 'window',
  id: 'status',
  levels: [{ name: 'A' }, { name: 'B', enter: { metric: 'x', atLeast: 5 } }],
  window: { kind: 'calendar', unit: 'year' },
  validity: { kind: 'end-of-window' },
  ...over,
});
const points = (policy: PointsPolicy): Program => ({ ...bare, points: policy, ladders: [ladder()] });
const ladders = (...list: Ladder[]): Program => ({ ...bare, ladders: list });
const spend = { id: 'r', kind: 'spend', points: '1', perMinor: 100 } as const;
const untyped = (value: unknown): Program => value as Program;

describe('a program', () => {
  test.each<[string, Program]>([
    ['wrong-kind /kind', untyped({ ...bare, version: 2 })],
    ['unknown-zone /timeZone', { ...bare, timeZone: 'Europe/Atlantis' }],
    ['not-an-instant /changes/0/from', { ...bare, changes: [{ from: '2025-01-01' }] }],
    ['changes-not-ascending /changes/1/from', { ...bare, changes: [{ from: 5 }, { from: 5 }] }],
    ['scale-changed /changes/0/points/scale', untyped({ ...bare, changes: [{ from: 5, points: { scale: 2 } }] })],
    [
      'expiry-would-wipe /changes/0/points/expiry',
      { ...bare, changes: [{ from: 5, points: { expiry: { kind: 'inactivity', months: 6 } } }] },
    ],
    ['unknown-ladder /changes/0/ladders/x', { ...bare, changes: [{ from: 5, ladders: { x: {} } }] }],
    [
      'unknown-ladder /extensions/0/ladders',
      { ...bare, extensions: [{ announcedAt: 0, validAt: 0, until: 1, ladders: ['x'] }] },
    ],
    ['not-an-instant /extensions/0/until', { ...bare, extensions: [{ announcedAt: 0, validAt: 0, until: 'soon' }] }],
    [
      'wrong-type /changes/0/ladders/b',
      {
        ...ladders({ kind: 'balance', id: 'b', levels: [{ name: 'A', atLeast: 0 }] }),
        changes: [{ from: 5, ladders: { b: {} } }],
      },
    ],
    [
      'unknown-level /changes/0/ladders/status/levels',
      { ...ladders(ladder()), changes: [{ from: 5, ladders: { status: { levels: [{ name: 'A' }] } } }] },
    ],
  ])('%s', (expected, program) => {
    expect(found(program)).toContain(expected);
    expect(() => replayEvents(program, [{ id: 'e', memberId: 'a', at: 0, type: 'enroll' }])).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });
});

describe('points', () => {
  test.each<[string, PointsPolicy]>([
    ['duplicate /points/earn/1/id', { earn: [spend, spend] }],
    ['not-a-decimal /points/earn/0/points', { earn: [{ ...spend, points: '1,5' }] }],
    ['out-of-range /points/earn/0/points', { earn: [{ ...spend, points: '-1' }] }],
    ['out-of-range /points/earn/0/perMinor', { earn: [{ ...spend, perMinor: 0 }] }],
    ['not-an-integer /points/earn/0/perMinor', { earn: [{ ...spend, perMinor: 0.5 }] }],
    ['not-an-instant /points/earn/0/validUntil', { earn: [{ ...spend, validUntil: 'x' }] }],
    [
      'unknown-ladder /points/earn/0/where/tiers',
      { earn: [{ ...spend, where: { tiers: { ladderId: 'x', levels: [] } } }] },
    ],
    [
      'unknown-level /points/earn/0/where/tiers',
      { earn: [{ ...spend, where: { tiers: { ladderId: 'status', levels: ['Z'] } } }] },
    ],
    [
      'unknown-level /points/earn/0/on',
      { earn: [{ id: 'f', kind: 'flat', points: 1, on: { ladderId: 'status', level: 'Z' } }] },
    ],
    ['out-of-range /points/earn/0/points', { earn: [{ id: 'f', kind: 'flat', points: -1, on: 'order' }] }],
    [
      'out-of-range /points/earn/0/from',
      { earn: [{ id: 'm', kind: 'milestone', metric: 'x', from: 0, points: 1, window: { kind: 'lifetime' } }] },
    ],
    [
      'out-of-range /points/earn/0/every',
      {
        earn: [{ id: 'm', kind: 'milestone', metric: 'x', from: 1, every: 0, points: 1, window: { kind: 'lifetime' } }],
      },
    ],
    [
      'out-of-range /points/earn/0/window/days',
      {
        earn: [
          { id: 'm', kind: 'milestone', metric: 'x', from: 1, points: 1, window: { kind: 'every-days', days: 0 } },
        ],
      },
    ],
    ['out-of-range /points/earn/0/per', { earn: [{ id: 'm', kind: 'metric', metric: 'x', points: '1', per: 0 }] }],
    [
      'unknown-level /points/multipliers/0',
      { multipliers: [{ id: 'm', kind: 'tier', ladderId: 'status', rates: { Z: '2' } }] },
    ],
    [
      'not-a-decimal /points/multipliers/0/rates/B',
      { multipliers: [{ id: 'm', kind: 'tier', ladderId: 'status', rates: { B: 'two' } }] },
    ],
    ['not-a-decimal /points/multipliers/0/rate', { multipliers: [{ id: 'm', kind: 'promotion', rate: 'x' }] }],
    [
      'out-of-range /points/multipliers/0/times/count',
      { multipliers: [{ id: 'm', kind: 'promotion', rate: '2', times: { count: -1, per: 'day' } }] },
    ],
    ['unknown-rule /points/caps/0/rules', { caps: [{ id: 'c', points: 1, per: 'day', rules: ['x'] }] }],
    ['out-of-range /points/caps/0/points', { caps: [{ id: 'c', points: -1, per: 'day' }] }],
    [
      'hold-longer-than-expiry /points/earn/0/hold',
      { earn: [{ ...spend, hold: { days: 62 } }], expiry: { kind: 'after-earning', months: 2 } },
    ],
    [
      'hold-longer-than-expiry /points/earn/0/hold',
      { earn: [{ ...spend, expiry: { kind: 'after-earning', days: 10 } }], hold: { days: 10 } },
    ],
    ['hold-longer-than-expiry /points/hold', { hold: { days: 62 }, expiry: { kind: 'after-earning', months: 2 } }],
    ['out-of-range /points/hold/lapseDays', { hold: { lapseDays: 0 } }],
    ['not-a-day /points/expiry/startsOn', { expiry: { kind: 'end-of-year', startsOn: '02-30' } }],
    ['out-of-range /points/expiry/plusYears', { expiry: { kind: 'end-of-year', plusYears: -1 } }],
    ['not-an-instant /points/expiry/at', { expiry: { kind: 'on-date', at: 'x' } }],
    ['out-of-range /points/expiry/months', { expiry: { kind: 'inactivity', months: 0 } }],
    ['out-of-range /points/expiry/days', { expiry: { kind: 'after-earning', days: -1 } }],
    [
      'unknown-ladder /points/expiry/exceptTiers',
      { expiry: { kind: 'never', exceptTiers: { ladderId: 'x', levels: [] } } },
    ],
    ['not-an-integer /points/spending/minimum', { spending: { minimum: 0.5 } }],
    ['out-of-range /points/spending/step', { spending: { step: 0 } }],
    ['step-not-dividing-minimum /points/spending/step', { spending: { minimum: 150, step: 100 } }],
    ['out-of-range /points/spending/price/points', { spending: { price: { points: 0, minor: 1 } } }],
    [
      'duplicate /points/spending/rewards/1/id',
      {
        spending: {
          rewards: [
            { id: 'x', points: 1 },
            { id: 'x', points: 1 },
          ],
        },
      },
    ],
    ['out-of-range /points/spending/rewards/0/points', { spending: { rewards: [{ id: 'x', points: 0 }] } }],
    [
      'unknown-ladder /points/spending/rewards/0/tiers',
      { spending: { rewards: [{ id: 'x', points: 1, tiers: { ladderId: 'q', levels: [] } }] } },
    ],
  ])('%s', (expected, policy) => {
    expect(found(points(policy))).toContain(expected);
  });
});

describe('ladders', () => {
  const period = (fromOn: string, toOn: string) => ({ fromOn, toOn, validUntilOn: '2030-01-01' });
  const listed = (...periods: ReturnType<typeof period>[]) => ladder({ window: { kind: 'listed', periods } });
  const leaf = (atLeast: number) => ({ metric: 'x', atLeast });
  test.each<[string, Program]>([
    ['duplicate /ladders/1/id', ladders(ladder(), ladder())],
    ['out-of-range /ladders/0/levels', ladders(ladder({ levels: [] }))],
    ['duplicate /ladders/0/levels/1/name', ladders(ladder({ levels: [{ name: 'A' }, { name: 'A' }] }))],
    [
      'levels-not-increasing /ladders/0/levels/2/enter',
      ladders(ladder({ levels: [{ name: 'A' }, { name: 'B', enter: leaf(5) }, { name: 'C', enter: leaf(4) }] })),
    ],
    [
      'levels-not-increasing /ladders/0/levels/2/enter',
      ladders(
        ladder({
          levels: [
            { name: 'A' },
            { name: 'B', enter: { all: [leaf(5), { metric: 'y', atLeast: 2 }] } },
            { name: 'C', enter: { all: [leaf(9), { metric: 'y', atLeast: 1 }] } },
          ],
        }),
      ),
    ],
    [
      'retain-harder-than-enter /ladders/0/levels/1/retain',
      ladders(ladder({ levels: [{ name: 'A' }, { name: 'B', enter: leaf(5), retain: leaf(6) }] })),
    ],
    [
      'unreachable-level /ladders/0/levels/1/enter',
      ladders(ladder({ levels: [{ name: 'A' }, { name: 'B', enter: { any: [] } }] })),
    ],
    [
      'not-an-integer /ladders/0/levels/1/enter/all/0/atLeast',
      ladders(ladder({ levels: [{ name: 'A' }, { name: 'B', enter: { all: [leaf(0.5)] } }] })),
    ],
    ['unknown-rule /ladders/0/metrics/q', ladders(ladder({ metrics: { q: { from: 'points', rules: ['nope'] } } }))],
    [
      'unknown-ladder /ladders/0/metrics/q',
      ladders(ladder({ metrics: { q: { from: 'windows-held', ladderId: 'z', level: 'A' } } })),
    ],
    [
      'ladder-reads-later-ladder /ladders/0/metrics/q',
      ladders(
        ladder({ metrics: { q: { from: 'windows-held', ladderId: 'later', level: 'A' } } }),
        ladder({ id: 'later' }),
      ),
    ],
    [
      'unknown-level /ladders/1/metrics/q',
      ladders(
        ladder(),
        ladder({ id: 'later', metrics: { q: { from: 'windows-held', ladderId: 'status', level: 'Z' } } }),
      ),
    ],
    ['unknown-metric /ladders/0/rollover/metric', ladders(ladder({ rollover: { metric: 'other' } }))],
    ['out-of-range /ladders/0/rollover/cap', ladders(ladder({ rollover: { metric: 'x', cap: -1 } }))],
    [
      'unknown-level /ladders/0/rollover/thresholds',
      ladders(ladder({ rollover: { metric: 'x', thresholds: { Z: 1 } } })),
    ],
    ['out-of-range /ladders/0/graceDays', ladders(ladder({ graceDays: -1 }))],
    ['out-of-range /ladders/0/downgrade/months', ladders(ladder({ downgrade: { kind: 'one-level', months: 0 } }))],
    [
      'out-of-range /ladders/0/validity/plusMonths',
      ladders(ladder({ validity: { kind: 'end-of-window', plusMonths: -1 } })),
    ],
    ['not-an-integer /ladders/0/validity/days', ladders(ladder({ validity: { kind: 'after-reaching', days: 0.5 } }))],
    [
      'not-a-day /ladders/0/window/startsOn',
      ladders(ladder({ window: { kind: 'calendar', unit: 'year', startsOn: '13-01' } })),
    ],
    ['out-of-range /ladders/0/window', ladders(ladder({ window: { kind: 'rolling' } }))],
    [
      'base-with-condition /ladders/0/levels/0/enter',
      ladders(ladder({ levels: [{ name: 'Silver', enter: { metric: 'x', atLeast: 1 } }] })),
    ],
    ['unreachable-level /ladders/0/metrics/x', ladders(ladder({ metrics: { x: { from: 'points', rules: [] } } }))],
    [
      'listed-gap /ladders/0/window/periods/1',
      ladders(listed(period('2024-01-01', '2024-06-01'), period('2024-07-01', '2025-01-01'))),
    ],
    [
      'listed-overlap /ladders/0/window/periods/1',
      ladders(listed(period('2024-01-01', '2024-06-01'), period('2024-05-01', '2025-01-01'))),
    ],
    ['not-a-day /ladders/0/window/periods/0/toOn', ladders(listed(period('2024-01-01', '2024-02-30')))],
    [
      'levels-not-increasing /ladders/0/levels/2/atLeast',
      ladders({
        kind: 'balance',
        id: 'b',
        levels: [
          { name: 'A', atLeast: 0 },
          { name: 'B', atLeast: 5 },
          { name: 'C', atLeast: 5 },
        ],
      }),
    ],
    [
      'unreachable-level /ladders/0/levels/1',
      ladders({ kind: 'counter', id: 'c', metric: 'x', months: 1, levels: [{ name: 'A' }, { name: 'B' }] }),
    ],
    [
      'out-of-range /ladders/0/months',
      ladders({ kind: 'counter', id: 'c', metric: 'x', months: 0, levels: [{ name: 'A' }] }),
    ],
    [
      'out-of-range /ladders/0/carryCap',
      ladders({ kind: 'counter', id: 'c', metric: 'x', months: 1, carryCap: -1, levels: [{ name: 'A' }] }),
    ],
    [
      'out-of-range /ladders/0/levels/1/cost',
      ladders({ kind: 'counter', id: 'c', metric: 'x', months: 1, levels: [{ name: 'A' }, { name: 'B', cost: 0 }] }),
    ],
  ])('%s', (expected, program) => {
    expect(found(program)).toContain(expected);
  });
});

test('a bonus that no order pays has no hold, so the hold of orders is not held against its expiry', () => {
  const welcome = { id: 'f', kind: 'flat', points: 1, on: 'enrollment' } as const;
  const expiry = { kind: 'after-earning', days: 10 } as const;
  expect(found(points({ earn: [{ ...welcome, expiry }], hold: { days: 20 } }))).toEqual([]);
});

test('a base that everybody meets may say so', () => {
  const levels = [{ name: 'A', enter: { metric: 'x', atLeast: 0 } }];
  expect(found(ladders(ladder({ levels })))).toEqual([]);
});

describe('a change is held against all that is in force then', () => {
  const three = (names: string[]): WindowLadder['levels'] =>
    names.map((name, i) => (i === 0 ? { name } : { name, enter: { metric: 'x', atLeast: 5 * i } }));
  const renamed = { from: 5, ladders: { status: { levels: three(['A', 'C']) } } } as const;
  const with2 = (change: NonNullable<Program['changes']>[number]): Program => ({
    ...points({ earn: [spend] }),
    changes: [renamed, change],
  });

  test('levels that were renamed before, or by the same change, go by their new names', () => {
    const rates = (level: string) => ({ id: 'm', kind: 'tier', ladderId: 'status', rates: { [level]: '2' } }) as const;
    expect(found(with2({ from: 6, points: { multipliers: [rates('C')] } }))).toEqual([]);
    expect(found(with2({ from: 6, points: { multipliers: [rates('B')] } }))).toEqual([
      'unknown-level /changes/1/points/multipliers/0',
    ]);
    expect(found({ ...with2(renamed), changes: [{ ...renamed, points: { multipliers: [rates('C')] } }] })).toEqual([]);
    const rollover = (level: string) => ({ status: { rollover: { metric: 'x', thresholds: { [level]: 1 } } } });
    expect(found(with2({ from: 6, ladders: rollover('C') }))).toEqual([]);
    expect(found(with2({ from: 6, ladders: rollover('B') }))).toEqual([
      'unknown-level /changes/1/ladders/status/rollover/thresholds',
    ]);
  });

  test('rules that were named before can be capped', () => {
    const caps = [{ id: 'c', points: 1, per: 'day', rules: ['r'] }] as const;
    expect(found(with2({ from: 6, points: { caps } }))).toEqual([]);
    expect(found(with2({ from: 6, points: { earn: [], caps } }))).toEqual([
      'unknown-rule /changes/1/points/caps/0/rules',
    ]);
  });
});

/** What is said of a program: how bad, where, and the sentence. */
const said = (program: Program) =>
  checkProgram(program).map(({ severity, path, message }) => `${severity} ${path}: ${message}`);

describe('a problem says what is wrong, and nothing else is found', () => {
  const leaf = (atLeast: number, metric = 'x') => ({ metric, atLeast });
  const b = (enter: LevelCondition, more: object = {}) => ({ levels: [{ name: 'A' }, { name: 'B', enter, ...more }] });
  const abc = (low: LevelCondition, high: LevelCondition) => ({
    levels: [{ name: 'A' }, { name: 'B', enter: low }, { name: 'C', enter: high }],
  });
  const counter = (levels: object[], more: object = {}) =>
    ladders({ kind: 'counter', id: 'c', metric: 'x', months: 1, levels, ...more } as Ladder);
  const listed = (...periods: object[]) => ladders(ladder({ window: { kind: 'listed', periods } } as never));
  const period = (fromOn: string, toOn: string, more: object = {}) => ({
    fromOn,
    toOn,
    validUntilOn: '2030-01-01',
    ...more,
  });
  const whole = 'expected a whole number within ±(2^53 - 1), got';
  const decimal = "expected a decimal number as text such as '1.25', got";
  const instant = 'expected a Date, epoch milliseconds or ISO 8601 text with an offset or Z, got';
  test.each<[string, Program]>([
    [
      'error /kind: expected a stored loyalty-program of version 1, got loyalty-program of version 2',
      untyped({ ...bare, version: 2 }),
    ],
    ['error /timeZone: expected an IANA name, got "Europe/Atlantis"', { ...bare, timeZone: 'Europe/Atlantis' }],
    [`error /changes/0/from: ${instant} "2025-01-01"`, { ...bare, changes: [{ from: '2025-01-01' }] }],
    [
      'error /changes/1/from: changes must begin one after the other',
      { ...bare, changes: [{ from: 5 }, { from: 5 }, { from: 6 }] },
    ],
    [
      'error /changes/0/points/scale: the decimals of a point can never change',
      untyped({ ...bare, changes: [{ from: 5, points: { scale: 0 } }] }),
    ],
    [
      'error /changes/0/points/expiry: switching inactivity on needs notBefore, or it wipes points of members long silent',
      { ...bare, changes: [{ from: 5, points: { expiry: { kind: 'inactivity', months: 6 } } }] },
    ],
    [
      'error /changes/0/ladders/x~1y~0z: no ladder is called x/y~z',
      { ...bare, changes: [{ from: 5, ladders: { 'x/y~z': {} } }] },
    ],
    [
      'error /extensions/0/ladders: no ladder is called x',
      { ...ladders(ladder()), extensions: [{ announcedAt: 0, validAt: 0, until: 1, ladders: ['status', 'x'] }] },
    ],
    [
      'error /changes/0/ladders/b: only window ladders change',
      {
        ...ladders({ kind: 'balance', id: 'b', levels: [{ name: 'A', atLeast: 0 }] }),
        changes: [{ from: 5, ladders: { b: {} } }],
      },
    ],
    [
      'error /changes/0/ladders/status/levels: a change keeps the number and order of the levels: accounts hold them by index',
      { ...ladders(ladder()), changes: [{ from: 5, ladders: { status: { levels: [{ name: 'A' }] } } }] },
    ],
    ['error /points/earn/1/id: r is the name of two rules, multipliers or caps', points({ earn: [spend, spend] })],
    [
      'error /points/caps/0/id: r is the name of two rules, multipliers or caps',
      points({ earn: [spend], caps: [{ id: 'r', points: 0, per: 'day' }] }),
    ],
    [`error /points/earn/0/points: ${decimal} "1,5"`, points({ earn: [{ ...spend, points: '1,5' }] })],
    ['error /points/earn/0/points: expected 0 or more', points({ earn: [{ ...spend, points: '-1' }] })],
    ['error /points/earn/0/perMinor: expected 1 or more, got 0', points({ earn: [{ ...spend, perMinor: 0 }] })],
    [`error /points/earn/0/perMinor: ${whole} 0.5`, points({ earn: [{ ...spend, perMinor: 0.5 }] })],
    [
      'error /points/earn/0/multiply: time alone can pay this: name the levels in where.tiers of several rules',
      points({ earn: [{ id: 'y', kind: 'flat', points: 0, on: 'anniversary', multiply: true }] }),
    ],
    [
      'error /points/earn/0/on: ladder status has no level Z',
      points({ earn: [{ id: 'f', kind: 'flat', points: 1, on: { ladderId: 'status', level: 'Z' } }] }),
    ],
    [
      'error /points/caps/0/rules: no earning rule is called x',
      points({ earn: [spend], caps: [{ id: 'c', points: 1, per: 'day', rules: ['r', 'x'] }] }),
    ],
    [
      'error /points/hold: points expire before they become available',
      points({ hold: { days: 62 }, expiry: { kind: 'after-earning', months: 2 } }),
    ],
    [
      'error /points/hold: points expire before they become available',
      points({ earn: [spend], hold: { days: 62 }, expiry: { kind: 'after-earning', months: 2 } }),
    ],
    [
      'error /changes/0/points/hold: points expire before they become available',
      {
        ...points({ expiry: { kind: 'after-earning', months: 1 } }),
        changes: [{ from: 5, points: { hold: { days: 31 } } }],
      },
    ],
    [
      'error /points/earn/0/hold: points expire before they become available',
      points({
        earn: [{ id: 'f', kind: 'flat', points: 1, on: 'order', expiry: { kind: 'after-earning', days: 9 } }],
        hold: { days: 9 },
      }),
    ],
    // What is wrong from the start is not said again by a change of something else.
    [
      'error /points/earn/0/perMinor: expected 1 or more, got 0',
      {
        ...points({ earn: [{ ...spend, perMinor: 0 }] }),
        changes: [
          { from: 5, points: { hold: { days: 1 } } },
          { from: 6, ladders: { status: { graceDays: 1 } } },
        ],
      },
    ],
    [
      'error /points/earn/0/hold: points expire before they become available',
      {
        ...points({ earn: [{ ...spend, hold: { days: 9 }, expiry: { kind: 'after-earning', days: 9 } }] }),
        changes: [{ from: 5, points: { spending: {} } }],
      },
    ],
    [
      'error /points/multipliers/0/rate: expected 0 or more',
      {
        ...points({ multipliers: [{ id: 'p', kind: 'promotion', rate: '-1' }] }),
        changes: [{ from: 5, points: { hold: { days: 1 } } }],
      },
    ],
    [
      'error /points/caps/0/points: expected 0 or more, got -1',
      {
        ...points({ caps: [{ id: 'c', points: -1, per: 'day' }] }),
        changes: [{ from: 5, points: { hold: { days: 1 } } }],
      },
    ],
    [
      'error /points/hold: points expire before they become available',
      {
        ...points({ hold: { days: 62 }, expiry: { kind: 'after-earning', months: 2 } }),
        changes: [{ from: 5, points: { spending: {} } }],
      },
    ],
    [
      'error /ladders/0/graceDays: expected 0 or more, got -1',
      {
        ...ladders(ladder({ graceDays: -1 }), ladder({ id: 'two' })),
        changes: [{ from: 5, ladders: { two: { graceDays: 1 } } }],
      },
    ],
    [`error /changes/0/from: ${instant} "x"`, { ...bare, changes: [{ from: 'x' }, { from: 5 }] }],
    [
      'error /points/multipliers/0/id: r is the name of two rules, multipliers or caps',
      points({ earn: [spend], multipliers: [{ id: 'r', kind: 'promotion', rate: '1' }] }),
    ],
    [
      'error /points/multipliers/0/where/tiers: no ladder is called x',
      points({
        multipliers: [{ id: 'p', kind: 'promotion', rate: '1', where: { tiers: { ladderId: 'x', levels: [] } } }],
      }),
    ],
    [
      'error /points/spending/price/minor: expected 1 or more, got 0',
      points({ spending: { price: { points: 1, minor: 0 } } }),
    ],
    [
      `error /ladders/0/levels/1/atLeast: ${whole} 0.5`,
      ladders({
        kind: 'balance',
        id: 'b',
        levels: [
          { name: 'A', atLeast: 0 },
          { name: 'B', atLeast: 0.5 },
        ],
      }),
    ],
    [
      'warning /ladders/0/levels/0/enter: the first level is the base: everybody has it',
      ladders(
        ladder({
          levels: [
            { name: 'A', enter: leaf(9) },
            { name: 'B', enter: leaf(1) },
          ],
        }),
      ),
    ],
    [
      'error /ladders/0/levels/1/enter/any/0: a condition needs at least one part',
      ladders(ladder(b({ any: [{ all: [] }] }))),
    ],
    [
      'error /ladders/0/levels/2/enter: a member who meets this level can fail the one below',
      ladders(ladder(abc(leaf(5), { any: [leaf(6), leaf(4)] }))),
    ],
    [
      'error /ladders/0/window/months: expected 0 or more, got -1',
      ladders(ladder({ window: { kind: 'rolling', months: -1 } })),
    ],
    [
      'error /ladders/0/window/days: expected 0 or more, got -1',
      ladders(ladder({ window: { kind: 'rolling', days: -1 } })),
    ],
    [
      'error /points/expiry/startsOn: expected MM-DD, got 4-6',
      points({ expiry: { kind: 'end-of-year', startsOn: '4-6' } }),
    ],
    [
      'warning /points/spending/step: the minimum is no multiple of the step',
      points({ spending: { minimum: 150, step: 100 } }),
    ],
    [
      'error /points/spending/rewards/1/id: x is the name of two rewards',
      points({
        spending: {
          rewards: [
            { id: 'x', points: 1 },
            { id: 'x', points: 2 },
          ],
        },
      }),
    ],
    ['error /ladders/1/id: status is the name of two ladders', ladders(ladder(), ladder())],
    ['error /ladders/0/levels/1/enter: a condition needs at least one part', ladders(ladder(b({ all: [] })))],
    [
      'error /points/earn/0/where/tiers: no ladder is called x',
      points({ earn: [{ ...spend, where: { tiers: { ladderId: 'x', levels: [] } } }] }),
    ],
    [
      'error /points/earn/0/expiry/kind: silence ends all points: inactivity belongs to the policy',
      points({ earn: [{ ...spend, expiry: { kind: 'inactivity', months: 3 } }] }),
    ],
    [
      'error /points/earn/0/expiry/months: expected 0 or more, got -1',
      points({ earn: [{ ...spend, expiry: { kind: 'after-earning', months: -1 } }] }),
    ],
    [
      'error /points/earn/0/expiry/exceptTiers: ladder status has no level Z',
      points({
        earn: [{ ...spend, expiry: { kind: 'never', exceptTiers: { ladderId: 'status', levels: ['B', 'Z'] } } }],
      }),
    ],
    [
      'error /points/earn/0/hold/days: expected 0 or more, got -1',
      points({ earn: [{ ...spend, hold: { days: -1 } }] }),
    ],
    [`error /points/expiry/at: ${instant} "x"`, points({ expiry: { kind: 'on-date', at: 'x' } })],
    [
      'error /points/expiry/atMostMonths: expected 1 or more, got 0',
      points({ expiry: { kind: 'inactivity', months: 1, atMostMonths: 0 } }),
    ],
    [
      `error /points/expiry/notBefore: ${instant} "x"`,
      points({ expiry: { kind: 'inactivity', months: 1, notBefore: 'x' } }),
    ],
    [
      'error /ladders/0/window/periods/0/validUntilOn: expected a calendar day written YYYY-MM-DD, got "x"',
      listed(period('2024-01-01', '2024-06-01', { validUntilOn: 'x' })),
    ],
    [
      'error /ladders/0/window/periods/1/fromOn: expected a calendar day written YYYY-MM-DD, got "x"',
      listed(period('2024-01-01', '2024-06-01'), period('x', '2023-01-01')),
    ],
    [
      'error /ladders/0/window/periods/1/toOn: expected a calendar day written YYYY-MM-DD, got "x"',
      listed(period('2024-01-01', '2024-06-01'), period('2024-02-01', 'x')),
    ],
    [
      'error /ladders/0/metrics/q: no earning rule is called nope',
      { ...points({ earn: [spend] }), ladders: [ladder({ metrics: { q: { from: 'points', rules: ['r', 'nope'] } } })] },
    ],
    [
      'error /changes/0/ladders/two/graceDays: expected 0 or more, got -1',
      { ...ladders(ladder(), ladder({ id: 'two' })), changes: [{ from: 5, ladders: { two: { graceDays: -1 } } }] },
    ],
    ['error /ladders/0/levels: a ladder needs at least its base level', ladders(ladder({ levels: [] }))],
    [
      'error /ladders/0/levels/1/name: A is the name of two levels',
      ladders(ladder({ levels: [{ name: 'A' }, { name: 'A' }] })),
    ],
    [
      'error /ladders/0/levels/2/enter: a member who meets this level can fail the one below',
      ladders(ladder(abc(leaf(5), leaf(4)))),
    ],
    [
      'warning /ladders/0/levels/1/retain: keeping the level can need more than reaching it',
      ladders(ladder(b(leaf(5), { retain: leaf(6) }))),
    ],
    [
      'warning /ladders/0/levels/0/enter: the first level is the base: everybody has it',
      ladders(ladder({ levels: [{ name: 'A', enter: leaf(1) }] })),
    ],
    [
      'error /ladders/0/rollover/metric: no level has a threshold of other',
      ladders(ladder({ rollover: { metric: 'other' } })),
    ],
    [
      'error /ladders/0/rollover/thresholds: no level is called Z',
      ladders(ladder({ rollover: { metric: 'x', thresholds: { B: 1, Z: 1 } } })),
    ],
    [
      'warning /ladders/0/metrics/q: no rule feeds this metric',
      ladders(ladder({ metrics: { q: { from: 'points', rules: [] } } })),
    ],
    [
      'error /ladders/0/metrics/q~1: no earning rule is called nope',
      ladders(ladder({ metrics: { 'q/': { from: 'points', rules: ['nope'] } } })),
    ],
    [
      'error /ladders/0/metrics/q: status may read only ladders before it',
      ladders(
        ladder({ metrics: { q: { from: 'windows-held', ladderId: 'later', level: 'A' } } }),
        ladder({ id: 'later' }),
      ),
    ],
    [
      'error /ladders/0/metrics/q: no ladder is called z',
      ladders(ladder({ metrics: { q: { from: 'windows-held', ladderId: 'z', level: 'A' } } })),
    ],
    [
      'error /ladders/1/metrics/q: no ladder is called z',
      ladders(ladder(), ladder({ id: 'two', metrics: { q: { from: 'windows-held', ladderId: 'z', level: 'A' } } })),
    ],
    [
      'error /ladders/1/metrics/q: two may read only ladders before it',
      ladders(
        ladder(),
        ladder({ id: 'two', metrics: { q: { from: 'windows-held', ladderId: 'later', level: 'A' } } }),
        ladder({ id: 'later' }),
      ),
    ],
    [
      'error /ladders/1/metrics/q: ladder status has no level Z',
      ladders(
        ladder(),
        ladder({ id: 'later', metrics: { q: { from: 'windows-held', ladderId: 'status', level: 'Z' } } }),
      ),
    ],
    [
      'error /ladders/0/levels/2/atLeast: a higher level must need more',
      ladders({
        kind: 'balance',
        id: 'b',
        levels: [
          { name: 'A', atLeast: 9 },
          { name: 'B', atLeast: -5 },
          { name: 'C', atLeast: -5 },
        ],
      }),
    ],
    [
      'warning /ladders/0/levels/1: the level has no cost: by grant only',
      counter([{ name: 'A' }, { name: 'B' }, { name: 'C', cost: 1 }]),
    ],
    ['error /ladders/0/levels/0/cost: expected 0 or more, got -1', counter([{ name: 'A', cost: -1 }])],
    [
      'error /ladders/0/window: a rolling window needs months or days',
      ladders(ladder({ window: { kind: 'rolling' } })),
    ],
    [
      'warning /ladders/0/window/periods/1: what happens between these periods counts for none',
      listed(period('2024-01-01', '2024-06-01'), period('2024-06-02', '2025-01-01')),
    ],
    [
      'error /ladders/0/window/periods/1: periods must follow one another',
      listed(period('2024-01-01', '2024-06-01'), period('2024-05-31', '2025-01-01')),
    ],
    ['error /ladders/0/window/periods/0: periods must follow one another', listed(period('2024-01-01', '2024-01-01'))],
    [
      'error /ladders/0/window/periods/0/countFromOn: expected a calendar day written YYYY-MM-DD, got "2023-02-29"',
      listed(period('2024-01-01', '2024-06-01', { countFromOn: '2023-02-29' })),
    ],
    [
      'error /ladders/0/window/then/days: expected 1 or more, got 0',
      ladders(ladder({ window: { kind: 'listed', periods: [], then: { kind: 'every-days', days: 0 } } })),
    ],
  ])('%s', (sentence, program) => {
    expect(said(program)).toEqual([sentence]);
  });

  test.each<[string, Program]>([
    ['levels of which each needs more', ladders(ladder(abc(leaf(5), leaf(6))))],
    ['a level that needs something else as well', ladders(ladder(abc(leaf(5), { all: [leaf(5), leaf(1, 'y')] })))],
    ['a level that asks for another metric', ladders(ladder(abc(leaf(5), leaf(1, 'y'))))],
    [
      'either of two, each of them higher',
      ladders(ladder(abc({ any: [leaf(5), leaf(1, 'y')] }, { any: [leaf(6), leaf(2, 'y')] }))),
    ],
    [
      'a level by grant only between two',
      ladders(ladder({ levels: [{ name: 'A' }, { name: 'B' }, { name: 'C', enter: leaf(1) }] })),
    ],
    ['keeping for as much as reaching', ladders(ladder(b(leaf(5), { retain: leaf(5), reenter: leaf(3) })))],
    [
      'rollover of a metric of its own, by thresholds',
      ladders(ladder({ rollover: { metric: 'y', thresholds: { B: 5 }, cap: 0 } })),
    ],
    [
      'rollover of a counted metric',
      ladders(ladder({ rollover: { metric: 'y' }, metrics: { y: { from: 'orders' } } })),
    ],
    ['periods that follow one another', listed(period('2024-01-01', '2024-06-01'), period('2024-06-01', '2024-06-02'))],
    ['a minimum without a step', points({ spending: { minimum: 150 } })],
    ['a step without a minimum', points({ spending: { step: 100 } })],
    ['a minimum that is a multiple of the step', points({ spending: { minimum: 200, step: 100 } })],
    [
      'a welcome that ends before orders are released',
      points({
        earn: [{ id: 'f', kind: 'flat', points: 1, on: 'enrollment', expiry: { kind: 'after-earning', days: 9 } }],
        hold: { days: 9 },
      }),
    ],
    ['periods before 1970', listed(period('1960-01-01', '1961-01-01'), period('1961-01-01', '1962-01-01'))],
    [
      'a change of the ladder that is not the first',
      {
        ...ladders({ kind: 'balance', id: 'b', levels: [{ name: 'A', atLeast: 0 }] }, ladder()),
        changes: [{ from: 5, ladders: { status: { graceDays: 1 } } }],
      },
    ],
    [
      'changes of one ladder after the other',
      {
        ...ladders(ladder(), ladder({ id: 'two' })),
        changes: [
          { from: 5, ladders: { two: { graceDays: 1 } } },
          { from: 6, ladders: { status: { graceDays: 1 } } },
        ],
      },
    ],
    ['a rolling window of days', ladders(ladder({ window: { kind: 'rolling', days: 1 } }))],
    ['a rolling window of months', ladders(ladder({ window: { kind: 'rolling', months: 1 } }))],
    [
      'a counter with a carry of nothing',
      counter(
        [
          { name: 'A', cost: 0 },
          { name: 'B', cost: 1 },
        ],
        { carryCap: 0 },
      ),
    ],
    [
      'the least of everything',
      points({
        earn: [
          { ...spend, points: '0', perMinor: 1, hold: { days: 0, lapseDays: 1 } },
          { id: 'f', kind: 'flat', points: 0, on: 'order' },
          { id: 'g', kind: 'flat', points: 0, on: { ladderId: 'status', level: 'B' } },
          { id: 'm', kind: 'metric', metric: 'x', points: '0', per: 1 },
          {
            id: 's',
            kind: 'milestone',
            metric: 'x',
            from: 1,
            every: 1,
            points: 0,
            window: { kind: 'every-days', days: 1 },
          },
        ],
        multipliers: [
          { id: 'p', kind: 'promotion', rate: '0', times: { count: 0, per: 'day' } },
          { id: 't', kind: 'tier', ladderId: 'status', rates: { A: '0', B: '1.5' } },
        ],
        caps: [{ id: 'c', points: 0, per: 'day', rules: ['r', 's'] }],
        expiry: { kind: 'inactivity', months: 1, atMostMonths: 1, notBefore: 0 },
        spending: {
          minimum: 0,
          step: 1,
          maximum: 0,
          price: { points: 1, minor: 1 },
          rewards: [{ id: 'w', points: 1 }],
        },
      }),
    ],
    [
      'a hold that just ends before the points do',
      points({ hold: { days: 61 }, expiry: { kind: 'after-earning', months: 2 } }),
    ],
    [
      'a hold within months and days',
      points({ hold: { days: 32 }, expiry: { kind: 'after-earning', months: 1, days: 2 } }),
    ],
    [
      'a long hold, and an end that is rounded up',
      points({ hold: { days: 31 }, expiry: { kind: 'after-earning', months: 1, roundUpTo: 'year' } }),
    ],
    ['a year that starts on a leap day', points({ expiry: { kind: 'end-of-year', startsOn: '02-29', plusYears: 0 } })],
    ['a year that starts on the last of a month', points({ expiry: { kind: 'end-of-year', startsOn: '11-30' } })],
    ['inactivity from the start of the program', points({ expiry: { kind: 'inactivity', months: 6 } })],
    [
      'a rule whose points have a longest life of their own under the inactivity of all',
      points({
        earn: [{ ...spend, expiry: { kind: 'inactivity', months: 6, atMostMonths: 12 } }],
        expiry: { kind: 'inactivity', months: 6 },
      }),
    ],
    [
      'a level that lasts no longer',
      ladders(
        ladder({
          validity: { kind: 'end-of-window', plusWindows: 0, plusMonths: 0, plusDays: 0 },
          graceDays: 0,
          downgrade: { kind: 'one-level', months: 1 },
        }),
      ),
    ],
    [
      'a level that ends as it is reached',
      ladders(ladder({ validity: { kind: 'after-reaching', months: 0, days: 0 } })),
    ],
  ])('nothing is wrong with %s', (_, program) => {
    expect(said(program)).toEqual([]);
  });

  test.each<[string, PointsPolicy]>([
    ['04-31', { expiry: { kind: 'end-of-year', startsOn: '04-31' } }],
    ['02-30', { expiry: { kind: 'end-of-year', startsOn: '02-30' } }],
    ['00-10', { expiry: { kind: 'end-of-year', startsOn: '00-10' } }],
    ['13-01', { expiry: { kind: 'end-of-year', startsOn: '13-01' } }],
    ['01-00', { expiry: { kind: 'end-of-year', startsOn: '01-00' } }],
    ['x01-01', { expiry: { kind: 'end-of-year', startsOn: 'x01-01' } }],
    ['01-01x', { expiry: { kind: 'end-of-year', startsOn: '01-01x' } }],
  ])('%s is no day of a year', (text, policy) => {
    expect(said(points(policy))).toEqual([`error /points/expiry/startsOn: expected MM-DD, got ${text}`]);
  });
});
