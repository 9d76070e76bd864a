import type { Instant } from '../time/index.ts';

/** One fact of a purchase log: who bought, when, and for how much. A negative amount is a refund. */
export interface Purchase<Id extends string | number = string> {
  /** the party that buys; the number 1 and the text '1' are two customers */
  customerId: Id;
  /** when; text needs an offset or Z */
  at: Instant;
  /** amount in currency units; on every row or on none */
  amount?: number;
  /** ISO 4217 code; one per call */
  currency?: string;
}

/** What makes one order: a civil day of the zone, one instant, or every row. */
export type SameDay = 'merge' | 'instants' | 'rows';

/** What a negative amount does: it is ignored, it lowers the order before it, or it is refused. */
export type RefundRule = 'exclude' | 'net' | 'reject';

/** The options of every function that reads purchases. */
export interface SummarizeOptions {
  /** the instant of the knowledge: purchases before it count */
  asOf: Instant;
  /** IANA zone whose civil days are meant; `'UTC'` by default */
  timeZone?: string;
  /** what makes one order; `'merge'` by default */
  sameDay?: SameDay;
  /** what a negative amount does; `'exclude'` by default */
  refunds?: RefundRule;
}
