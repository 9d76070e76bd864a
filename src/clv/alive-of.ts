import { oddsOfDropout } from './odds-of-dropout.ts';
import { oddsOfLapse } from './odds-of-lapse.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { PurchaseModel } from './purchase-model.ts';
import { requireParameters } from './require-parameters.ts';

/** The probability that a customer has not left, by her own model (see `personalModel`); 1 where nobody leaves. */
export function aliveOf(own: PurchaseModel, history: PurchaseHistory): number {
  if (own.kind === 'nbd') {
    requireParameters(own.purchaseShape, own.purchaseScaleDays, 0, 1);
    return 1;
  }
  return 1 / (1 + (own.kind === 'pareto-nbd' ? oddsOfLapse(own, history) : oddsOfDropout(own, history)));
}
