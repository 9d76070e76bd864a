import type { Purchase, SummarizeOptions } from './purchase.ts';
import { orderAmount } from './order-amount.ts';
import { readOrderLog } from './read-order-log.ts';

/** One order: what a customer bought in one go, refunds settled. */
export interface Order {
  /** civil day number (days since 1970-01-01); epoch ms under `sameDay: 'instants'` */
  time: number;
  /** its first instant, epoch ms */
  firstAt: number;
  /** its last instant, epoch ms */
  lastAt: number;
  /** its amount after refunds; null when the log has no amounts */
  amount: number | null;
}

/** The orders of one customer, oldest first. */
export interface CustomerOrders<Id extends string | number = string> {
  /** whose orders */
  customerId: Id;
  /** one or more, oldest first */
  orders: Order[];
}

/**
 * Lists the orders of every customer, oldest first, after merging and refunds: what the summaries are counted from.
 *
 * Use it to see or chart single histories; metrics over millions of rows read {@link readOrderLog}.
 *
 * @param purchases - the log; read once
 * @param options - see {@link SummarizeOptions}
 * @returns one entry a customer with at least one order, in the order of {@link summarizePurchases}; `[]` for an empty log
 * @throws InputError as {@link summarizePurchases}
 *
 * @example What are the single orders behind a customer's summary?
 * ```ts
 * import { listOrders } from 'clientele/purchases';
 *
 * const [ann] = listOrders(
 *   [
 *     { customerId: 'ann', at: '1970-01-03T09:00:00Z', amount: 10 },
 *     { customerId: 'ann', at: '1970-01-03T17:00:00Z', amount: 5 },
 *     { customerId: 'ann', at: '1970-01-05T09:00:00Z', amount: 8 },
 *     { customerId: 'ann', at: '1970-01-06T09:00:00Z', amount: -3 },
 *   ],
 *   { asOf: '1970-01-11T00:00:00Z', refunds: 'net' },
 * );
 * ann.orders.map((order) => [order.time, order.amount]); // => [[2, 15], [4, 5]]
 * ```
 */
export function listOrders<Id extends string | number>(
  purchases: Iterable<Purchase<Id>>,
  options: SummarizeOptions,
): CustomerOrders<Id>[] {
  const log = readOrderLog(purchases, options);
  return log.customerIds.map((customerId, c) => {
    const orders: Order[] = [];
    for (let i = log.firstOrder[c]!; i < log.firstOrder[c + 1]!; i++) {
      orders.push({
        time: log.times[i]!,
        firstAt: log.firstAt[i]!,
        lastAt: log.lastAt[i]!,
        amount: orderAmount(log, i),
      });
    }
    return { customerId, orders };
  });
}
