import type { RefundRule, SameDay } from '../purchases/index.ts';
import type { ExactSum } from '../statistics/index.ts';

/** A histogram: a value in whole days, and how often it was seen; ascending. */
export type DayCounts = readonly (readonly [days: number, count: number])[];

/** Gaps that follow orders of one number: those that ended in a return, and those still waiting at `asOf`. */
export interface OrderGaps {
  /** number of the order that the gap follows; `'more'` is every number above the tallied ones */
  afterOrder: number | 'more';
  /** days to the next order */
  returned: DayCounts;
  /** days since the last order, for customers who have not returned yet */
  waiting: DayCounts;
}

/** Amounts of the orders of one number. */
export interface OrderNumberAmounts {
  /** 1 is the first order */
  orderNumber: number;
  /** customers who reached it */
  customers: number;
  /** sum of its amounts; null when the log has none */
  amount: ExactSum | null;
  /** sum of the first orders' amounts of the same customers; null when the log has none */
  firstAmount: ExactSum | null;
}

/** A purchase log as mergeable counts of orders. Parts to be merged must not share customers. */
export interface OrderTally {
  /** what this stored value is */
  kind: 'order-tally';
  /** version of its form */
  version: 1;
  /** instant of the knowledge, epoch ms */
  asOfAt: number;
  /** IANA zone of the days */
  timeZone: string;
  /** what made one order */
  sameDay: SameDay;
  /** what a negative amount did */
  refunds: RefundRule;
  /** order numbers that are kept apart; the gaps of later ones share a bucket */
  orderNumbersUpTo: number;
  /** customers with at least one order */
  customers: number;
  /** customers with at least two */
  returned: number;
  /** orders of all */
  orders: number;
  /** amount of all orders; null when the log has none */
  amount: ExactSum | null;
  /** returns within some days, for customers whose days are over */
  within: { days: number; eligible: number; returned: number }[];
  /** gaps by the number of the order that they follow */
  gaps: OrderGaps[];
  /** amounts by order number */
  byOrderNumber: OrderNumberAmounts[];
  /** what was left out */
  ignored: {
    /** rows at or after `asOf` */
    afterAsOf: number;
    /** refunds that were not counted */
    refunds: number;
  };
}
