/**
 * One customer's purchase history in the few numbers that models and scores need. Days are civil days of the zone, or
 * elapsed days under `sameDay: 'instants'`.
 */
export interface PurchaseSummary<Id extends string | number = string> {
  /** whose history */
  customerId: Id;
  /** orders, 1 or more */
  purchases: number;
  /** orders after the first; x in the literature */
  repeatPurchases: number;
  /** days from the first to the last order; t_x, the "recency" of the BTYD literature */
  daysToLast: number;
  /** days from the first order to the end of observation; T */
  daysObserved: number;
  /** days from the last order to the end of observation; the "recency" of RFM */
  daysSinceLast: number;
  /** sum of ln(gap in days) over consecutive orders, read by models of a regular rhythm; null when a gap is 0 */
  sumLogGapDays: number | null;
  /** first counted purchase, epoch ms */
  firstAt: number;
  /** last counted purchase, epoch ms */
  lastAt: number;
  /** civil day of the first purchase */
  firstOn: string;
  /** civil day of the last purchase */
  lastOn: string;
  /** sum of the amounts; null when the log has none */
  totalAmount: number | null;
  /** mean amount of an order; null when the log has none */
  meanAmount: number | null;
  /** mean amount of the orders after the first; null when there are none, or no amounts */
  meanRepeatAmount: number | null;
  /** ISO 4217 code; present when given */
  currency?: string;
}
