import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { LoyaltyEvent, Program } from 'clientele/loyalty';
import { expect } from 'vitest';

export const seed = 20261125;
/** A thousand lives in one zone; in the others enough to see a zone of the host leak in. `LAW_RUNS` says another number. */
export const numRuns = Number(
  process.env['LAW_RUNS'] ?? (process.env['TZ'] === 'UTC' || !process.env['CI'] ? 1000 : 200),
);
export const DAY = 86_400_000;
export const START = Date.UTC(2024, 0, 10, 9);

/** A program in which everything happens that a life below can meet: holds, ends, caps, four ladders, a change. */
export const BUSY = {
  kind: 'loyalty-program',
  version: 1,
  id: 'busy',
  timeZone: 'Europe/Paris',
  points: {
    earn: [
      { id: 'base', kind: 'spend', points: '1', perMinor: 100 },
      { id: 'web', kind: 'spend', points: '0.5', perMinor: 100, mode: 'proportional', where: { channels: ['web'] } },
      { id: 'welcome', kind: 'flat', points: 25, on: 'enrollment' },
      { id: 'bag', kind: 'flat', points: 3, on: 'order', where: { channels: ['web'] }, multiply: true },
      { id: 'birthday', kind: 'flat', points: 10, on: 'anniversary' },
      { id: 'gold', kind: 'flat', points: 40, on: { ladderId: 'status', level: 'Gold' } },
      { id: 'stay', kind: 'metric', metric: 'nights', points: '3', per: 1, multiply: true },
      {
        id: 'ten',
        kind: 'milestone',
        metric: 'nights',
        from: 5,
        every: 5,
        points: 30,
        window: { kind: 'calendar', unit: 'year' },
      },
    ],
    multipliers: [
      { id: 'tier', kind: 'tier', ladderId: 'status', rates: { Gold: '1.5' } },
      { id: 'twice', kind: 'promotion', rate: '2', times: { count: 1, per: 'month' } },
    ],
    caps: [{ id: 'monthly', points: 400, per: 'month', rules: ['base'] }],
    hold: { days: 7 },
    expiry: { kind: 'after-earning', months: 3, roundUpTo: 'month' },
    refunds: { restored: { kind: 'grace', days: 5 } },
  },
  ladders: [
    {
      kind: 'window',
      id: 'status',
      metrics: { spend: { from: 'spend' }, orders: { from: 'orders' } },
      levels: [
        { name: 'Member' },
        { name: 'Silver', enter: { metric: 'spend', atLeast: 20_000 } },
        {
          name: 'Gold',
          enter: {
            any: [
              { metric: 'spend', atLeast: 60_000 },
              { metric: 'orders', atLeast: 6 },
            ],
          },
        },
      ],
      window: { kind: 'calendar', unit: 'quarter' },
      validity: { kind: 'end-of-window', plusWindows: 1 },
      downgrade: { kind: 'one-level', months: 2 },
      reversal: 'revoke',
    },
    {
      kind: 'window',
      id: 'rolling',
      levels: [{ name: 'None' }, { name: 'Guest', enter: { metric: 'nights', atLeast: 4 } }],
      window: { kind: 'rolling', months: 2 },
      validity: { kind: 'while-met' },
    },
    {
      kind: 'counter',
      id: 'xp',
      levels: [{ name: 'Explorer' }, { name: 'Scout', cost: 6 }, { name: 'Ranger', cost: 9 }],
      metric: 'nights',
      months: 4,
      carryCap: 10,
    },
    {
      kind: 'balance',
      id: 'purse',
      levels: [
        { name: 'Empty', atLeast: 0 },
        { name: 'Full', atLeast: 150 },
      ],
    },
  ],
  changes: [{ from: '2024-06-01T00:00:00+02:00', points: { hold: { days: 2 } } }],
} as const satisfies Program;

/** The same life under silence that ends points, under forgiveness, and under refusal. */
export const QUIET: Program = {
  kind: 'loyalty-program',
  version: 1,
  id: 'quiet',
  timeZone: 'America/Los_Angeles',
  points: {
    scale: 1,
    earn: [{ id: 'base', kind: 'spend', points: '1.2', perMinor: 100, hold: { untilReleased: true, lapseDays: 20 } }],
    expiry: { kind: 'inactivity', months: 1, atMostMonths: 5 },
    refunds: { expired: 'take', restored: { kind: 'stay-expired' }, metricsFall: 'when-refunded' },
    negative: 'write-off',
    spending: { order: 'oldest' },
  },
  ladders: [
    {
      kind: 'window',
      id: 'status',
      metrics: { spend: { from: 'spend' } },
      levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'spend', atLeast: 30_000 } }],
      window: { kind: 'membership-year' },
      validity: { kind: 'end-of-window' },
      reversal: 'at-period-end',
      graceDays: 3,
    },
  ],
};
export const STRICT: Program = {
  ...QUIET,
  id: 'strict',
  points: {
    earn: [{ id: 'base', kind: 'spend', points: '1', perMinor: 100 }],
    expiry: { kind: 'end-of-year' },
    negative: 'refuse',
    spending: { order: 'newest' },
  },
};
export const PROGRAMS: readonly Program[] = [BUSY, QUIET, STRICT];

