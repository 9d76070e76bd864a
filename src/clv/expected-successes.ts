import { requireWithin } from '../errors/index.ts';
import type { BgBbModel } from './bg-bb-model.ts';
import type { OpportunitiesOptions } from './probability-alive-at-opportunity.ts';
import { probabilityAliveAtOpportunity } from './probability-alive-at-opportunity.ts';
import type { OpportunityHistory } from './purchase-history.ts';

/**
 * How many of the next occasions a customer is expected to use.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param history - one customer and the occasions she had
 * @param options - `opportunities`, required
 * @returns expected number, 0 or more; 0 for no occasion
 * @throws InputError `not-a-count`, `out-of-range`, `not-finite`, `wrong-type` for an impossible history or number
 *
 * @example How often will she give in the next three years?
 * ```ts
 * import { expectedSuccesses } from 'clientele/clv';
 *
 * const model = { kind: 'bg-bb', version: 1, purchaseA: 1.204, purchaseB: 0.75, dropoutA: 0.657, dropoutB: 2.783, fit: null } as const;
 * const donor = { successes: 4, lastSuccess: 4, opportunities: 6 };
 * expectedSuccesses(model, donor, { opportunities: 3 }); // => ~0.3693
 * ```
 * @see Fader, Hardie & Shang 2010, equation 14
 */
export function expectedSuccesses(
  model: BgBbModel,
  history: OpportunityHistory,
  options: OpportunitiesOptions,
): number {
  const alive = probabilityAliveAtOpportunity(model, history, { opportunities: 0 });
  probabilityAliveAtOpportunity(model, history, options);
  requireWithin(options.opportunities, { from: 0, to: 1e7 }, 'options.opportunities');
  const { purchaseA: a, purchaseB: b, dropoutA: c, dropoutB: d } = model;
  const { successes, opportunities: n } = history;
  let staying = 1;
  let sum = 0;
  for (let j = 0; j < options.opportunities; j++) {
    staying *= (d + n + j) / (c + d + n + j);
    sum += staying;
  }
  return (alive * (a + successes) * sum) / (a + b + n);
}
