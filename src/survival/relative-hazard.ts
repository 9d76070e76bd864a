import type { CoxModel, CoxSubject } from './cox-model.ts';
import { linearHazard } from './cox-predict.ts';

/**
 * How many times the risk of the average customer this customer's risk is, on any day: 1 is average, 2 is twice.
 *
 * @param model - from `fitCox`
 * @param subject - the customer's numbers
 * @returns above 0; the largest double where it would overflow
 * @throws InputError `missing-value` for a covariate, `out-of-range` for one beyond ±1e100, `not-finite`, `wrong-type`,
 * `wrong-kind` for another stored value
 *
 * @example Is this customer more at risk than others?
 * ```ts
 * import { fitCox, relativeHazard } from 'clientele/survival';
 *
 * const spells = [3, 5, 8, 12, 15, 20, 26, 30].map((days, i) => ({
 *   days,
 *   ended: i % 4 !== 3,
 *   covariates: { yearly: i % 3 === 0 ? 1 : 0 },
 * }));
 * relativeHazard(fitCox(spells), { covariates: { yearly: 0.375 } }); // => ~1
 * ```
 * @see Cox 1972, "Regression models and life-tables", JRSS B 34, equation 9
 */
export function relativeHazard<K extends string>(model: CoxModel<K>, subject: CoxSubject<NoInfer<K>>): number {
  return Math.min(Number.MAX_VALUE, Math.exp(linearHazard(model, subject)));
}
