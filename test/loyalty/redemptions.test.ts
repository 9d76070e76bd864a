import {
  measureLiability,
  measureRedemptionCurve,
  mergeRedemptionTallies,
  replayEvents,
  tallyLots,
  tallyRedemptions,
  type LoyaltyEvent,
  type Program,
  type RedemptionTally,
} from 'clientele/loyalty';
import { expect, test } from 'vitest';

const program: Program = {
  kind: 'loyalty-program',
  version: 1,
  id: 'shop',
  timeZone: 'Europe/Paris',
  points: {
    earn: [{ id: 'base', kind: 'spend', points: '1', perMinor: 100 }],
    expiry: { kind: 'after-earning', months: 3 },
  },
};
const code = (expected: string) => expect.objectContaining({ code: expected });
const at = (day: string): string => `${day}T12:00:00Z`;
let next = 0;
const fact = (day: string, event: Record<string, unknown>, memberId = 'anna'): LoyaltyEvent =>
  ({ id: `e${next++}`, memberId, at: at(day), ...event }) as LoyaltyEvent;
const credit = (day: string, points: number) => fact(day, { type: 'credit', points });
const redeem = (day: string, points: number) => fact(day, { type: 'redeem', points });
const of = (events: LoyaltyEvent[], asOf: string): RedemptionTally =>
  tallyRedemptions(program, [{ memberId: 'anna', events }], { asOf: at(asOf) });
const cell = { redeemed: 0, expired: 0, reversed: 0, transferred: 0 };

test('points are counted in their month of earning at their age in months of the program zone', () => {
  // 31 January 23:30 UTC is 1 February in Paris.
  const events: LoyaltyEvent[] = [
    { id: 'c', memberId: 'anna', at: '2025-01-31T23:30:00Z', type: 'credit', points: 100 },
    redeem('2025-03-10', 40),
  ];
  expect(of(events, '2025-06-15')).toMatchObject({
    members: 1,
    runningMonth: '2025-06',
    cohorts: { '2025-02': { issued: 100, ages: { '1': { ...cell, redeemed: 40 }, '3': { ...cell, expired: 60 } } } },
  });
});

test('what is undone counts against what was done, at the age at which it is undone', () => {
  const events = [
    credit('2025-01-10', 100),
    fact('2025-01-20', { id: 'r', type: 'redeem', points: 40 }),
    fact('2025-02-01', { type: 'cancel-redemption', redemptionId: 'r' }),
    fact('2025-04-20', { type: 'reinstate', withinDays: 30 }),
  ];
  expect(of(events, '2025-05-01').cohorts['2025-01']).toEqual({
    issued: 100,
    ages: { '0': { ...cell, redeemed: 40 }, '1': { ...cell, redeemed: -40 }, '3': cell },
  });
});

test('points that are returned, or repay a debt, are taken back and not redeemed', () => {
  const events = [
    fact('2025-01-10', { type: 'purchase', orderId: 'o', amountMinor: 10_000 }),
    redeem('2025-01-12', 80),
    fact('2025-01-20', { type: 'refund', orderId: 'o', amountMinor: 10_000 }),
    credit('2025-02-05', 200),
  ];
  expect(of(events, '2025-03-01').cohorts).toEqual({
    '2025-01': { issued: 100, ages: { '0': { ...cell, redeemed: 80, reversed: 20 } } },
    '2025-02': { issued: 200, ages: { '0': { ...cell, reversed: 80 } } },
  });
});

test('a transfer leaves one member and reaches the other at the same age', () => {
  const sent = [
    credit('2025-01-10', 100),
    fact('2025-02-10', { id: 't', type: 'transfer', toMemberId: 'ben', points: 30 }),
  ];
  const received = fact(
    '2025-02-10',
    {
      type: 'receive',
      fromMemberId: 'anna',
      transferId: 't',
      lots: [{ points: 30, earnedAt: at('2025-01-10'), availableAt: at('2025-01-10'), expiresAt: at('2025-04-10') }],
    },
    'ben',
  );
  const whole = tallyRedemptions(
    program,
    [
      { memberId: 'anna', events: sent },
      { memberId: 'ben', events: [received] },
      { memberId: 'nobody', events: [] },
    ],
    { asOf: at('2025-03-01') },
  );
  expect(whole.members).toBe(2);
  expect(whole.cohorts).toEqual({ '2025-01': { issued: 100, ages: { '1': cell } } });
  const alone = of(sent, '2025-03-01');
  expect(alone.cohorts['2025-01']!.ages['1']).toEqual({ ...cell, transferred: -30 });
  const other = tallyRedemptions(program, [{ memberId: 'ben', events: [received] }], { asOf: at('2025-03-01') });
  expect(mergeRedemptionTallies(alone, other)).toEqual(whole);
  expect(mergeRedemptionTallies(other, alone)).toEqual(whole);
});

test('what is learned later is not counted at an earlier knowledge', () => {
  const events: LoyaltyEvent[] = [{ ...credit('2025-01-10', 100), recordedAt: at('2025-05-01') }];
  const asOf = at('2025-03-01');
  const tally = tallyRedemptions(program, [{ memberId: 'anna', events }], { asOf, knownAt: at('2025-04-01') });
  expect(tally).toMatchObject({ members: 0, cohorts: {} });
});

test('tallies of different instants, programs and kinds do not merge', () => {
  const tally = of([], '2025-03-01');
  for (const other of [of([], '2025-03-02'), { ...tally, programId: 'other' }, { ...tally, scale: 2 }])
    expect(() => mergeRedemptionTallies(tally, other)).toThrow(code('tally-mismatch'));
  const lots = { ...tally, kind: 'lot-tally' as never };
  expect(() => mergeRedemptionTallies(tally, lots)).toThrow(code('wrong-kind'));
  const huge = (issued: number): RedemptionTally => ({ ...tally, cohorts: { '2025-01': { issued, ages: {} } } });
  expect(() => mergeRedemptionTallies(huge(Number.MAX_SAFE_INTEGER), huge(1))).toThrow(code('overflow'));
});

