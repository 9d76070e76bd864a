import type { PurchaseHistory } from './purchase-history.ts';
import type { NbdModel, ParetoNbdModel } from './purchase-model.ts';

/**
 * Expected purchases within t days of a customer who is alive now, in the models where leaving has nothing to do with buying:
 * she buys at her rate until she leaves at a time of her own, or, under NBD, for ever.
 *
 * @see Hardie & Fader 2005, note 009, equation 41, written so that s = 1 is nothing special
 */
export function expectedUntilLapse(model: NbdModel | ParetoNbdModel, history: PurchaseHistory, t: number): number {
  const shape = model.purchaseShape + history.repeatPurchases;
  const rate = shape / (model.purchaseScaleDays + history.daysObserved);
  if (model.kind === 'nbd') return rate * t;
  const scaleDays = model.dropoutScaleDays + history.daysObserved;
  const span = Math.log1p(t / scaleDays);
  const power = model.dropoutShape - 1;
  return rate * scaleDays * (power === 0 ? span : -Math.expm1(-power * span) / power);
}
