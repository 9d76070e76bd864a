import {
  checkProgram,
  replayEvents,
  type Ladder,
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
