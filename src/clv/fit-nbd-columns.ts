import type { FitStatus } from '../statistics/index.ts';
import type { Warning } from '../errors/index.ts';
import { climb, type Climb } from './climb.ts';
import { LARGEST_SHAPE } from './fit-limits.ts';
import { failedFit, identicalCustomers, noRepeats, weakFit } from './fit-warnings.ts';
import type { HistoryColumns } from './history-columns.ts';
import type { BoundaryCode, FitOptions, ParameterPriors } from './model-fit.ts';
import { uncertaintyOf } from './model-fit-of.ts';
import { nbdLikelihood } from './nbd-likelihood.ts';

/** How the two purchase parameters came out. */
export interface NbdColumnsFit {
  climb: Climb;
  status: FitStatus;
  boundary: BoundaryCode | null;
  warnings: Warning[];
}

/** Names of the purchase parameters. */
export const NBD_PARAMETERS: readonly string[] = ['purchaseShape', 'purchaseScaleDays'];

/** Fits r and α of NBD; at a boundary the value there with the words for it. */
export function fitNbdColumns(
  columns: HistoryColumns,
  options: Omit<FitOptions, 'priors'> & { priors: ParameterPriors | null },
  stages = 1,
): NbdColumnsFit {
  const { n, totalRepeats, meanDaysObserved } = columns;
  if (totalRepeats === 0) {
    return {
      climb: restAt([0, meanDaysObserved || 1], 0),
      status: 'boundary',
      boundary: 'no-repeats',
      warnings: [noRepeats(n)],
    };
  }
  const days = meanDaysObserved || 1;
  const start = [momentShape(columns), 0.5, 2].map((r) => [r, (r * days * n) / (stages * totalRepeats)]);
  const top = climb((p) => nbdLikelihood(columns, p, stages), NBD_PARAMETERS, start, options);
  const [r, alpha] = top.parameters as [number, number];
  if (r > LARGEST_SHAPE) {
    // The likelihood still creeps upwards with r: the ratio is decided, the shape is not.
    const capped = [LARGEST_SHAPE, (alpha / r) * LARGEST_SHAPE];
    const climbed = { ...restAt(capped, nbdLikelihood(columns, capped, stages).value), maximum: top.maximum };
    return { climb: climbed, status: 'boundary', boundary: 'identical-rates', warnings: [identicalCustomers('rates')] };
  }
  if (!top.maximum.converged) {
    return {
      climb: top,
      status: 'failed',
      boundary: null,
      warnings: [failedFit(top.maximum.stopped, top.maximum.gradientNorm)],
    };
  }
  const { largestLogError, vague } = uncertaintyOf(top.hessian);
  if (vague) {
    const facts = {
      direction: 'how much customers differ',
      logLikelihoodGain: 0,
      largestLogError,
    };
    return { climb: top, status: 'weak', boundary: null, warnings: [weakFit(facts)] };
  }
  return { climb: top, status: 'interior', boundary: null, warnings: [] };
}

/** A climb that never began: the parameters are known without one. */
function restAt(parameters: number[], logLikelihood: number): Climb {
  return {
    parameters,
    logLikelihood,
    hessian: parameters.map(() => parameters.map(() => NaN)),
    maximum: {
      at: [],
      value: logLikelihood,
      gradient: [],
      gradientNorm: 0,
      iterations: 0,
      converged: true,
      stopped: 'converged',
    },
  };
}

/** r by moments of the counts: mean²/(variance − mean), kept within reason. */
function momentShape({ rows, repeatPurchases, customers, n, totalRepeats }: HistoryColumns): number {
  const mean = totalRepeats / n;
  let squares = 0;
  for (let i = 0; i < rows; i++) squares += customers[i]! * (repeatPurchases[i]! - mean) ** 2;
  const excess = squares / n - mean;
  return excess > 0 ? Math.min(10, Math.max(0.05, (mean * mean) / excess)) : 10;
}
