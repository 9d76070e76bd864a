import { InputError, requireProbability } from '../errors/index.ts';
import type { QuantileType } from './quantile-position.ts';
import { quantilePosition } from './quantile-position.ts';

/** How to read a quantile between two values. */
export interface QuantileOptions {
  /** definition 1–9 of Hyndman & Fan; 7 (default) is that of R, NumPy and spreadsheets, 6 that of SPSS and Minitab */
  type?: QuantileType;
}

/**
 * The value below which a share `p` of ascending values lies, in the unit of the values.
 *
 * The list must be sorted already (it is not checked: that would cost as much as the answer); for unsorted values take
 * {@link selectQuantiles}, for counted ones {@link quantileOfHistogram}. A position that is a whole number but for
 * rounding (0.29 of 101 values) is that whole number, so no neighbour leaks in.
 *
 * @param sorted - ascending finite values, at least one
 * @param p - share, 0..1
 * @param options - the definition; type 7 unless said otherwise
 * @returns a value within the range of the list
 * @throws InputError `empty` without values, `not-a-probability`, `unknown-name` for a type outside 1–9
 *
 * @example What does the middle customer spend, and what the top tenth at least?
 * ```ts
 * import { quantile } from 'clientele/statistics';
 *
 * const amounts = [10, 20, 30, 40, 100];
 * quantile(amounts, 0.5); // => 30
 * quantile(amounts, 0.9); // => ~76
 * quantile(amounts, 0.9, { type: 1 }); // => 100
 * quantile([], 0.5); // => throws 'empty'
 * ```
 * @see Hyndman & Fan 1996, "Sample quantiles in statistical packages", The American Statistician 50(4), definitions 1–9
 */
export function quantile(sorted: ArrayLike<number>, p: number, options: QuantileOptions = {}): number {
  if (sorted.length === 0) throw new InputError('empty', 'sorted', 'expected at least one value, got none');
  const { low, high, weight } = quantilePosition(sorted.length, requireProbability(p, 'p'), options.type ?? 7);
  return between(sorted[low]!, sorted[high]!, weight);
}

/** The point `weight` of the way from a to b; exact at both ends and never outside them. */
export function between(a: number, b: number, weight: number): number {
  if (weight === 0 || a === b) return a;
  if (weight === 1) return b;
  const step = b - a;
  return Number.isFinite(step) ? a + weight * step : a * (1 - weight) + b * weight;
}
