import { InputError } from '../errors/index.ts';
import { canonicalPartials, growPartials } from './exact-partials.ts';
import type { ExactSum } from './exact-sum.ts';

/**
 * The exact sum of two exact sums: what two workers counted apart, put together without loss.
 *
 * Associative and commutative to the last bit: `merge(a, merge(b, c))` is the same JSON as `merge(merge(a, b), c)`.
 *
 * @param a - one part; not written to
 * @param b - another part; not written to
 * @returns the sum of both
 * @throws InputError `overflow` when the sum passes 1.8e308
 *
 * @example Do two half-year totals add up to the total of the year?
 * ```ts
 * import { addExact, mergeExact } from 'clientele/statistics';
 *
 * const first = [0.1, 0.2].reduce(addExact, []);
 * const second = [0.3, 0.4].reduce(addExact, []);
 * mergeExact(first, second); // => [1, ~2.7756e-17]
 * ```
 * @see Shewchuk 1997, "Adaptive precision floating-point arithmetic", Discrete & Computational Geometry 18
 */
export function mergeExact(a: ExactSum, b: ExactSum): ExactSum {
  const partials = [...a].reverse();
  for (const x of b) {
    if (!growPartials(partials, x)) throw new InputError('overflow', 'b', 'expected a sum below 1.8e308, got more');
  }
  return canonicalPartials(partials);
}
