import { requireCount, requireFinite, requireLevel, requireWithin } from '../errors/index.ts';
import type { Comparison } from './results.ts';
import type { LevelOptions } from './share-counts.ts';
import { studentCdf } from './student-cdf.ts';
import { studentQuantile } from './student-quantile.ts';

/** What a test of means needs to know of a group. */
export interface MeanGroup {
  /** how many values */
  count: number;
  /** their mean */
  mean: number;
  /** their variance with n − 1 */
  variance: number;
}

/**
 * Welch's t test of two means: two-sided, without assuming equal variances.
 *
 * @param pair - count, mean and variance of two disjoint groups
 * @param options - the confidence, 0.95 unless said otherwise
 * @returns the comparison (compared − reference) with a t interval; reason `empty` where a group has no value,
 *   `no-variance` where a group has one value only or neither varies
 * @throws InputError `not-a-count`, `not-finite`, `out-of-range` (variance below 0, level)
 *
 * @example Do customers of the new shop spend more?
 * ```ts
 * import { welchTest } from 'clientele/statistics';
 *
 * const old = { count: 40, mean: 52, variance: 400 };
 * const fresh = { count: 25, mean: 61, variance: 225 };
 * const test = welchTest({ reference: old, compared: fresh });
 * test.statistic; // => ~2.0647
 * test.degreesOfFreedom; // => ~60.78359
 * ```
 * @see Welch 1947, "The generalization of 'Student's' problem when several different population variances are involved",
 *   Biometrika 34(1–2)
 */
export function welchTest(pair: { reference: MeanGroup; compared: MeanGroup }, options: LevelOptions = {}): Comparison {
  const level = requireLevel(options.level ?? 0.95, 'options.level');
  const reference = checked(pair.reference, 'pair.reference');
  const compared = checked(pair.compared, 'pair.compared');
  const none = { standardError: null, statistic: null, pValue: null, interval: null, test: 'welch' };
  if (reference.count === 0 || compared.count === 0) return { difference: null, ...none, reason: 'empty' };
  const difference = compared.mean - reference.mean;
  const v1 = reference.variance / reference.count;
  const v2 = compared.variance / compared.count;
  if (v1 + v2 === 0 || reference.count < 2 || compared.count < 2) return { difference, ...none, reason: 'no-variance' };
  // Shares of the variance instead of its square, which could underflow.
  const share = v1 / (v1 + v2);
  const degreesOfFreedom = 1 / (share ** 2 / (reference.count - 1) + (1 - share) ** 2 / (compared.count - 1));
  const standardError = Math.sqrt(v1 + v2);
  const statistic = difference / standardError;
  const half = studentQuantile((1 + level) / 2, degreesOfFreedom) * standardError;
  return {
    difference,
    standardError,
    statistic,
    pValue: 2 * studentCdf(-Math.abs(statistic), degreesOfFreedom),
    interval: { low: difference - half, high: difference + half, level, method: 'welch' },
    test: 'welch',
    degreesOfFreedom,
  };
}

function checked(group: MeanGroup, argument: string): MeanGroup {
  requireCount(group.count, `${argument}.count`);
  if (group.count > 0) requireFinite(group.mean, `${argument}.mean`);
  if (group.count > 1) requireWithin(group.variance, { from: 0 }, `${argument}.variance`);
  return group;
}
