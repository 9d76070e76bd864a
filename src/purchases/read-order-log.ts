import type { OrderLog } from './order-log.ts';
import { orderLogOf, readOptions } from './order-log-of.ts';
import { readPurchaseColumns } from './purchase-columns.ts';
import type { Purchase, SummarizeOptions } from './purchase.ts';

/**
 * Reads a purchase log into orders: rows checked, ordered, merged by day, refunds settled. For functions that walk a
 * whole log many times over; for everything else there are summaries. The log may come in any order.
 *
 * @param purchases - the log; read once
 * @param options - see {@link SummarizeOptions}
 * @returns the orders in columns; no customers for an empty log
 * @throws InputError `not-an-instant`, `wrong-type`, `not-finite`, `missing-value` (amounts on some rows only), `mixed-currency`,
 *   `out-of-range` (a refund under `refunds: 'reject'`), `unknown-zone`, `unknown-name`, with the row
 *
 * @example How many orders are in this log, and on which days?
 * ```ts
 * import { readOrderLog } from 'clientele/purchases';
 *
 * const log = readOrderLog(
 *   [
 *     { customerId: 'ann', at: '1970-01-03T09:00:00Z' },
 *     { customerId: 'ann', at: '1970-01-03T17:00:00Z' },
 *     { customerId: 'ann', at: '1970-01-05T09:00:00Z' },
 *   ],
 *   { asOf: '1970-01-11T00:00:00Z' },
 * );
 * Array.from(log.times); // => [2, 4]
 * log.endTime; // => 9
 * ```
 */
export function readOrderLog<Id extends string | number>(
  purchases: Iterable<Purchase<Id>>,
  options: SummarizeOptions,
): OrderLog<Id> {
  return orderLogOf(readPurchaseColumns(purchases), readOptions(options));
}
