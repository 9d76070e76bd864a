import { leavesAfterFirst, stagesOf } from './alive-state.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { DropoutAfterPurchaseModel } from './purchase-model.ts';
import { requireParameters } from './require-parameters.ts';

/**
 * The odds that a customer has left, given the history, in the models of leaving after a purchase; 0 where leaving is
 * impossible: under BG before the first repeat purchase, and in all of them when `dropoutA` is 0.
 *
 * BG: a/(b + x − 1) · ((α + T)/(α + t_x))^(r + kx) for x > 0; MBG: a/(b + x) · the same for every x; divided, for a
 * rhythm of k stages, by the probability that a customer who stayed has not yet bought again.
 *
 * @see Hardie 2008, note 021; Batislam, Denizel & Filiztekin 2007, equation 8; Reutterer, Platzer & Schroeder 2020
 */
export function oddsOfDropout(model: DropoutAfterPurchaseModel, history: PurchaseHistory): number {
  const { purchaseShape: r, purchaseScaleDays: alpha, dropoutA: a, dropoutB: b } = model;
  const { repeatPurchases: x, daysToLast, daysObserved } = history;
  const k = stagesOf(model);
  requireParameters(r, alpha, a, b, k);
  // Purchases after which she surely stayed, x − 1 or x; below 0 where she had no chance to leave.
  const stayed = leavesAfterFirst(model) ? x : x - 1;
  if (!a || stayed < 0) return 0;
  const y = r + k * x;
  const silent = daysObserved - daysToLast;
  // 1 + S, a sum of k terms.
  let term = 1;
  let sum = 1;
  for (let j = 1; j < k; j++) sum += term *= ((y + j - 1) * silent) / (alpha + daysObserved) / j;
  // The power in two halves, the share between them: their product stays in range up to the last.
  const half = Math.exp((y / 2) * Math.log1p(silent / (alpha + daysToLast)));
  return half * (a / (b + stayed) / sum) * half;
}
