import { InputError, requireCount, requireWithin } from '../errors/index.ts';
import type { Figure } from '../statistics/index.ts';
import type { ContractModel } from './contract-model.ts';
import { contractStaying } from './contract-staying.ts';
import type { LifetimeOptions } from './expected-lifetime.ts';
import { stayingSum } from './staying-sum.ts';

/** Which renewal is next, and what waiting costs. */
export interface ResidualLifetimeOptions extends LifetimeOptions {
  /** number of the renewal that is about to be decided, 1 or more */
  renewals: number;
}

/**
 * How many further payments a customer will make who is just about to decide on her n-th renewal, the one at stake in it.
 *
 * Loyal customers are worth more although nobody changed: those who stayed are of the kind that stays.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param options - renewal and rate, required
 * @returns discounted periods; null with the reason `unbounded` where the mean has no end
 * @throws InputError `not-a-count`, `out-of-range` or `not-finite` (renewal, rate, parameters)
 *
 * @example What are subscribers worth before their first and their third renewal?
 * ```ts
 * import { expectedResidualLifetime } from 'clientele/clv';
 *
 * const model = { kind: 'sbg', version: 1, dropoutA: 0.668, dropoutB: 3.806, fit: null } as const;
 * expectedResidualLifetime(model, { renewals: 1, discountRatePerPeriod: 0.1 }).value; // => ~5.4149
 * expectedResidualLifetime(model, { renewals: 3, discountRatePerPeriod: 0.1 }).value; // => ~6.294
 * ```
 * @see Fader & Hardie 2010, "Customer-base valuation in a contractual setting", equation 7
 */
export function expectedResidualLifetime(model: ContractModel, options: ResidualLifetimeOptions): Figure<'unbounded'> {
  const renewals = requireCount(options?.renewals, 'options.renewals');
  if (renewals < 1) throw new InputError('out-of-range', 'options.renewals', `expected 1 or more, got ${renewals}`);
  const rate = requireWithin(options.discountRatePerPeriod, { from: 0 }, 'options.discountRatePerPeriod');
  const value = stayingSum(contractStaying(model), renewals, rate);
  return value === null ? { value, reason: 'unbounded' } : { value };
}
