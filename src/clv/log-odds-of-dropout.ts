import { leavesAfterFirst, stagesOf } from './alive-state.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { DropoutAfterPurchaseModel } from './purchase-model.ts';

/**
 * ln of the odds that a customer has left, given the history, in the models of leaving after a purchase; −∞ where leaving
 * is impossible: under BG before the first repeat purchase, and in all of them when `dropoutA` is 0.
 *
 * BG: a/(b + x − 1) · ((α + T)/(α + t_x))^(r + kx) for x > 0; MBG: a/(b + x) · the same for every x; divided, for a
 * rhythm of k stages, by the probability that a customer who stayed has not yet bought again.
 *
 * @see Hardie 2008, note 021; Batislam, Denizel & Filiztekin 2007, equation 8; Reutterer, Platzer & Schroeder 2020
 */
export function logOddsOfDropout(model: DropoutAfterPurchaseModel, history: PurchaseHistory): number {
  const { purchaseShape: r, purchaseScaleDays: alpha, dropoutA: a, dropoutB: b } = model;
  const { repeatPurchases: x, daysToLast, daysObserved } = history;
  const afterFirst = leavesAfterFirst(model) ? 1 : 0;
  if (x + afterFirst === 0) return -Infinity;
  const k = stagesOf(model);
  const y = r + k * x;
  const silent = daysObserved - daysToLast;
  let term = 1;
  let sum = 1;
  for (let j = 1; j < k; j++) sum += term *= ((y + j - 1) * silent) / (j * (alpha + daysObserved));
  return Math.log(a / ((b + x + afterFirst - 1) * sum)) + y * Math.log1p(silent / (alpha + daysToLast));
}
