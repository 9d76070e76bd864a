import { InputError, requireWithin } from '../errors/index.ts';
import { requireDiscount } from './retention-economics.ts';

/** A yearly discount rate, and the period it is wanted for. */
export interface RescaleDiscountInput {
  /** discount rate per year, above −1 */
  annualDiscountRate: number;
  /** days of the period, above 0 */
  periodDays: number;
}

/**
 * A yearly discount rate restated for another period: (1 + i)^(days/365.2425) − 1.
 *
 * @param input - the yearly rate and the days of the period
 * @returns discount rate per period
 * @throws InputError `out-of-range`, `not-finite`, `overflow` (a rate beyond every number)
 *
 * @example Money costs 12 % a year: what is that for thirty days?
 * ```ts
 * import { rescaleDiscountRate } from 'clientele/retention';
 *
 * rescaleDiscountRate({ annualDiscountRate: 0.12, periodDays: 30 }); // => ~0.009352
 * ```
 */
export function rescaleDiscountRate(input: RescaleDiscountInput): number {
  const rate = requireDiscount(input.annualDiscountRate, 'input.annualDiscountRate');
  const days = requireWithin(input.periodDays, { from: 0, fromOpen: true }, 'input.periodDays');
  // expm1 of log1p: a daily rate of a small yearly one keeps all its digits.
  const rescaled = Math.expm1((days / 365.2425) * Math.log1p(rate));
  if (rescaled === Infinity)
    throw new InputError('overflow', 'input.periodDays', `expected a rate below 1.8e308, got ${days} days`);
  return rescaled;
}
