import { cholesky } from '../statistics/index.ts';
import type { WeightedSums } from './weighted-sums.ts';
import { paddedLength, sumRows } from './weighted-sums.ts';

/** Rows of a logistic regression: a column of ones first, then columns centered at their means and scaled to spread 1. */
export interface LogisticRows {
  /** rows */
  n: number;
  /** columns, that of ones among them */
  p: number;
  /** row-major, of `tableOf` */
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

/** The likelihood and its slopes at one place. */
export interface LogisticLook {
  logLikelihood: number;
  /** with the penalty, on the scaled columns */
  penalized: number;
  gradient: Float64Array;
  /** information with the penalty */
  information: Float64Array[];
  /** fitted probability of every row */
  probability: Float64Array;
}

/** Likelihood, gradient and information, in one pass over the rows. IRLS weights are floored at 1e-12. */
export function lookAt(rows: LogisticRows, beta: Float64Array): LogisticLook {
  const { n, p, x, y, w, offset } = rows;
  const probability = new Float64Array(n);
  const residual = new Float64Array(paddedLength(n));
  const weight = new Float64Array(paddedLength(n));
  let logLikelihood = 0;
  // Π(1 + e) − 1 over rows of weight 1: one logarithm does for many of them.
  let pending = 0;
  for (let i = 0; i < n; i++) {
    const row = i * p;
    let z = offset ? offset[i]! : 0;
    for (let j = 0; j < p; j++) z += x[row + j]! * beta[j]!;
    const e = Math.exp(-Math.abs(z));
    // Chance of the less likely outcome: no digits are lost where the other is almost certain.
    const small = e / (1 + e);
    const outcome = y[i]!;
    const copies = w[i]!;
    probability[i] = z >= 0 ? 1 / (1 + e) : small;
    residual[i] = copies * (z >= 0 ? outcome - 1 + small : outcome - small);
    weight[i] = copies * Math.max(small / (1 + e), FLOOR);
    logLikelihood -= copies * (Math.max(z, 0) - outcome * z);
    if (copies !== 1) logLikelihood -= copies * Math.log1p(e);
    else if ((pending += e + pending * e) > 1e15) {
      logLikelihood -= Math.log1p(pending);
      pending = 0;
    }
  }
  return lookOf(rows, beta, sumRows(x, p, residual, weight), logLikelihood - Math.log1p(pending), probability);
}

/** The same where every row has the chance `rate`, from sums of the residuals and the plain weights. */
export function lookAtRate(rows: LogisticRows, beta: Float64Array, rate: number, sums: WeightedSums): LogisticLook {
  const { n, w } = rows;
  const total = w.reduce((sum, copies) => sum + copies, 0);
  const spread = Math.max(rate * (1 - rate), FLOOR);
  const products = sums.products.map((product) => spread * product);
  const logLikelihood = total * (rate * Math.log(rate) + (1 - rate) * Math.log1p(-rate));
  return lookOf(rows, beta, { ...sums, products }, logLikelihood, new Float64Array(n).fill(rate));
}

const FLOOR = 1e-12;

function lookOf(
  { p, ridge, firth }: LogisticRows,
  beta: Float64Array,
  { gradient, products }: WeightedSums,
  logLikelihood: number,
  probability: Float64Array,
): LogisticLook {
  let penalized = logLikelihood;
  for (let j = 0; j < p; j++) {
    products[j * p + j]! += ridge[j]!;
    gradient[j]! -= ridge[j]! * beta[j]!;
    penalized -= 0.5 * ridge[j]! * beta[j]! * beta[j]!;
  }
  const information = Array.from({ length: p }, (_, j) => products.subarray(j * p, j * p + p));
  if (firth) penalized += 0.5 * logDeterminant(information);
  return { logLikelihood, penalized, gradient, information, probability };
}

function logDeterminant(information: Float64Array[]): number {
  const { lower, size } = cholesky(information, { tolerance: 1e-14 });
  let sum = 0;
  for (let j = 0; j < size; j++) sum += 2 * Math.log(lower[j * size + j]!);
  return sum;
}
