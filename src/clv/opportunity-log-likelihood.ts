import type { BgBbModel } from './bg-bb-model.ts';
import { bgBbLikelihood } from './bg-bb-likelihood.ts';
import { bgBbShapes, opportunityRows } from './opportunity-rows.ts';
import type { OpportunityHistory } from './purchase-history.ts';

/**
 * The log-likelihood of histories of occasions under BG/BB: the total over customers, in natural logarithms.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param histories - one row a customer, or rows with `customers`; read once
 * @returns the total log-likelihood
 * @throws InputError `empty` without a history, and the codes of an impossible one
 *
 * @example How likely is this donor's history?
 * ```ts
 * import { opportunityLogLikelihood } from 'clientele/clv';
 *
 * const model = { kind: 'bg-bb', version: 1, purchaseA: 1.204, purchaseB: 0.75, dropoutA: 0.657, dropoutB: 2.783, fit: null } as const;
 * const donor = { successes: 4, lastSuccess: 4, opportunities: 6 };
 * opportunityLogLikelihood(model, [donor]); // => ~-3.848
 * ```
 * @see Fader, Hardie & Shang 2010, equation 7
 */
export function opportunityLogLikelihood(model: BgBbModel, histories: Iterable<OpportunityHistory>): number {
  return bgBbLikelihood(opportunityRows(histories), bgBbShapes(model)).value;
}
