import { requireKind } from '../errors/index.ts';
import { readCovariate } from './covariate-columns.ts';
import type { CoxModel, CoxSubject } from './cox-model.ts';
import type { Contribution } from './regression.ts';

/**
 * Why a customer's risk differs from the average: what each number adds to the logarithm of the relative hazard.
 *
 * The contributions add up to `ln(relativeHazard(…))` exactly.
 *
 * @param model - from `fitCox`
 * @param subject - the customer's numbers
 * @returns one reason a covariate, the strongest first; equal ones in the order of the model
 * @throws InputError `missing-value` for a covariate, `out-of-range` for one beyond ±1e100, `not-finite`, `wrong-type`,
 * `wrong-kind` for another stored value
 *
 * @example What makes this customer safer than others?
 * ```ts
 * import { explainHazard, fitCox } from 'clientele/survival';
 *
 * const spells = [3, 5, 8, 12, 15, 20, 26, 30].map((days, i) => ({
 *   days,
 *   ended: i % 4 !== 3,
 *   covariates: { yearly: i % 3 === 0 ? 1 : 0 },
 * }));
 * explainHazard(fitCox(spells), { covariates: { yearly: 1 } })[0].code; // => 'lowers-risk'
 * ```
 * @see Cox 1972, "Regression models and life-tables", JRSS B 34
 */
export function explainHazard<K extends string>(model: CoxModel<K>, subject: CoxSubject<NoInfer<K>>): Contribution[] {
  requireKind(model, 'cox', 'model');
  return model.covariates
    .map(({ name, mean, coefficient }): Contribution => {
      const value = readCovariate(subject?.covariates, name, 'subject.covariates');
      const contribution = coefficient * (value - mean) + 0;
      const code = contribution > 0 ? 'raises-risk' : contribution < 0 ? 'lowers-risk' : 'no-effect';
      return { code, facts: { feature: name, label: name, value, contribution } };
    })
    .sort((a, b) => Math.abs(b.facts.contribution) - Math.abs(a.facts.contribution));
}
