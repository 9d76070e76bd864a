import type { ExpectedPurchasesOptions } from './expected-purchases.ts';
import { probabilityOfPurchases } from './probability-of-purchases.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { PurchaseModel } from './purchase-model.ts';

/**
 * The probability, 0..1, that nothing will be heard of a customer within the coming days, whether she has left or only
 * does not buy.
 *
 * It is churn as a shop can observe it; {@link probabilityAlive} is churn as the model believes it.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param history - one customer; a purchase summary is one
 * @param options - the horizon, required
 * @returns probability; 1 for a horizon of 0
 * @throws InputError `out-of-range` or `not-finite` (horizon), and as `probabilityAlive`
 *
 * @example How likely is it that Bob buys nothing in the next nine months?
 * ```ts
 * import { probabilityNoPurchase } from 'clientele/clv';
 *
 * const model = { kind: 'bg-nbd', version: 1, purchaseShape: 0.243, purchaseScaleDays: 30.898, dropoutA: 0.793, dropoutB: 2.426, fit: null } as const;
 * const bob = { repeatPurchases: 2, daysToLast: 213, daysObserved: 272 };
 * probabilityNoPurchase(model, bob, { horizonDays: 273 }); // => ~0.445
 * ```
 * @see Hardie & Fader 2011, note 012
 */
export function probabilityNoPurchase(
  model: PurchaseModel,
  history: PurchaseHistory,
  options: ExpectedPurchasesOptions,
): number {
  return probabilityOfPurchases(model, history, { ...options, purchases: 0 });
}