/** Two months of earning, worked out by hand: 100 + 200 points at age 0, 60 + 150 at age 1, and only January at age 2. */
const HAND: RedemptionTally = {
  kind: 'redemption-tally',
  version: 1,
  programId: 'shop',
  asOf: Date.UTC(2025, 3, 15),
  runningMonth: '2025-04',
  scale: 0,
  members: 9,
  cohorts: {
    '2025-01': {
      issued: 100,
      ages: {
        '0': { ...cell, redeemed: 40 },
        '1': { ...cell, redeemed: 10, expired: 20 },
        '2': { ...cell, redeemed: 15 },
      },
    },
    '2025-02': { issued: 200, ages: { '0': { ...cell, redeemed: 50 }, '1': { ...cell, redeemed: 32 } } },
    // Not a whole month old: says nothing.
    '2025-04': { issued: 5000, ages: { '0': { ...cell, redeemed: 5000 } } },
  },
};

test('the curve is the life table with two exits, worked out by hand', () => {
  const curve = measureRedemptionCurve(HAND);
  // March had no points. Age 0: 300 exposed, 90 redeemed. Age 1: 210, 42 and 20. Age 2 (January): 30, 15.
  expect(curve.ages.map(({ exposed, redeemed, expired }) => [exposed, redeemed, expired])).toEqual([
    [300, 90, 0],
    [210, 42, 20],
    [30, 15, 0],
  ]);
  const s2 = (0.7 * 148) / 210;
  [1, 0.7, s2].forEach((share, age) => expect(curve.ages[age]!.survivingShare).toBeCloseTo(share, 14));
  expect(curve.ultimateRedemptionRate).toBeCloseTo(0.3 + 0.7 * 0.2 + s2 * 0.5, 14);
  expect(curve.ultimateBreakageRate).toBeCloseTo((0.7 * 20) / 210, 14);
  expect(curve.unresolvedShare).toBeCloseTo(s2 * 0.5, 14);
});

test('points taken back were never exposed in that month', () => {
  const tally: RedemptionTally = {
    ...HAND,
    cohorts: { '2025-01': { issued: 100, ages: { '0': { ...cell, redeemed: 80, reversed: 20 } } } },
  };
  expect(measureRedemptionCurve(tally)).toMatchObject({ ultimateRedemptionRate: 1, unresolvedShare: 0 });
});

test('without a whole month there is no answer', () => {
  const nothing = { ages: [], ultimateRedemptionRate: null, ultimateBreakageRate: null, unresolvedShare: null };
  expect(measureRedemptionCurve({ ...HAND, cohorts: {} })).toEqual({ ...nothing, reason: 'empty' });
  expect(measureRedemptionCurve({ ...HAND, runningMonth: '2025-01' })).toEqual({ ...nothing, reason: 'empty' });
});

test('a liability by curve gives each month the rate of points that reached its age, and owes what nobody knows', () => {
  const asOf = Date.UTC(2025, 3, 15);
  const accounts = ['2025-04-02', '2025-03-10', '2025-01-20'].map((day, i) =>
    replayEvents(program, [{ id: 'c', memberId: `m${i}`, at: at(day), type: 'credit', points: 100 }]),
  );
  const curve = measureRedemptionCurve(HAND);
  const liability = measureLiability(tallyLots(program, accounts, { asOf }), {
    valuePerPoint: '0.5',
    redemptionRate: curve,
  });
  const s2 = (0.7 * 148) / 210;
  const end = s2 * 0.5;
  const later = [0.44 + s2 * 0.5, (0.14 + s2 * 0.5) / 0.7];
  const unknown = [end, end / 0.7, 1];
  expect(liability.unresolved).toBeCloseTo(100 * (unknown[0]! + unknown[1]! + unknown[2]!), 10);
  expect(liability.expectedRedeemed).toBeCloseTo(100 * (later[0]! + later[1]!) + liability.unresolved, 10);
  expect(liability.grossMinor).toBe(150);
  expect(() =>
    measureLiability(tallyLots(program, accounts, { asOf }), {
      valuePerPoint: '1',
      redemptionRate: measureRedemptionCurve({ ...HAND, cohorts: {} }),
    }),
  ).toThrow(code('empty'));
  expect(() =>
    measureLiability(tallyLots(program, accounts, { asOf }), { valuePerPoint: '1', redemptionRate: null as never }),
  ).toThrow(code('not-a-probability'));
});

test('cohorts stand in the order of their months, counted and added up', () => {
  const months = (tally: RedemptionTally): string[] => Object.keys(tally.cohorts);
  const one = (...days: string[]) =>
    of(
      days.map((day) => credit(day, 10)),
      '2025-12-01',
    );
  const received = fact('2025-05-10', {
    type: 'receive',
    fromMemberId: 'ben',
    transferId: 't',
    lots: [{ points: 5, earnedAt: at('2025-02-10'), availableAt: at('2025-02-10'), expiresAt: null }],
  });
  expect(months(of([credit('2025-04-10', 10), received], '2025-12-01'))).toEqual(['2025-02', '2025-04']);
  const sum = mergeRedemptionTallies(one('2025-03-10', '2025-05-10'), one('2025-01-10', '2025-03-10'));
  expect(months(sum)).toEqual(['2025-01', '2025-03', '2025-05']);
  expect(sum.cohorts['2025-03']).toMatchObject({ issued: 20 });
});
