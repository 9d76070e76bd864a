import { InputError, requireProbability } from '../errors/index.ts';
import { invertBeta } from './invert-beta.ts';

/**
 * The point x at which the regularized incomplete beta function I_x(a, b) reaches p: the quantile of Beta(a, b).
 *
 * For an upper tail smaller than 1e-10 take `1 - regularizedBetaInverse(tail, b, a)`: 1 − p has lost the digits before
 * this function sees it.
 *
 * @param p - probability, 0..1
 * @param a - first shape, above 0
 * @param b - second shape, above 0
 * @returns x to 1e-12 of its value, 0..1
 * @throws InputError `not-a-probability` (also for NaN and for what is no number), `out-of-range` (shapes)
 *
 * @example Below which churn rate am I 90 % sure to be, after 2 of 10 customers left?
 * ```ts
 * import { regularizedBetaInverse } from 'clientele/statistics';
 *
 * regularizedBetaInverse(0.9, 3, 9); // => ~0.415156931726
 * regularizedBetaInverse(0.9, 0, 9); // => throws 'out-of-range'
 * ```
 */
export function regularizedBetaInverse(p: number, a: number, b: number): number {
  requireProbability(p, 'p');
  if (a > 0 && b > 0) return invertBeta(p, 1 - p, a, b).x;
  throw new InputError('out-of-range', a > 0 ? 'b' : 'a', `expected a shape above 0, got ${a > 0 ? b : a}`);
}
