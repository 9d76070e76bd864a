import { requireCount } from '../errors/index.ts';
import type { BgBbModel } from './bg-bb-model.ts';
import { waysOf } from './bg-bb-likelihood.ts';
import { bgBbShapes, requireOccasions } from './opportunity-rows.ts';
import type { OpportunityHistory } from './purchase-history.ts';
import { logStaying } from './staying-sum.ts';

/** How many occasions ahead. */
export interface OpportunitiesOptions {
  /** occasions after the last observed one, 0 or more */
  opportunities: number;
}

/**
 * The probability, 0..1, that a customer is one still some occasions from now, as it is known today; 0 occasions is the
 * last observed one.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param history - one customer and the occasions she had
 * @param options - `opportunities`, required; 1 is the figure that the R package BTYD prints
 * @returns probability
 * @throws InputError `not-a-count`, `out-of-range`, `not-finite`, `wrong-type` for an impossible history or number
 *
 * @example She gave four years running and then not for two. Is she still a donor, and next year?
 * ```ts
 * import { probabilityAliveAtOpportunity } from 'clientele/clv';
 *
 * const model = { kind: 'bg-bb', version: 1, purchaseA: 1.204, purchaseB: 0.75, dropoutA: 0.657, dropoutB: 2.783, fit: null } as const;
 * const donor = { successes: 4, lastSuccess: 4, opportunities: 6 };
 * probabilityAliveAtOpportunity(model, donor, { opportunities: 0 }); // => ~0.2151
 * probabilityAliveAtOpportunity(model, donor, { opportunities: 1 }); // => ~0.2001
 * ```
 * @see Fader, Hardie & Shang 2010, equation 11
 */
export function probabilityAliveAtOpportunity(
  model: BgBbModel,
  history: OpportunityHistory,
  options: OpportunitiesOptions,
): number {
  const ahead = requireCount(options?.opportunities, 'options.opportunities');
  requireOccasions(history, 'history');
  const shapes = bgBbShapes(model);
  const { successes, lastSuccess, opportunities: n } = history;
  const ways = waysOf(shapes, successes, lastSuccess, n);
  const here = ways.at(-1)!.log;
  const alive = 1 / ways.reduce((sum, { log }) => sum + Math.exp(log - here), 0);
  return alive * Math.exp(logStaying({ a: shapes[2], b: shapes[3] + n, c: 1 }, ahead));
}
