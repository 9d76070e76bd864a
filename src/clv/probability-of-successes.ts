import { requireCount, requireWithin } from '../errors/index.ts';
import type { BgBbModel } from './bg-bb-model.ts';
import type { OpportunitiesOptions } from './probability-alive-at-opportunity.ts';
import { probabilityAliveAtOpportunity } from './probability-alive-at-opportunity.ts';
import type { OpportunityHistory } from './purchase-history.ts';

/** How many occasions ahead, and which number of them. */
export interface SuccessCountOptions extends OpportunitiesOptions {
  /** exactly so many used, 0 or more */
  successes: number;
}

/**
 * The probability, 0..1, that a customer uses exactly so many of the next occasions.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param history - one customer and the occasions she had
 * @param options - occasions and number, required
 * @returns probability; 0 for more than there are
 * @throws InputError `not-a-count`, `out-of-range`, `not-finite`, `wrong-type` for an impossible history or number
 *
 * @example How likely is it that she gives nothing in the next three years?
 * ```ts
 * import { probabilityOfSuccesses } from 'clientele/clv';
 *
 * const model = { kind: 'bg-bb', version: 1, purchaseA: 1.204, purchaseB: 0.75, dropoutA: 0.657, dropoutB: 2.783, fit: null } as const;
 * const donor = { successes: 4, lastSuccess: 4, opportunities: 6 };
 * probabilityOfSuccesses(model, donor, { opportunities: 3, successes: 0 }); // => ~0.818
 * ```
 * @see Fader, Hardie & Shang 2010, equation 13
 */
export function probabilityOfSuccesses(
  model: BgBbModel,
  history: OpportunityHistory,
  options: SuccessCountOptions,
): number {
  const alive = probabilityAliveAtOpportunity(model, history, { opportunities: 0 });
  const occasions = requireCount(options?.opportunities, 'options.opportunities');
  const k = requireCount(options.successes, 'options.successes');
  requireWithin(occasions, { from: 0, to: 1e7 }, 'options.opportunities');
  if (k > occasions) return 0;
  const { successes: x, opportunities: n } = history;
  const { purchaseA, purchaseB, dropoutA: c, dropoutB } = model;
  const [a, b, d] = [purchaseA + x, purchaseB + (n - x), dropoutB + n];
  // There for m occasions, k of them used, and then left or not: all k used first, then one more occasion at a time.
  let sum = 0;
  let log = 0;
  for (let i = 0; i < k; i++) log += Math.log(((a + i) * (d + i)) / ((a + b + i) * (c + d + i)));
  for (let m = k; m <= occasions; m++) {
    sum += Math.exp(log) * (m < occasions ? c / (c + d + m) : 1);
    log += Math.log((((m + 1) * (b + (m - k))) / ((m + 1 - k) * (a + b + m))) * ((d + m) / (c + d + m)));
  }
  return (k === 0 ? 1 - alive : 0) + alive * sum;
}
