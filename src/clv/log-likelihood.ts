import { leavesAfterFirst, stagesOf } from './alive-state.ts';
import { dropoutLikelihood } from './dropout-likelihood.ts';
import { gapConstant } from './gap-constant.ts';
import type { HistoryColumns } from './history-columns.ts';
import { historyColumns } from './history-columns.ts';
import { nbdLikelihood } from './nbd-likelihood.ts';
import { paretoLikelihood } from './pareto-likelihood.ts';
import { personalModel } from './personal-model.ts';
import type { BgNbdModel, ParetoNbdModel, PurchaseModel } from './purchase-model.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import { requireOwnParameters } from './require-own-parameters.ts';
import { blockReader } from './trait-blocks.ts';
import { traitColumns } from './trait-columns.ts';

/**
 * The log-likelihood of histories under a model: how well its parameters fit these customers. Natural logarithm, the total
 * over customers, for times in days (figures from weekly sources are larger by Σx·ln 7).
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param histories - one row a customer, or condensed rows with `customers`; read once
 * @returns the total log-likelihood; −Infinity never: a model of shape 0 or dropout 0 is read as its limit
 * @throws InputError `empty` without a history, `missing-value` (covariates, or `sumLogGapDays` under a regular model), and
 *   the codes of an impossible one
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
  if ((model as BgNbdModel | null)?.effects)
    return logLikelihoodWithTraits(model as BgNbdModel | ParetoNbdModel, histories);
  return columnsLogLikelihood(model ?? ({} as PurchaseModel), historyColumns(histories));
}

function columnsLogLikelihood(model: PurchaseModel, columns: HistoryColumns): number {
  requireOwnParameters(model);
  const { purchaseShape: r, purchaseScaleDays: alpha } = model;
  // Shape 0 says that nobody buys again: certain where nobody did, impossible (the smallest double) where somebody did.
  if (r === 0) return columns.totalRepeats === 0 ? 0 : -Number.MAX_VALUE;
  if (model.kind === 'nbd') return nbdLikelihood(columns, [r, alpha]).value;
  if (model.kind === 'pareto-nbd') {
    const { dropoutShape, dropoutScaleDays } = model;
    return paretoLikelihood(columns, [r, alpha, dropoutShape, dropoutScaleDays]).value;
  }
  const stages = stagesOf(model);
  const afterFirst = leavesAfterFirst(model) ? 1 : 0;
  const constant = gapConstant(columns, stages);
  if (model.dropoutA === 0) return nbdLikelihood(columns, [r, alpha], stages).value + constant;
  return dropoutLikelihood(columns, [r, alpha, model.dropoutA, model.dropoutB], afterFirst, stages).value + constant;
}

/** With traits every customer has parameters of her own; those who share their traits share them. */
function logLikelihoodWithTraits(model: BgNbdModel | ParetoNbdModel, histories: Iterable<PurchaseHistory>): number {
  const names = [...new Set(Object.values(model.effects!).flatMap((effects) => Object.keys(effects)))];
  const columns = traitColumns(histories, names);
  const block = blockReader(columns);
  let sum = 0;
  for (let at = 0; at + 1 < columns.blocks.length; at++) {
    const covariates = Object.fromEntries(names.map((name) => [name, columns.traits.get(name)!.values[at]!]));
    sum += columnsLogLikelihood(personalModel(model, { covariates }), block(at));
  }
  return sum;
}
