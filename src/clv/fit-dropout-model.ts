import type { Warning } from '../errors/index.ts';
import type { FitStatus } from '../statistics/index.ts';
import type { Climb } from './climb.ts';
import { climb } from './climb.ts';
import { dropoutLikelihood } from './dropout-likelihood.ts';
import { failedFit, identicalCustomers, noDropout, weakFit } from './fit-warnings.ts';
import { FEW_HISTORIES, LARGEST_SHAPE, VISIBLE_GAIN } from './fit-limits.ts';
import { fitNbdColumns, NBD_PARAMETERS } from './fit-nbd-columns.ts';
import { gapConstant } from './gap-constant.ts';
import type { HistoryColumns } from './history-columns.ts';
import { historyColumns } from './history-columns.ts';
import { modelFitOf, uncertaintyOf } from './model-fit-of.ts';
import type { BoundaryCode, FitOptions, ModelFit } from './model-fit.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import { readPriors } from './read-priors.ts';

/** Parameters of a model with dropout after purchases, and how they were found. */
export interface DropoutParameters {
  purchaseShape: number;
  purchaseScaleDays: number;
  dropoutA: number;
  dropoutB: number;
  fit: ModelFit;
}

const NAMES: readonly string[] = ['purchaseShape', 'purchaseScaleDays', 'dropoutA', 'dropoutB'];

/**
 * Fits BG/NBD (`afterFirst` 0) or MBG/NBD (1). The same model without dropout is fitted beside it: where dropout gains
 * nothing, its parameters run off along a ridge without an end, and the honest answer is the model without it.
 */
export function fitDropoutModel(
  histories: Iterable<PurchaseHistory>,
  options: FitOptions,
  afterFirst: 0 | 1,
): DropoutParameters {
  return fitDropoutColumns(historyColumns(histories), options, afterFirst, 1);
}

/** The same for a rhythm of so many stages, on histories that are read already. */
export function fitDropoutColumns(
  columns: HistoryColumns,
  options: FitOptions,
  afterFirst: 0 | 1,
  stages: number,
): DropoutParameters {
  const constant = gapConstant(columns, stages);
  const priors = readPriors(options, NAMES, () => ({
    purchaseShape: { median: 1, logSd: 1.5 },
    purchaseScaleDays: { median: columns.meanDaysObserved || 1, logSd: 1.5 },
    dropoutA: { median: 1, logSd: 1.5 },
    dropoutB: { median: 1, logSd: 1.5 },
  }));
  const settings = { ...options, priors, everyStart: columns.rows <= FEW_HISTORIES };
  const base = { n: columns.n, uniqueHistories: columns.rows, repeatPurchases: columns.totalRepeats, priors };
  const still = fitNbdColumns(columns, { ...settings, priors: null }, stages);
  const atRest = (warnings: Warning[], boundary: BoundaryCode): DropoutParameters => {
    const [purchaseShape, purchaseScaleDays] = still.climb.parameters as [number, number];
    const facts = {
      ...base,
      free: NBD_PARAMETERS,
      fixed: ['dropoutA', 'dropoutB'],
      climb: plus(still.climb, constant),
      boundary,
      status: 'boundary' as const,
      warnings,
    };
    return { purchaseShape, purchaseScaleDays, dropoutA: 0, dropoutB: 1, fit: modelFitOf(facts) };
  };
  if (still.boundary === 'no-repeats') return atRest(still.warnings, 'no-repeats');

  const [r, alpha] = still.climb.parameters as [number, number];
  const buying = [Math.min(r, 10), Math.min(alpha, (10 * alpha) / r)] as const;
  const starts = [
    [buying[0], buying[1] * 0.7, 0.8, 2.5],
    [1, (columns.meanDaysObserved || 1) / stages, 1, 1],
    [0.3, (0.2 * (columns.meanDaysObserved || 1)) / stages, 0.5, 5],
    // Where hardly anybody leaves, where all leave alike, and where some leave at once and the others stay.
    [...buying, 0.01, 5],
    [...buying, (100 * columns.n) / (columns.n + columns.totalRepeats), 100],
    [...buying, 1e-3, 3e-3],
  ];
  const top = climb((p) => dropoutLikelihood(columns, p, afterFirst, stages), NAMES, starts, settings);
  let [shape, scale, a, b] = top.parameters as [number, number, number, number];
  const gain = top.logLikelihood - still.climb.logLikelihood;
  // With priors the dropout is not zero whatever the data say: the prior has said so.
  if (priors === null && (!(gain >= 1e-3) || a / (a + b) < 1e-6))
    return atRest([noDropout(Math.max(0, gain) || 0)], 'no-dropout');

  let status: FitStatus = 'interior';
  let boundary: BoundaryCode | null = null;
  const warnings: Warning[] = [];
  const { largestLogError, vague } = uncertaintyOf(top.hessian);
  if (shape > LARGEST_SHAPE) {
    [shape, scale] = [LARGEST_SHAPE, (scale / shape) * LARGEST_SHAPE];
    [status, boundary] = ['boundary', 'identical-rates'];
    warnings.push(identicalCustomers('rates'));
  }
  if (a + b > LARGEST_SHAPE) {
    [a, b] = [(a / (a + b)) * LARGEST_SHAPE, (b / (a + b)) * LARGEST_SHAPE];
    [status, boundary] = ['boundary', boundary ?? 'identical-dropout'];
    warnings.push(identicalCustomers('dropout'));
  }
  if (boundary === null && !top.maximum.converged) {
    status = 'failed';
    warnings.push(failedFit(top.maximum.stopped, top.maximum.gradientNorm));
  } else if (boundary === null && (vague || gain < VISIBLE_GAIN)) {
    status = 'weak';
    const direction = gain < VISIBLE_GAIN ? 'whether anybody leaves' : 'how much customers differ in leaving';
    warnings.push(weakFit({ direction, logLikelihoodGain: gain, largestLogError }));
  }
  // Where a shape was capped the curvature is that of a ridge without an end: it defines no covariance.
  const hessian = boundary === null ? top.hessian : NAMES.map(() => NAMES.map(() => NaN));
  const fit = modelFitOf({
    ...base,
    free: NAMES,
    fixed: [],
    climb: plus({ ...top, hessian }, constant),
    boundary,
    status,
    warnings,
  });
  return { purchaseShape: shape, purchaseScaleDays: scale, dropoutA: a, dropoutB: b, fit };
}

function plus(climbed: Climb, constant: number): Climb {
  return { ...climbed, logLikelihood: climbed.logLikelihood + constant };
}
