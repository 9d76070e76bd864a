import type { ContractCohort } from './contract-cohorts.ts';
import { contractCohorts } from './contract-cohorts.ts';
import type { BdwModel } from './contract-model.ts';
import { fitContract } from './fit-contract.ts';
import type { FitOptions } from './model-fit.ts';

/**
 * Fits BdW: as `fitSbg`, but each customer may cancel more or less readily the longer she has stayed. Take it where the
 * retention rate falls at first; with few periods its third parameter is hardly decided.
 *
 * @param cohort - the numbers left at the end of period 0, 1, 2, … of customers who began together; or several cohorts,
 *   which may be of different lengths
 * @param options - priors and limits of the effort
 * @returns the model, plain JSON without customer data; at a boundary with the words for it, never NaN
 * @throws InputError `empty` without a cohort or with one period only, `out-of-range` for numbers that rise or are
 *   negative, `not-finite`; `unknown-name` for a prior of no parameter
 *
 * @example Do subscribers tire, apart from being different?
 * ```ts
 * import { fitBdw, probabilityStillCustomer } from 'clientele/clv';
 *
 * const model = fitBdw({ survivors: [1000, 869, 743, 653, 593, 551, 517, 491] });
 * model.fit?.status; // => 'interior'
 * probabilityStillCustomer(model, { periods: 7 }).value! < 0.5; // => true
 * ```
 * @see Fader, Hardie, Liu, Davin & Steenburgh 2018, "How to project customer retention revisited"
 */
export function fitBdw(cohort: ContractCohort | readonly ContractCohort[], options: FitOptions = {}): BdwModel {
  const names = ['dropoutA', 'dropoutB', 'durationShape'];
  const { parameters, fit } = fitContract(contractCohorts(cohort), names, options);
  const [dropoutA, dropoutB, durationShape] = parameters as [number, number, number];
  return { kind: 'bdw', version: 1, dropoutA, dropoutB, durationShape, fit };
}
