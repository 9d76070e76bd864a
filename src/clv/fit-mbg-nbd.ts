import { fitDropoutModel } from './fit-dropout-model.ts';
import type { FitOptions } from './model-fit.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { MbgNbdModel } from './purchase-model.ts';

/**
 * Fits MBG/NBD: customers buy at random, each at a rate of her own, and after every purchase, the first included, may
 * silently leave.
 *
 * The model to begin with in a shop, where most customers buy once. Under `fitBgNbd` those count as alive for ever.
 *
 * It always answers and says what the answer is worth: read `model.fit.status`. Equal histories are counted together
 * before anything is computed, the climb is Newton's with exact derivatives, and the result does not depend on the order
 * of the customers.
 *
 * @param histories - one row a customer (a purchase summary is one), or condensed rows with `customers`; read once
 * @param options - priors and limits of the effort
 * @returns the model, plain JSON without customer data; at a boundary with the words for it, never NaN
 * @throws InputError `empty` without a history; `not-a-count`, `out-of-range`, `not-finite`, `wrong-type` for an
 *   impossible one (`histories[3].daysToLast`); `unknown-name` for a prior of no parameter
 *
 * @example What does my log say about how customers buy and leave?
 * ```ts
 * import { fitMbgNbd } from 'clientele/clv';
 *
 * const model = fitMbgNbd([
 *   { repeatPurchases: 0, daysToLast: 0, daysObserved: 270, customers: 140 },
 *   { repeatPurchases: 1, daysToLast: 60, daysObserved: 270, customers: 12 },
 *   { repeatPurchases: 2, daysToLast: 90, daysObserved: 260, customers: 20 },
 *   { repeatPurchases: 4, daysToLast: 180, daysObserved: 270, customers: 12 },
 *   { repeatPurchases: 19, daysToLast: 255, daysObserved: 270, customers: 9 },
 * ]);
 * model.kind; // => 'mbg-nbd'
 * model.fit?.n; // => 193
 * model.fit?.status; // => 'interior'
 * ```
 * @see Batislam, Denizel & Filiztekin 2007, "Empirical validation and comparison of models for customer base analysis"; Wagner & Hoppe 2008
 */
export function fitMbgNbd(histories: Iterable<PurchaseHistory>, options: FitOptions = {}): MbgNbdModel {
  return { kind: 'mbg-nbd', version: 1, ...fitDropoutModel(histories, options, 1) };
}
