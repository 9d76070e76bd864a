/**
 * The same column with its rows in another order, such as that of {@link rowOrder}.
 *
 * @param column - a typed array; not written to
 * @param order - positions in it, as many as it has
 * @returns a new column: row i is the one that stood at `order[i]`
 *
 * @example How do I put a column into the order of another one?
 * ```ts
 * import { rowOrder, takeRows } from 'clientele/statistics';
 *
 * const days = Float64Array.of(30, 10, 20);
 * takeRows(days, rowOrder([days])); // => Float64Array.of(10, 20, 30)
 * ```
 */
export function takeRows<C extends Float64Array | Int32Array | Uint8Array>(column: C, order: ArrayLike<number>): C {
  const rows = column.slice();
  for (let row = 0; row < order.length; row++) rows[row] = column[order[row]!]!;
  return rows as C;
}
