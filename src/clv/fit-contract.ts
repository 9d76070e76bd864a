import { contractLikelihood } from './contract-likelihood.ts';
import { fitShapes } from './fit-shapes.ts';
import { noDropout } from './fit-warnings.ts';
import type { FitOptions, ModelFit } from './model-fit.ts';

/** Fits sBG (two names) or BdW (three) to cohorts that were read. */
export function fitContract(
  cohorts: readonly (readonly number[])[],
  names: readonly string[],
  options: FitOptions,
): { parameters: number[]; fit: ModelFit } {
  const n = cohorts.reduce((sum, survivors) => sum + survivors[0]!, 0);
  const lost = n - cohorts.reduce((sum, survivors) => sum + survivors.at(-1)!, 0);
  const counts = { n, uniqueHistories: cohorts.length, repeatPurchases: 0 };
  const starts = [
    [1, 3, 1],
    [0.5, 0.5, 1],
    [2, 20, 1],
  ].map((start) => start.slice(0, names.length));
  const pairs = ['dropout'] as const;
  const likelihood = (p: readonly number[]) => contractLikelihood(cohorts, p);
  const found = fitShapes({ likelihood, names, starts, pairs, counts }, options);
  if (lost > 0 || found.fit.priors) return found;
  const fit: ModelFit = {
    ...found.fit,
    status: 'boundary',
    boundary: 'no-dropout',
    warnings: [noDropout(0)],
    logLikelihood: 0,
    aic: 2 * names.length,
    bic: names.length * Math.log(n),
    standardErrors: names.map(() => null),
    covariance: null,
  };
  return { parameters: [0, 1, 1].slice(0, names.length), fit };
}
