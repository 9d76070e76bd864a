import { requireObject, requireText } from '../errors/index.ts';
import type { Account } from './account.ts';
import type { LoyaltyEvent } from './event.ts';
import type { LoyaltyReason } from './outcome.ts';
import type { Program } from './program.ts';
import type { AsOf } from './settle.ts';
import { settle } from './settle.ts';
import { priceOf, refusalsOf } from './refusals-of.ts';

/** What a member wants to spend. */
export interface RedemptionWish {
  /** points in units of 10^-scale; or a reward */
  points?: number;
  /** reward of the program */
  rewardId?: string;
  /** order that is paid with it */
  orderId?: string;
}

/** When it is asked, and the id of the event to store. */
export interface DecideRedemptionOptions extends AsOf {
  /** id of the redeem event */
  eventId: string;
}

/** The answer, with the event to store. */
export interface RedemptionDecision<Id extends string | number = string> {
  /** the member may spend it */
  accepted: boolean;
  /** everything that speaks against it; empty when accepted */
  reasons: LoyaltyReason[];
  /** points that are lacking, units of 10^-scale; 0 where other reasons refuse */
  missingPoints: number;
  /** event with the decision: store and apply it, accepted or not */
  event: LoyaltyEvent<Id>;
}

/**
 * Whether a member may spend points or take a reward now, why not, and the event that says so.
 *
 * The decision goes into the event, so that a late fact never un-makes what the member was told.
 *
 * @param program - the program of the account
 * @param account - the account
 * @param wish - points or a reward
 * @param options - `asOf` and `eventId`
 * @returns accepted or every reason against it
 * @throws InputError `missing-value` without points and reward, `not-an-integer`, `out-of-range`, `before-account`
 *
 * @example Can Anna spend 500 points?
 * ```ts
 * import { decideRedemption, replayEvents } from 'clientele/loyalty';
 *
 * const program = {
 *   kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC', points: { spending: { minimum: 200 } },
 * } as const;
 * const account = replayEvents(program, [{ id: 'c1', memberId: 'anna', at: 0, type: 'credit', points: 450 }]);
 * const decision = decideRedemption(program, account, { points: 500 }, { asOf: 10, eventId: 'r1' });
 * decision.accepted; // => false
 * decision.missingPoints; // => 50
 * decision.reasons[0].code; // => 'insufficient-points'
 * ```
 */
export function decideRedemption<Id extends string | number>(
  program: Program,
  account: Account<Id>,
  wish: RedemptionWish,
  options: DecideRedemptionOptions,
): RedemptionDecision<Id> {
  const { work, asOf } = settle(program, account, options);
  requireObject(wish, 'wish');
  requireText(options.eventId, 'options.eventId');
  const reasons: LoyaltyReason[] = refusalsOf(work, wish);
  if (account.closedAt !== null) reasons.unshift({ code: 'closed', facts: { closedAt: account.closedAt } });
  const price = priceOf(work, wish);
  const accepted = reasons.length === 0;
  const event = {
    id: options.eventId,
    memberId: account.memberId,
    at: asOf,
    type: 'redeem' as const,
    ...(wish.points === undefined ? {} : { points: wish.points }),
    ...(wish.rewardId === undefined ? {} : { rewardId: wish.rewardId }),
    ...(wish.orderId === undefined ? {} : { orderId: requireText(wish.orderId, 'wish.orderId') }),
    decision: accepted ? ('accepted' as const) : ('rejected' as const),
  };
  const balance = work.available - work.account.debt;
  return { accepted, reasons, missingPoints: price === null ? 0 : Math.max(0, price - balance), event };
}
