import { requireCount, requireIterable, requireWithin } from '../errors/index.ts';
import type { CalibrationHoldout } from '../purchases/index.ts';
import { expectedPurchases } from './expected-purchases.ts';
import type { PurchaseModel } from './purchase-model.ts';

/** Forecast against fact for customers with one number of repeat purchases. */
export interface HoldoutGroup {
  /** repeat purchases in the calibration period */
  repeatPurchases: number;
  /** customers with that many */
  customers: number;
  /** mean purchases in the holdout */
  actualMean: number;
  /** mean purchases that were expected */
  predictedMean: number;
}

/** How a model that saw only the calibration period did on the holdout. Errors are predicted − actual. */
export interface HoldoutReport {
  /** customers of the calibration period */
  customers: number;
  /** civil days of the holdout */
  holdoutDays: number;
  /** purchases that came */
  actualTotal: number;
  /** purchases that were expected */
  predictedTotal: number;
  /** mean of predicted − actual; null without customers */
  meanError: number | null;
  /** mean of |predicted − actual|; null without customers */
  meanAbsoluteError: number | null;
  /** root of the mean of (predicted − actual)²; null without customers */
  rootMeanSquareError: number | null;
  /** by repeat purchases in the calibration period, ascending */
  byFrequency: HoldoutGroup[];
}

/**
 * Holds a model against a future that has already happened: total, errors per customer, and by frequency.
 *
 * Fit the model to `split.rows`, so that it knows nothing of the holdout. The total says whether the forecast is right on
 * the whole; the errors per customer are large for every model, because single customers are random.
 *
 * @param model - fitted to the calibration period
 * @param split - of `splitCalibrationHoldout` of `clientele/purchases`
 * @returns the report; sums are 0 and means null where there is nobody
 * @throws InputError `not-a-count` (holdout purchases), and as `expectedPurchases` for a row or the days
 *
 * @example Would last January's model have told me February?
 * ```ts
 * import { fitMbgNbd, measureHoldout } from 'clientele/clv';
 *
 * const row = { purchases: 1, sumLogGapDays: null, daysSinceLast: 30, firstAt: 0, lastAt: 0, firstOn: '1970-01-01', lastOn: '1970-01-01', totalAmount: null, meanAmount: null, meanRepeatAmount: null, holdoutAmount: null };
 * const ann = { ...row, customerId: 'ann', repeatPurchases: 0, daysToLast: 0, daysObserved: 30, holdoutPurchases: 1 };
 * const model = { kind: 'nbd', version: 1, purchaseShape: 1, purchaseScaleDays: 30, fit: null } as const;
 * const report = measureHoldout(model, { rows: [ann], holdoutDays: 30, newCustomers: 0 });
 * report.predictedTotal; // => 0.5
 * report.meanError; // => -0.5
 * ```
 * @see Fader, Hardie & Lee 2005, section 4.2
 */
export function measureHoldout<Id extends string | number>(
  model: PurchaseModel,
  split: CalibrationHoldout<Id>,
): HoldoutReport {
  const { rows, holdoutDays } = split ?? ({} as CalibrationHoldout<Id>);
  requireIterable(rows, 'split.rows');
  requireWithin(holdoutDays, { from: 0 }, 'split.holdoutDays');
  const groups = new Map<number, { customers: number; actual: number; predicted: number }>();
  let [actualTotal, predictedTotal, absolute, squares] = [0, 0, 0, 0];
  for (const [i, row] of rows.entries()) {
    const predicted = expectedPurchases(model, row, { horizonDays: holdoutDays });
    const actual = requireCount(row.holdoutPurchases, `split.rows[${i}].holdoutPurchases`);
    actualTotal += actual;
    predictedTotal += predicted;
    absolute += Math.abs(predicted - actual);
    squares += (predicted - actual) ** 2;
    let group = groups.get(row.repeatPurchases);
    if (!group) groups.set(row.repeatPurchases, (group = { customers: 0, actual: 0, predicted: 0 }));
    group.customers++;
    group.actual += actual;
    group.predicted += predicted;
  }
  const n = rows.length;
  return {
    customers: n,
    holdoutDays,
    actualTotal,
    predictedTotal,
    meanError: n === 0 ? null : (predictedTotal - actualTotal) / n,
    meanAbsoluteError: n === 0 ? null : absolute / n,
    rootMeanSquareError: n === 0 ? null : Math.sqrt(squares / n),
    byFrequency: [...groups]
      .sort(([p], [q]) => p - q)
      .map(([repeatPurchases, { customers, actual, predicted }]) => ({
        repeatPurchases,
        customers,
        actualMean: actual / customers,
        predictedMean: predicted / customers,
      })),
  };
}
