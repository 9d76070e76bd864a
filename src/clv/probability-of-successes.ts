import { requireCount, requireWithin } from '../errors/index.ts';
import { logBeta, logBinomial } from '../statistics/index.ts';
import type { BgBbModel } from './bg-bb-model.ts';
import { logTerm } from './bg-bb-likelihood.ts';
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
  const k = requireCount(options?.successes, 'options.successes');
  requireWithin(occasions, { from: 0, to: 1e7 }, 'options.opportunities');
  const { successes, opportunities: n } = history;
  const shapes = [
    model.purchaseA + successes,
    model.purchaseB + n - successes,
    model.dropoutA,
    model.dropoutB + n,
  ] as const;
  const base = logBeta(shapes[0], shapes[1]) + logBeta(shapes[2], shapes[3]);
  let sum = 0;
  for (let m = k; m <= occasions; m++) {
    sum += Math.exp(logBinomial(m, k) + logTerm(shapes, k, m, m < occasions ? 1 : 0) - base);
  }
  return (k === 0 ? 1 - alive : 0) + alive * sum;
}
