import { legendrePoints } from './legendre-points.ts';
import { paretoSpan } from './pareto-span.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { ParetoNbdModel } from './purchase-model.ts';

/**
 * ln of the odds that a customer of Pareto/NBD has left, given the history: ln I, where
 *
 *   I = s ∫_{t_x}^{T} ((α + T)/(α + u))^(r + x) ((β + T)/(β + u))^s du/(β + u)
 *
 * by 24 points, all terms positive and relative to the first: no hypergeometric function that loses its digits (BTYD
 * 2.4.3 gives NaN from x = 221, lifetimes at s = 1). −∞ where nobody can have left: s = 0, or the last purchase today.
 *
 * @see Schmittlein, Morrison & Colombo 1987; Hardie & Fader 2005, note 009
 */
export function logOddsOfLapse(model: ParetoNbdModel, history: PurchaseHistory): number {
  const { purchaseShape, purchaseScaleDays: alpha, dropoutShape: s, dropoutScaleDays: beta } = model;
  const { repeatPurchases, daysToLast, daysObserved } = history;
  const R = purchaseShape + repeatPurchases;
  const half = paretoSpan(R, alpha, s, beta, daysToLast, daysObserved) / 2;
  if (!(half > 0) || s === 0) return -Infinity;
  const first = Math.min(alpha, beta) + daysToLast;
  const { points, weights } = legendrePoints(24);
  let sum = 0;
  for (let q = 0; q < points.length; q++) {
    const step = half * (1 + points[q]!);
    const w = first * Math.expm1(step);
    const fall = R * Math.log1p(w / (alpha + daysToLast)) + (s + 1) * Math.log1p(w / (beta + daysToLast)) - step;
    sum += weights[q]! * Math.exp(-fall);
  }
  const silent = daysObserved - daysToLast;
  return (
    R * Math.log1p(silent / (alpha + daysToLast)) +
    s * Math.log1p(silent / (beta + daysToLast)) +
    Math.log(((s * first) / (beta + daysToLast)) * half * sum)
  );
}
