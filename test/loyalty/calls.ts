/** One sound call of every function of loyalty, for tests that spoil one argument after the other. */
import * as loyalty from 'clientele/loyalty';
import type { Account, Journal, LoyaltyEvent, Program } from 'clientele/loyalty';
import { BUSY, DAY, json, START } from './lives.ts';

export const PROGRAM: Program = json({
  ...BUSY,
  points: {
    ...BUSY.points,
    spending: {
      minimum: 10,
      step: 5,
      price: { points: 100, minor: 100 },
      rewards: [{ id: 'mug', points: 50, tiers: { ladderId: 'status', levels: ['Member', 'Silver', 'Gold'] } }],
    },
  },
});

const on = (day: number): { id: string; memberId: string; at: number } => ({
  id: `e${day}`,
  memberId: 'anna',
  at: START + day * DAY,
});

/** Every type of fact, with every field that it can have. */
export const EVENTS: LoyaltyEvent[] = [
  { ...on(0), type: 'enroll' },
  {
    ...on(1),
    type: 'purchase',
    orderId: 'o1',
    amountMinor: 30_000,
    currency: 'EUR',
    channel: 'web',
    tags: ['t'],
    shippingMinor: 100,
    taxMinor: 50,
    discountMinor: 10,
    creditMinor: 20,
    lines: [
      { id: 'l1', amountMinor: 10_000, category: 'c', sku: 's', tags: ['u'] },
      { id: 'l2', amountMinor: 20_000 },
    ],
    tier: { status: 'Gold' },
    multiplier: '1.5',
  },
  { ...on(10), type: 'credit', points: 500, expiresAt: START + 200 * DAY, availableAt: START + 10 * DAY, reason: 'r' },
  { ...on(12), type: 'redeem', points: 20, orderId: 'o9' },
  { ...on(13), type: 'redeem', rewardId: 'mug' },
  { ...on(14), type: 'activity', metrics: { nights: 3 } },
  { ...on(15), type: 'adjust', points: -5, reason: 'r' },
  { ...on(16), type: 'cancel-redemption', redemptionId: 'e12' },
  { ...on(17), type: 'refund', orderId: 'o1', amountMinor: 500, lines: [{ id: 'l1', amountMinor: 200 }] },
  { ...on(18), type: 'release', orderId: 'o1' },
  { ...on(19), type: 'reinstate', withinDays: 30, expiresAt: START + 400 * DAY },
  { ...on(20), type: 'transfer', toMemberId: 'bob', points: 5, decision: 'accepted' },
  {
    ...on(21),
    type: 'receive',
    fromMemberId: 'bob',
    transferId: 't1',
    lots: [{ points: 5, earnedAt: START, availableAt: START, expiresAt: null }],
  },
  {
    ...on(22),
    type: 'grant',
    ladderId: 'status',
    level: 'Gold',
    until: START + 90 * DAY,
    reason: 'match',
    extendIf: { metric: 'spend', atLeast: 5, from: START, to: START + 50 * DAY, until: START + 200 * DAY },
  },
  { ...on(23), type: 'revoke', ladderId: 'status', grantEventId: 'e22', reason: 'fraud' },
  { ...on(24), type: 'extend', ladderId: 'status', until: START + 100 * DAY, reason: 'storm' },
  { ...on(25), type: 'pause' },
  { ...on(26), type: 'resume' },
  {
    ...on(27),
    type: 'purchase',
    orderId: 'o2',
    amountMinor: 9_900,
    key: 'k1',
    recordedAt: START + 28 * DAY,
    source: 's',
    note: 'n',
  },
];

export const AS_OF = START + 40 * DAY;
export const NEXT: LoyaltyEvent = {
  id: 'n',
  memberId: 'anna',
  at: AS_OF,
  type: 'purchase',
  orderId: 'on',
  amountMinor: 5_000,
};

export const ACCOUNT: Account = json(loyalty.replayEvents(PROGRAM, EVENTS));
let recorded: Journal = loyalty.openJournal(PROGRAM, 'anna');
for (const event of EVENTS) ({ journal: recorded } = loyalty.recordEvent(PROGRAM, recorded, event));
export const JOURNAL: Journal = json(recorded);

