import { rowOrder } from '../statistics/index.ts';
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
  const turned = <C extends Float64Array | Uint8Array>(column: C): C => column.map((_, i) => column[order[i]!]!) as C;
  const own = { days: turned(days), entry: turned(entry), weight: turned(weight), ended: turned(ended) };
  return { order, columns: { ...given, ...own, source: source ? order.map((from) => source[from]!) : order } };
}
