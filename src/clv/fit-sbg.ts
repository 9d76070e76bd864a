import type { ContractCohort } from './contract-cohorts.ts';
import { contractCohorts } from './contract-cohorts.ts';
import type { SbgModel } from './contract-model.ts';
import { fitContract } from './fit-contract.ts';
import type { FitOptions } from './model-fit.ts';

/**
 * Fits sBG: contract customers who each cancel at every renewal with a probability of their own. Seven periods of one
 * cohort are enough to project it for as long again.
 *
 * @param cohort - the numbers left at the end of period 0, 1, 2, … of customers who began together; or several cohorts,
 *   which may be of different lengths
 * @param options - priors and limits of the effort
 * @returns the model, plain JSON without customer data; at a boundary with the words for it, never NaN
 * @throws InputError `empty` without a cohort or with one period only, `out-of-range` for numbers that rise or are
 *   negative, `not-finite`; `unknown-name` for a prior of no parameter
 *
 * @example How many of a thousand subscribers will be left after twelve years?
 * ```ts
 * import { fitSbg, probabilityStillCustomer } from 'clientele/clv';
 *
 * const model = fitSbg({ survivors: [1000, 869, 743, 653, 593, 551, 517, 491] });
 * model.fit?.status; // => 'interior'
 * probabilityStillCustomer(model, { periods: 12 }).value; // => ~0.378
 * ```
 * @see Fader & Hardie 2007, "How to project customer retention", Journal of Interactive Marketing 21
 */
export function fitSbg(cohort: ContractCohort | readonly ContractCohort[], options: FitOptions = {}): SbgModel {
  const { parameters, fit } = fitContract(contractCohorts(cohort), ['dropoutA', 'dropoutB'], options);
  return { kind: 'sbg', version: 1, dropoutA: parameters[0]!, dropoutB: parameters[1]!, fit };
}
