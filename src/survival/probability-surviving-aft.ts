import { requireObject, requireWithin } from '../errors/index.ts';
import type { AftModel, AftSubject } from './aft-model.ts';
import { location, logSurvivalAt } from './aft-predict.ts';

/** Which day is asked for. */
export interface AftDayOptions {
  /** the day, 0 or more; any, also beyond what was seen */
  days: number;
  /** days already lived through, at most `days` */
  conditionalOnDays?: number;
}

/**
 * The probability that a customer with these numbers lasts longer than a day, by a parametric model: any day, also beyond
 * the longest spell seen, where it is an extrapolation.
 *
 * @param model - from `fitAft`
 * @param subject - the customer's numbers
 * @param options - the day, in days from the start; for somebody who is here already, the days lived through
 * @returns 0..1; 1 at day 0
 * @throws InputError `missing-value` for a covariate, `out-of-range`, `not-finite`, `wrong-type`, `wrong-kind` for another
 * stored value
 *
 * @example Will this customer still be here in two months?
 * ```ts
 * import { fitAft, probabilitySurvivingAft } from 'clientele/survival';
 *
 * const spells = [10, 20, 30, 40].map((days) => ({ days, ended: true, covariates: {} }));
 * const model = fitAft(spells, { distribution: 'exponential' });
 * probabilitySurvivingAft(model, { covariates: {} }, { days: 60 }); // => ~0.0907
 * probabilitySurvivingAft(model, { covariates: {} }, { days: 60, conditionalOnDays: 30 }); // => ~0.3012
 * ```
 * @see Kalbfleisch & Prentice 2002, "The Statistical Analysis of Failure Time Data", section 2.2
 */
export function probabilitySurvivingAft<K extends string>(
  model: AftModel<K>,
  subject: AftSubject<NoInfer<K>>,
  options: AftDayOptions,
): number {
  const { days, conditionalOnDays = 0 } = requireObject(options, 'options');
  requireWithin(days, { from: 0 }, 'options.days');
  const lived = requireWithin(conditionalOnDays, { from: 0, to: days }, 'options.conditionalOnDays');
  const mu = location(model, subject);
  const whole = logSurvivalAt(model, mu, days);
  const before = logSurvivalAt(model, mu, lived);
  // Both may be −∞ far out: nobody is expected to get there, and the condition says that somebody did.
  return whole === -Infinity ? (days === lived ? 1 : 0) : Math.exp(whole - before);
}
