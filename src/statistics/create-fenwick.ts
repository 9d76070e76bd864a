import { InputError, requireCount } from '../errors/index.ts';

/** Running sums over numbered places, each step in about log₂(size). */
export interface Fenwick {
  /** number of places, 0 … size − 1 */
  readonly size: number;
  /**
   * Adds an amount at a place.
   *
   * @param index - the place, 0 … size − 1
   * @param amount - any finite number; negative takes away
   */
  add(index: number, amount: number): void;
  /**
   * Sum of the places 0 … index, both included.
   *
   * @param index - the last place that counts; −1 for none, which sums to 0
   */
  sumTo(index: number): number;
  /** sum of all places */
  total(): number;
}

/**
 * A Fenwick tree: counts over ordered places that can be added to and summed up to any place in logarithmic time.
 *
 * It counts pairs without comparing every pair. Whole amounts are exact. Places are whole numbers: callers rank their
 * values first.
 *
 * @param size - number of places, a count
 * @returns an empty tree
 * @throws InputError `not-a-count`; its `add` throws `out-of-range` for a place outside
 *
 * @example How many earlier customers had a smaller score?
 * ```ts
 * import { createFenwick } from 'clientele/statistics';
 *
 * const seen = createFenwick(10);
 * seen.add(3, 1);
 * seen.add(7, 1);
 * seen.sumTo(5); // => 1
 * seen.total(); // => 2
 * ```
 * @see Fenwick 1994, "A new data structure for cumulative frequency tables", Software: Practice and Experience 24(3)
 */
export function createFenwick(size: number): Fenwick {
  requireCount(size, 'size');
  const tree = new Float64Array(size + 1);
  let all = 0;
  return {
    size,
    add(index: number, amount: number): void {
      if (!(index >= 0 && index < size)) {
        throw new InputError('out-of-range', 'index', `expected a place from 0 to ${size - 1}, got ${String(index)}`);
      }
      all += amount;
      for (let i = index + 1; i <= size; i += i & -i) tree[i]! += amount;
    },
    sumTo(index: number): number {
      let sum = 0;
      for (let i = Math.min(index + 1, size); i > 0; i -= i & -i) sum += tree[i]!;
      return sum;
    },
    total: () => all,
  };
}
