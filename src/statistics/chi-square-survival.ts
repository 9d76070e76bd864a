import { regularizedGamma } from './regularized-gamma.ts';

/**
 * Probability that a χ² variable exceeds x: the p-value of a χ² or likelihood-ratio statistic.
 *
 * Below about 1e-300 it is 0; {@link log10ChiSquareSurvival} goes on from there.
 *
 * @param x - statistic, at least 0
 * @param df - degrees of freedom, above 0
 * @returns probability, 0..1
 *
 * @example Is a χ² of 12.3 with 4 degrees of freedom unusual?
 * ```ts
 * import { chiSquareSurvival } from 'clientele/statistics';
 *
 * chiSquareSurvival(12.3, 4); // => ~0.015254394656
 * ```
 */
export function chiSquareSurvival(x: number, df: number): number {
  return regularizedGamma(df / 2, x / 2).upper;
}
