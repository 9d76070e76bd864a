import type { Figure, Spread } from '../statistics/index.ts';
import { meanAndVariance, spreadOf } from '../statistics/index.ts';
import type { OrderLog } from './order-log.ts';
import type { Purchase, SummarizeOptions } from './purchase.ts';
import { readOrderLog } from './read-order-log.ts';

/** How long customers wait between orders, and how regularly they come back. */
export interface PurchaseGaps {
  /** gaps between consecutive orders of a customer, all customers pooled, days */
  gapDays: Spread;
  /** the k of Wheat & Morrison: about 1 is random, 2 and more is a regular rhythm; null without two customers that tell */
  regularity: Figure<'empty'> & {
    /** customers with two or more gaps */
    customers: number;
  };
}

/**
 * Measures the days between consecutive orders and how regular they are.
 *
 * `regularity` tells whether the models of a regular rhythm (BG/CNBD-k, MBG/CNBD-k) will pay: near 1 customers come at
 * random (CDNOW 1.0), well above 2 they have a rhythm (a grocery). It looks at the share of the first of the last two
 * gaps, M = g1/(g1 + g2), whose variance is 1/(4(2k + 1)) when gaps are Erlang-k. Frequent customers give many gaps and
 * each gap counts, so the pooled figures describe gaps, not customers.
 *
 * @param purchases - the log; read once
 * @param options - see {@link SummarizeOptions}
 * @returns the spread of gaps (count 0 and nulls without any) and the regularity
 * @throws InputError as {@link summarizePurchases}
 *
 * @example How many days pass between two orders?
 * ```ts
 * import { measurePurchaseGaps } from 'clientele/purchases';
 *
 * const days = ['2024-01-01', '2024-01-11', '2024-01-31', '2024-03-01'];
 * const gaps = measurePurchaseGaps(
 *   days.map((day) => ({ customerId: 'ann', at: `${day}T12:00:00Z` })),
 *   { asOf: '2024-04-01T00:00:00Z' },
 * );
 * gaps.gapDays.count; // => 3
 * gaps.gapDays.mean; // => 20
 * gaps.regularity; // => { value: null, reason: 'empty', customers: 1 }
 * ```
 *
 * @see Wheat, R. & Morrison, D. (1990) "Estimating Purchase Regularity with Two Interpurchase Times", eq. 4
 */
export function measurePurchaseGaps<Id extends string | number>(
  purchases: Iterable<Purchase<Id>>,
  options: SummarizeOptions,
): PurchaseGaps {
  const log = readOrderLog(purchases, options);
  const histogram = new Map<number, number>();
  const shares: number[] = [];
  for (let c = 0; c < log.customerIds.length; c++) {
    const from = log.firstOrder[c]! + 1;
    const to = log.firstOrder[c + 1]!;
    for (let i = from; i < to; i++) {
      const gap = gapBefore(log, i);
      histogram.set(gap, (histogram.get(gap) ?? 0) + 1);
    }
    // Two orders on one day (`sameDay: 'rows'`) may leave both gaps at 0: they tell nothing.
    const both = to - from < 2 ? 0 : gapBefore(log, to - 2) + gapBefore(log, to - 1);
    if (both > 0) shares.push(gapBefore(log, to - 2) / both);
  }
  return { gapDays: spreadOf(histogram), regularity: regularityOf(shares) };
}

function gapBefore(log: OrderLog<string | number>, order: number): number {
  return (log.times[order]! - log.times[order - 1]!) / log.unitsPerDay;
}

function regularityOf(shares: readonly number[]): PurchaseGaps['regularity'] {
  const customers = shares.length;
  const { variance } = meanAndVariance(shares);
  if (variance === null || variance === 0) return { value: null, reason: 'empty', customers };
  return { value: (1 - 4 * variance) / (8 * variance), customers };
}
