import { requireCount } from '../errors/index.ts';
import { createRandom, drawBinomial } from '../statistics/index.ts';
import type { ContractModel } from './contract-model.ts';
import { expectedRetentionRate } from './expected-retention-rate.ts';

/** What to simulate. */
export interface SimulateContractsOptions {
  /** any safe integer: the same seed gives the same cohort in every engine */
  seed: number;
  /** customers who begin together, up to 1e9 */
  customers: number;
  /** renewals that come due */
  periods: number;
}

/**
 * Draws a cohort of contract customers who cancel exactly as a model says: to test a pipeline, or to see how far the next
 * renewals may scatter around an expectation.
 *
 * Whom of them leaves is not drawn, only how many: the numbers left are all that `fitSbg` and `fitBdw` read, and a
 * million customers cost no more than one.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param options - seed, number of customers and of renewals, all required
 * @returns the numbers left at the end of period 0 (all), 1, 2, …
 * @throws InputError `not-an-integer` (seed), `not-a-count` (customers, periods), `out-of-range`, `not-finite` or
 *   `wrong-type` (parameters, more than 1e9 customers)
 *
 * @example How many of a thousand subscribers could be left after each of four renewals?
 * ```ts
 * import { simulateContracts } from 'clientele/clv';
 *
 * const model = { kind: 'sbg', version: 1, dropoutA: 0.668, dropoutB: 3.806, fit: null } as const;
 * simulateContracts(model, { seed: 7, customers: 1000, periods: 4 }).survivors.length; // => 5
 * ```
 * @see Fader & Hardie 2007, "How to project customer retention", equations 5 to 8
 */
export function simulateContracts(model: ContractModel, options: SimulateContractsOptions): { survivors: number[] } {
  const customers = requireCount(options?.customers, 'options.customers');
  const periods = requireCount(options.periods, 'options.periods');
  const random = createRandom(options.seed);
  const survivors = [customers];
  let left = customers;
  for (let period = 1; period <= periods; period++) {
    // Renewals of different customers are independent, so those left are a binomial draw from those left before.
    left = drawBinomial(random, left, expectedRetentionRate(model, { period }).value!);
    survivors.push(left);
  }
  return { survivors };
}
