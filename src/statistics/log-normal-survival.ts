import { normalCdf } from './normal-cdf.ts';
import { scaledNormalTail } from './normal-tail.ts';

/**
 * Natural logarithm of the probability that a standard normal variable exceeds z, ln(1 − Φ(z)).
 *
 * Stays accurate (1e-12 of the value) where the probability itself is too small for a number, beyond z = 38.
 *
 * @param z - distance from the mean in standard deviations
 * @returns logarithm of the upper tail, at most 0
 *
 * @example How unlikely is a difference of 40 standard errors?
 * ```ts
 * import { logNormalSurvival } from 'clientele/statistics';
 *
 * logNormalSurvival(40) / Math.LN10; // => ~-349.437
 * logNormalSurvival(0); // => ~-0.69314718056
 * ```
 * @see Cody 1969, "Rational Chebyshev approximations for the error function", Mathematics of Computation 23(107)
 */
export function logNormalSurvival(z: number): number {
  if (z === Infinity) return -Infinity;
  if (z > 0.67448975) return -0.5 * z * z + Math.log(scaledNormalTail(z));
  return Math.log1p(-normalCdf(z));
}
