import { rowOrder, takeRows } from '../statistics/index.ts';
import type { SpellColumns } from './read-spells.ts';

/**
 * Spells in an order of their own, told apart by `more` columns too: sums over them are those of the same spells in any
 * order, to the last bit. `order` says where each one was.
 */
export function ownOrder(
  given: SpellColumns,
  ...more: readonly Float64Array[]
): { order: Int32Array; columns: SpellColumns } {
  const { days, entry, weight, ended, source } = given;
  const order = rowOrder([days, ended, entry, weight, ...more]);
  const columns = {
    ...given,
    days: takeRows(days, order),
    entry: takeRows(entry, order),
    weight: takeRows(weight, order),
    ended: takeRows(ended, order),
    source: source ? takeRows(source, order) : order,
  };
  return { order, columns };
}
