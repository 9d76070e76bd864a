import { requireCount, requireFinite } from '../errors/index.ts';
import { quantileOfHistogram } from './quantile-of-histogram.ts';
import type { Spread } from './spread.ts';

/**
 * How a counted quantity is spread: its mean and its usual quantiles (type 7), from a map of value → count.
 *
 * @param histogram - pairs of a finite value and its count (whole, 0 or more), in any order
 * @returns the spread; all figures `null` where nothing was counted
 * @throws InputError `not-finite`, `not-a-count`
 *
 * @example How long do customers wait between two orders?
 * ```ts
 * import { spreadOf } from 'clientele/statistics';
 *
 * const gapDays = new Map([[7, 40], [14, 30], [30, 30]]);
 * const spread = spreadOf(gapDays);
 * spread.mean; // => 16
 * spread.p50; // => 14
 * spreadOf(new Map()).p50; // => null
 * ```
 * @see Hyndman & Fan 1996, "Sample quantiles in statistical packages", The American Statistician 50(4)
 */
export function spreadOf(histogram: Iterable<readonly [value: number, count: number]>): Spread {
  const pairs = [...histogram];
  let count = 0;
  let sum = 0;
  for (const [i, [value, times]] of pairs.entries()) {
    count += requireCount(times, `histogram[${i}][1]`);
    sum += requireFinite(value, `histogram[${i}][0]`) * times;
  }
  const at = (p: number): number | null => (count === 0 ? null : quantileOfHistogram(pairs, p));
  return {
    count,
    mean: count === 0 ? null : sum / count,
    p10: at(0.1),
    p25: at(0.25),
    p50: at(0.5),
    p75: at(0.75),
    p80: at(0.8),
    p90: at(0.9),
    p95: at(0.95),
  };
}
