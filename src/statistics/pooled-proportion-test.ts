import { normalCdf } from './normal-cdf.ts';
import type { Comparison } from './results.ts';
import type { ShareCounts } from './share-counts.ts';
import { requireShareCounts } from './share-counts.ts';

/** Two shares to be held against each other. */
export interface ProportionPair {
  /** counts of the group held against */
  reference: ShareCounts;
  /** counts of the group of interest */
  compared: ShareCounts;
}

/** What a test of two groups says, without an interval. */
export type TestResult = Pick<Comparison, 'difference' | 'standardError' | 'statistic' | 'pValue'>;

/**
 * The two-sided z test of two shares with the pooled variance, without continuity correction.
 *
 * The ordinary test of an A/B result; its square is the χ² test of the 2 × 2 table. With an expected count below 5 use
 * {@link fisherExactTest}.
 *
 * @param pair - counts of the two disjoint groups
 * @returns difference, standard error under equal shares, z and p; all `null` without a base, z and p `null` where both
 *   shares are 0 or both are 1
 * @throws InputError `not-a-count`, `inconsistent` (more than all)
 *
 * @example 56 of 70 came back with the offer, 48 of 80 without: luck?
 * ```ts
 * import { pooledProportionTest } from 'clientele/statistics';
 *
 * const pair = { reference: { numerator: 48, denominator: 80 }, compared: { numerator: 56, denominator: 70 } };
 * pooledProportionTest(pair).pValue; // => ~0.008045081
 * ```
 */
export function pooledProportionTest(pair: ProportionPair): TestResult {
  const { numerator: k1, denominator: n1 } = requireShareCounts(pair.reference, 'pair.reference');
  const { numerator: k2, denominator: n2 } = requireShareCounts(pair.compared, 'pair.compared');
  if (n1 === 0 || n2 === 0) return { difference: null, standardError: null, statistic: null, pValue: null };
  const difference = k2 / n2 - k1 / n1;
  const n = n1 + n2;
  const pooled = ((k1 + k2) / n) * ((n1 - k1 + (n2 - k2)) / n);
  const standardError = Math.sqrt(pooled / n1 + pooled / n2);
  if (standardError === 0) return { difference, standardError, statistic: null, pValue: null };
  const statistic = difference / standardError;
  return { difference, standardError, statistic, pValue: 2 * normalCdf(-Math.abs(statistic)) };
}
