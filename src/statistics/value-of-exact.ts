import type { ExactSum } from './exact-sum.ts';

/**
 * The value of an exact sum: the double nearest to the true total.
 *
 * @param sum - an exact sum as made by `addExact`, `mergeExact` or a summer
 * @returns the correctly rounded total; 0 for the sum of nothing
 *
 * @example What is the total, rounded once instead of at every row?
 * ```ts
 * import { addExact, valueOfExact } from 'clientele/statistics';
 *
 * const tenTimes = Array.from({ length: 10 }, () => 0.1).reduce(addExact, []);
 * valueOfExact(tenTimes); // => 1
 * valueOfExact([]); // => 0
 * ```
 * @see Shewchuk 1997, "Adaptive precision floating-point arithmetic", Discrete & Computational Geometry 18
 */
export function valueOfExact(sum: ExactSum): number {
  return sum[0] ?? 0;
}
