import { InputError } from '../errors/index.ts';
import { canonicalPartials, growPartials, roundPartials } from './exact-partials.ts';
import type { ExactSum } from './exact-sum.ts';

/** A running exact sum that is written to: for loops over many terms. Store its `sum()`, never the summer itself. */
export interface ExactSummer {
  /**
   * Adds one term, in place.
   *
   * @param x - the term, finite
   */
  add(x: number): void;
  /**
   * Adds a stored sum, in place.
   *
   * @param sum - partials as `sum()`, `addExact` or `mergeExact` gave them
   */
  merge(sum: ExactSum): void;
  /** the sum so far as plain JSON, the same that `addExact` would have made */
  sum(): ExactSum;
  /** the correctly rounded value so far */
  value(): number;
}

/**
 * A running exact sum for millions of terms: the same answer as {@link addExact} in any order, at about the cost of a
 * few additions a term.
 *
 * Two doubles hold the sum while they can, which for amounts of money is nearly always; only what does not fit goes the
 * long way.
 *
 * @param start - a sum to go on from; the sum of nothing unless given
 * @returns a summer; its methods throw InputError `not-finite` for a term that is not finite, `overflow` past 1.8e308
 *
 * @example How do I total a million order lines without rounding?
 * ```ts
 * import { createExactSummer } from 'clientele/statistics';
 *
 * const revenue = createExactSummer();
 * for (const amount of [0.1, 0.2, 0.3]) revenue.add(amount);
 * revenue.value(); // => 0.6
 * revenue.sum().length; // => 2
 * ```
 * @see Shewchuk 1997, "Adaptive precision floating-point arithmetic", Discrete & Computational Geometry 18; Knuth, TAOCP
 * 2, 4.2.2 theorem B (two-sum)
 */
export function createExactSummer(start: ExactSum = []): ExactSummer {
  // The sum is `high + low + rest`: a pair in registers, and the partials that a pair could not hold.
  let high = 0;
  let low = 0;
  const rest: number[] = [];

  function add(x: number): void {
    // Text would be glued to the sum by `+`.
    if (typeof x !== 'number') refuse(x);
    const top = high + x;
    const shift = top - high;
    const error = high - (top - shift) + (x - shift);
    const bottom = low + error;
    const back = bottom - low;
    const lost = low - (bottom - back) + (error - back);
    if (lost !== 0) {
      // NaN comes here too: Infinity − Infinity.
      if (!Number.isFinite(top)) refuse(x);
      if (!growPartials(rest, lost)) refuse(x);
    }
    high = top;
    low = bottom;
  }

  function refuse(x: number): never {
    if (Number.isFinite(x)) throw new InputError('overflow', 'x', 'expected a sum below 1.8e308, got more');
    const code = typeof x === 'number' ? 'not-finite' : 'wrong-type';
    throw new InputError(code, 'x', `expected a finite number, got ${String(x)}`);
  }

  /** All of the sum as non-overlapping ascending partials. */
  function partials(): number[] {
    const all = [...rest];
    if (low !== 0) growPartials(all, low);
    if (high !== 0 && !growPartials(all, high)) refuse(high);
    return all;
  }

  for (const x of start) add(x);
  return {
    add,
    merge: (sum) => sum.forEach(add),
    sum: () => canonicalPartials(partials()),
    value: () => roundPartials(partials()),
  };
}
