import type { PurchaseSummary } from './purchase-summary.ts';
import type { Purchase, SummarizeOptions } from './purchase.ts';
import { readPurchaseColumns } from './purchase-columns.ts';
import type { OrderLog } from './order-log.ts';
import { orderLogOf, readOptions } from './order-log-of.ts';
import { sumExactly } from './sum-exactly.ts';
import { createDayTexts, summaryOfOrders, sumLogGaps } from './summary-of-orders.ts';

/**
 * Reads a purchase log into one small summary per customer: how many orders, on how many days since the first, and for
 * how much. It is the first step of every model and score.
 *
 * The log may come in any order and needs no preparation: orders of one civil day of `timeZone` are one order, refunds
 * are left out (or settled, or refused: `refunds`), rows at or after `asOf` are not yet known. Days are differences of
 * civil days, so a day of 23 or 25 hours is one day, and the end of observation is the last day that has begun before
 * `asOf`. Never bin by week: on the CDNOW data that moves 174 customers and loses 209 of 2,457 repeat purchases. To
 * see what was left out, ask {@link countPurchases}; for streams that come in parts, {@link tallyPurchases}.
 *
 * @param purchases - the log; read once; rows of any customer in any order
 * @param options - `asOf` (required): the instant of the knowledge; `timeZone`, `sameDay`, `refunds`: see {@link SummarizeOptions}
 * @returns one summary a customer with at least one order, by customer id (numbers ascending, then text by code unit); `[]` for an empty log
 * @throws InputError `not-an-instant`, `wrong-type`, `not-finite`, `missing-value` (amounts on some rows only),
 *   `mixed-currency`, `overflow`, `out-of-range` (a refund under `refunds: 'reject'`), `unknown-zone`, `unknown-name`, with the row
 *
 * @example How often has each customer bought, and how long ago was the last time?
 * ```ts
 * import { summarizePurchases } from 'clientele/purchases';
 *
 * const summaries = summarizePurchases(
 *   [
 *     { customerId: 'ann', at: '2024-03-01T09:00:00Z', amount: 10 },
 *     { customerId: 'ann', at: '2024-03-01T21:30:00Z', amount: 5.5 },
 *     { customerId: 'ann', at: '2024-03-09T12:00:00Z', amount: 20 },
 *     { customerId: 'bob', at: '2024-03-02T12:00:00Z', amount: 7 },
 *   ],
 *   { asOf: '2024-04-01T00:00:00Z' },
 * );
 * summaries.map((s) => [s.customerId, s.repeatPurchases, s.daysToLast, s.daysObserved, s.daysSinceLast]); // => [['ann', 1, 8, 30, 22], ['bob', 0, 0, 29, 29]]
 * summaries[0].totalAmount; // => 35.5
 * summaries[0].meanRepeatAmount; // => 20
 * summaries[1].meanRepeatAmount; // => null
 * ```
 *
 * @see Fader, P. & Hardie, B. (2005) "A Note on Deriving the Pareto/NBD Model", §1: the sufficient statistics x, t_x, T
 */
export function summarizePurchases<Id extends string | number>(
  purchases: Iterable<Purchase<Id>>,
  options: SummarizeOptions,
): PurchaseSummary<Id>[] {
  const reading = readOptions(options);
  return summariesOf(orderLogOf(readPurchaseColumns(purchases), reading), reading.timeZone);
}

/** Summaries of a log that is already read. */
export function summariesOf<Id extends string | number>(log: OrderLog<Id>, timeZone: string): PurchaseSummary<Id>[] {
  const { customerIds, firstOrder, times, endTime, unitsPerDay, firstAt, lastAt, firstRow, rowAmounts, currency } = log;
  const textOf = createDayTexts();
  const summaries: PurchaseSummary<Id>[] = [];
  for (let c = 0; c < customerIds.length; c++) {
    const from = firstOrder[c]!;
    const to = firstOrder[c + 1]!;
    const parts = {
      customerId: customerIds[c]!,
      purchases: to - from,
      firstTime: times[from]!,
      lastTime: times[to - 1]!,
      endTime,
      unitsPerDay,
      sumLogGapDays: sumLogGaps(times, from, to, unitsPerDay),
      firstAt: firstAt[from]!,
      lastAt: lastAt[to - 1]!,
      totalAmount: rowAmounts && sumExactly(rowAmounts, firstRow[from]!, firstRow[to]!),
      repeatAmount: rowAmounts && sumExactly(rowAmounts, firstRow[from + 1]!, firstRow[to]!),
      currency,
    };
    summaries.push(summaryOfOrders(parts, timeZone, textOf));
  }
  return summaries;
}
