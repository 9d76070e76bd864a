import type { DropoutAfterPurchaseModel } from './purchase-model.ts';
import type { PurchaseHistory } from './purchase-history.ts';

/**
 * ln of the odds that a customer of BG/NBD or MBG/NBD has left, given the history; −∞ where leaving is impossible: under
 * BG/NBD before the first repeat purchase, and in either when `dropoutA` is 0.
 *
 * BG: a/(b + x − 1) · ((α + T)/(α + t_x))^(r + x) for x > 0; MBG: a/(b + x) · the same for every x.
 *
 * @see Hardie 2008, note 021; Batislam, Denizel & Filiztekin 2007, equation 8
 */
export function logOddsOfDropout(
  model: Pick<DropoutAfterPurchaseModel, 'kind' | 'purchaseShape' | 'purchaseScaleDays' | 'dropoutA' | 'dropoutB'>,
  history: PurchaseHistory,
): number {
  const { purchaseShape: r, purchaseScaleDays: alpha, dropoutA: a, dropoutB: b } = model;
  const { repeatPurchases: x, daysToLast, daysObserved } = history;
  const afterFirst = model.kind === 'mbg-nbd' ? 1 : 0;
  if (x + afterFirst === 0) return -Infinity;
  return (
    Math.log(a / (b + x + afterFirst - 1)) + (r + x) * Math.log1p((daysObserved - daysToLast) / (alpha + daysToLast))
  );
}
