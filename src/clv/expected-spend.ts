import { requireCount, requireWithin } from '../errors/index.ts';
import type { GammaGammaModel } from './gamma-gamma-model.ts';
import type { SpendHistory } from './purchase-history.ts';
import { requireSpendModel } from './require-spend-model.ts';

/**
 * How much the next purchase of a customer is expected to bring, in the unit of the amounts.
 *
 * One purchase says little: the answer lies between the customer's own mean and that of all customers, nearer to her own
 * the more she has bought. Where the mean does not exist (a heavy tail, see `fitGammaGamma`) it is the pooled mean.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param history - one customer; a purchase summary is one
 * @returns expected amount of a purchase, 0 or more
 * @throws InputError `not-a-count`, `out-of-range`, `not-finite`, `wrong-type` for an impossible history
 *
 * @example Ann bought once again, for 35. What will the next order bring?
 * ```ts
 * import { expectedSpend } from 'clientele/clv';
 *
 * const model = { kind: 'gamma-gamma', version: 1, spendShape: 6.25, spreadShape: 3.74, spreadScale: 15.44, pooledMeanSpend: 35, fit: null } as const;
 * expectedSpend(model, { repeatPurchases: 1, meanRepeatAmount: 35 }); // => ~35.0667
 * expectedSpend(model, { repeatPurchases: 0, meanRepeatAmount: null }); // => ~35.219
 * ```
 * @see Fader & Hardie 2013, note 025, equation 5
 */
export function expectedSpend(model: GammaGammaModel, history: SpendHistory): number {
  const { spendShape: p, spreadShape: q, spreadScale: v, pooledMeanSpend } = requireSpendModel(model);
  const x = requireCount(history?.repeatPurchases, 'history.repeatPurchases');
  const mean = history.meanRepeatAmount ?? 0;
  requireWithin(mean, { from: 0 }, 'history.meanRepeatAmount');
  // Without an amount the purchases say nothing of spend.
  const known = history.meanRepeatAmount === null ? 0 : x;
  const rest = p * known + q - 1;
  return rest > 0 ? (p * (v + known * mean)) / rest : pooledMeanSpend;
}
