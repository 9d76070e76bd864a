import { requireWithin } from '../errors/index.ts';
import type { SpendResponse } from './fit-spend-response.ts';
import { readSpendResponse } from './read-spend-response.ts';

/** How much is spent. */
export interface SpendOptions {
  /** spend per prospect or customer, in units of money, 0 or more */
  spend: number;
}

/** A rate at some spend, and what one more costs there. */
export interface RateAtSpend {
  /** expected rate, from 0 to the ceiling */
  rate: number;
  /** cost of winning or keeping one more at that spend, in units of money; null where it is beyond every number */
  marginalCost: number | null;
}

/**
 * The rate that a spend is expected to reach, and the cost of one more customer there: e^(ks)/(ck).
 *
 * @param response - of `fitSpendResponse`
 * @param options - the spend
 * @returns rate 0..ceiling; marginal cost in units of money
 * @throws InputError `out-of-range`, `not-finite`, `wrong-kind` (another stored value)
 *
 * @example What does the next customer cost at twice the spend?
 * ```ts
 * import { expectedRateAtSpend, fitSpendResponse } from 'clientele/retention';
 *
 * const response = fitSpendResponse({ ceilingRate: 0.4, spend: 5, rate: 0.1 });
 * expectedRateAtSpend(response, { spend: 5 }); // => { rate: ~0.1, marginalCost: ~57.9343 }
 * expectedRateAtSpend(response, { spend: 10 }); // => { rate: ~0.175, marginalCost: ~77.2458 }
 * ```
 * @see Blattberg & Deighton 1996, "Manage Marketing by the Customer Equity Test", Harvard Business Review 74(4)
 */
export function expectedRateAtSpend(response: SpendResponse, options: SpendOptions): RateAtSpend {
  const spend = requireWithin(options.spend, { from: 0 }, 'options.spend');
  const { ceilingRate, steepness } = readSpendResponse(response, 'response');
  const marginalCost = Math.exp(steepness * spend) / (ceilingRate * steepness);
  return { rate: rateAt(response, spend), marginalCost: Number.isFinite(marginalCost) ? marginalCost : null };
}

/** c(1 − e^(−ks)) without cancellation at small spends. */
export function rateAt(response: SpendResponse, spend: number): number {
  return -response.ceilingRate * Math.expm1(-response.steepness * spend);
}
