import { InputError, requireCount } from '../errors/index.ts';
import type { Figure } from '../statistics/index.ts';
import type { ContractModel } from './contract-model.ts';
import { contractStaying } from './contract-staying.ts';
import { logStaying } from './staying-sum.ts';

/** Which renewal. */
export interface RetentionRateOptions {
  /** number of the renewal, 1 or more */
  period: number;
}

/**
 * The share, 0..1, of those who came as far as a renewal who renew. It rises from renewal to renewal though nobody changes
 * (sBG): those who cancel easily are gone first.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param options - `period`, required
 * @returns a figure that is always there
 * @throws InputError `not-a-count` or `out-of-range` (period, parameters)
 *
 * @example How many renew the first time, and the fifth?
 * ```ts
 * import { expectedRetentionRate } from 'clientele/clv';
 *
 * const model = { kind: 'sbg', version: 1, dropoutA: 0.668, dropoutB: 3.806, fit: null } as const;
 * expectedRetentionRate(model, { period: 1 }).value; // => ~0.8507
 * expectedRetentionRate(model, { period: 5 }).value; // => ~0.9212
 * ```
 * @see Fader & Hardie 2007, "How to project customer retention", equation 8
 */
export function expectedRetentionRate(model: ContractModel, options: RetentionRateOptions): Figure<never> {
  const period = requireCount(options?.period, 'options.period');
  if (period < 1) throw new InputError('out-of-range', 'options.period', `expected 1 or more, got ${period}`);
  const who = contractStaying(model);
  if (who.c === 1) return { value: (who.b + period - 1) / (who.a + who.b + period - 1) };
  return { value: Math.exp(logStaying(who, period) - logStaying(who, period - 1)) };
}
