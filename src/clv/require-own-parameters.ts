import { stagesOf } from './alive-state.ts';
import { requireParameters } from './require-parameters.ts';
import type { PurchaseModel } from './purchase-model.ts';

/** Refuses a purchase model with parameters that none can have, where no formula of being alive has looked at them. */
export function requireOwnParameters(own: PurchaseModel): void {
  const { purchaseShape, purchaseScaleDays } = own;
  if (own.kind === 'nbd') requireParameters(purchaseShape, purchaseScaleDays, 0, 1);
  else if (own.kind === 'pareto-nbd') {
    requireParameters(purchaseShape, purchaseScaleDays, own.dropoutShape, own.dropoutScaleDays);
  } else {
    requireParameters(purchaseShape, purchaseScaleDays, own.dropoutA, own.dropoutB, stagesOf(own));
  }
}
