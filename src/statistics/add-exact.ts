import { canonicalPartials, growPartials } from './exact-partials.ts';
import type { ExactSum } from './exact-sum.ts';
import { InputError, requireFinite } from '../errors/index.ts';

/**
 * An exact sum with one more term; the empty list `[]` is the sum of nothing.
 *
 * Nothing is lost, whatever the order: `0.1 + 0.2 + …` in any order and cut into any parts gives the same JSON. For
 * millions of terms take {@link createExactSummer}, which gives the same answer without making a list for every term.
 *
 * @param sum - what was added before; not written to
 * @param x - finite term
 * @returns the new sum, largest part first; `[]` when it is exactly 0
 * @throws InputError `wrong-type`, `not-finite` for a term that is not finite, `overflow` when the sum passes 1.8e308
 *
 * @example Why does my revenue total depend on the order of the rows?
 * ```ts
 * import { addExact, valueOfExact } from 'clientele/statistics';
 *
 * const total = [1e16, 1, -1e16].reduce(addExact, []);
 * valueOfExact(total); // => 1
 * addExact([], NaN); // => throws 'not-finite'
 * ```
 * @see Shewchuk 1997, "Adaptive precision floating-point arithmetic", Discrete & Computational Geometry 18, GROW-EXPANSION
 */
export function addExact(sum: ExactSum, x: number): ExactSum {
  requireFinite(x, 'x');
  const partials = [...sum].reverse();
  if (!growPartials(partials, x)) throw new InputError('overflow', 'x', 'expected a sum below 1.8e308, got more');
  return canonicalPartials(partials);
}
