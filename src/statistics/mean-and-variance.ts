import { InputError, requireFinite } from '../errors/index.ts';

/** Mean and spread of a list of numbers. */
export interface Moments {
  /** how many values */
  count: number;
  /** arithmetic mean; null without values */
  mean: number | null;
  /** sample variance, divided by count − 1; null with fewer than two values */
  variance: number | null;
  /** present when one of the two is null: nothing given, or only one value */
  reason?: 'empty' | 'too-few';
}

/**
 * The mean and the sample variance (divided by n − 1) of values.
 *
 * Two passes, the second over deviations: values with a large common part (timestamps) lose nothing. For the variance of
 * a whole population multiply by (n − 1)/n.
 *
 * @param values - finite values
 * @returns mean and variance; null with a reason where there is none
 * @throws InputError `wrong-type`, `not-finite` with the index
 *
 * @example How much do order values vary?
 * ```ts
 * import { meanAndVariance } from 'clientele/statistics';
 *
 * meanAndVariance([2, 4, 4, 4, 5, 5, 7, 9]); // => { count: 8, mean: 5, variance: ~4.5714 }
 * meanAndVariance([3]); // => { count: 1, mean: 3, variance: null, reason: 'too-few' }
 * meanAndVariance([]); // => { count: 0, mean: null, variance: null, reason: 'empty' }
 * ```
 * @see Chan, Golub & LeVeque 1983, "Algorithms for computing the sample variance", The American Statistician 37(3), the
 * corrected two-pass algorithm (1.7)
 */
export function meanAndVariance(values: ArrayLike<number>): Moments {
  const count = values.length;
  if (count === 0) return { count, mean: null, variance: null, reason: 'empty' };
  const mean = centeredMean(values, 'values');
  if (count === 1) return { count, mean, variance: null, reason: 'too-few' };
  let squares = 0;
  let rest = 0;
  for (let i = 0; i < count; i++) {
    const deviation = values[i]! - mean;
    squares += deviation * deviation;
    rest += deviation;
  }
  const variance = (squares - (rest * rest) / count) / (count - 1);
  if (variance === Infinity) throw new InputError('overflow', 'values', 'expected a finite variance, got more');
  return { count, mean, variance };
}

/** The mean in two passes: the second adds what rounding took from the first. */
export function centeredMean(values: ArrayLike<number>, argument: string): number {
  const count = values.length;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) requireFinite(value, `${argument}[${i}]`);
    sum += value / count;
  }
  let rest = 0;
  for (let i = 0; i < count; i++) rest += values[i]! - sum;
  return sum + rest / count;
}
