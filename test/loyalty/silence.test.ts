import { listOutcomes, measureBalance, replayEvents, type LoyaltyEvent, type Program } from 'clientele/loyalty';
import { expect, test } from 'vitest';

/** Points end after three months of silence. */
const program = (restored: 'stay-expired' | 'grace'): Program => ({
  kind: 'loyalty-program',
  version: 1,
  id: 'shop',
  timeZone: 'Europe/Paris',
  points: {
    expiry: { kind: 'inactivity', months: 3 },
    refunds: { restored: restored === 'grace' ? { kind: 'grace', days: 10 } : { kind: 'stay-expired' } },
  },
});
const anna = { memberId: 'anna' };
const at = (day: string): string => `${day}T12:00:00Z`;
const earned: LoyaltyEvent = { ...anna, id: 'c1', at: at('2025-01-10'), type: 'credit', points: 100 };
const spent = (points: number): LoyaltyEvent => ({ ...anna, id: 'r1', at: at('2025-01-20'), type: 'redeem', points });
const cancelled = (day: string): LoyaltyEvent => ({
  ...anna,
  id: 'x1',
  at: at(day),
  type: 'cancel-redemption',
  redemptionId: 'r1',
});
const after = (events: LoyaltyEvent[], asOf: string, restored: 'stay-expired' | 'grace' = 'stay-expired') => {
  const account = replayEvents(program(restored), events, { asOf: at(asOf) });
  const { available } = measureBalance(program(restored), account, { asOf: at(asOf) });
  return [available, account.totals.expired, account.totals.redeemed];
};

// Had the member not spent them, silence would have ended them: whether one point was left in the lot makes no difference.
test.each([60, 100])(
  'of 100 points %i were spent; the redemption is undone after the silence: they have ended too',
  (points) => {
    expect(after([earned, spent(points), cancelled('2025-04-20')], '2025-04-20')).toEqual([0, 100, 0]);
    expect(after([earned, spent(points), cancelled('2025-04-19')], '2025-04-19')).toEqual([100, 0, 0]);
  },
);

test('a purchase after the silence starts a new clock, and does not bring back what had ended', () => {
  const late: LoyaltyEvent = { ...anna, id: 'c2', at: at('2025-05-02'), type: 'credit', points: 7 };
  const events = [earned, spent(100), late, cancelled('2025-05-10')];
  expect(after(events, '2025-05-10')).toEqual([7, 100, 0]);
  expect(listOutcomes(program('stay-expired'), events).at(-1)!.reasons).toEqual([
    { code: 'expired', facts: { lotId: 'c1', points: 100 } },
  ]);
});

test('where the program gives time, points of a lot that silence ended come back for that time', () => {
  const events = [earned, spent(100), cancelled('2025-05-10')];
  expect(after(events, '2025-05-19', 'grace')).toEqual([100, 0, 0]);
  expect(after(events, '2025-05-20', 'grace')).toEqual([0, 100, 0]);
});

test('points that never end survive the silence also when they were spent', () => {
  const levels: Program = {
    ...program('stay-expired'),
    points: {
      expiry: { kind: 'inactivity', months: 3, exceptTiers: { ladderId: 'status', levels: ['Gold'] } },
    },
    ladders: [
      {
        kind: 'window',
        id: 'status',
        levels: [{ name: 'Member' }, { name: 'Gold' }],
        window: { kind: 'lifetime' },
        validity: { kind: 'forever' },
      },
    ],
  };
  const gold: LoyaltyEvent = {
    ...anna,
    id: 'g1',
    at: at('2025-01-05'),
    type: 'grant',
    ladderId: 'status',
    level: 'Gold',
    reason: 'welcome',
  };
  const account = replayEvents(levels, [gold, earned, spent(100), cancelled('2025-05-10')]);
  expect(measureBalance(levels, account, { asOf: at('2026-05-10') }).available).toBe(100);
});

test('points that come after the silence are not ended by it, also while they are held', () => {
  const strict: Program = {
    ...program('stay-expired'),
    points: { expiry: { kind: 'inactivity', months: 3, activities: ['redeem'], pendingSurvives: false } },
  };
  const late: LoyaltyEvent = {
    ...anna,
    id: 'c2',
    at: at('2025-06-01'),
    availableAt: at('2025-06-20'),
    type: 'credit',
    points: 7,
  };
  const events = [earned, spent(40), late];
  const asOf = (day: string) => {
    const options = { asOf: at(day) };
    const { available, pending } = measureBalance(strict, replayEvents(strict, events, options), options);
    // Asked of an account that was stored before: the same.
    const stored = replayEvents(strict, events, { asOf: at('2025-06-01') });
    expect(measureBalance(strict, stored, options)).toMatchObject({ available, pending });
    return [available, pending];
  };
  expect(asOf('2025-06-02')).toEqual([0, 7]);
  // A new clock starts when they become available.
  expect(asOf('2025-09-19')).toEqual([7, 0]);
  expect(asOf('2025-09-20')).toEqual([0, 0]);
});

test('held points that come after a silence end with the next one, however the events are replayed', () => {
  const strict: Program = {
    ...program('stay-expired'),
    points: { expiry: { kind: 'inactivity', months: 3, pendingSurvives: false } },
  };
  const held: LoyaltyEvent = {
    ...anna,
    id: 'c2',
    at: at('2025-06-01'),
    availableAt: at('2026-06-01'),
    type: 'credit',
    points: 7,
  };
  const pending = (day: string) => {
    const options = { asOf: at(day) };
    const stored = replayEvents(strict, [earned, held]);
    const replayed = measureBalance(strict, replayEvents(strict, [earned, held], options), options).pending;
    expect(measureBalance(strict, stored, options).pending).toBe(replayed);
    return replayed;
  };
  // The silence of January to April ended 100 points; the credit of June starts a clock of its own.
  expect(pending('2025-08-31')).toBe(7);
  expect(pending('2025-09-01')).toBe(0);
});

test('points of a rule that says never are not ended by a silence, also when they were spent', () => {
  const welcome: Program = {
    ...program('stay-expired'),
    points: {
      earn: [
        { id: 'welcome', kind: 'flat', points: 50, on: 'enrollment', expiry: { kind: 'never' } },
        { id: 'base', kind: 'spend', points: '1', perMinor: 100 },
      ],
      expiry: { kind: 'inactivity', months: 3 },
    },
  };
  const events: LoyaltyEvent[] = [
    { ...anna, id: 'e1', at: at('2025-01-10'), type: 'enroll' },
    { ...anna, id: 'p1', at: at('2025-01-10'), type: 'purchase', orderId: 'o1', amountMinor: 3000 },
    { ...anna, id: 'r1', at: at('2025-01-20'), type: 'redeem', points: 80 },
    { ...anna, id: 'x1', at: at('2025-05-10'), type: 'cancel-redemption', redemptionId: 'r1' },
  ];
  const available = (upTo: number, day: string) => {
    const options = { asOf: at(day) };
    return measureBalance(welcome, replayEvents(welcome, events.slice(0, upTo), options), options).available;
  };
  expect(available(2, '2025-04-09')).toBe(80);
  expect(available(2, '2025-04-10')).toBe(50);
  expect(available(4, '2026-01-01')).toBe(50);
});
