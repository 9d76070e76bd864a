import type { Figure } from '../statistics/index.ts';
import { logGamma } from '../statistics/index.ts';
import type { AftModel, AftSubject } from './aft-model.ts';
import { location } from './aft-predict.ts';

/**
 * The mean lifetime of customers with these numbers, days, by a parametric model.
 *
 * Most of it can lie beyond anything seen; for a mean over what was seen take `expectedDaysWithin`.
 *
 * @param model - from `fitAft`
 * @param subject - the customer's numbers
 * @returns days; `unbounded` for a log-logistic with scale 1 or more, whose mean does not exist, and beyond 1.8e308
 * @throws InputError `missing-value` for a covariate, `out-of-range` for one beyond ±1e100, `not-finite`, `wrong-type`,
 * `wrong-kind` for another stored value
 *
 * @example How long will such a customer stay on average?
 * ```ts
 * import { expectedDaysAft, fitAft } from 'clientele/survival';
 *
 * const spells = [10, 20, 30, 40].map((days) => ({ days, ended: true, covariates: {} }));
 * expectedDaysAft(fitAft(spells, { distribution: 'exponential' }), { covariates: {} }); // => { value: ~25 }
 * ```
 * @see Kalbfleisch & Prentice 2002, "The Statistical Analysis of Failure Time Data", section 2.2
 */
export function expectedDaysAft<K extends string>(
  model: AftModel<K>,
  subject: AftSubject<NoInfer<K>>,
): Figure<'unbounded'> {
  const mu = location(model, subject);
  const scale = Math.exp(model.logScale);
  let value: number;
  if (model.distribution === 'lognormal') value = Math.exp(mu + (scale * scale) / 2);
  else if (model.distribution === 'loglogistic') {
    value = scale < 1 ? (Math.exp(mu) * Math.PI * scale) / Math.sin(Math.PI * scale) : Infinity;
  } else value = Math.exp(mu + logGamma(1 + scale));
  return value < Infinity ? { value } : { value: null, reason: 'unbounded' };
}
