import type { ExactSum } from '../statistics/index.ts';
import type { SameDay } from './purchase.ts';

/**
 * One customer's part of a tally: parallel lists, one entry a time (a civil day, an instant, or a row), ascending.
 * Compact lists rather than objects, so that a million customers stay storable.
 */
export interface CustomerTally<Id extends string | number = string> {
  /** whose facts */
  customerId: Id;
  /** civil day numbers under `sameDay: 'merge'`, else epoch ms */
  times: number[];
  /** purchases at that time; 0 where there are only refunds */
  purchases: number[];
  /** first purchase at that time, epoch ms; 0 where there are only refunds */
  firstAt: number[];
  /** last purchase at that time, epoch ms; 0 where there are only refunds */
  lastAt: number[];
  /** exact sums of the amounts of 0 or more; empty when the log has no amounts */
  paid: ExactSum[];
  /** exact sums of the negative amounts; empty when the log has no amounts */
  refunded: ExactSum[];
}

/** Everything about a purchase log that a summary can ask for, in a form that can be stored and merged at any cut. */
export interface PurchaseTally<Id extends string | number = string> {
  /** what this is */
  kind: 'purchase-tally';
  /** version of the shape */
  version: 1;
  /** zone whose civil days were merged */
  timeZone: string;
  /** what made one order */
  sameDay: SameDay;
  /** the one currency of the log; null when no row named one */
  currency: string | null;
  /** whether the log has amounts; null while it is empty */
  hasAmounts: boolean | null;
  /** the latest fact, epoch ms; null while it is empty */
  latestAt: number | null;
  /** one entry a customer: numbers ascending, then text by code unit */
  customers: CustomerTally<Id>[];
}
