import { requireObject, requireWithin } from '../errors/index.ts';
import { findRoot, logNormalSurvival, normalQuantile } from '../statistics/index.ts';
import type { AftModel, AftSubject } from './aft-model.ts';
import { location, logSurvivalAt } from './aft-predict.ts';

/** Which share is asked for. */
export interface AftQuantileOptions {
  /** share that has ended by then, 0 to below 1; 0.5 is the median */
  share: number;
  /** days already lived through: the share is of those who got that far */
  conditionalOnDays?: number;
}

/**
 * The day by which a share of customers with these numbers has ended: with share 0.5 the median lifetime, days.
 *
 * @param model - from `fitAft`
 * @param subject - the customer's numbers
 * @param options - the share; for customers who are here already, the days lived through
 * @returns days from the start, at least `conditionalOnDays`; the largest double where it would overflow
 * @throws InputError `missing-value` for a covariate, `out-of-range`, `not-finite`, `wrong-type`, `wrong-kind` for another
 * stored value
 *
 * @example How long until half of such customers are gone?
 * ```ts
 * import { fitAft, quantileDaysAft } from 'clientele/survival';
 *
 * const spells = [10, 20, 30, 40].map((days) => ({ days, ended: true, covariates: {} }));
 * const model = fitAft(spells, { distribution: 'exponential' });
 * quantileDaysAft(model, { covariates: {} }, { share: 0.5 }); // => ~17.329
 * quantileDaysAft(model, { covariates: {} }, { share: 0.5, conditionalOnDays: 30 }); // => ~47.329
 * ```
 * @see Kalbfleisch & Prentice 2002, "The Statistical Analysis of Failure Time Data", section 2.2
 */
export function quantileDaysAft<K extends string>(
  model: AftModel<K>,
  subject: AftSubject<NoInfer<K>>,
  options: AftQuantileOptions,
): number {
  const { share, conditionalOnDays = 0 } = requireObject(options, 'options');
  requireWithin(share, { from: 0, to: 1, toOpen: true }, 'options.share');
  requireWithin(conditionalOnDays, { from: 0 }, 'options.conditionalOnDays');
  const mu = location(model, subject);
  // By logarithms: ln S(t) = ln(1 − share) + ln S(lived).
  const target = Math.log1p(-share) + logSurvivalAt(model, mu, conditionalOnDays);
  // ln S is −∞ where nobody is expected to get: whoever did ends at once, as `probabilitySurvivingAft` says.
  if (share === 0 || target === -Infinity) return conditionalOnDays;
  const days = Math.exp(mu + Math.exp(model.logScale) * standardAt(model, target));
  return Math.min(Number.MAX_VALUE, Math.max(conditionalOnDays, days));
}

/** The standardized log lifetime at which ln S is `target`. */
function standardAt(model: AftModel, target: number): number {
  if (model.distribution === 'loglogistic') {
    // ln((1 − S)/S); for a tiny S it is −ln S.
    return target < -700 ? -target : Math.log(Math.expm1(-target));
  }
  if (model.distribution !== 'lognormal') return Math.log(-target);
  if (target > -600) {
    const survival = Math.exp(target);
    return survival > 0.5 ? normalQuantile(-Math.expm1(target)) : -normalQuantile(survival);
  }
  // Beyond what a probability can hold: ln S is close to −z²/2.
  const guess = Math.sqrt(-2 * target);
  return findRoot((z) => logNormalSurvival(z) - target, { low: guess - 2, high: guess }) ?? guess;
}
