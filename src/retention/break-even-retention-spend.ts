import { InputError, requireFinite, requireProbability } from '../errors/index.ts';
import { readTerms, type RetentionEconomics, shrinkOf } from './retention-economics.ts';

/** The rate that the money would buy. */
export interface BreakEvenRetentionSpendOptions {
  /** share kept per period with the spend, 0..1 */
  newRetentionRate: number;
}

/**
 * The most that is worth paying per customer and period for a higher retention rate: at that spend the customer is worth
 * exactly what she was before.
 *
 * @param economics - today's retention, discount and margin per the same period
 * @param options - the rate with the spend
 * @returns units of money per customer and period; negative for a lower rate (what must be saved at least)
 * @throws InputError as {@link marginMultiple} for either rate; `out-of-range` for a new rate of 0 where the first margin
 * comes after one period, because then nobody is left to spend on
 *
 * @example How much may a loyalty programme cost that lifts retention from 70 % to 75 %?
 * ```ts
 * import { breakEvenRetentionSpend } from 'clientele/retention';
 *
 * const today = { retentionRate: 0.7, discountRatePerPeriod: 0.1, firstMargin: 'now', margin: 100 } as const;
 * breakEvenRetentionSpend(today, { newRetentionRate: 0.75 }); // => ~12.5
 * ```
 */
export function breakEvenRetentionSpend(
  economics: RetentionEconomics,
  options: BreakEvenRetentionSpendOptions,
): number {
  const { rate, discount, shrink, now } = readTerms(economics, 'economics');
  const margin = requireFinite(economics.margin, 'economics.margin');
  const newRate = requireProbability(options.newRetentionRate, 'options.newRetentionRate');
  shrinkOf(newRate, discount, 'options.newRetentionRate');
  if (newRate === 0 && !now) {
    throw new InputError('out-of-range', 'options.newRetentionRate', 'expected more than 0, got 0');
  }
  return spendBetween({ rate, newRate, discount, shrink, now, margin });
}

/** s with value(r′, m − s) = value(r, m): m(r′ − r)/g, for a first margin after one period times (1 + d)/r′. */
export function spendBetween(step: {
  rate: number;
  newRate: number;
  discount: number;
  shrink: number;
  now: boolean;
  margin: number;
}): number {
  const { rate, newRate, discount, shrink, now, margin } = step;
  return (margin * (newRate - rate) * (now ? 1 : (1 + discount) / newRate)) / shrink + 0;
}
