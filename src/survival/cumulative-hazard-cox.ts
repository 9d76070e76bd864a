import { requireObject, requireWithin } from '../errors/index.ts';
import type { Figure } from '../statistics/index.ts';
import type { CoxModel, CoxSubject } from './cox-model.ts';
import { baselineAt, linearHazard, stratumOf } from './cox-predict.ts';

/** Which day is asked for. */
export interface CoxHazardOptions {
  /** the day, 0 or more */
  days: number;
}

/**
 * The risk of ending that a customer with these numbers piles up until a day: −ln of the probability of lasting longer.
 *
 * @param model - from `fitCox`
 * @param subject - the customer's numbers, and the stratum where the model has several
 * @param options - the day, in days from the start
 * @returns 0 or more; `beyond-follow-up` past the longest spell of the stratum
 * @throws InputError `missing-value` for a covariate, `unknown-name` for a stratum, `out-of-range`, `not-finite`,
 * `wrong-type`, `wrong-kind` for another stored value
 *
 * @example How much risk does a customer with a monthly plan pile up in 20 days?
 * ```ts
 * import { cumulativeHazardCox, fitCox } from 'clientele/survival';
 *
 * const spells = [3, 5, 8, 12, 15, 20, 26, 30].map((days, i) => ({
 *   days,
 *   ended: i % 4 !== 3,
 *   covariates: { yearly: i % 3 === 0 ? 1 : 0 },
 * }));
 * cumulativeHazardCox(fitCox(spells), { covariates: { yearly: 0 } }, { days: 20 }); // => { value: ~1.0364 }
 * ```
 * @see Breslow 1974; Klein & Moeschberger 2003, "Survival Analysis", section 8.8
 */
export function cumulativeHazardCox<K extends string>(
  model: CoxModel<K>,
  subject: CoxSubject<NoInfer<K>>,
  options: CoxHazardOptions,
): Figure<'beyond-follow-up'> {
  const { days } = requireObject(options, 'options');
  requireWithin(days, { from: 0 }, 'options.days');
  const stratum = stratumOf(model, subject);
  const factor = Math.exp(linearHazard(model, subject));
  if (days > stratum.longestDays) return { value: null, reason: 'beyond-follow-up' };
  const hazard = baselineAt(stratum, days);
  return { value: hazard === 0 ? 0 : Math.min(Number.MAX_VALUE, hazard * factor) };
}
