import type { Warning } from '../errors/index.ts';
import { climb } from './climb.ts';
import type { Curvature } from './curvature.ts';
import { FEW_HISTORIES } from './fit-limits.ts';
import { fitNbdColumns, NBD_PARAMETERS } from './fit-nbd-columns.ts';
import { noDropout } from './fit-warnings.ts';
import { gapConstant } from './gap-constant.ts';
import type { HistoryColumns } from './history-columns.ts';
import { modelFitOf, type FitFacts } from './model-fit-of.ts';
import type { BoundaryCode, FitOptions, ModelFit } from './model-fit.ts';
import { readPriors } from './read-priors.ts';
import { verdictOf } from './verdict-of.ts';

/** What tells the models of leaving apart, after a purchase or at any time. */
export interface LeavingStory {
  /** names of the two parameters of leaving */
  dropout: readonly [string, string];
  /** medians of their weak priors */
  medians: readonly [number, number];
  likelihood: (parameters: readonly number[]) => Curvature;
  /** parameters to begin with, from shape and scale of purchases as if nobody left */
  starts: (shape: number, scaleDays: number) => number[][];
  /** the size that runs off where customers do not differ in leaving */
  size: (first: number, second: number) => number;
}

/**
 * Fits the two parameters of purchases and the two of leaving. The same model without leaving is fitted beside it: where
 * leaving gains nothing, its parameters run off along a ridge without an end, and the honest answer is the model without it.
 */
export function fitLeavingColumns(
  columns: HistoryColumns,
  options: FitOptions,
  story: LeavingStory,
  stages = 1,
): { parameters: [number, number, number, number]; fit: ModelFit } {
  const constant = gapConstant(columns, stages);
  const names = [...NBD_PARAMETERS, ...story.dropout];
  const medians = [1, columns.meanDaysObserved || 1, ...story.medians];
  const priors = readPriors(options, names, () =>
    Object.fromEntries(names.map((name, i) => [name, { median: medians[i]!, logSd: 1.5 }])),
  );
  const settings = { ...options, priors, everyStart: columns.rows <= FEW_HISTORIES };
  const report = (
    parameters: readonly number[],
    free: readonly string[],
    { climb: climbed, ...facts }: Pick<FitFacts, 'climb' | 'boundary' | 'status' | 'warnings' | 'covariance'>,
  ) => ({
    parameters: parameters as [number, number, number, number],
    fit: modelFitOf({
      n: columns.n,
      uniqueHistories: columns.rows,
      repeatPurchases: columns.totalRepeats,
      priors,
      free,
      fixed: names.slice(free.length),
      climb: { ...climbed, logLikelihood: climbed.logLikelihood + constant },
      ...facts,
    }),
  });
  const still = fitNbdColumns(columns, { ...settings, priors: null }, stages);
  const atRest = (boundary: BoundaryCode, warnings: Warning[]) => {
    const facts = still.status === 'failed' ? still : { ...still, status: 'boundary' as const, boundary, warnings };
    return report([...still.climb.parameters, 0, 1], NBD_PARAMETERS, facts);
  };
  if (still.boundary === 'no-repeats') return atRest('no-repeats', still.warnings);

  const [r, alpha] = still.climb.parameters as [number, number];
  // Where customers hardly differ in how often they buy, a climb begins where they do, at the same mean.
  const top = climb(
    story.likelihood,
    names,
    story.starts(Math.min(r, 10), Math.min(alpha, (10 * alpha) / r)),
    settings,
  );
  const [shape, , first, second] = top.parameters as [number, number, number, number];
  const gain = top.logLikelihood - still.climb.logLikelihood;
  // With priors the dropout is not zero whatever the data say: the prior has said so.
  if (priors === null && !(gain >= 1e-3)) {
    return atRest('no-dropout', [noDropout(gain), ...still.warnings]);
  }
  const { parameters, ...verdict } = verdictOf(
    top,
    top.parameters,
    [
      ['rates', shape],
      ['dropout', story.size(first, second)],
    ],
    'how much customers differ in leaving',
    gain,
  );
  return report(parameters, names, { climb: top, ...verdict });
}
