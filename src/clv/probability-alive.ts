import { aliveOf } from './alive-of.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import { personalModel } from './personal-model.ts';
import type { PurchaseModel } from './purchase-model.ts';
import { requireHistory } from './read-history.ts';

/**
 * The probability, 0..1, that a customer has not silently left by the end of observation.
 *
 * Nobody says goodbye in a shop: silence is weighed against the customer's own rhythm, so thirty quiet days mean much for
 * a weekly buyer and nothing for a yearly one. Under BG/NBD a customer can leave only after a repeat purchase, so a
 * one-time buyer is alive with probability exactly 1: that is the structure of the model, not an estimate. Where one-time
 * buyers matter, use MBG/NBD or Pareto/NBD.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param history - one customer; a purchase summary is one
 * @returns probability, 0..1; 1 for a model without dropout
 * @throws InputError `not-a-count`, `out-of-range`, `not-finite` or `wrong-type` for a history that no customer can have, `missing-value` for
 *   a covariate that the model asks for; `out-of-range` for `model`, with its parameters, when one of them cannot be
 *
 * @example Bob bought twice again, the last time 59 days ago. Is he still a customer?
 * ```ts
 * import { probabilityAlive } from 'clientele/clv';
 *
 * const model = { kind: 'bg-nbd', version: 1, purchaseShape: 0.243, purchaseScaleDays: 30.898, dropoutA: 0.793, dropoutB: 2.426, fit: null } as const;
 * probabilityAlive(model, { repeatPurchases: 2, daysToLast: 213, daysObserved: 272 }); // => ~0.7266
 * probabilityAlive(model, { repeatPurchases: 0, daysToLast: 0, daysObserved: 272 }); // => 1
 * ```
 * @see Hardie 2008, "Computing P(alive) using the BG/NBD model", note 021; Hardie & Fader 2005, note 009
 */
export function probabilityAlive(model: PurchaseModel, history: PurchaseHistory): number {
  requireHistory(history, 'history');
  return aliveOf(personalModel(model, history), history);
}
