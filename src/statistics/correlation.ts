import { InputError } from '../errors/index.ts';
import { centeredMean } from './mean-and-variance.ts';
import type { Figure } from './results.ts';

/**
 * How closely two columns move together on a straight line: Pearson's r, −1 to 1.
 *
 * @param x - finite values, one a case
 * @param y - finite values of the same cases
 * @returns r; null with `too-few` below two cases, `no-variance` when a column is constant (or its spread is nothing but
 * rounding)
 * @throws InputError `inconsistent` when the columns differ in length, `wrong-type`, `not-finite`
 *
 * @example Do customers who wait longer rate us lower?
 * ```ts
 * import { correlation } from 'clientele/statistics';
 *
 * correlation([1, 2, 3, 4], [10, 8, 7, 3]); // => { value: ~-0.9648 }
 * correlation([1, 2, 3], [5, 5, 5]); // => { value: null, reason: 'no-variance' }
 * ```
 * @see Pearson 1895, "Note on regression and inheritance in the case of two parents", Proc. R. Soc. 58
 */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): Figure<'too-few' | 'no-variance'> {
  const count = x.length;
  if (y.length !== count) throw new InputError('inconsistent', 'y', `expected ${count} values, got ${y.length}`);
  if (count < 2) return { value: null, reason: 'too-few' };
  const meanX = centeredMean(x, 'x');
  const meanY = centeredMean(y, 'y');
  // Deviations are scaled by the largest one: columns of 1e-200 or 1e200 neither vanish nor overflow when squared.
  const scaleX = largestDeviation(x, meanX);
  const scaleY = largestDeviation(y, meanY);
  if (scaleX === 0 || scaleY === 0) return { value: null, reason: 'no-variance' };
  let restX = 0;
  let restY = 0;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < count; i++) {
    const dx = (x[i]! - meanX) / scaleX;
    const dy = (y[i]! - meanY) / scaleY;
    restX += dx;
    restY += dy;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  // What rounding took from the means: far from 0 it is as large as a spread of a few units in the last place.
  xx -= (restX * restX) / count;
  yy -= (restY * restY) / count;
  xy -= (restX * restY) / count;
  const r = xy / Math.sqrt(xx * yy);
  return { value: Math.min(1, Math.max(-1, r)) };
}

/** Largest deviation from the mean; 0 where it is nothing but the rounding of the mean. */
function largestDeviation(values: ArrayLike<number>, mean: number): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]! - mean));
  return largest <= 2 * Number.EPSILON * Math.abs(mean) ? 0 : largest;
}
