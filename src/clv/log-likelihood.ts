import { dropoutLikelihood } from './dropout-likelihood.ts';
import { historyColumns } from './history-columns.ts';
import { nbdLikelihood } from './nbd-likelihood.ts';
import type { PurchaseModel } from './purchase-model.ts';
import type { PurchaseHistory } from './purchase-history.ts';

/**
 * The log-likelihood of histories under a model: how well its parameters fit these customers. Natural logarithm, the total
 * over customers, for times in days (figures from weekly sources are larger by Σx·ln 7).
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param histories - one row a customer, or condensed rows with `customers`; read once
 * @returns the total log-likelihood; −Infinity never: a model of shape 0 or dropout 0 is read as its limit
 * @throws InputError `empty` without a history and the codes of an impossible one
 *
 * @example Do the parameters of the paper fit my customers?
 * ```ts
 * import { logLikelihood } from 'clientele/clv';
 *
 * const model = { kind: 'bg-nbd', version: 1, purchaseShape: 0.243, purchaseScaleDays: 30.898, dropoutA: 0.793, dropoutB: 2.426, fit: null } as const;
 * logLikelihood(model, [{ repeatPurchases: 0, daysToLast: 0, daysObserved: 272 }]); // => ~-0.5547
 * ```
 * @see Fader, Hardie & Lee 2005, equation 6
 */
export function logLikelihood(model: PurchaseModel, histories: Iterable<PurchaseHistory>): number {
  const columns = historyColumns(histories);
  const { purchaseShape: r, purchaseScaleDays: alpha } = model;
  // Shape 0 says that nobody buys again: certain where nobody did, impossible (the smallest double) where somebody did.
  if (r === 0) return columns.totalRepeats === 0 ? 0 : -Number.MAX_VALUE;
  if (model.kind === 'nbd' || model.dropoutA === 0) return nbdLikelihood(columns, [r, alpha]).value;
  return dropoutLikelihood(columns, [r, alpha, model.dropoutA, model.dropoutB], model.kind === 'mbg-nbd' ? 1 : 0).value;
}
