import { climb } from './climb.ts';
import type { Curvature } from './curvature.ts';
import { modelFitOf } from './model-fit-of.ts';
import type { FitOptions, ModelFit } from './model-fit.ts';
import { readPriors } from './read-priors.ts';
import { verdictOf } from './verdict-of.ts';

/** What is fitted: shapes only, no scale; pairs of them are beta distributions that may run off together. */
export interface ShapesProblem {
  likelihood: (parameters: readonly number[]) => Curvature;
  names: readonly string[];
  starts: readonly (readonly number[])[];
  /** what each two parameters from the first on describe: the shapes of a beta distribution, by which customers differ */
  pairs: readonly ('rates' | 'dropout')[];
  counts: Pick<ModelFit, 'n' | 'uniqueHistories' | 'repeatPurchases'>;
}

/** Fits a model of shapes; a pair past the largest is kept by its ratio, which is what the data decided. */
export function fitShapes(problem: ShapesProblem, options: FitOptions): { parameters: number[]; fit: ModelFit } {
  const { likelihood, names, starts, pairs, counts } = problem;
  const weak = (): Record<string, { median: number; logSd: number }> =>
    Object.fromEntries(names.map((name) => [name, { median: 1, logSd: 1.5 }]));
  const priors = readPriors(options, names, weak);
  const top = climb(likelihood, names, starts, { ...options, priors });
  const sizes = pairs.map((what, k) => [what, top.parameters[2 * k]! + top.parameters[2 * k + 1]!] as const);
  const { parameters, ...verdict } = verdictOf(top, top.parameters, sizes, 'how much customers differ');
  return { parameters, fit: modelFitOf({ ...counts, free: names, fixed: [], climb: top, priors, ...verdict }) };
}
