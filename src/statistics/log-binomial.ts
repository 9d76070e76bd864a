import { logBeta } from './log-beta.ts';

/**
 * Natural logarithm of the binomial coefficient: in how many ways k of n can be chosen.
 *
 * @param n - number of things, at least 0; fractions allowed
 * @param k - number chosen, 0..n
 * @returns ln(n choose k), exactly 0 at both ends
 *
 * @example In how many ways can 50 of 1,000 customers be drawn?
 * ```ts
 * import { logBinomial } from 'clientele/statistics';
 *
 * logBinomial(1000, 50) / Math.LN10; // => ~84.976
 * logBinomial(5, 0); // => 0
 * ```
 */
export function logBinomial(n: number, k: number): number {
  return k === 0 || k === n ? 0 : -Math.log1p(n) - logBeta(n - k + 1, k + 1);
}
