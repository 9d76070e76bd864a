import { readTerms, type RetentionTerms } from './retention-economics.ts';

/**
 * How many times one period's margin a customer is worth: (1 + d)/(1 + d − r) when the first margin comes now,
 * r/(1 + d − r) when it comes after one period.
 *
 * It takes one rate for all time. Where loyal customers stay better than new ones it undervalues them: fit a model of
 * `clientele/clv` instead.
 *
 * @param terms - retention 0..1 and discount per the same period, and when the first margin comes
 * @returns periods' margins, 0 or more
 * @throws InputError `not-a-probability`, `out-of-range` (a discount of −1 or less, or retention of 1 + discount or more,
 * where the sum has no end), `not-finite`, `unknown-name`
 *
 * @example We keep 90 % a year and money costs 12 %: how many years' margin is a customer worth?
 * ```ts
 * import { marginMultiple } from 'clientele/retention';
 *
 * marginMultiple({ retentionRate: 0.9, discountRatePerPeriod: 0.12, firstMargin: 'now' }); // => ~5.0909
 * marginMultiple({ retentionRate: 0.9, discountRatePerPeriod: 0.12, firstMargin: 'next-period' }); // => ~4.0909
 * marginMultiple({ retentionRate: 1, discountRatePerPeriod: 0, firstMargin: 'now' }); // => throws 'out-of-range'
 * ```
 * @see Gupta, Lehmann & Stuart 2004, "Valuing Customers", Journal of Marketing Research 41(1)
 */
export function marginMultiple(terms: RetentionTerms): number {
  return readTerms(terms, 'terms').multiple;
}
