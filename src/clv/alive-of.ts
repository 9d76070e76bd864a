import { oddsOfDropout } from './odds-of-dropout.ts';
import { oddsOfLapse } from './odds-of-lapse.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { PurchaseModel } from './purchase-model.ts';

/** The probability that a customer has not left, by her own model (see `personalModel`); 1 where nobody leaves. */
export function aliveOf(own: PurchaseModel, history: PurchaseHistory): number {
  if (own.kind === 'pareto-nbd') return 1 / (1 + oddsOfLapse(own, history));
  // NBD is read as a dropout of 0, so that its parameters are looked at as those of any other model are.
  return 1 / (1 + oddsOfDropout(own.kind === 'nbd' ? { ...own, dropoutA: 0, dropoutB: 1 } : own, history));
}
