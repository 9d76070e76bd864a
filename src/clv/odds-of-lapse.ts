import { fejerPoints } from './fejer-points.ts';
import { paretoSpan } from './pareto-span.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { ParetoNbdModel } from './purchase-model.ts';
import { requireParameters } from './require-parameters.ts';

/**
 * The odds that a customer of Pareto/NBD has left, given the history:
 *
 *   I = s ∫_{t_x}^{T} ((α + T)/(α + u))^(r + x) ((β + T)/(β + u))^s du/(β + u)
 *
 * by 32 points, or 96 where powers of ten lie between the scales, all terms positive and relative to the first: no
 * hypergeometric function that loses its digits (BTYD 2.4.3 gives NaN from x = 221, lifetimes at s = 1). 0 where nobody can
 * have left: s = 0, or the last purchase today.
 *
 * @see Schmittlein, Morrison & Colombo 1987; Hardie & Fader 2005, note 009
 */
export function oddsOfLapse(model: ParetoNbdModel, history: PurchaseHistory): number {
  const { purchaseShape: r, purchaseScaleDays: alpha, dropoutShape: s, dropoutScaleDays: beta } = model;
  const { repeatPurchases: x, daysToLast, daysObserved } = history;
  requireParameters(r, alpha, s, beta);
  let [near, p, far, q] = [alpha + daysToLast, r + x, beta + daysToLast, s + 1];
  if (near > far) [near, p, far, q] = [far, q, near, p];
  const silent = daysObserved - daysToLast;
  const span = paretoSpan(near, p, far, q, silent);
  let sum = 0;
  for (const [point, weight] of fejerPoints(span)) {
    const step = span * point;
    sum += weight * Math.exp(step - p * step - q * Math.log1p((near * Math.expm1(step)) / far));
  }
  return Math.exp(
    p * Math.log1p(silent / near) +
      q * Math.log1p(silent / far) +
      Math.log(((s * near) / (beta + daysObserved)) * span * sum),
  );
}
