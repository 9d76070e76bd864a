/**
 * A purchase log as orders, customer after customer, oldest first: the one reading of a log on which every figure of
 * the library stands. Columns, because a whole-log metric reads millions of them; {@link listOrders} gives objects.
 * Orders of customer `i` are the entries from `firstOrder[i]` up to, not including, `firstOrder[i + 1]`.
 */
export interface OrderLog<Id extends string | number = string> {
  /** customers with at least one order: numbers ascending, then text by code unit */
  customerIds: Id[];
  /** customer → place of the first order; one entry more than customers */
  firstOrder: Int32Array;
  /** order → civil day number (days since 1970-01-01); epoch ms under `sameDay: 'instants'` */
  times: Float64Array;
  /** how many units of `times` make a day: 1, or 86,400,000 under `sameDay: 'instants'` */
  unitsPerDay: number;
  /** end of observation in the unit of `times`: the last civil day that has begun before `asOf`, or `asOf` itself */
  endTime: number;
  /** order → its first instant, epoch ms */
  firstAt: Float64Array;
  /** order → its last instant, epoch ms */
  lastAt: Float64Array;
  /** order → place of its first row in `rowAmounts`; one entry more than orders */
  firstRow: Int32Array;
  /** amounts of the rows that make the orders, refunds that lower them included; null when the log has no amounts */
  rowAmounts: Float64Array | null;
  /** the one currency of the log; null when no row names one */
  currency: string | null;
  /** what was read and left out */
  counts: OrderLogCounts;
}

/** What became of the rows of a log. */
export interface OrderLogCounts {
  /** rows read */
  rows: number;
  /** rows at or after `asOf` */
  afterAsOf: number;
  /** refunds ignored by rule */
  refunds: number;
  /** refunds that lowered an order */
  nettedRefunds: number;
  /** refunds with no order before them */
  unmatchedRefunds: number;
  /** customers with rows before `asOf`, none of them a purchase */
  customersWithoutPurchase: number;
}
