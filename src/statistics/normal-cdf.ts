import { normalCenter, scaledNormalTail } from './normal-tail.ts';

/**
 * Probability that a standard normal variable is at most z, Φ(z).
 *
 * Accurate to 1e-14 of the value also in the lower tail (Φ(−38) is about 3e-316); for the upper tail take Φ(−z), not
 * 1 − Φ(z). Beyond the range of numbers use {@link logNormalSurvival}.
 *
 * @param z - distance from the mean in standard deviations
 * @returns probability, 0..1
 *
 * @example How often does a normal figure stay below 1.96 standard deviations?
 * ```ts
 * import { normalCdf } from 'clientele/statistics';
 *
 * normalCdf(1.96); // => ~0.975002104852
 * normalCdf(-1.96); // => ~0.024997895148
 * ```
 * @see Cody 1969, "Rational Chebyshev approximations for the error function", Mathematics of Computation 23(107)
 */
export function normalCdf(z: number): number {
  const distance = Math.abs(z);
  if (distance <= 0.67448975) return 0.5 + normalCenter(z);
  if (distance === Infinity) return z > 0 ? 1 : 0;
  // z² is split so that its rounding error does not reach the exponential.
  const coarse = Math.trunc(distance * 16) / 16;
  const rest = (distance - coarse) * (distance + coarse);
  const tail = Math.exp(-0.5 * coarse * coarse) * Math.exp(-0.5 * rest) * scaledNormalTail(distance);
  return z > 0 ? 1 - tail : tail;
}
