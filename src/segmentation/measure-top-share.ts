import { requireProbability } from '../errors/index.ts';
import { createExactSummer } from '../statistics/index.ts';
import type { Figure } from '../statistics/index.ts';
import { requireRecord } from './population-input.ts';
import { countOfShare, sortAmounts } from './sorted-amounts.ts';

/** Which customers to look at. */
export interface MeasureTopShareOptions {
  /** share of the customers, the richest first, 0..1, read as the decimal it is written as */
  customerShare: number;
}

/** What the richest customers hold. */
export interface TopShare extends Figure<'empty' | 'zero-total' | 'negative'> {
  /** how many customers that is: ceil(share · n) */
  customers: number;
  /** what they hold */
  amount: number;
  /** what all hold */
  total: number;
}

/**
 * Which share of the money the richest share of the customers holds.
 *
 * @param amounts - one amount a customer, 0 or more, in any order
 * @param options - the share of the customers
 * @returns the share of the amount, 0..1, with its base; null with a reason for nobody, nothing, or negative amounts
 * @throws InputError `wrong-type`, `not-finite`, `out-of-range` (beyond 1e300), `not-a-probability`
 *
 * @example What do my best 20 % of customers bring?
 * ```ts
 * import { measureTopShare } from 'clientele/segmentation';
 *
 * measureTopShare([1, 2, 3, 4, 5], { customerShare: 0.2 }); // => { value: ~0.33333, customers: 1, amount: 5, total: 15 }
 * ```
 */
export function measureTopShare(amounts: Iterable<number>, options: MeasureTopShareOptions): TopShare {
  const share = requireProbability(requireRecord(options, 'options').customerShare, 'options.customerShare') + 0;
  const { sorted, total, reason } = sortAmounts(amounts);
  const customers = countOfShare(share, sorted.length);
  const sum = createExactSummer();
  for (let i = 0; i < customers; i++) sum.add(sorted[sorted.length - 1 - i]!);
  const amount = sum.value();
  return reason
    ? { value: null, reason, customers, amount, total }
    : { value: amount / total, customers, amount, total };
}
