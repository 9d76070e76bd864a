import { pooledProportionTest } from './pooled-proportion-test.ts';
import type { ProportionPair } from './pooled-proportion-test.ts';
import type { Comparison } from './results.ts';
import type { LevelOptions } from './share-counts.ts';
import { squareAndAddInterval } from './square-and-add-interval.ts';
import { wilsonInterval } from './wilson-interval.ts';

/**
 * The difference of two shares (compared − reference) with its interval and its test.
 *
 * The interval is Newcombe's method 10 from the two Wilson intervals, the test the pooled z test. At the edge the two may
 * disagree by a hair (an interval just touching 0 beside p = 0.052): both are reported, read the interval.
 *
 * @param pair - counts of two disjoint groups; the same customers before and after are paired and need another test
 * @param options - the confidence, 0.95 unless said otherwise
 * @returns the comparison; reason `empty` without a base, `no-variance` where both shares are 0 or both are 1
 * @throws InputError `not-a-count`, `inconsistent` (more than all), `out-of-range` (level)
 *
 * @example Did the offer bring customers back?
 * ```ts
 * import { compareProportions } from 'clientele/statistics';
 *
 * const without = { numerator: 48, denominator: 80 };
 * const offer = { numerator: 56, denominator: 70 };
 * const effect = compareProportions({ reference: without, compared: offer });
 * effect.difference; // => ~0.2
 * effect.interval; // => { low: ~0.0524, high: ~0.3339, level: 0.95, method: 'square-and-add' }
 * compareProportions({ reference: { numerator: 0, denominator: 0 }, compared: offer }).reason; // => 'empty'
 * ```
 * @see Newcombe 1998, "Interval estimation for the difference between independent proportions", Statistics in Medicine
 *   17(8), method 10
 */
export function compareProportions(pair: ProportionPair, options: LevelOptions = {}): Comparison {
  const result = pooledProportionTest(pair);
  const reference = wilsonInterval(pair.reference, options);
  const compared = wilsonInterval(pair.compared, options);
  if (!reference || !compared) return { ...result, interval: null, test: 'pooled-z', reason: 'empty' };
  const interval = squareAndAddInterval(
    { value: pair.reference.numerator / pair.reference.denominator, interval: reference },
    { value: pair.compared.numerator / pair.compared.denominator, interval: compared },
  );
  const comparison: Comparison = { ...result, interval, test: 'pooled-z' };
  return result.statistic === null ? { ...comparison, reason: 'no-variance' } : comparison;
}
