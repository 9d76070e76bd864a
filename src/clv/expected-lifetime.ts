import { requireWithin } from '../errors/index.ts';
import type { Figure } from '../statistics/index.ts';
import type { ContractModel } from './contract-model.ts';
import { contractStaying } from './contract-staying.ts';
import { stayingSum } from './staying-sum.ts';

/** What waiting costs. */
export interface LifetimeOptions {
  /** price of waiting one period, 0 or more; 0 counts periods */
  discountRatePerPeriod: number;
}

/**
 * How many payments a new contract customer will make, each worth less the later it comes; the first, made at once, in it.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param options - `discountRatePerPeriod`, required
 * @returns discounted periods; null with the reason `unbounded` where without discount some stay so long that the mean
 *   has no end
 * @throws InputError `out-of-range` or `not-finite` (rate, parameters)
 *
 * @example How many yearly fees is a new subscriber worth, at ten percent?
 * ```ts
 * import { expectedLifetime } from 'clientele/clv';
 *
 * const model = { kind: 'sbg', version: 1, dropoutA: 0.668, dropoutB: 3.806, fit: null } as const;
 * expectedLifetime(model, { discountRatePerPeriod: 0.1 }).value; // => ~5.9226
 * expectedLifetime(model, { discountRatePerPeriod: 0 }).reason; // => 'unbounded'
 * ```
 * @see Fader & Hardie 2010, "Customer-base valuation in a contractual setting"
 */
export function expectedLifetime(model: ContractModel, options: LifetimeOptions): Figure<'unbounded'> {
  const rate = requireWithin(options?.discountRatePerPeriod, { from: 0 }, 'options.discountRatePerPeriod');
  const rest = stayingSum(contractStaying(model), 1, rate);
  return rest === null ? { value: null, reason: 'unbounded' } : { value: 1 + rest / (1 + rate) };
}
