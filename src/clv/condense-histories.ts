import { groupHistories } from './history-columns.ts';
import type { PurchaseHistory } from './purchase-history.ts';

/**
 * Counts equal histories together: the same information in fewer rows, to store, to send or to write as a SQL GROUP BY.
 *
 * Every fit and likelihood gives the same answer for the condensed rows as for the customers one by one.
 *
 * @param histories - one row a customer, or rows that carry `customers` already; read once
 * @returns distinct histories with `customers`, in order of first appearance; `[]` for none
 * @throws InputError `not-a-count`, `out-of-range`, `not-finite`, `wrong-type` with the row: `histories[3].daysToLast`
 *
 * @example How many different stories do my customers have?
 * ```ts
 * import { condenseHistories } from 'clientele/clv';
 *
 * const silent = { repeatPurchases: 0, daysToLast: 0, daysObserved: 90 };
 * condenseHistories([silent, { repeatPurchases: 1, daysToLast: 30, daysObserved: 90 }, silent]).map((row) => row.customers); // => [2, 1]
 * ```
 */
export function condenseHistories(histories: Iterable<PurchaseHistory>): PurchaseHistory[] {
  return groupHistories(histories);
}
