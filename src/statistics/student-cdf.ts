import { betaTail } from './beta-tail.ts';

/**
 * Probability that a Student t variable is at most t.
 *
 * Exact in the lower tail; for an upper tail take `studentCdf(-t, df)`, for a two-sided p-value twice
 * `studentCdf(-|t|, df)`.
 *
 * @param t - statistic
 * @param df - degrees of freedom, above 0, fractions allowed (Welch)
 * @returns probability, 0..1
 *
 * @example Two-sided p-value of t = 2.5 with 12 degrees of freedom?
 * ```ts
 * import { studentCdf } from 'clientele/statistics';
 *
 * 2 * studentCdf(-2.5, 12); // => ~0.027915
 * ```
 * @see Abramowitz & Stegun 1964, Handbook of Mathematical Functions, 26.7.1
 */
export function studentCdf(t: number, df: number): number {
  const ratio = (t * t) / df;
  const tail = ratio === Infinity ? 0 : 0.5 * betaTail(1 / (1 + ratio), ratio / (1 + ratio), df / 2, 0.5);
  return t > 0 ? 1 - tail : tail;
}
