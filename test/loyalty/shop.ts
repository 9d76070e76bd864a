/** A small shop, a hotel, and the facts of one member, for tests that say one rule each. */
import {
  measureBalance,
  openAccount,
  previewPurchase,
  replayEvents,
  type LoyaltyEvent,
  type PointsPolicy,
  type Program,
  type PurchasePreview,
  type WindowLadder,
} from 'clientele/loyalty';

export const DAY = 86_400_000;
export const T0: number = Date.UTC(2025, 0, 10, 12);
/** One point for each full euro. */
export const BASE = { id: 'base', kind: 'spend', points: '1', perMinor: 100 } as const;

export const shop = (points: PointsPolicy, more: Partial<Program> = {}): Program => ({
  kind: 'loyalty-program',
  version: 1,
  id: 'shop',
  timeZone: 'UTC',
  points,
  ...more,
});

/** A hotel in UTC: Silver at 10 nights of a calendar year, Gold at 20, Diamond at 40, each until the end of the next year. */
export const hotel = (more: Partial<WindowLadder> = {}, rest: Partial<Program> = {}): Program => ({
  kind: 'loyalty-program',
  version: 1,
  id: 'hotel',
  timeZone: 'UTC',
  ladders: [
    {
      kind: 'window',
      id: 'status',
      levels: [
        { name: 'Member' },
        { name: 'Silver', enter: { metric: 'nights', atLeast: 10 } },
        { name: 'Gold', enter: { metric: 'nights', atLeast: 20 } },
        { name: 'Diamond', enter: { metric: 'nights', atLeast: 40 } },
      ],
      window: { kind: 'calendar', unit: 'year' },
      validity: { kind: 'end-of-window', plusWindows: 1 },
      ...more,
    },
  ],
  ...rest,
});

let ids = 0;
/** A fact, so many days after `T0`. */
export const on = (day: number, event: Record<string, unknown>): LoyaltyEvent =>
  ({ id: `e${ids++}`, memberId: 'anna', at: T0 + day * DAY, ...event }) as LoyaltyEvent;

/** An instant in UTC: the beginning of a day, or as it is written. */
export const utc = (day: string): string => (day.includes('T') ? day : `${day}T00:00:00Z`);
export const ms = (day: string): number => Date.parse(utc(day));
/** A fact of a day, or of an instant of it. */
export const fact = (day: string, event: Record<string, unknown>): LoyaltyEvent =>
  ({ id: `e${ids++}`, memberId: 'anna', at: utc(day), ...event }) as LoyaltyEvent;
export const nights = (day: string, count: number, id = `n${ids++}`) =>
  fact(day, { id, type: 'activity', metrics: { nights: count } });

export const buy = (day: number, orderId: string, amountMinor: number, more: Record<string, unknown> = {}) =>
  on(day, { type: 'purchase', orderId, amountMinor, ...more });
export const back = (day: number, orderId: string, amountMinor: number, more: Record<string, unknown> = {}) =>
  on(day, { type: 'refund', orderId, amountMinor, ...more });
export const credit = (day: number, points: number, more: Record<string, unknown> = {}) =>
  on(day, { type: 'credit', points, ...more });
export const redeem = (day: number, points: number, more: Record<string, unknown> = {}) =>
  on(day, { type: 'redeem', points, ...more });
export const cancel = (day: number, redemptionId: string) => on(day, { type: 'cancel-redemption', redemptionId });

/** Points that can be spent on a day, less what is owed. */
export const balanceOn = (program: Program, events: LoyaltyEvent[], day: number): number => {
  const asOf = T0 + day * DAY;
  return measureBalance(program, replayEvents(program, events, { asOf }), { asOf }).balance;
};

/** What the first order of a new member would give. */
export const preview = (
  points: PointsPolicy,
  amountMinor: number,
  more: Record<string, unknown> = {},
): PurchasePreview =>
  previewPurchase(shop(points), openAccount(shop(points), 'anna'), { at: T0, orderId: 'o', amountMinor, ...more });
