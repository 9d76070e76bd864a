import { InputError, requireFinite, requireProbability } from '../errors/index.ts';
import type { QuantileOptions } from './quantile.ts';
import { between } from './quantile.ts';
import { quantilePosition } from './quantile-position.ts';

/**
 * Several quantiles of unsorted values in linear time, equal to {@link quantile} of the sorted list.
 *
 * The values are copied once and only partly ordered, so this costs a fraction of sorting; for a list that is sorted
 * anyway take {@link quantile}.
 *
 * @param values - finite values in any order, at least one; not written to
 * @param ps - shares, each 0..1, in any order
 * @param options - the definition; type 7 unless said otherwise
 * @returns one value for every share, in the order of `ps`
 * @throws InputError `empty` without values, `wrong-type`, `not-finite` (with its index), `not-a-probability`
 *
 * @example Where do I cut my customers into quarters by spend?
 * ```ts
 * import { selectQuantiles } from 'clientele/statistics';
 *
 * selectQuantiles([40, 10, 100, 30, 20], [0.25, 0.5, 0.75]); // => [20, 30, 40]
 * selectQuantiles([], [0.5]); // => throws 'empty'
 * ```
 * @see Floyd & Rivest 1975, "Algorithm 489: SELECT", CACM 18(3); Hyndman & Fan 1996
 */
export function selectQuantiles(
  values: ArrayLike<number>,
  ps: readonly number[],
  options: QuantileOptions = {},
): number[] {
  const n = values.length;
  if (n === 0) throw new InputError('empty', 'values', 'expected at least one value, got none');
  const copy = new Float64Array(values);
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(values[i])) requireFinite(values[i]!, `values[${i}]`);
  }
  const positions = ps.map((p, i) => quantilePosition(n, requireProbability(p, `ps[${i}]`), options.type ?? 7));
  const ranks = [...new Set(positions.flatMap(({ low, high, weight }) => (weight > 0 ? [low, high] : [low])))];
  selectRanks(copy, Int32Array.from(ranks).sort(), 0, n - 1);
  return positions.map(({ low, high, weight }) => between(copy[low]!, copy[high]!, weight));
}

/**
 * Puts the values of all `ranks` in their sorted places within `[left, right]`: the middle rank first, then the ranks on
 * either side inside what that selection left on their side.
 */
function selectRanks(values: Float64Array, ranks: Int32Array, left: number, right: number): void {
  if (ranks.length === 0 || left >= right) return;
  const middle = ranks.length >> 1;
  const rank = ranks[middle]!;
  select(values, rank, left, right);
  selectRanks(values, ranks.subarray(0, middle), left, rank - 1);
  selectRanks(values, ranks.subarray(middle + 1), rank + 1, right);
}

/** Floyd & Rivest: narrows by a sample first, so that about 1.5 n comparisons find the k-th smallest. */
function select(values: Float64Array, k: number, from: number, to: number): void {
  let left = from;
  let right = to;
  while (right > left) {
    if (right - left > 600) {
      const n = right - left + 1;
      const i = k - left + 1;
      const z = Math.log(n);
      const s = 0.5 * Math.exp((2 * z) / 3);
      const sd = 0.5 * Math.sqrt((z * s * (n - s)) / n) * Math.sign(i - n / 2);
      select(
        values,
        k,
        Math.max(left, Math.floor(k - (i * s) / n + sd)),
        Math.min(right, Math.floor(k + ((n - i) * s) / n + sd)),
      );
    }
    // Hoare partition around the value now at k.
    const pivot = values[k]!;
    let i = left;
    let j = right;
    swap(values, left, k);
    if (values[right]! > pivot) swap(values, left, right);
    while (i < j) {
      swap(values, i, j);
      i++;
      j--;
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
    }
    if (values[left] === pivot) swap(values, left, j);
    else {
      j++;
      swap(values, j, right);
    }
    if (j <= k) left = j + 1;
    if (k <= j) right = j - 1;
  }
}

function swap(values: Float64Array, i: number, j: number): void {
  const held = values[i]!;
  values[i] = values[j]!;
  values[j] = held;
}
