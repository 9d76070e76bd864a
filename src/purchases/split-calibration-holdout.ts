import { InputError } from '../errors/index.ts';
import { dayNumberOf, requireZone, startOfDay } from '../time/index.ts';
import type { OrderLog } from './order-log.ts';
import { orderLogOf, readOptions } from './order-log-of.ts';
import { readPurchaseColumns } from './purchase-columns.ts';
import type { PurchaseSummary } from './purchase-summary.ts';
import type { Purchase, RefundRule, SameDay } from './purchase.ts';
import { sumExactly } from './sum-exactly.ts';
import { summariesOf } from './summarize-purchases.ts';

/** Where a log is cut. */
export interface SplitOptions {
  /** first civil day of the holdout, `YYYY-MM-DD`: the model may know the days before it */
  splitOn: string;
  /** first civil day after the holdout, `YYYY-MM-DD` */
  endOn: string;
  /** IANA zone whose civil days are meant; `'UTC'` by default */
  timeZone?: string;
  /** what makes one order; `'merge'` by default */
  sameDay?: SameDay;
  /** what a negative amount does; `'exclude'` by default */
  refunds?: RefundRule;
}

/** One customer at the cut, and what she did after it. */
export interface HoldoutRow<Id extends string | number = string> extends PurchaseSummary<Id> {
  /** orders in the holdout */
  holdoutPurchases: number;
  /** amount of the orders in the holdout; 0 without any, null when the log has no amounts */
  holdoutAmount: number | null;
}

/** A log cut in two: what was known at the cut, and what came after it. */
export interface CalibrationHoldout<Id extends string | number = string> {
  /** the customers known at the cut, by customer id */
  rows: HoldoutRow<Id>[];
  /** civil days of the holdout */
  holdoutDays: number;
  /** customers first seen in the holdout: no model of the calibration period knows them */
  newCustomers: number;
}

/**
 * Cuts a purchase log in two: summaries as they stood at the cut, with what each customer really did afterwards. It is
 * how a model is tried on a future that has already happened.
 *
 * The calibration period ends with the day before `splitOn`, the holdout with the day before `endOn`; its length is the
 * civil days between the two (CDNOW, 1997-10-01 to 1998-07-01: 273 days, 39 weeks). Under `refunds: 'net'` a refund in
 * the holdout lowers an order of the holdout or nothing: the past is as it was known at the cut.
 *
 * @param purchases - the log; read once
 * @param options - `splitOn` and `endOn` (required), `timeZone`, `sameDay`, `refunds`
 * @returns rows by customer id, `[]` when nobody bought before the cut
 * @throws InputError `out-of-order` unless `splitOn` is before `endOn`, `not-a-day`, and as {@link summarizePurchases}
 *
 * @example If I had stood at the end of January, what would have come?
 * ```ts
 * import { splitCalibrationHoldout } from 'clientele/purchases';
 *
 * const split = splitCalibrationHoldout(
 *   [
 *     { customerId: 'ann', at: '2024-01-05T09:00:00Z' },
 *     { customerId: 'ann', at: '2024-02-05T09:00:00Z' },
 *     { customerId: 'ann', at: '2024-02-20T09:00:00Z' },
 *     { customerId: 'bob', at: '2024-02-11T09:00:00Z' },
 *   ],
 *   { splitOn: '2024-02-01', endOn: '2024-03-01' },
 * );
 * split.rows.map((row) => [row.customerId, row.purchases, row.holdoutPurchases]); // => [['ann', 1, 2]]
 * split.holdoutDays; // => 29
 * split.newCustomers; // => 1
 * ```
 */
export function splitCalibrationHoldout<Id extends string | number>(
  purchases: Iterable<Purchase<Id>>,
  options: SplitOptions,
): CalibrationHoldout<Id> {
  const { splitOn, endOn, ...rest } = options;
  const splitDay = dayNumberOf(splitOn, 'options.splitOn');
  const endDay = dayNumberOf(endOn, 'options.endOn');
  if (splitDay >= endDay) {
    throw new InputError('out-of-order', 'options.endOn', `expected a day after ${splitOn}, got ${endOn}`);
  }
  const { timeZone = 'UTC' } = rest;
  requireZone(timeZone, 'options.timeZone');
  const columns = readPurchaseColumns(purchases);
  const cutAt = startOfDay(splitDay, timeZone);
  const cut = orderLogOf(columns, readOptions({ ...rest, asOf: cutAt }));
  const whole = orderLogOf(columns, readOptions({ ...rest, asOf: startOfDay(endDay, timeZone) }));
  let place = 0;
  const rows = summariesOf(cut, timeZone).map((summary): HoldoutRow<Id> => {
    // Whoever bought before the cut is in the whole log too, and both are in the order of customer ids.
    while (whole.customerIds[place] !== summary.customerId) place++;
    return { ...summary, ...holdoutOf(whole, place, cutAt) };
  });
  return { rows, holdoutDays: endDay - splitDay, newCustomers: whole.customerIds.length - rows.length };
}

function holdoutOf(
  log: OrderLog<string | number>,
  customer: number,
  cutAt: number,
): { holdoutPurchases: number; holdoutAmount: number | null } {
  const end = log.firstOrder[customer + 1]!;
  let from = log.firstOrder[customer]!;
  // By instants, as the cut itself: a clock set back over midnight may show the day before once more after it.
  while (from < end && log.lastAt[from]! < cutAt) from++;
  return {
    holdoutPurchases: end - from,
    holdoutAmount: log.rowAmounts && sumExactly(log.rowAmounts, log.firstRow[from]!, log.firstRow[end]!),
  };
}