const at = fc.integer({ min: 1, max: 15 * 24 });
const back = fc.integer({ min: 1, max: 6 });
const points = fc.integer({ min: 1, max: 300 });

/** One step of a life: hours after the step before, and what happens; `back` points to an earlier step. */
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      hours: at,
      type: fc.constant('purchase' as const),
      amount: fc.integer({ min: 0, max: 40_000 }),
      web: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ hours: at, type: fc.constant('redeem' as const), points }) },
  {
    weight: 3,
    arbitrary: fc.record({
      hours: at,
      type: fc.constant('refund' as const),
      back,
      amount: fc.integer({ min: 0, max: 40_000 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ hours: at, type: fc.constant('cancel-redemption' as const), back }) },
  { weight: 2, arbitrary: fc.record({ hours: at, type: fc.constant('credit' as const), points }) },
  {
    weight: 2,
    arbitrary: fc.record({
      hours: at,
      type: fc.constant('activity' as const),
      nights: fc.integer({ min: -2, max: 6 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      hours: at,
      type: fc.constant('adjust' as const),
      points: fc.integer({ min: -200, max: 100 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ hours: at, type: fc.constant('release' as const), back }) },
  {
    weight: 1,
    arbitrary: fc.record({ hours: at, type: fc.constant('reinstate' as const), days: fc.integer({ min: 0, max: 40 }) }),
  },
  { weight: 1, arbitrary: fc.record({ hours: at, type: fc.constant('transfer' as const), points }) },
  {
    weight: 1,
    arbitrary: fc.record({ hours: at, type: fc.constantFrom('enroll' as const, 'pause' as const, 'resume' as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ hours: at, type: fc.constant('grant' as const), days: fc.integer({ min: 1, max: 90 }) }),
  },
  { weight: 1, arbitrary: fc.record({ hours: at, type: fc.constantFrom('revoke' as const, 'extend' as const) }) },
);

/** A member's life at distinct instants, ids by position; what it refers to may not exist. */
export const lives: fc.Arbitrary<LoyaltyEvent[]> = fc.array(step, { minLength: 1, maxLength: 16 }).map((steps) => {
  let now = START;
  return steps.map((one, i): LoyaltyEvent => {
    now += one.hours * 3_600_000;
    const base = { id: `e${i}`, memberId: 'anna', at: now };
    switch (one.type) {
      case 'purchase':
        return {
          ...base,
          type: 'purchase',
          orderId: `o${i}`,
          amountMinor: one.amount,
          channel: one.web ? 'web' : 'shop',
        };
      case 'redeem':
      case 'credit':
        return { ...base, type: one.type, points: one.points };
      case 'refund':
        return { ...base, type: 'refund', orderId: `o${i - one.back}`, amountMinor: one.amount };
      case 'cancel-redemption':
        return { ...base, type: 'cancel-redemption', redemptionId: `e${i - one.back}` };
      case 'activity':
        return { ...base, type: 'activity', metrics: { nights: one.nights } };
      case 'adjust':
        return { ...base, type: 'adjust', points: one.points, reason: 'by hand' };
      case 'release':
        return { ...base, type: 'release', orderId: `o${i - one.back}` };
      case 'reinstate':
        return { ...base, type: 'reinstate', withinDays: one.days };
      case 'transfer':
        return { ...base, type: 'transfer', toMemberId: 'bob', points: one.points };
      case 'grant':
        return {
          ...base,
          type: 'grant',
          ladderId: 'status',
          level: 'Gold',
          until: now + one.days * DAY,
          reason: 'match',
        };
      case 'revoke':
        return { ...base, type: 'revoke', ladderId: 'status', reason: 'fraud' };
      case 'extend':
        return { ...base, type: 'extend', ladderId: 'status', until: now + 60 * DAY, reason: 'storm' };
      default:
        return { ...base, type: one.type };
    }
  });
});

export const programs: fc.Arbitrary<Program> = fc.constantFrom(...PROGRAMS);
export const json = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
export const lastAt = (events: readonly LoyaltyEvent[]): number =>
  Math.max(...events.map((event) => event.at as number));

/** Freezes all of a value: whoever writes to an argument throws. */
export function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}

/** `toEqual` for thousands of large values: it is asked only where two differ, for its message. */
export function same(got: unknown, want: unknown): void {
  if (!isDeepStrictEqual(got, want)) expect(got).toEqual(want);
}
