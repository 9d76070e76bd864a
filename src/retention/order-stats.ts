import { requireKind } from '../errors/index.ts';
import type { SameDay } from '../purchases/index.ts';
import type { Spread } from '../statistics/index.ts';
import { spreadOf, valueOfExact } from '../statistics/index.ts';
import type { OrderTally } from './order-tally.ts';

/** The figures that everybody asks of an order log. */
export interface OrderStats {
  /** customers with at least one order */
  customers: number;
  /** orders of all */
  orders: number;
  /** amount of all orders, 0 without any; null when the orders have none */
  amount: number | null;
  /** amount / orders; null without amounts or orders */
  averageOrderAmount: number | null;
  /** orders / customers; null without customers */
  ordersPerCustomer: number | null;
  /** amount / customers; null without amounts or customers */
  amountPerCustomer: number | null;
  /** days between consecutive orders of one customer, all gaps pooled */
  gapDays: Spread;
  /** days from the first to the second order */
  daysToSecondOrder: Spread;
  /** what made one order */
  sameDay: SameDay;
}

/**
 * Averages and gaps of an order log. Gaps are those that have ended: who has not returned yet is in no gap, so the true
 * ones are longer (see a return curve for that).
 *
 * @param tally - of `tallyOrders`
 * @returns the figures; null where there is nothing to divide by
 * @throws InputError `wrong-kind` (another tally)
 *
 * @example What does an average order bring, and how long is the usual gap?
 * ```ts
 * import { orderStats, tallyOrders } from 'clientele/retention';
 *
 * const stats = orderStats(
 *   tallyOrders(
 *     [
 *       { customerId: 'ann', at: '2024-01-05T09:00:00Z', amount: 20 },
 *       { customerId: 'ann', at: '2024-01-15T09:00:00Z', amount: 40 },
 *     ],
 *     { asOf: '2024-02-01T00:00:00Z' },
 *   ),
 * );
 * [stats.averageOrderAmount, stats.gapDays.p50]; // => [30, 10]
 * ```
 */
export function orderStats(tally: OrderTally): OrderStats {
  const { customers, orders, sameDay } = requireKind(tally, 'order-tally', 'tally');
  const amount = orders === 0 ? 0 : tally.amount && valueOfExact(tally.amount);
  const per = (value: number | null, base: number): number | null =>
    value === null || base === 0 ? null : value / base;
  const gaps = tally.gaps.flatMap(({ returned }) => returned);
  return {
    customers,
    orders,
    amount,
    averageOrderAmount: per(amount, orders),
    ordersPerCustomer: per(orders, customers),
    amountPerCustomer: per(amount, customers),
    gapDays: spreadOf(gaps),
    daysToSecondOrder: spreadOf(tally.gaps.find(({ afterOrder }) => afterOrder === 1)?.returned ?? []),
    sameDay,
  };
}
