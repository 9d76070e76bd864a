import { betaTail } from './beta-tail.ts';

/**
 * Probability that an F variable exceeds f: the p-value of an analysis of variance or of nested regressions.
 *
 * @param f - statistic, at least 0
 * @param df1 - degrees of freedom of the numerator, above 0
 * @param df2 - degrees of freedom of the denominator, above 0
 * @returns probability, 0..1
 *
 * @example Do three channels differ, with F = 4.1 on 2 and 57 degrees of freedom?
 * ```ts
 * import { fSurvival } from 'clientele/statistics';
 *
 * fSurvival(4.1, 2, 57); // => ~0.021695861926
 * ```
 * @see Abramowitz & Stegun 1964, Handbook of Mathematical Functions, 26.6.2
 */
export function fSurvival(f: number, df1: number, df2: number): number {
  if (f <= 0) return 1;
  const ratio = (f * df1) / df2;
  return ratio === Infinity ? 0 : betaTail(1 / (1 + ratio), ratio / (1 + ratio), df2 / 2, df1 / 2);
}
