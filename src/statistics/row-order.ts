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
  const n = columns[0]?.length ?? 0;
  columns.forEach((column, c) => {
    if (column.length !== n)
      throw new InputError('inconsistent', `columns[${c}]`, `expected ${n} figures, got ${column.length}`);
  });
  const mix = new Float64Array(n);
  let part = 1;
  for (const column of columns) {
    let largest = 0;
    for (let row = 0; row < n; row++) {
      const size = Math.abs(column[row]!);
      if (size > largest) largest = size;
    }
    for (let row = 0; row < n; row++) {
      const share = column[row]! / largest;
      if (!Number.isNaN(share)) mix[row]! += part * share;
    }
    part *= GOLDEN;
  }
  return Int32Array.from(mix.keys()).sort((a, b) => mix[a]! - mix[b]! || compareRows(columns, a, b));
}

/** The golden section. No whole multiple of its powers is whole: columns of small counts do not mix to the same. */
const GOLDEN = 0.6180339887498949;

function compareRows(columns: readonly ArrayLike<number>[], a: number, b: number): number {
  for (const column of columns) {
    const [one, other] = [column[a]!, column[b]!];
    if (one === other || (Number.isNaN(one) && Number.isNaN(other))) continue;
    return Number.isNaN(one) || one < other ? -1 : 1;
  }
  return 0;
}
