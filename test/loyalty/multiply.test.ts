import {
  assignTier,
  checkProgram,
  measureBalance,
  previewPurchase,
  replayEvents,
  type LoyaltyEvent,
  type PointsPolicy,
  type Program,
} from 'clientele/loyalty';
import { expect, test } from 'vitest';

const ladder = (metrics: Record<string, unknown>, atLeast: number) => ({
  kind: 'window' as const,
  id: 'status',
  metrics,
  levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'spend', atLeast } }],
  window: { kind: 'lifetime' as const },
  validity: { kind: 'forever' as const },
});
const shop = (points: PointsPolicy, ladders: unknown[] = [ladder({ spend: { from: 'spend' } }, 10_000)]): Program =>
  ({ kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC', points, ladders }) as Program;
let n = 0;
const fact = (day: number, event: Record<string, unknown>): LoyaltyEvent =>
  ({ id: `e${n++}`, memberId: 'anna', at: Date.UTC(2025, 0, day), ...event }) as LoyaltyEvent;
const bought = (day: number, orderId: string, amountMinor: number, more: Record<string, unknown> = {}): LoyaltyEvent =>
  fact(day, { type: 'purchase', orderId, amountMinor, ...more });
const balance = (program: Program, events: LoyaltyEvent[]): number => {
  const account = replayEvents(program, events);
  return measureBalance(program, account, { asOf: account.throughAt! }).balance;
};

const factors: PointsPolicy = {
  multipliers: [
    { id: 'gold', kind: 'tier', ladderId: 'status', rates: { Gold: '1.5' } },
    { id: 'coffee', kind: 'promotion', rate: '3', where: { categories: ['coffee'] } },
    { id: 'week', kind: 'promotion', rate: '2', validFrom: Date.UTC(2025, 0, 20) },
  ],
};

test('a bonus for each order takes the factors of the order only where it says so', () => {
  const bonus = { id: 'bonus', kind: 'flat', points: 10, on: 'order' } as const;
  const events = [bought(1, 'a', 10_000), bought(2, 'b', 100)];
  expect(balance(shop({ ...factors, earn: [bonus] }), events)).toBe(20);
  // The purchase that makes her Gold is a Member's.
  expect(balance(shop({ ...factors, earn: [{ ...bonus, multiply: true }] }), events)).toBe(25);
});

test('a promotion for some lines multiplies their share of an order bonus', () => {
  const program = shop({ ...factors, earn: [{ id: 'bonus', kind: 'flat', points: 10, on: 'order', multiply: true }] });
  const lines = [
    { id: 'beans', amountMinor: 250, category: 'coffee' },
    { id: 'pot', amountMinor: 750, category: 'kitchen' },
  ];
  // A quarter at three, three quarters at one: 10 × 1.5.
  expect(
    previewPurchase(program, replayEvents(program, [fact(1, { type: 'enroll' })]), {
      at: Date.UTC(2025, 0, 2),
      orderId: 'o',
      amountMinor: 1000,
      lines,
    }).points,
  ).toBe(15);
  const order = bought(2, 'o', 1000, { lines });
  expect(balance(program, [order, fact(3, { type: 'refund', orderId: 'o', amountMinor: 400 })])).toBe(15);
  expect(balance(program, [order, fact(3, { type: 'refund', orderId: 'o', amountMinor: 1000 })])).toBe(0);
  // An order that costs nothing has no shares.
  expect(balance(program, [bought(2, 'free', 0)])).toBe(10);
});

test('an activity, a bonus and a milestone take the factor of the level and of promotions that need no purchase', () => {
  const window = { kind: 'lifetime' } as const;
  const program = shop({
    ...factors,
    earn: [
      { id: 'steps', kind: 'metric', metric: 'steps', points: '1', per: 10, multiply: true },
      { id: 'review', kind: 'flat', points: 7, on: { activity: 'review' }, multiply: true },
      { id: 'mile', kind: 'milestone', metric: 'mile', from: 1, points: 5, window, multiply: true },
    ],
  });
  const act = (day: number, metrics: Record<string, number>) => fact(day, { type: 'activity', metrics });
  expect(balance(program, [act(1, { steps: 50, review: 1, mile: 1 })])).toBe(17);
  // Gold: 5 × 1.5 = 7, 7 × 1.5 = 10, 5 × 1.5 = 7, each rounded down.
  expect(balance(program, [bought(1, 'a', 10_000), act(2, { steps: 50, review: 1, mile: 1 })])).toBe(24);
  expect(balance(program, [act(21, { steps: 50 })])).toBe(10);
  expect(balance(program, [act(21, { steps: 50 }), act(22, { steps: -20 })])).toBe(6);
});

test('spending counts for a level only where the level held before it is one of those asked for', () => {
  const tiers = { ladderId: 'status', levels: ['Gold'] };
  const second = {
    ...ladder({ spend: { from: 'spend', where: { tiers } } }, 5000),
    id: 'club',
    levels: [{ name: 'Out' }, { name: 'In', enter: { metric: 'spend', atLeast: 5000 } }],
  };
  const program = shop({}, [ladder({ spend: { from: 'spend' } }, 10_000), second]);
  expect(checkProgram(program)).toEqual([]);
  const level = (events: LoyaltyEvent[]) => {
    const account = replayEvents(program, events);
    return assignTier(program, account, { ladderId: 'club', asOf: account.throughAt! }).level;
  };
  const first = bought(1, 'a', 10_000);
  expect(level([first])).toBe('Out');
  expect(level([first, bought(2, 'b', 4999)])).toBe('Out');
  expect(level([first, bought(2, 'b', 5000)])).toBe('In');
  const wrong = { ...second, metrics: { spend: { from: 'spend', where: { tiers: { ...tiers, ladderId: 'no' } } } } };
  expect(checkProgram(shop({}, [ladder({}, 1), wrong])).map(({ code, path }) => [code, path])).toEqual([
    ['unknown-ladder', '/ladders/1/metrics/spend/where/tiers'],
  ]);
});

test('a return looks at the level of the purchase, not at that of today', () => {
  const tiers = { ladderId: 'status', levels: ['Member'] };
  const program = shop({ earn: [{ id: 'base', kind: 'spend', points: '1', perMinor: 100, where: { tiers } }] });
  const events = [bought(1, 'a', 10_000), fact(2, { type: 'refund', orderId: 'a', amountMinor: 4000 })];
  expect(balance(program, events)).toBe(60);
  expect(balance(program, [...events, bought(3, 'b', 500)])).toBe(60);
});

test.each(['anniversary', { ladderId: 'status', level: 'Gold' }] as const)(
  'what time alone can pay has no factor: %j with multiply is a problem',
  (on) => {
    const program = shop({ ...factors, earn: [{ id: 'bonus', kind: 'flat', points: 10, on, multiply: true }] });
    expect(checkProgram(program).map(({ code, path }) => [code, path])).toEqual([
      ['out-of-range', '/points/earn/0/multiply'],
    ]);
  },
);

test('the welcome of a member who was given a level before takes its factor', () => {
  const earn = [{ id: 'welcome', kind: 'flat', points: 10, on: 'enrollment', multiply: true }] as const;
  const grant = fact(1, { type: 'grant', ladderId: 'status', level: 'Gold', reason: 'match' });
  expect(balance(shop({ ...factors, earn }), [grant, fact(2, { type: 'enroll' })])).toBe(15);
});
