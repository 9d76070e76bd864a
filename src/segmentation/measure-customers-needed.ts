import { requireProbability } from '../errors/index.ts';
import type { Figure } from '../statistics/index.ts';
import { requireRecord } from './population-input.ts';
import { richestHolding } from './richest-first.ts';
import { sortAmounts } from './sorted-amounts.ts';

/** Which part of the amount to look at. */
export interface MeasureCustomersNeededOptions {
  /** share of the total amount, 0..1 */
  amountShare: number;
}

/** How many customers it takes. */
export interface CustomersNeeded extends Figure<'empty' | 'zero-total' | 'negative'> {
  /** all customers */
  customers: number;
  /** those needed as a share of all, 0..1; null where there is no value */
  customerShare: number | null;
}

/**
 * The fewest customers who together hold at least a share of the money: the richest, the one who crosses the line
 * included.
 *
 * @param amounts - one amount a customer, 0 or more, in any order
 * @param options - the share of the amount
 * @returns the number of customers, with its base; null with a reason for nobody, nothing, or negative amounts
 * @throws InputError `wrong-type`, `not-finite`, `out-of-range` (beyond 1e300), `not-a-probability`
 *
 * @example Does 80/20 hold for me?
 * ```ts
 * import { measureCustomersNeeded } from 'clientele/segmentation';
 *
 * measureCustomersNeeded([1, 2, 3, 4, 5], { amountShare: 0.8 }); // => { value: 3, customers: 5, customerShare: 0.6 }
 * ```
 */
export function measureCustomersNeeded(
  amounts: Iterable<number>,
  options: MeasureCustomersNeededOptions,
): CustomersNeeded {
  const share = requireProbability(requireRecord(options, 'options').amountShare, 'options.amountShare');
  const { sorted, total, reason } = sortAmounts(amounts);
  const customers = sorted.length;
  if (reason) return { value: null, reason, customers, customerShare: null };
  const value = richestHolding(sorted, total, share);
  return { value, customers, customerShare: value / customers };
}
