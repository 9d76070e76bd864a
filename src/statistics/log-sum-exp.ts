/**
 * ln Σ eᵛ without overflow or underflow, for any number of logarithms.
 *
 * @param values - logarithms of the terms; `-Infinity` for 0
 * @returns the logarithm of the sum; `-Infinity` where there is no term
 *
 * @example How probable are four ways together, each known by its log-probability?
 * ```ts
 * import { logSumExp } from 'clientele/statistics';
 *
 * logSumExp([-800, -801, -802, -803]); // => ~-799.55981
 * logSumExp([]); // => -Infinity
 * ```
 */
export function logSumExp(values: ArrayLike<number>): number {
  let largest = -Infinity;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, values[i]!);
  // An infinite largest term is the answer; subtracting it from itself would be NaN.
  if (!Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.exp(values[i]! - largest);
  return largest + Math.log(sum);
}
