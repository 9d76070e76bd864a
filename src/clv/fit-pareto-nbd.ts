import { fitParetoColumns } from './fit-pareto-columns.ts';
import { historyColumns } from './history-columns.ts';
import type { FitOptions } from './model-fit.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { ParetoNbdModel } from './purchase-model.ts';

/**
 * Fits Pareto/NBD: customers buy at random, each at a rate of her own, and may leave at any moment, each at a rate of her
 * own.
 *
 * The oldest and most natural story of the family: dropout does not wait for a purchase, so one-time buyers fade like all
 * others. It costs about ten times a BG/NBD fit and its dropout parameters are often hardly decided; read
 * `model.fit.status`. No starting values, no seeds, no special functions that overflow.
 *
 * @param histories - one row a customer (a purchase summary is one), or condensed rows with `customers`; read once
 * @param options - priors and limits of the effort
 * @returns the model, plain JSON without customer data; at a boundary with the words for it, never NaN
 * @throws InputError `empty` without a history; `not-a-count`, `out-of-range`, `not-finite`, `wrong-type` for an
 *   impossible one (`histories[3].daysToLast`); `unknown-name` for a prior of no parameter
 *
 * @example How quickly do customers fade who may leave at any time?
 * ```ts
 * import { fitParetoNbd } from 'clientele/clv';
 *
 * const model = fitParetoNbd([
 *   { repeatPurchases: 0, daysToLast: 0, daysObserved: 270, customers: 140 },
 *   { repeatPurchases: 1, daysToLast: 60, daysObserved: 270, customers: 32 },
 *   { repeatPurchases: 2, daysToLast: 90, daysObserved: 260, customers: 20 },
 *   { repeatPurchases: 4, daysToLast: 180, daysObserved: 270, customers: 12 },
 *   { repeatPurchases: 9, daysToLast: 255, daysObserved: 270, customers: 6 },
 * ]);
 * model.fit?.n; // => 210
 * ```
 * @see Schmittlein, Morrison & Colombo 1987, "Counting Your Customers: Who Are They and What Will They Do Next?"
 */
export function fitParetoNbd(histories: Iterable<PurchaseHistory>, options: FitOptions = {}): ParetoNbdModel {
  return { kind: 'pareto-nbd', version: 1, ...fitParetoColumns(historyColumns(histories), options) };
}
