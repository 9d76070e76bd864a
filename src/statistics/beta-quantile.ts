import { regularizedBetaInverse } from './regularized-beta-inverse.ts';

/**
 * The value below which a Beta(a, b) variable lies with probability p.
 *
 * The quantile of a belief about a share: a is one more than the successes seen, b one more than the failures, under a
 * flat prior.
 *
 * @param p - probability, 0..1
 * @param a - first shape, above 0
 * @param b - second shape, above 0
 * @returns share, 0..1
 * @throws InputError `not-a-probability` (also for NaN and for what is no number), `out-of-range` (shapes)
 *
 * @example What is the middle of my belief about a conversion rate, after 5 of 50?
 * ```ts
 * import { betaQuantile } from 'clientele/statistics';
 *
 * betaQuantile(0.5, 6, 46); // => ~0.110452162640
 * ```
 */
export function betaQuantile(p: number, a: number, b: number): number {
  return regularizedBetaInverse(p, a, b);
}
