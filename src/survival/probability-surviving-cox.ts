import { requireObject, requireWithin } from '../errors/index.ts';
import type { Figure } from '../statistics/index.ts';
import type { CoxModel, CoxSubject } from './cox-model.ts';
import { baselineAt, linearHazard, stratumOf } from './cox-predict.ts';

/** Which day is asked for. */
export interface CoxDayOptions {
  /** the day, 0 or more */
  days: number;
  /** days already lived through: the answer is for somebody who got that far; at most `days` */
  conditionalOnDays?: number;
}

/**
 * The probability that a customer with these numbers lasts longer than a day; for somebody who is here already,
 * conditional on the days lived through.
 *
 * @param model - from `fitCox`
 * @param subject - the customer's numbers, and the stratum where the model has several
 * @param options - the day, in days from the start
 * @returns S(t | x), 0..1, or S(t | x)/S(s | x); `beyond-follow-up` past the longest spell of the stratum
 * @throws InputError `missing-value` for a covariate, `unknown-name` for a stratum, `out-of-range`, `not-finite`,
 * `wrong-type`, `wrong-kind` for another stored value
 *
 * @example How likely is it that this customer stays 20 days, having stayed 10?
 * ```ts
 * import { fitCox, probabilitySurvivingCox } from 'clientele/survival';
 *
 * const spells = [3, 5, 8, 12, 15, 20, 26, 30].map((days, i) => ({
 *   days,
 *   ended: i % 4 !== 3,
 *   covariates: { yearly: i % 3 === 0 ? 1 : 0 },
 * }));
 * const model = fitCox(spells);
 * const subject = { covariates: { yearly: 1 } };
 * probabilitySurvivingCox(model, subject, { days: 20, conditionalOnDays: 10 }); // => { value: ~0.5715 }
 * probabilitySurvivingCox(model, subject, { days: 31 }); // => { value: null, reason: 'beyond-follow-up' }
 * ```
 * @see Cox 1972, "Regression models and life-tables", JRSS B 34; Klein & Moeschberger 2003, section 8.8
 */
export function probabilitySurvivingCox<K extends string>(
  model: CoxModel<K>,
  subject: CoxSubject<NoInfer<K>>,
  options: CoxDayOptions,
): Figure<'beyond-follow-up'> {
  const { days, conditionalOnDays } = requireObject(options, 'options');
  requireWithin(days, { from: 0 }, 'options.days');
  if (conditionalOnDays !== undefined)
    requireWithin(conditionalOnDays, { from: 0, to: days }, 'options.conditionalOnDays');
  const stratum = stratumOf(model, subject);
  const factor = Math.exp(linearHazard(model, subject));
  if (days > stratum.longestDays) return { value: null, reason: 'beyond-follow-up' };
  const lived = conditionalOnDays === undefined ? 0 : baselineAt(stratum, conditionalOnDays);
  const hazard = baselineAt(stratum, days) - lived;
  // A factor that overflows on a day without risk so far leaves the customer alive: 0 · ∞ is 0 here.
  return { value: hazard === 0 ? 1 : Math.exp(-hazard * factor) };
}
