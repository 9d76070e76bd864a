import { legendrePoints } from './legendre-points.ts';
import { paretoSpan } from './pareto-span.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { ParetoNbdModel } from './purchase-model.ts';

/**
 * The odds that a customer of Pareto/NBD has left, given the history:
 *
 *   I = s ∫_{t_x}^{T} ((α + T)/(α + u))^(r + x) ((β + T)/(β + u))^s du/(β + u)
 *
 * by 24 points, all terms positive and relative to the first: no hypergeometric function that loses its digits (BTYD
 * 2.4.3 gives NaN from x = 221, lifetimes at s = 1). 0 where nobody can have left: s = 0, or the last purchase today.
 *
 * @see Schmittlein, Morrison & Colombo 1987; Hardie & Fader 2005, note 009
 */
export function oddsOfLapse(model: ParetoNbdModel, history: PurchaseHistory): number {
  const { repeatPurchases, daysToLast, daysObserved } = history;
  const R = model.purchaseShape + repeatPurchases;
  const S = model.dropoutShape + 1;
  const A = model.purchaseScaleDays + daysToLast;
  const B = model.dropoutScaleDays + daysToLast;
  const silent = daysObserved - daysToLast;
  const first = Math.min(A, B);
  const span = paretoSpan(first, R, A, S, B, silent);
  const fall = (w: number): number => R * Math.log1p(w / A) + S * Math.log1p(w / B);
  let sum = 0;
  for (const [point, weight] of legendrePoints()) {
    const step = span * point;
    sum += weight * Math.exp(step - fall(first * Math.expm1(step)));
  }
  return Math.exp(fall(silent) + Math.log(((model.dropoutShape * first) / (B + silent)) * span * sum));
}
