import { InputError, requireKind } from '../errors/index.ts';
import { type ExactSum, mergeExact } from '../statistics/index.ts';
import type { DayCounts, OrderGaps, OrderNumberAmounts, OrderTally } from './order-tally.ts';

/**
 * The orders of two logs as one. The parts must not share customers: split a log by customer, not by time.
 *
 * @param a - one part
 * @param b - the other part, of the same zone, order and refund rules, `asOf`, spans and order numbers kept apart
 * @returns the tally of both, to the last bit what a tally of the whole log would be
 * @throws InputError `tally-mismatch`, `wrong-kind`
 *
 * @example How do I count repeat buyers on many machines?
 * ```ts
 * import { mergeOrderTallies, repeatPurchaseRate, tallyOrders } from 'clientele/retention';
 *
 * const options = { asOf: '2024-03-01T00:00:00Z' };
 * const ann = tallyOrders([{ customerId: 'ann', at: '2024-01-05T09:00:00Z' }, { customerId: 'ann', at: '2024-02-05T09:00:00Z' }], options);
 * const bob = tallyOrders([{ customerId: 'bob', at: '2024-02-20T09:00:00Z' }], options);
 * repeatPurchaseRate(mergeOrderTallies(ann, bob)).value; // => 0.5
 * ```
 */
export function mergeOrderTallies(a: OrderTally, b: OrderTally): OrderTally {
  requireKind(a, 'order-tally', 'a');
  for (const key of ['kind', 'version', 'asOfAt', 'timeZone', 'sameDay', 'refunds', 'orderNumbersUpTo'] as const) {
    if (a[key] !== b[key]) throw new InputError('tally-mismatch', `b.${key}`, `expected ${a[key]}, got ${b[key]}`);
  }
  if (a.within.map((span) => span.days).join() !== b.within.map((span) => span.days).join()) {
    throw new InputError('tally-mismatch', 'b.within', 'expected the same spans');
  }
  return {
    ...a,
    customers: a.customers + b.customers,
    returned: a.returned + b.returned,
    orders: a.orders + b.orders,
    // A part without orders knows nothing of amounts.
    amount: a.customers === 0 ? b.amount : b.customers === 0 ? a.amount : mergeAmounts(a.amount, b.amount),
    within: a.within.map((span, i) => ({
      days: span.days,
      eligible: span.eligible + b.within[i]!.eligible,
      returned: span.returned + b.within[i]!.returned,
    })),
    gaps: mergeGaps(a.gaps, b.gaps),
    byOrderNumber: mergeNumbers(a, b),
    ignored: { afterAsOf: a.ignored.afterAsOf + b.ignored.afterAsOf, refunds: a.ignored.refunds + b.ignored.refunds },
  };
}

/** Of two parts with orders both have amounts or neither. */
function mergeAmounts(p: ExactSum | null, q: ExactSum | null): ExactSum | null {
  if ((p === null) !== (q === null))
    throw new InputError('tally-mismatch', 'b.amount', 'expected amounts in both parts or in neither');
  return p && mergeExact(p, q!);
}

function mergeGaps(p: readonly OrderGaps[], q: readonly OrderGaps[]): OrderGaps[] {
  const rank = ({ afterOrder }: OrderGaps): number => (afterOrder === 'more' ? Infinity : afterOrder);
  const merged = new Map(p.map((gap) => [gap.afterOrder, gap]));
  for (const gap of q) {
    const known = merged.get(gap.afterOrder);
    merged.set(
      gap.afterOrder,
      known
        ? { ...gap, returned: addCounts(known.returned, gap.returned), waiting: addCounts(known.waiting, gap.waiting) }
        : gap,
    );
  }
  return [...merged.values()].sort((x, y) => rank(x) - rank(y));
}

function addCounts(p: DayCounts, q: DayCounts): DayCounts {
  const counts = new Map(p);
  for (const [days, count] of q) counts.set(days, (counts.get(days) ?? 0) + count);
  return [...counts].sort(([x], [y]) => x - y);
}

function mergeNumbers(a: OrderTally, b: OrderTally): OrderNumberAmounts[] {
  const merged = new Map(a.byOrderNumber.map((row) => [row.orderNumber, row]));
  for (const row of b.byOrderNumber) {
    const known = merged.get(row.orderNumber);
    merged.set(
      row.orderNumber,
      known
        ? {
            orderNumber: row.orderNumber,
            customers: known.customers + row.customers,
            amount: mergeAmounts(known.amount, row.amount),
            firstAmount: mergeAmounts(known.firstAmount, row.firstAmount),
          }
        : row,
    );
  }
  return [...merged.values()].sort((x, y) => x.orderNumber - y.orderNumber);
}
