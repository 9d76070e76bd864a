import { requireKind } from '../errors/index.ts';
import { valueOfExact } from '../statistics/index.ts';
import type { OrderTally } from './order-tally.ts';

/** The orders of one number, with what the same customers had spent at first. */
export interface OrderNumberRow {
  /** 1 is the first order */
  orderNumber: number;
  /** customers who reached it */
  customers: number;
  /** mean amount of these orders; null when the log has no amounts */
  averageAmount: number | null;
  /** mean amount of the first orders of the same customers; null when the log has no amounts */
  sameCustomersFirstAverage: number | null;
}

/**
 * Do loyal customers spend more with each order? Average amounts by order number, beside the first order of the very
 * customers who came that far.
 *
 * The first column nearly always climbs, because small spenders leave; only the comparison of the two tells whether
 * anybody has come to spend more.
 *
 * @param tally - of `tallyOrders`
 * @returns one row an order number, up to the tallied ones; `[]` for an empty log
 * @throws InputError `wrong-kind` (another tally)
 *
 * @example Do those who come back twice spend more than they did at first?
 * ```ts
 * import { tabulateOrderNumbers, tallyOrders } from 'clientele/retention';
 *
 * const rows = tabulateOrderNumbers(
 *   tallyOrders(
 *     [
 *       { customerId: 'ann', at: '2024-01-05T09:00:00Z', amount: 40 },
 *       { customerId: 'ann', at: '2024-01-15T09:00:00Z', amount: 40 },
 *       { customerId: 'bob', at: '2024-01-20T09:00:00Z', amount: 10 },
 *     ],
 *     { asOf: '2024-02-01T00:00:00Z' },
 *   ),
 * );
 * rows.map((row) => [row.averageAmount, row.sameCustomersFirstAverage]); // => [[25, 25], [40, 40]]
 * ```
 */
export function tabulateOrderNumbers(tally: OrderTally): OrderNumberRow[] {
  return requireKind(tally, 'order-tally', 'tally').byOrderNumber.map(
    ({ orderNumber, customers, amount, firstAmount }) => ({
      orderNumber,
      customers,
      averageAmount: amount && valueOfExact(amount) / customers,
      sameCustomersFirstAverage: firstAmount && valueOfExact(firstAmount) / customers,
    }),
  );
}
