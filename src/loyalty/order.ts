import type { DecimalText } from '../amounts/index.ts';
import type { PurchaseLine } from './event.ts';

/** An order that can still be returned. */
export interface OpenOrder {
  /** id of the order */
  orderId: string;
  /** the purchase event */
  eventId: string;
  /** when it was bought, epoch ms */
  at: number;
  /** version of the program then */
  programVersion: number;
  /** items after discounts, minor units */
  amountMinor: number;
  /** what was returned of them, minor units */
  refundedMinor: number;
  /** what each rule gave */
  byRule: {
    /** earning rule */
    ruleId: string;
    /** points given */
    granted: number;
    /** points that are still deserved */
    kept: number;
    /** lot that holds them */
    lotId: string;
  }[];
  /** what else the purchase said and a return needs; absent for a bare amount */
  facts?: OrderFacts;
}

/** The rest of a purchase, kept so that a return can apply the same rules again. */
export interface OrderFacts {
  /** where it was bought */
  channel?: string;
  /** labels of the order */
  tags?: readonly string[];
  /** shipping, minor units */
  shippingMinor?: number;
  /** tax, minor units */
  taxMinor?: number;
  /** discounts, minor units */
  discountMinor?: number;
  /** paid with gift cards and points, minor units */
  creditMinor?: number;
  /** lines with what is left of them, minor units */
  lines?: readonly PurchaseLine[];
  /** level by ladder at the purchase, where a rule asked for it */
  tier?: Readonly<Record<string, string>>;
  /** recorded factor */
  multiplier?: DecimalText;
  /** promotions that acted */
  promotions?: readonly string[];
}

/** A redemption that can still be undone. */
export interface OpenRedemption {
  /** the redeem event */
  eventId: string;
  /** when, epoch ms */
  at: number;
  /** points spent */
  points: number;
  /** points that were not there and became a debt or were forgiven */
  lacking: number;
  /** present once it was undone */
  cancelled?: true;
  /** where the points came from */
  parts: {
    /** points of this lot */
    points: number;
    /** the lot that they came from */
    lotId: string;
    /** its end, epoch ms; null: never */
    expiresAt: number | null;
    /** when it was earned, epoch ms */
    earnedAt: number;
  }[];
}
