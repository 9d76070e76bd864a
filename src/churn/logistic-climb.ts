import { cholesky, invertSymmetric, log1pExp, sigmoid, solveCholesky } from '../statistics/index.ts';

/** Rows of a logistic regression: a column of ones first, then columns centered at their means and scaled to spread 1. */
export interface LogisticRows {
  /** rows */
  n: number;
  /** columns, that of ones among them */
  p: number;
  /** row-major */
  x: Float64Array;
  /** outcome of every row, 0..1 */
  y: Float64Array;
  /** weight of every row, 0 or more */
  w: Float64Array;
  /** known part of the logit, row by row; null is none */
  offset: Float64Array | null;
  /** column → penalty ½·ridge·β² on the scaled coefficient */
  ridge: Float64Array;
  /** Jeffreys prior: maximise ℓ + ½ ln|I| */
  firth: boolean;
}

/** Where the climb ended. */
export interface LogisticTop {
  beta: Float64Array;
  /** last step taken or refused: large entries beside a flat likelihood are coefficients that run away */
  step: Float64Array;
  logLikelihood: number;
  /** with the penalty, on the scaled columns */
  penalized: number;
  gradientNorm: number;
  /** inverse of the (penalised) information; rows of unidentified columns are 0 */
  inverse: number[][];
  unidentified: number[];
  iterations: number;
  converged: boolean;
  /** the likelihood settled while coefficients still walked: they have no end */
  walking: boolean;
}

/**
 * Newton steps on the log-likelihood, halved while they lower it. IRLS weights are floored at 1e-12.
 *
 * @see Firth (1993), Bias reduction of maximum likelihood estimates, Biometrika 80, eq. 3
 */
export function climbLogistic(
  rows: LogisticRows,
  start: number,
  maxIterations: number,
  tolerance: number,
  reach: Float64Array = reachOf(rows),
): LogisticTop {
  const { p } = rows;
  let beta = new Float64Array(p);
  beta[0] = start;
  let here = look(rows, beta);
  let step = new Float64Array(p);
  let iterations = 0;
  let converged = false;
  let walking = false;
  while (iterations < maxIterations) {
    const gradient = rows.firth ? firthGradient(rows, here) : here.gradient;
    step = Float64Array.from(solveCholesky(cholesky(here.information, { tolerance: 1e-14 }), gradient));
    if (largest(step) <= tolerance * (1 + largest(beta))) {
      converged = true;
      break;
    }
    let length = 1;
    let next = here;
    let at = beta;
    for (; length > 1e-8; length /= 2) {
      at = beta.map((b, j) => b + length * step[j]!);
      next = look(rows, at);
      if (next.penalized >= here.penalized - 1e-13 * Math.abs(here.penalized)) break;
    }
    if (length <= 1e-8) {
      converged = largest(gradient) <= 1e-6;
      break;
    }
    iterations++;
    const rise = next.penalized - here.penalized;
    beta = at;
    here = next;
    const settled = rise <= 1e-11 * (1 + Math.abs(here.penalized));
    walking = !rows.firth && settled && step.some((s, j) => Math.abs(s) * reach[j]! > 0.1);
    if (walking) break;
  }
  const { inverse, dropped } = invertSymmetric(here.information, { tolerance: 1e-13 });
  const gradientNorm = largest(rows.firth ? firthGradient(rows, here) : here.gradient);
  const { logLikelihood, penalized } = here;
  const ended = { unidentified: dropped, iterations, converged, walking };
  return { beta, step, logLikelihood, penalized, gradientNorm, inverse, ...ended };
}

interface Look {
  logLikelihood: number;
  penalized: number;
  gradient: Float64Array;
  /** information with the penalty */
  information: Float64Array[];
  probability: Float64Array;
}

function look({ n, p, x, y, w, offset, ridge, firth }: LogisticRows, beta: Float64Array): Look {
  const gradient = new Float64Array(p);
  const flat = new Float64Array(p * p);
  const probability = new Float64Array(n);
  let logLikelihood = 0;
  for (let i = 0; i < n; i++) {
    const row = i * p;
    let z = offset ? offset[i]! : 0;
    for (let j = 0; j < p; j++) z += x[row + j]! * beta[j]!;
    const chance = sigmoid(z);
    probability[i] = chance;
    logLikelihood -= w[i]! * (Math.max(z, 0) - y[i]! * z + log1pExp(-Math.abs(z)));
    const residual = w[i]! * (y[i]! - chance);
    const weight = w[i]! * Math.max(chance * (1 - chance), 1e-12);
    for (let j = 0; j < p; j++) {
      const value = x[row + j]!;
      if (value === 0) continue;
      gradient[j]! += residual * value;
      const part = weight * value;
      for (let k = 0; k <= j; k++) flat[j * p + k]! += part * x[row + k]!;
    }
  }
  let penalized = logLikelihood;
  for (let j = 0; j < p; j++) {
    flat[j * p + j]! += ridge[j]!;
    gradient[j]! -= ridge[j]! * beta[j]!;
    penalized -= 0.5 * ridge[j]! * beta[j]! * beta[j]!;
    for (let k = 0; k < j; k++) flat[k * p + j] = flat[j * p + k]!;
  }
  const information = Array.from({ length: p }, (_, j) => flat.subarray(j * p, j * p + p));
  if (firth) penalized += 0.5 * logDeterminant(information);
  return { logLikelihood, penalized, gradient, information, probability };
}

function logDeterminant(information: Float64Array[]): number {
  const { lower, size } = cholesky(information, { tolerance: 1e-14 });
  let sum = 0;
  for (let j = 0; j < size; j++) sum += 2 * Math.log(lower[j * size + j]!);
  return sum;
}

/** Σ (w(y − p) + h(½ − p))·x with h the leverage of the row. */
function firthGradient({ n, p, x, w }: LogisticRows, here: Look): Float64Array {
  const { inverse } = invertSymmetric(here.information, { tolerance: 1e-14 });
  const gradient = Float64Array.from(here.gradient);
  for (let i = 0; i < n; i++) {
    const row = i * p;
    const chance = here.probability[i]!;
    let form = 0;
    for (let j = 0; j < p; j++) {
      let inner = 0;
      for (let k = 0; k < p; k++) inner += inverse[j]![k]! * x[row + k]!;
      form += x[row + j]! * inner;
    }
    const pull = w[i]! * Math.max(chance * (1 - chance), 1e-12) * form * (0.5 - chance);
    for (let j = 0; j < p; j++) gradient[j]! += pull * x[row + j]!;
  }
  return gradient;
}

/** Column → largest absolute value: a step times it is the most by which the column moves a logit. */
export function reachOf({ n, p, x }: LogisticRows): Float64Array {
  const reach = new Float64Array(p);
  for (let i = 0; i < n * p; i++) reach[i % p] = Math.max(reach[i % p]!, Math.abs(x[i]!));
  return reach;
}

function largest(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]!));
  return most;
}
