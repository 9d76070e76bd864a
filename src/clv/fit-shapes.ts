import type { Warning } from '../errors/index.ts';
import type { FitStatus } from '../statistics/index.ts';
import { climb } from './climb.ts';
import type { Curvature } from './curvature.ts';
import { failedFit, identicalCustomers, weakFit } from './fit-warnings.ts';
import { LARGEST_SHAPE } from './fit-limits.ts';
import { modelFitOf, uncertaintyOf } from './model-fit-of.ts';
import type { BoundaryCode, FitOptions, ModelFit } from './model-fit.ts';
import { readPriors } from './read-priors.ts';

/** What is fitted: shapes only, no scale; pairs of them are beta distributions that may run off together. */
export interface ShapesProblem {
  likelihood: (parameters: readonly number[]) => Curvature;
  names: readonly string[];
  starts: readonly (readonly number[])[];
  /** places of the two shapes of a beta distribution, and which customers differ by it */
  pairs: readonly (readonly [number, number, 'rates' | 'dropout'])[];
  counts: Pick<ModelFit, 'n' | 'uniqueHistories' | 'repeatPurchases'>;
}

/** Fits a model of shapes; a pair past the largest is kept by its ratio, which is what the data decided. */
export function fitShapes(problem: ShapesProblem, options: FitOptions): { parameters: number[]; fit: ModelFit } {
  const { likelihood, names, starts, pairs, counts } = problem;
  const weak = (): Record<string, { median: number; logSd: number }> =>
    Object.fromEntries(names.map((name) => [name, { median: 1, logSd: 1.5 }]));
  const priors = readPriors(options, names, weak);
  const top = climb(likelihood, names, starts, { ...options, priors });
  const parameters = [...top.parameters];
  let status: FitStatus = 'interior';
  let boundary: BoundaryCode | null = null;
  const warnings: Warning[] = [];
  for (const [i, j, what] of pairs) {
    const size = parameters[i]! + parameters[j]!;
    if (size <= LARGEST_SHAPE) continue;
    parameters[i]! *= LARGEST_SHAPE / size;
    parameters[j]! *= LARGEST_SHAPE / size;
    [status, boundary] = ['boundary', `identical-${what}`];
    warnings.push(identicalCustomers(what));
  }
  const { largestLogError, vague } = uncertaintyOf(top.hessian);
  if (boundary === null && !top.maximum.converged) {
    status = 'failed';
    warnings.push(failedFit(top.maximum.stopped, top.maximum.gradientNorm));
  } else if (boundary === null && vague) {
    status = 'weak';
    warnings.push(weakFit({ direction: 'how much customers differ', logLikelihoodGain: 0, largestLogError }));
  }
  // Where shapes were capped the curvature is that of a ridge without an end: it defines no covariance.
  const hessian = boundary === null ? top.hessian : names.map(() => names.map(() => NaN));
  const facts = { ...counts, free: names, fixed: [], climb: { ...top, hessian }, boundary, status, warnings, priors };
  return { parameters, fit: modelFitOf(facts) };
}
