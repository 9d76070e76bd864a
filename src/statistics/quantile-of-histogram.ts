import { InputError, requireCount, requireFinite, requireProbability } from '../errors/index.ts';
import type { QuantileOptions } from './quantile.ts';
import { between } from './quantile.ts';
import { quantilePosition } from './quantile-position.ts';

/**
 * The quantile of counted values, equal to {@link quantile} of the list in which every value stands `count` times.
 *
 * A `Map` of value → count is such a histogram; its order does not matter and a value may come more than once.
 *
 * @param histogram - pairs of a finite value and its count (whole, 0 or more)
 * @param p - share, 0..1
 * @param options - the definition; type 7 unless said otherwise
 * @returns a value within the range of the counted values
 * @throws InputError `empty` when nothing was counted, `overflow` when the counts pass 2^53 − 1, `wrong-type`,
 * `not-finite`, `not-a-count`, `not-a-probability`
 *
 * @example How many orders has the middle customer, when I only kept counts?
 * ```ts
 * import { quantileOfHistogram } from 'clientele/statistics';
 *
 * quantileOfHistogram(new Map([[1, 60], [2, 25], [3, 15]]), 0.5); // => 1
 * quantileOfHistogram([[1, 2], [10, 2]], 0.5); // => 5.5
 * quantileOfHistogram([], 0.5); // => throws 'empty'
 * ```
 * @see Hyndman & Fan 1996, "Sample quantiles in statistical packages", The American Statistician 50(4)
 */
export function quantileOfHistogram(
  histogram: Iterable<readonly [value: number, count: number]>,
  p: number,
  options: QuantileOptions = {},
): number {
  requireProbability(p, 'p');
  const pairs: (readonly [number, number])[] = [];
  let total = 0;
  for (const [value, count] of histogram) {
    requireFinite(value, `histogram[${pairs.length}][0]`);
    total += requireCount(count, `histogram[${pairs.length}][1]`);
    pairs.push([value, count]);
  }
  if (!Number.isSafeInteger(total)) {
    throw new InputError('overflow', 'histogram', `expected counts that add up to 2^53 - 1 or less, got ${total}`);
  }
  if (total === 0) throw new InputError('empty', 'histogram', 'expected at least one counted value, got none');
  pairs.sort((a, b) => a[0] - b[0]);
  const { low, high, weight } = quantilePosition(total, p, options.type ?? 7);
  return between(valueAtRank(pairs, low), valueAtRank(pairs, high), weight);
}

function valueAtRank(ascending: readonly (readonly [number, number])[], rank: number): number {
  let i = 0;
  for (let upTo = ascending[0]![1]; upTo <= rank; upTo += ascending[i]![1]) i++;
  return ascending[i]![0];
}
