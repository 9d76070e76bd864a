import type { Warning } from '../errors/index.ts';
import type { FitStatus, Maximum } from '../statistics/index.ts';
import { invertSymmetric } from '../statistics/index.ts';
import type { Climb } from './climb.ts';
import { LARGEST_LOG_ERROR } from './fit-limits.ts';
import type { BoundaryCode, ModelFit, ParameterPriors } from './model-fit.ts';

/** What a fit report is made of. */
export interface FitFacts {
  /** parameters that the data decided, in the order of the climb */
  free: readonly string[];
  /** parameters of the model that were set by a boundary */
  fixed: readonly string[];
  climb: Omit<Climb, 'maximum'> & { maximum: Pick<Maximum, 'iterations' | 'gradientNorm'> };
  n: number;
  uniqueHistories: number;
  repeatPurchases: number;
  boundary: BoundaryCode | null;
  priors: ParameterPriors | null;
  status: FitStatus;
  warnings: Warning[];
  /** covariance of the free parameters on the raw scale, where they are not all logarithms of the climb */
  covariance?: number[][] | null;
}

/** Uncertainty of a climb: covariance in ln(parameter), and how far it may be trusted. */
export interface Uncertainty {
  /** null where the curvature does not define one */
  logCovariance: number[][] | null;
  /** largest standard error of a log parameter */
  largestLogError: number;
  /** the data hardly decide: an error beyond {@link LARGEST_LOG_ERROR}, or eigenvalues of the information beyond 1e10 apart */
  vague: boolean;
}

/** Inverts the information in ln(parameter). */
export function uncertaintyOf(hessian: readonly (readonly number[])[]): Uncertainty {
  const information = hessian.map((row) => row.map((h) => -h));
  const nothing = { logCovariance: null, largestLogError: Infinity, vague: true };
  if (information.some((row) => row.some((h) => !Number.isFinite(h)))) return nothing;
  const { inverse, dropped, definite } = invertSymmetric(information, { tolerance: 1e-14 });
  if (!definite || dropped.length > 0) return nothing;
  const largestLogError = Math.sqrt(Math.max(...inverse.map((row, i) => row[i]!)));
  const condition = largestEigenvalue(information) * largestEigenvalue(inverse);
  return { logCovariance: inverse, largestLogError, vague: largestLogError > LARGEST_LOG_ERROR || condition > 1e10 };
}

/**
 * By the power method, from below: to a few digits, which is all that a bound of 1e10 asks. A whole decomposition would
 * cost every importer of a fit half a kilobyte.
 */
function largestEigenvalue(matrix: readonly (readonly number[])[]): number {
  // No eigenvector of symmetry is orthogonal to such a start.
  let vector = matrix.map((_, i) => 0.7 ** i);
  let value = 0;
  for (let round = 0; round < 60; round++) {
    const next = matrix.map((row) => row.reduce((sum, entry, j) => sum + entry * vector[j]!, 0));
    value = Math.hypot(...next);
    if (value === 0) return 0;
    vector = next.map((entry) => entry / value);
  }
  return value;
}

/** The report of a likelihood fit. Covariance on the raw scale: cov_ij = θ_i θ_j V_ij, zero for parameters at a boundary. */
export function modelFitOf(facts: FitFacts): ModelFit {
  const { free, fixed, climb, n, status, boundary, priors, warnings, uniqueHistories, repeatPurchases } = facts;
  const known = facts.covariance === undefined ? rawCovariance(climb) : facts.covariance;
  const parameters = [...free, ...fixed];
  const covariance = known && parameters.map((_, i) => parameters.map((__, j) => known[i]?.[j] ?? 0));
  const standardErrors = parameters.map((_, i) =>
    covariance && i < free.length ? Math.sqrt(covariance[i]![i]!) : null,
  );
  const k = free.length;
  return {
    n,
    status,
    warnings,
    logLikelihood: climb.logLikelihood,
    aic: 2 * k - 2 * climb.logLikelihood,
    bic: k * Math.log(n) - 2 * climb.logLikelihood,
    iterations: climb.maximum.iterations,
    gradientNorm: climb.maximum.gradientNorm,
    parameters,
    standardErrors,
    covariance,
    uniqueHistories,
    repeatPurchases,
    boundary,
    priors,
  };
}

/** cov_ij = θ_i θ_j V_ij. */
function rawCovariance({ hessian, parameters: theta }: FitFacts['climb']): number[][] | null {
  const { logCovariance } = uncertaintyOf(hessian);
  return logCovariance && logCovariance.map((row, i) => row.map((v, j) => theta[i]! * theta[j]! * v));
}
