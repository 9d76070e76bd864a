import type { RegularFitOptions } from './fit-regular-model.ts';
import { fitRegularModel } from './fit-regular-model.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { MbgCnbdModel } from './purchase-model.ts';

/**
 * Fits MBG/CNBD-k: as MBG/NBD, but customers come with a rhythm, the gap between two purchases being k stages long.
 *
 * Take it where customers are regular (groceries, pet food, contact lenses): `measurePurchaseGaps` of
 * `clientele/purchases` says so by a regularity well above 1. Every history with a repeat purchase needs its
 * `sumLogGapDays`; summaries have it. Where customers come at random k = 1 wins, which is MBG/NBD.
 *
 * @param histories - one row a customer (a purchase summary is one), or condensed rows with `customers`; read once
 * @param options - `regularity`: k, or `'choose'` (default); priors and limits of the effort
 * @returns the model, plain JSON without customer data; at a boundary with the words for it, never NaN
 * @throws InputError `empty` without a history, `missing-value` without `sumLogGapDays` where k is above 1, `not-a-count`
 *   or `out-of-range` (regularity), and the codes of an impossible history
 *
 * @example Do my customers have a rhythm?
 * ```ts
 * import { fitMbgCnbd } from 'clientele/clv';
 *
 * const model = fitMbgCnbd([
 *   { repeatPurchases: 0, daysToLast: 0, daysObserved: 280, customers: 30 },
 *   { repeatPurchases: 3, daysToLast: 84, daysObserved: 280, sumLogGapDays: 3 * Math.log(28), customers: 25 },
 *   { repeatPurchases: 9, daysToLast: 270, daysObserved: 280, sumLogGapDays: 9 * Math.log(30), customers: 20 },
 *   { repeatPurchases: 18, daysToLast: 270, daysObserved: 280, sumLogGapDays: 18 * Math.log(15), customers: 9 },
 * ]);
 * model.regularity; // => 4
 * ```
 * @see Reutterer, Platzer & Schroeder 2020, "Leveraging purchase regularity for predicting customer behavior the easy way"
 */
export function fitMbgCnbd(histories: Iterable<PurchaseHistory>, options: RegularFitOptions = {}): MbgCnbdModel {
  return { kind: 'mbg-cnbd', version: 1, ...fitRegularModel(histories, options, 1) };
}