const asOf = AS_OF;
const histories = [{ memberId: 'anna', events: EVENTS }];
const lotTally = json(loyalty.tallyLots(PROGRAM, [ACCOUNT], { asOf }));
const redemptionTally = json(loyalty.tallyRedemptions(PROGRAM, histories, { asOf }));
const tier = { ladderId: 'status', asOf };

/** Arguments by function; a second call of one function has a suffix after a space. */
export const CALLS: Record<string, readonly unknown[]> = {
  accountAt: [PROGRAM, JOURNAL, { asOf, knownAt: asOf }],
  allocateByPrice: [100, [1, 2]],
  amountForPoints: [PROGRAM, 100],
  applyEvent: [PROGRAM, ACCOUNT, NEXT],
  assignTier: [PROGRAM, ACCOUNT, tier],
  checkAccount: [ACCOUNT],
  checkProgram: [PROGRAM],
  compactAccount: [ACCOUNT, { forgetBefore: asOf }],
  comparePrograms: [PROGRAM, PROGRAM, histories, { asOf, valuePerPoint: '0.5' }],
  decideRedemption: [PROGRAM, ACCOUNT, { points: 20 }, { asOf, eventId: 'r' }],
  'decideRedemption of a reward': [PROGRAM, ACCOUNT, { rewardId: 'mug', orderId: 'o3' }, { asOf, eventId: 'r' }],
  explainBalance: [PROGRAM, EVENTS, { asOf, knownAt: asOf }],
  explainEvent: [PROGRAM, EVENTS, { eventId: 'e1', knownAt: asOf }],
  listBenefits: [PROGRAM, ACCOUNT, tier],
  listLots: [PROGRAM, ACCOUNT, { asOf }],
  listOutcomes: [PROGRAM, EVENTS, { asOf, knownAt: asOf }],
  listPostings: [PROGRAM, EVENTS, { from: START, to: asOf, knownAt: asOf }],
  measureBalance: [PROGRAM, ACCOUNT, { asOf }],
  measureDeferredRevenue: [1000, [{ redeemedToDate: 5, expectedInTotal: 10 }]],
  measureLiability: [lotTally, { valuePerPoint: '0.5', redemptionRate: 0.5 }],
  'measureLiability by a curve': [
    lotTally,
    { valuePerPoint: '0.5', redemptionRate: json(loyalty.measureRedemptionCurve(redemptionTally)) },
  ],
  measureProgress: [PROGRAM, ACCOUNT, tier],
  measureRedemptionCurve: [redemptionTally],
  mergeLotTallies: [lotTally, lotTally],
  mergeRedemptionTallies: [redemptionTally, redemptionTally],
  openAccount: [PROGRAM, 'anna'],
  openJournal: [PROGRAM, 'anna'],
  pointsForAmount: [PROGRAM, 100],
  previewPurchase: [PROGRAM, ACCOUNT, { at: asOf, orderId: 'on', amountMinor: 5_000, channel: 'web' }],
  projectTier: [PROGRAM, ACCOUNT, { ...tier, pace: { spend: 100 } }],
  recordEvent: [PROGRAM, JOURNAL, NEXT],
  replayEvents: [PROGRAM, EVENTS, { asOf, knownAt: asOf }],
  'replayEvents from an account': [PROGRAM, [NEXT], { from: ACCOUNT }],
  replayMembers: [PROGRAM, EVENTS, { asOf, knownAt: asOf }],
  scheduleExpiry: [PROGRAM, ACCOUNT, { asOf, untilAt: asOf + 400 * DAY }],
  summarizeStatement: [PROGRAM, EVENTS, { fromOn: '2024-01-10', toOn: '2024-03-01', knownAt: asOf }],
  tallyLots: [PROGRAM, [ACCOUNT], { asOf }],
  tallyRedemptions: [PROGRAM, histories, { asOf, knownAt: asOf }],
  traceTiers: [PROGRAM, EVENTS, tier],
  traceWindows: [PROGRAM, EVENTS, tier],
};

/** Calls a function by the name of its row. */
export function call(name: string, args: readonly unknown[]): unknown {
  const run = (loyalty as unknown as Record<string, (...args: readonly unknown[]) => unknown>)[name.split(' ')[0]!]!;
  return run(...args);
}
