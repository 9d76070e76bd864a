import { InputError } from '../errors/index.ts';

/**
 * Positions of rows in an order of their own: the same rows in any order come out alike.
 *
 * A sum depends on the order of its terms in the last digit, and where a fit stands on a ridge the last digit decides how it
 * ends. Summed in this order, the same rows give the same figures to the last bit, however they were read. The order
 * itself means nothing: rows are sorted by one mix of their figures, each as a share of the largest of its column, which
 * tells nearly all of them apart in any unit, and compared figure by figure only where it does not.
 *
 * @param columns - the figures of all rows, column by column; finite, or NaN for a missing one
 * @returns positions 0 … n − 1; none without columns
 * @throws InputError `inconsistent` for columns of different lengths
 *
 * @example My total differs in the last digit from run to run
 * ```ts
 * import { rowOrder } from 'clientele/statistics';
 *
 * const total = (amounts: number[]) => Array.from(rowOrder([amounts])).reduce((sum, row) => sum + amounts[row], 0);
 * total([0.1, 0.2, 0.3]) === total([0.3, 0.2, 0.1]); // => true
 * 0.1 + 0.2 + 0.3 === 0.3 + 0.2 + 0.1; // => false
 * ```
 */
export function rowOrder(columns: readonly ArrayLike<number>[]): Int32Array {
  const n = columns.length && columns[0]!.length;
  const mix = new Float64Array(n);
  columns.forEach((column, c) => {
    if (column.length !== n) {
      throw new InputError('inconsistent', `columns[${c}]`, `expected ${n} figures, got ${column.length}`);
    }
    const part = GOLDEN ** c;
    let largest = 0;
    for (let row = 0; row < n; row++) largest = Math.max(largest, Math.abs(column[row]!) || 0);
    // What is missing adds nothing, nor does a column of zeros.
    for (let row = 0; row < n; row++) mix[row]! += (part * column[row]!) / largest || 0;
  });
  return new Int32Array(n).map((_, i) => i).sort((a, b) => mix[a]! - mix[b]! || compareRows(columns, a, b));
}

/** About the golden section: no small multiple of its powers is whole, and columns of small counts do not mix to the same. */
const GOLDEN = 0.618034;

function compareRows(columns: readonly ArrayLike<number>[], a: number, b: number): number {
  for (const column of columns) {
    const one = column[a]!;
    const other = column[b]!;
    // Only NaN is not itself.
    if (one !== other && (one === one || other === other)) return one < other || one !== one ? -1 : 1;
  }
  return 0;
}
