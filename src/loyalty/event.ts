import type { DecimalText } from '../amounts/index.ts';
import type { Instant } from '../time/index.ts';

/** What was decided when the member asked. A stored decision is never judged again. */
export type Decision = 'accepted' | 'rejected';

/** What every fact has. */
export interface EventBase<Id extends string | number = string> {
  /** id of the fact; the same id again is a duplicate */
  id: string;
  /** whose account */
  memberId: Id;
  /** when it happened */
  at: Instant;
  /** when the system learned of it; `at` when absent */
  recordedAt?: Instant;
  /** idempotency key of the sender: same key and body is a duplicate, same key and other body a conflict */
  key?: string;
  /** system that reported it, for people */
  source?: string;
  /** for people */
  note?: string;
}

/** One line of a purchase. */
export interface PurchaseLine {
  /** id of the line, unique in the order */
  id: string;
  /** amount of the line, minor units; an order-level discount is split over the lines */
  amountMinor: number;
  /** category of the goods */
  category?: string;
  /** article number */
  sku?: string;
  /** labels of the line */
  tags?: readonly string[];
}

/** What a purchase says about itself. */
export interface PurchaseFacts {
  /** id of the order, unique for the member */
  orderId: string;
  /** items after discounts, without shipping and tax, minor units */
  amountMinor: number;
  /** ISO 4217; must be the program's */
  currency?: string;
  /** where it was bought */
  channel?: string;
  /** labels of the order */
  tags?: readonly string[];
  /** shipping, minor units */
  shippingMinor?: number;
  /** tax, minor units */
  taxMinor?: number;
  /** discounts already taken off `amountMinor`, minor units */
  discountMinor?: number;
  /** part of `amountMinor` paid with gift cards and points, minor units */
  creditMinor?: number;
  /** lines of the bill */
  lines?: readonly PurchaseLine[];
  /** recorded level by ladder, instead of the one the engine would find */
  tier?: Readonly<Record<string, string>>;
  /** recorded factor, instead of what the multipliers would give */
  multiplier?: DecimalText;
}

/** A challenge on a grant: enough activity in time makes it last longer. */
export interface GrantChallenge {
  /** metric of the ladder, or activity of that name */
  metric: string;
  /** least total, a whole number */
  atLeast: number;
  /**
   * first instant that counts; what was done before the grant counts where the whole history is at hand (a replay, a
   * journal) and the metric is an activity
   */
  from: Instant;
  /** end of the time, excluded */
  to: Instant;
  /** new end of the grant, excluded */
  until: Instant;
}

/** Points that came from another member, with their own dates. */
export interface ReceivedLot {
  /** points in units of 10^-scale */
  points: number;
  /** when they were earned */
  earnedAt: Instant;
  /** when they became available */
  availableAt: Instant;
  /** when they end, excluded; null: never */
  expiresAt: Instant | null;
}

/** What can happen to a member. Points are whole numbers in units of 10^-scale. */
export type LoyaltyEvent<Id extends string | number = string> = EventBase<Id> &
  (
    | {
        /** membership begins, or ends, or rests, or goes on */
        type: 'enroll' | 'close' | 'pause' | 'resume';
      }
    | ({
        /** something was bought */
        type: 'purchase';
      } & PurchaseFacts)
    | {
        /** something that counts for tiers, milestones and metric rules */
        type: 'activity';
        /** whole numbers by name; negative takes back */
        metrics: Readonly<Record<string, number>>;
      }
    | {
        /** points given */
        type: 'credit';
        /** more than 0 */
        points: number;
        /** instead of the rule */
        expiresAt?: Instant;
        /** held until then */
        availableAt?: Instant;
        /** for people */
        reason?: string;
      }
    | {
        /** points corrected by hand; no activity */
        type: 'adjust';
        /** negative takes available points */
        points: number;
        /** for people */
        reason: string;
      }
    | {
        /** points spent */
        type: 'redeem';
        /** points; or a reward */
        points?: number;
        /** reward of the program */
        rewardId?: string;
        /** order that was paid */
        orderId?: string;
        /** what the member was told */
        decision?: Decision;
      }
    | {
        /** a redemption undone */
        type: 'cancel-redemption';
        /** id of the redeem event */
        redemptionId: string;
      }
    | {
        /** an order returned, in full or in part */
        type: 'refund';
        /** the order */
        orderId: string;
        /** amount of items returned, minor units, 0 or more */
        amountMinor: number;
        /** which lines; the rest of the amount is split over what is left of the lines */
        lines?: readonly {
          /** id of the line */
          id: string;
          /** minor units */
          amountMinor: number;
        }[];
      }
    | {
        /** ends the hold of an order's points */
        type: 'release';
        /** the order */
        orderId: string;
      }
    | {
        /** points that expired lately come back */
        type: 'reinstate';
        /** local days */
        withinDays: number;
        /** instead of the rule */
        expiresAt?: Instant;
      }
    | {
        /** points given to another member */
        type: 'transfer';
        /** who gets them */
        toMemberId: Id;
        /** more than 0 */
        points: number;
        /** what the member was told */
        decision?: Decision;
      }
    | {
        /** points that came from another member */
        type: 'receive';
        /** who gave them */
        fromMemberId: Id;
        /** id of the transfer event */
        transferId: string;
        /** what came */
        lots: readonly ReceivedLot[];
      }
    | {
        /** a level given by hand */
        type: 'grant';
        /** ladder of the program */
        ladderId: string;
        /** name of the level */
        level: string;
        /** end, excluded; no end when absent */
        until?: Instant;
        /** for people */
        reason: string;
        /** more if earned */
        extendIf?: GrantChallenge;
      }
    | {
        /** levels given by hand or reached are taken away: one grant, or all of the ladder */
        type: 'revoke';
        /** ladder of the program */
        ladderId: string;
        /** id of the event that gave the level; all when absent */
        grantEventId?: string;
        /** for people */
        reason: string;
      }
    | {
        /** levels in force last longer; never shortens */
        type: 'extend';
        /** ladder of the program */
        ladderId: string;
        /** new end, excluded */
        until: Instant;
        /** for people */
        reason: string;
      }
  );

/** An event of anybody. */
export type AnyEvent = LoyaltyEvent<string | number>;

/** An event of one type, of anybody. */
export type EventOf<T extends AnyEvent['type']> = Extract<AnyEvent, { type: T }>;
