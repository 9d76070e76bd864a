import type { Reason } from '../errors/index.ts';
import type { Account, GrantWhy } from './account.ts';
import type { LoyaltyEvent } from './event.ts';

/** Why something was refused, granted, cut or held. */
export type LoyaltyReasonCode =
  | 'insufficient-points'
  | 'below-minimum'
  | 'above-maximum'
  | 'not-a-step'
  | 'unknown-order'
  | 'refund-exceeds-order'
  | 'unknown-redemption'
  | 'already-cancelled'
  | 'unknown-reward'
  | 'tier-required'
  | 'unknown-level'
  | 'unknown-grant'
  | 'would-go-negative'
  | 'duplicate'
  | 'key-conflict'
  | 'closed'
  | 'not-enrolled'
  | 'paused'
  | 'not-paused'
  | 'decided'
  | 'rule'
  | 'multiplier'
  | 'cap'
  | 'below-minimum-spend'
  | 'no-rule-matched'
  | 'base'
  | 'qualified'
  | 'retained'
  | 'reentered'
  | 'granted'
  | 'soft-landing'
  | 'grace'
  | 'counter'
  | 'balance'
  | 'extended'
  | 'revoked'
  | 'expired'
  | 'released'
  | 'lapsed'
  | 'debt-repaid'
  | 'written-off'
  | 'expired-kept';

/** A reason of this domain. */
export type LoyaltyReason = Reason<LoyaltyReasonCode>;

/** Accounts of the books. A member has three; what enters or leaves them comes from or goes to the program's. */
export type PostingAccount =
  | 'member:available'
  | 'member:pending'
  | 'member:debt'
  | 'program:issued'
  | 'program:redeemed'
  | 'program:expired'
  | 'program:reversed'
  | 'program:written-off'
  | 'program:transfers';

/** One entry of a transaction. */
export interface Posting {
  /** account of the books */
  account: PostingAccount;
  /** points in units of 10^-scale; a debt is a negative balance of its account */
  points: number;
  /** lot it is about; null where no lot is */
  lotId: string | null;
  /** earning rule behind the lot */
  ruleId: string | null;
  /** version of the program behind the lot or the event */
  programVersion: number;
}

/** A change of the books. Its entries sum to zero. */
export interface Transaction {
  /** when, epoch ms */
  at: number;
  /** event behind it; null where time alone acted */
  eventId: string | null;
  /** what acted */
  cause: 'event' | 'expiry' | 'release' | 'lapse' | 'inactivity' | 'bonus';
  /** entries */
  entries: Posting[];
}

/** A change of level. */
export interface TierChange {
  /** ladder of the program */
  ladderId: string;
  /** name of the level before */
  from: string;
  /** name of the level after */
  to: string;
  /** when, epoch ms */
  at: number;
  /** why the new level is held */
  why: GrantWhy;
  /** event behind the new level; null where time alone acted */
  eventId: string | null;
}

/** What became of an event. */
export type EventOutcome = 'applied' | 'rejected' | 'duplicate' | 'key-conflict';

/** An event applied to an account. */
export interface Applied<Id extends string | number = string> {
  /** the account after it */
  account: Account<Id>;
  /** what became of it */
  outcome: EventOutcome;
  /** why */
  reasons: LoyaltyReason[];
  /** the event to store: redemptions and transfers come back with their decision */
  event: LoyaltyEvent<Id>;
  /** what changed in the books, time passing first */
  transactions: Transaction[];
  /** what changed in the ladders */
  tierChanges: TierChange[];
  /** for an accepted transfer: the event for the account that gets the points */
  receive?: LoyaltyEvent<Id>;
}
