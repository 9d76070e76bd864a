import type { Warning } from '../errors/index.ts';
import type { FitStatus } from '../statistics/index.ts';
import { climb } from './climb.ts';
import { FEW_HISTORIES, LARGEST_SHAPE, VISIBLE_GAIN } from './fit-limits.ts';
import { fitNbdColumns, NBD_PARAMETERS } from './fit-nbd-columns.ts';
import { failedFit, identicalCustomers, noDropout, weakFit } from './fit-warnings.ts';
import type { HistoryColumns } from './history-columns.ts';
import { modelFitOf, uncertaintyOf } from './model-fit-of.ts';
import type { BoundaryCode, FitOptions, ModelFit } from './model-fit.ts';
import { paretoLikelihood } from './pareto-likelihood.ts';
import { readPriors } from './read-priors.ts';

/** Parameters of Pareto/NBD and how they were found. */
export interface ParetoParameters {
  purchaseShape: number;
  purchaseScaleDays: number;
  dropoutShape: number;
  dropoutScaleDays: number;
  fit: ModelFit;
}

const DROPOUT: readonly string[] = ['dropoutShape', 'dropoutScaleDays'];
const NAMES: readonly string[] = ['purchaseShape', 'purchaseScaleDays', 'dropoutShape', 'dropoutScaleDays'];

/** Fits Pareto/NBD, and NBD beside it: where dropout gains nothing the honest answer is the model without it. */
export function fitParetoColumns(columns: HistoryColumns, options: FitOptions): ParetoParameters {
  const days = columns.meanDaysObserved || 1;
  const priors = readPriors(options, NAMES, () => ({
    purchaseShape: { median: 1, logSd: 1.5 },
    purchaseScaleDays: { median: days, logSd: 1.5 },
    dropoutShape: { median: 1, logSd: 1.5 },
    dropoutScaleDays: { median: days, logSd: 1.5 },
  }));
  const settings = { ...options, priors, everyStart: columns.rows <= FEW_HISTORIES };
  const base = { n: columns.n, uniqueHistories: columns.rows, repeatPurchases: columns.totalRepeats, priors };
  const still = fitNbdColumns(columns, { ...settings, priors: null });
  const atRest = (warnings: Warning[], boundary: BoundaryCode): ParetoParameters => {
    const [purchaseShape, purchaseScaleDays] = still.climb.parameters as [number, number];
    const fit = modelFitOf({
      ...base,
      free: NBD_PARAMETERS,
      fixed: DROPOUT,
      climb: still.climb,
      boundary,
      status: 'boundary',
      warnings,
    });
    return { purchaseShape, purchaseScaleDays, dropoutShape: 0, dropoutScaleDays: 1, fit };
  };
  if (still.boundary === 'no-repeats') return atRest(still.warnings, 'no-repeats');

  const [r, alpha] = still.climb.parameters as [number, number];
  const starts = [
    [Math.min(r, 10) * 1.2, Math.min(alpha, (10 * alpha) / r) * 0.9, 0.6, 0.3 * days],
    [1, days, 1, days],
    [0.5, 0.3 * days, 0.3, 2 * days],
    // Where hardly anybody leaves.
    [Math.min(r, 10), Math.min(alpha, (10 * alpha) / r), 0.01, days],
  ];
  const top = climb((p) => paretoLikelihood(columns, p), NAMES, starts, settings);
  let [shape, scale, s, beta] = top.parameters as [number, number, number, number];
  const gain = top.logLikelihood - still.climb.logLikelihood;
  // With priors the dropout is not zero whatever the data say: the prior has said so.
  if (priors === null && (!(gain >= 1e-3) || (s * days) / beta < 1e-6)) {
    return atRest([noDropout(Math.max(0, gain) || 0)], 'no-dropout');
  }
  let status: FitStatus = 'interior';
  let boundary: BoundaryCode | null = null;
  const warnings: Warning[] = [];
  const { largestLogError, vague } = uncertaintyOf(top.hessian);
  if (shape > LARGEST_SHAPE) {
    [shape, scale] = [LARGEST_SHAPE, (scale / shape) * LARGEST_SHAPE];
    [status, boundary] = ['boundary', 'identical-rates'];
    warnings.push(identicalCustomers('rates'));
  }
  if (s > LARGEST_SHAPE) {
    [s, beta] = [LARGEST_SHAPE, (beta / s) * LARGEST_SHAPE];
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
  const fit = modelFitOf({ ...base, free: NAMES, fixed: [], climb: { ...top, hessian }, boundary, status, warnings });
  return { purchaseShape: shape, purchaseScaleDays: scale, dropoutShape: s, dropoutScaleDays: beta, fit };
}
