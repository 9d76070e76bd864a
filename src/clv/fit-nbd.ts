import { fitNbdColumns, NBD_PARAMETERS } from './fit-nbd-columns.ts';
import { historyColumns } from './history-columns.ts';
import { modelFitOf } from './model-fit-of.ts';
import type { FitOptions } from './model-fit.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { NbdModel } from './purchase-model.ts';
import { readPriors } from './read-priors.ts';

/**
 * Fits NBD: customers buy at random, each at a rate of her own, and nobody ever leaves.
 *
 * The yardstick for the others: what dropout adds to a model is its log-likelihood above this one. Use it alone only for
 * needs that do not end, or windows too short for anybody to leave.
 *
 * @param histories - one row a customer (a purchase summary is one), or condensed rows with `customers`; read once
 * @param options - priors and limits of the effort
 * @returns the model, plain JSON without customer data; at a boundary with the words for it, never NaN
 * @throws InputError `empty` without a history, the codes of an impossible one, `unknown-name` for a prior of no parameter
 *
 * @example How different are my customers, if nobody leaves?
 * ```ts
 * import { fitNbd } from 'clientele/clv';
 *
 * const model = fitNbd([
 *   { repeatPurchases: 0, daysToLast: 0, daysObserved: 270, customers: 140 },
 *   { repeatPurchases: 2, daysToLast: 90, daysObserved: 260, customers: 40 },
 *   { repeatPurchases: 9, daysToLast: 255, daysObserved: 270, customers: 6 },
 * ]);
 * model.fit?.status; // => 'interior'
 * ```
 * @see Ehrenberg 1959, "The pattern of consumer purchases", Applied Statistics 8
 */
export function fitNbd(histories: Iterable<PurchaseHistory>, options: FitOptions = {}): NbdModel {
  const columns = historyColumns(histories);
  const priors = readPriors(options, NBD_PARAMETERS, () => ({
    purchaseShape: { median: 1, logSd: 1.5 },
    purchaseScaleDays: { median: columns.meanDaysObserved || 1, logSd: 1.5 },
  }));
  const { climb, ...verdict } = fitNbdColumns(columns, { ...options, priors });
  const [purchaseShape, purchaseScaleDays] = climb.parameters as [number, number];
  const fit = modelFitOf({
    n: columns.n,
    uniqueHistories: columns.rows,
    repeatPurchases: columns.totalRepeats,
    free: NBD_PARAMETERS,
    fixed: [],
    climb,
    priors,
    ...verdict,
  });
  return { kind: 'nbd', version: 1, purchaseShape, purchaseScaleDays, fit };
}
