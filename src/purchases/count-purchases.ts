import { orderLogOf, readOptions } from './order-log-of.ts';
import { readPurchaseColumns } from './purchase-columns.ts';
import type { Purchase, SummarizeOptions } from './purchase.ts';

/** What became of every row of a purchase log: `rows` = `counted` + `mergedAway` + `nettedRefunds` + the three of `ignored`. */
export interface PurchaseCounts {
  /** rows read */
  rows: number;
  /** orders: what all metrics count */
  counted: number;
  /** purchases that joined an earlier one of the same order */
  mergedAway: number;
  /** refunds that lowered an order, under `refunds: 'net'` */
  nettedRefunds: number;
  /** rows that nothing was made of */
  ignored: {
    /** at or after `asOf` */
    afterAsOf: number;
    /** refunds, under `refunds: 'exclude'` */
    refunds: number;
    /** refunds with no order before them, under `refunds: 'net'` */
    unmatchedRefunds: number;
  };
  /** customers with at least one order */
  customers: number;
  /** customers known before `asOf` by refunds only: they have no summary */
  customersWithoutPurchase: number;
  /** first purchase that counts, epoch ms; null when there is none */
  firstAt: number | null;
  /** last purchase that counts, epoch ms; null when there is none */
  lastAt: number | null;
}

/**
 * Counts what a purchase log was read into and what was left out, row for row. Ask it beside
 * {@link summarizePurchases}, with the same options, before trusting a figure.
 *
 * @param purchases - the log; read once
 * @param options - see {@link SummarizeOptions}
 * @returns the counts; zeros and nulls for an empty log
 * @throws InputError as {@link summarizePurchases}
 *
 * @example Where did my 5 rows go?
 * ```ts
 * import { countPurchases } from 'clientele/purchases';
 *
 * const counts = countPurchases(
 *   [
 *     { customerId: 'ann', at: '2024-03-01T09:00:00Z', amount: 10 },
 *     { customerId: 'ann', at: '2024-03-01T10:00:00Z', amount: 10 },
 *     { customerId: 'ann', at: '2024-03-05T10:00:00Z', amount: -10 },
 *     { customerId: 'bob', at: '2024-03-05T10:00:00Z', amount: -4 },
 *     { customerId: 'cat', at: '2024-04-02T10:00:00Z', amount: 8 },
 *   ],
 *   { asOf: '2024-04-01T00:00:00Z' },
 * );
 * counts.counted; // => 1
 * counts.mergedAway; // => 1
 * counts.ignored; // => { afterAsOf: 1, refunds: 2, unmatchedRefunds: 0 }
 * counts.customersWithoutPurchase; // => 1
 * ```
 */
export function countPurchases<Id extends string | number>(
  purchases: Iterable<Purchase<Id>>,
  options: SummarizeOptions,
): PurchaseCounts {
  const log = orderLogOf(readPurchaseColumns(purchases), readOptions(options));
  const { rows, afterAsOf, refunds, nettedRefunds, unmatchedRefunds, customersWithoutPurchase } = log.counts;
  const counted = log.times.length;
  let firstAt: number | null = null;
  let lastAt: number | null = null;
  for (let i = 0; i < counted; i++) {
    if (firstAt === null || log.firstAt[i]! < firstAt) firstAt = log.firstAt[i]!;
    if (lastAt === null || log.lastAt[i]! > lastAt) lastAt = log.lastAt[i]!;
  }
  return {
    rows,
    counted,
    mergedAway: rows - counted - afterAsOf - refunds - nettedRefunds - unmatchedRefunds,
    nettedRefunds,
    ignored: { afterAsOf, refunds, unmatchedRefunds },
    customers: log.customerIds.length,
    customersWithoutPurchase,
    firstAt,
    lastAt,
  };
}
