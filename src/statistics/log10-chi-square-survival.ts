import { logGammaDensity, upperGammaRatio } from './gamma-tail.ts';
import { regularizedGamma } from './regularized-gamma.ts';

/**
 * Decimal logarithm of the probability that a χ² variable exceeds x, also where that probability is too small for a
 * number.
 *
 * With a million customers every real difference has a p-value that underflows: this still orders them.
 *
 * @param x - statistic, at least 0, finite
 * @param df - degrees of freedom, above 0
 * @returns log₁₀ of the upper tail, at most 0
 *
 * @example How unlikely is a log-rank statistic of 5,000?
 * ```ts
 * import { log10ChiSquareSurvival } from 'clientele/statistics';
 *
 * log10ChiSquareSurvival(5000, 1); // => ~-1087.683836514
 * ```
 */
export function log10ChiSquareSurvival(x: number, df: number): number {
  const a = df / 2;
  const half = x / 2;
  if (half < a + 1) {
    const { lower, upper } = regularizedGamma(a, half);
    return (lower < 0.5 ? Math.log1p(-lower) : Math.log(upper)) * Math.LOG10E;
  }
  return (logGammaDensity(a, half) + Math.log(upperGammaRatio(a, half))) * Math.LOG10E;
}
