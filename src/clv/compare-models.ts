import { InputError, requireIterable } from '../errors/index.ts';
import type { CalibrationHoldout } from '../purchases/index.ts';
import type { FitStatus } from '../statistics/index.ts';
import { condenseHistories } from './condense-histories.ts';
import { countParameters } from './count-parameters.ts';
import { fitNbd } from './fit-nbd.ts';
import { logLikelihood } from './log-likelihood.ts';
import { measureHoldout } from './measure-holdout.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { PurchaseModel } from './purchase-model.ts';
import { requireModel } from './require-model.ts';

/** How a model did on a future that it had not seen. Errors are predicted − actual. */
export interface ComparedHoldout {
  /** purchases that came */
  actualTotal: number;
  /** purchases that were expected */
  predictedTotal: number;
  /** predicted/actual − 1: the bias of the forecast as a whole; null where nothing came */
  totalErrorShare: number | null;
  /** mean error of a customer, with its sign: the bias a customer */
  meanError: number;
  /** mean size of the error of a customer */
  meanAbsoluteError: number;
  /** root of the mean squared error of a customer */
  rootMeanSquareError: number;
}

/** Places of a model among those compared, 1 the best; equals share the better place. Null without a holdout. */
export interface ModelRanks {
  aic: number;
  /** by the size of the error of the total */
  total: number | null;
  meanAbsoluteError: number | null;
  rootMeanSquareError: number | null;
}

/** One model beside the others. */
export interface ModelComparison {
  /** place of the model in the list that was given */
  place: number;
  kind: PurchaseModel['kind'];
  /** what its fit said; null for parameters that were typed in */
  status: FitStatus | null;
  /** parameters that the data decided */
  parameters: number;
  /** of these histories, natural logarithm, in days */
  logLikelihood: number;
  /** 2·parameters − 2·logLikelihood: smaller is better */
  aic: number;
  /** ln(customers)·parameters − 2·logLikelihood: as aic, harder on parameters */
  bic: number;
  /** log-likelihood a customer gained over NBD, in which nobody leaves */
  gainPerCustomer: number;
  /** null without a split */
  holdout: ComparedHoldout | null;
  ranks: ModelRanks;
}

/**
 * Sets models of the same customers side by side: how well they fit, and how they did on a future that they had not seen.
 *
 * No model wins everywhere. The likelihood and its AIC speak of the whole history of the fit; the total says whether the
 * forecast was right as a sum; the errors a customer are large for every model, since single customers are random, and
 * hardly tell models apart. `findBestModel` weighs them and says why.
 *
 * @param models - fitted to these histories, or typed in; in any order
 * @param histories - of the calibration period; one row a customer or condensed rows; read once. With a split these are
 *   its rows
 * @param split - of `splitCalibrationHoldout` of `clientele/purchases`; left out there is no holdout
 * @returns one row a model, by AIC, the best first; `[]` for no models
 * @throws InputError `empty` without a history, `missing-value` (`sumLogGapDays` under a regular model, covariates), and
 *   the codes of an impossible history
 *
 * @example Which of two models should I believe?
 * ```ts
 * import { compareModels, fitMbgNbd, fitNbd } from 'clientele/clv';
 *
 * const histories = [
 *   { repeatPurchases: 0, daysToLast: 0, daysObserved: 270, customers: 140 },
 *   { repeatPurchases: 1, daysToLast: 60, daysObserved: 270, customers: 32 },
 *   { repeatPurchases: 2, daysToLast: 90, daysObserved: 260, customers: 20 },
 *   { repeatPurchases: 4, daysToLast: 180, daysObserved: 270, customers: 12 },
 *   { repeatPurchases: 9, daysToLast: 255, daysObserved: 270, customers: 6 },
 * ];
 * const [first, second] = compareModels([fitNbd(histories), fitMbgNbd(histories)], histories);
 * [first!.kind, second!.kind]; // => ['mbg-nbd', 'nbd']
 * second!.gainPerCustomer; // => ~0
 * ```
 * @see Akaike 1974, "A new look at the statistical model identification"; Fader, Hardie & Lee 2005, section 4.2 (holdout)
 */
export function compareModels<Id extends string | number = string>(
  models: readonly PurchaseModel[],
  histories: Iterable<PurchaseHistory>,
  split?: CalibrationHoldout<Id>,
): ModelComparison[] {
  const rows = condenseHistories(histories);
  if (rows.length === 0) throw new InputError('empty', 'histories', 'expected at least one history, got none');
  for (const [i, model] of [...requireIterable(models, 'models')].entries()) requireModel(model, `models[${i}]`);
  const n = rows.reduce((sum, row) => sum + row.customers!, 0);
  const still = fitNbd(rows).fit!.logLikelihood;
  const compared = models.map((model, place): ModelComparison => {
    const parameters = countParameters(model);
    const logL = logLikelihood(model, rows);
    return {
      place,
      kind: model.kind,
      status: model.fit?.status ?? null,
      parameters,
      logLikelihood: logL,
      aic: 2 * parameters - 2 * logL,
      bic: Math.log(n) * parameters - 2 * logL,
      gainPerCustomer: (logL - still) / n,
      holdout: split && split.rows.length > 0 ? comparedHoldout(model, split) : null,
      ranks: { aic: 0, total: null, meanAbsoluteError: null, rootMeanSquareError: null },
    };
  });
  for (const row of compared) {
    const rank = (of: (row: ModelComparison) => number): number =>
      1 + compared.filter((other) => of(other) < of(row)).length;
    row.ranks.aic = rank(({ aic }) => aic);
    if (!row.holdout) continue;
    row.ranks.total = rank(({ holdout }) => Math.abs(holdout!.predictedTotal - holdout!.actualTotal));
    row.ranks.meanAbsoluteError = rank(({ holdout }) => holdout!.meanAbsoluteError);
    row.ranks.rootMeanSquareError = rank(({ holdout }) => holdout!.rootMeanSquareError);
  }
  return compared.sort((p, q) => p.aic - q.aic || p.place - q.place);
}

function comparedHoldout<Id extends string | number>(
  model: PurchaseModel,
  split: CalibrationHoldout<Id>,
): ComparedHoldout {
  const { actualTotal, predictedTotal, meanError, meanAbsoluteError, rootMeanSquareError } = measureHoldout(
    model,
    split,
  );
  return {
    actualTotal,
    predictedTotal,
    totalErrorShare: actualTotal === 0 ? null : predictedTotal / actualTotal - 1,
    meanError: meanError!,
    meanAbsoluteError: meanAbsoluteError!,
    rootMeanSquareError: rootMeanSquareError!,
  };
}
