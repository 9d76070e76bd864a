import { regularizedBeta } from './regularized-beta.ts';

/**
 * Probability that a negative binomial count is at most k, where `size` is the shape and `probability` the chance of a
 * success that ends a run: the number of failures before the `size`-th success.
 *
 * The counts of customers who buy at Poisson rates that differ by Gamma(r, rate α) are of this kind, over t days with
 * size r and probability α / (α + t).
 *
 * @param k - count; fractions are taken down to the whole number
 * @param size - shape, above 0, fractions allowed
 * @param probability - above 0, at most 1
 * @returns probability, 0..1; 0 below 0
 *
 * @example What share of customers with r = 0.5, α = 30 days buys at most once in 90 days?
 * ```ts
 * import { negativeBinomialCdf } from 'clientele/statistics';
 *
 * negativeBinomialCdf(1, 0.5, 30 / (30 + 90)); // => ~0.6875
 * ```
 * @see Abramowitz & Stegun 1964, Handbook of Mathematical Functions, 26.5.26
 */
export function negativeBinomialCdf(k: number, size: number, probability: number): number {
  return k < 0 ? 0 : regularizedBeta(probability, size, Math.floor(k) + 1);
}
