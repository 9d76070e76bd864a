import { requireCount } from '../errors/index.ts';
import type { Figure } from '../statistics/index.ts';
import type { ContractModel } from './contract-model.ts';
import { contractStaying } from './contract-staying.ts';
import { logStaying } from './staying-sum.ts';

/** How long. */
export interface StillCustomerOptions {
  /** renewals that a customer has come through, 0 or more */
  periods: number;
}

/**
 * The share, 0..1, of new contract customers who are customers still after so many periods.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param options - `periods`, required
 * @returns a figure that is always there; 1 for 0 periods
 * @throws InputError `not-a-count` (periods), `out-of-range` or `not-finite` for an impossible parameter
 *
 * @example How many of a hundred subscribers remain after seven years?
 * ```ts
 * import { probabilityStillCustomer } from 'clientele/clv';
 *
 * const model = { kind: 'sbg', version: 1, dropoutA: 0.668, dropoutB: 3.806, fit: null } as const;
 * probabilityStillCustomer(model, { periods: 7 }).value; // => ~0.4889
 * ```
 * @see Fader & Hardie 2007, "How to project customer retention", equation 6
 */
export function probabilityStillCustomer(model: ContractModel, options: StillCustomerOptions): Figure<never> {
  const periods = requireCount(options?.periods, 'options.periods');
  return { value: Math.exp(logStaying(contractStaying(model), periods)) };
}
