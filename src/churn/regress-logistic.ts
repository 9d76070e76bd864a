import { cholesky, symmetricEigen } from '../statistics/index.ts';
import type { LogisticTop } from './logistic-climb.ts';
import { climbLogistic } from './logistic-climb.ts';
import type { LogisticRows } from './logistic-look.ts';
import { lookAt, lookAtRate } from './logistic-look.ts';
import type { WeightedSums } from './weighted-sums.ts';
import { sumRows, tableOf } from './weighted-sums.ts';

/** Columns, outcomes and weights of a logistic regression, on the caller's scale. */
export interface LogisticProblem {
  n: number;
  /** columns without that of ones */
  k: number;
  /** row-major, n × k */
  values: Float64Array;
  /** outcome, 0..1 */
  y: Float64Array;
  /** null: every row once */
  w: Float64Array | null;
  /** known part of the logit; null is none */
  offset: Float64Array | null;
  l2: number;
  firth: boolean;
  maxIterations: number;
  tolerance: number;
}

/** What came out, on the caller's scale. */
export interface LogisticSolution {
  intercept: number;
  /** 0 where the column was dropped */
  coefficients: number[];
  constant: number[];
  dependent: number[];
  /** columns whose coefficient has no end */
  runaway: number[];
  separated: boolean;
  oneClass: boolean;
  converged: boolean;
  iterations: number;
  gradientNorm: number;
  logLikelihood: number;
  logLikelihoodNull: number;
  penalizedLogLikelihood: number;
  /** intercept first; null where not identified */
  standardErrors: (number | null)[];
  /** intercept first; null where something is not identified */
  covariance: number[][] | null;
  /** largest over smallest eigenvalue of the columns' correlations */
  condition: number;
}

/** Fits with the columns centered and scaled inside, so that neither units nor far away values matter. */
export function regressLogistic(problem: LogisticProblem): LogisticSolution {
  const { n, k, values, y, offset, l2, firth, maxIterations, tolerance } = problem;
  const w = problem.w ?? new Float64Array(n).fill(1);
  let total = 0;
  let churned = 0;
  for (let i = 0; i < n; i++) {
    total += w[i]!;
    churned += w[i]! * y[i]!;
  }
  const { means, scales } = momentsOf(values, w, total, n, k);
  // Only columns far from 0 are centered: the zeros of yes-or-no columns are worth keeping, sums skip them.
  const centers = means.map((mean, c) => (Math.abs(mean) > 3 * scales[c]! ? mean : 0));
  const rate = churned / total;
  const constant = scales.flatMap((scale, c) => (scale === 0 ? [c] : []));
  const varied = scales.flatMap((scale, c) => (scale === 0 ? [] : [c]));
  const all = scaledColumns(problem, varied, centers, scales);
  const residual = new Float64Array(all.x.length / (varied.length + 1));
  const weight = new Float64Array(residual.length);
  for (let i = 0; i < n; i++) {
    weight[i] = w[i]!;
    residual[i] = w[i]! * (y[i]! - rate);
  }
  const sums = sumRows(all.x, varied.length + 1, residual, weight);
  const { inside, condition } = independentColumns(sums, total);
  const kept = inside.map((a) => varied[a]!);
  const dependent = varied.filter((c) => !kept.includes(c));
  const entropy = (share: number): number => (share > 0 ? share * Math.log(share) : 0);
  const plainNull = total * (entropy(rate) + entropy(1 - rate));
  const shared = { constant, dependent, condition, logLikelihoodNull: plainNull };
  if (!(churned > 0 && churned < total)) {
    // Nothing can be learned from one outcome; half a case on either side keeps the intercept finite.
    const intercept = Math.log((churned + 0.5) / (total - churned + 0.5));
    const coefficients = means.map(() => 0);
    return { ...shared, ...NOTHING, intercept, coefficients, standardErrors: [null, ...means.map(() => null)] };
  }
  const whole = kept.length === varied.length;
  const { x, reach } = whole ? all : scaledColumns(problem, kept, centers, scales);
  const p = kept.length + 1;
  const ridge = Float64Array.from([0, ...kept.map((c) => Math.min((Math.sqrt(l2) / scales[c]!) ** 2, 1e300))]); // finite
  const rows = { n, p, x, y, w, offset, ridge, firth };
  const start = whole ? startOf(rows, rate, sums) : startOf(rows, rate, chosenSums(sums, inside));
  const top = climbLogistic(rows, start, maxIterations, tolerance, reach);
  // Beside an offset the intercept alone has no closed form.
  const logLikelihoodNull = offset ? aloneLikelihood(rows, maxIterations, tolerance) : plainNull;
  const runaway = l2 === 0 && !firth ? runawayColumns(top, reach).map((j) => kept[j]!) : [];
  const coefficients = means.map(() => 0);
  kept.forEach((c, j) => (coefficients[c] = top.beta[j + 1]! / scales[c]! + 0));
  const intercept = kept.reduce((sum, c) => sum - coefficients[c]! * centers[c]!, top.beta[0]!);
  const covariance = covarianceOf(top, kept, centers, scales);
  const unsure = new Set([...top.unidentified, ...(runaway.length > 0 ? [0] : [])]);
  const errors: (number | null)[] = [0, ...coefficients].map(() => null);
  [0, ...kept.map((c) => c + 1)].forEach((place, j) => {
    const variance = covariance[j]![j]!;
    if (!unsure.has(j) && !runaway.includes(place - 1) && variance > 0) errors[place] = Math.sqrt(variance);
  });
  // ln|I| of the caller's columns: scaling them by s divides the determinant by Π s².
  const scaled = firth ? kept.reduce((sum, c) => sum + Math.log(scales[c]!), 0) : 0;
  return {
    ...shared,
    logLikelihoodNull,
    intercept,
    coefficients,
    runaway,
    separated: runaway.length > 0,
    oneClass: false,
    converged: top.converged,
    iterations: top.iterations,
    gradientNorm: top.gradientNorm,
    logLikelihood: top.logLikelihood,
    penalizedLogLikelihood: top.penalized + scaled,
    standardErrors: errors,
    covariance: unsure.size > 0 || runaway.length > 0 ? null : covariance,
  };
}

const NOTHING = {
  runaway: [] as number[],
  separated: false,
  oneClass: true,
  converged: false,
  iterations: 0,
  gradientNorm: 0,
  logLikelihood: 0,
  penalizedLogLikelihood: 0,
  covariance: null,
} as const;

function momentsOf(values: Float64Array, w: Float64Array, total: number, n: number, k: number) {
  const rough = new Float64Array(k);
  const rest = new Float64Array(k);
  const squares = new Float64Array(k);
  const most = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    const share = w[i]! / total;
    for (let c = 0; c < k; c++) rough[c]! += share * values[i * k + c]!;
  }
  // Second pass about the rough mean: exact to rounding however large the mean is.
  for (let i = 0; i < n; i++) {
    const share = w[i]! / total;
    if (share === 0) continue;
    for (let c = 0; c < k; c++) {
      const distance = values[i * k + c]! - rough[c]!;
      rest[c]! += share * distance;
      squares[c]! += share * distance * distance;
      const size = Math.abs(distance);
      if (size > most[c]!) most[c] = size;
    }
  }
  const means = Array.from(rough, (mean, c) => mean + rest[c]!);
  // A spread that is nothing but the rounding of the mean is a constant column.
  const scales = Array.from(rough, (mean, c) =>
    most[c]! <= 1e-13 * Math.abs(mean) ? 0 : Math.sqrt(Math.max(0, squares[c]! - rest[c]! * rest[c]!)),
  );
  return { means, scales };
}

/** A column of ones and the given columns, centered and scaled; with the largest absolute value of each. */
function scaledColumns({ n, k, values }: LogisticProblem, columns: number[], centers: number[], scales: number[]) {
  const p = columns.length + 1;
  const x = tableOf(n, p);
  const reach = new Float64Array(p);
  const place = Int32Array.from(columns);
  const center = Float64Array.from(columns, (c) => centers[c]!);
  const scale = Float64Array.from(columns, (c) => scales[c]!);
  reach[0] = 1;
  for (let i = 0; i < n; i++) {
    const row = i * p;
    x[row] = 1;
    for (let j = 1; j < p; j++) {
      const value = (values[i * k + place[j - 1]!]! - center[j - 1]!) / scale[j - 1]!;
      x[row + j] = value;
      const size = Math.abs(value);
      if (size > reach[j]!) reach[j] = size;
    }
  }
  return { x, reach };
}

/** Columns that say something new, by their place among the given; of two equal ones the later is left out. */
function independentColumns({ products }: WeightedSums, total: number) {
  const p = Math.sqrt(products.length);
  // Correlations; no center is further than three spreads from its mean, so little cancels.
  const gram = Array.from({ length: p - 1 }, (_, a) =>
    Float64Array.from({ length: p - 1 }, (_unused, b) => {
      const shift = (products[(a + 1) * p]! / total) * (products[(b + 1) * p]! / total);
      return products[(a + 1) * p + b + 1]! / total - shift;
    }),
  );
  const { dropped } = cholesky(gram);
  const inside = gram.flatMap((_, a) => (dropped.includes(a) ? [] : [a]));
  const spectrum = inside.length < 2 ? [1] : symmetricEigen(inside.map((a) => inside.map((b) => gram[a]![b]!))).values;
  return { inside, condition: Math.max(...spectrum) / Math.max(Math.min(...spectrum), 1e-300) };
}

/** The sums of the column of ones and of some columns behind it. */
function chosenSums({ gradient, products }: WeightedSums, inside: number[]): WeightedSums {
  const places = [0, ...inside.map((a) => a + 1)];
  return {
    gradient: Float64Array.from(places, (a) => gradient[a]!),
    products: Float64Array.from(places.flatMap((a) => places.map((b) => products[a * gradient.length + b]!))),
  };
}

/** Everybody at the rate of all, where nothing else is known; `sums` hold what is seen from there. */
function startOf(rows: LogisticRows, rate: number, sums: WeightedSums) {
  const beta = new Float64Array(rows.p);
  if (rows.offset) return { beta, here: lookAt(rows, beta) };
  beta[0] = Math.log(rate / (1 - rate));
  return { beta, here: lookAtRate(rows, beta, rate, sums) };
}

/** Likelihood of the offset and an intercept. */
function aloneLikelihood({ n, y, w, offset }: LogisticRows, maxIterations: number, tolerance: number): number {
  const x = tableOf(n, 1).fill(1, 0, n);
  const rows = { n, p: 1, x, y, w, offset, ridge: new Float64Array(1), firth: false };
  const start = { beta: new Float64Array(1), here: lookAt(rows, new Float64Array(1)) };
  return climbLogistic(rows, start, maxIterations, tolerance, Float64Array.of(1)).logLikelihood;
}

/** Columns that still walk when the likelihood has settled; by column without that of ones. */
function runawayColumns(top: LogisticTop, reach: Float64Array): number[] {
  const moved = Array.from(top.step, (step, j) => Math.abs(step) * reach[j]!).slice(1);
  const most = moved.reduce((a, b) => Math.max(a, b), 0);
  if (!top.walking) return [];
  return moved.flatMap((size, j) => (size > 0.05 * most ? [j] : []));
}

/** The inverse information on the caller's scale, intercept first. */
function covarianceOf({ inverse }: LogisticTop, kept: number[], centers: number[], scales: number[]): number[][] {
  // intercept = b0 − Σ b·center/scale, coefficient = b/scale
  const map = [
    [1, ...kept.map((c) => -centers[c]! / scales[c]!)],
    ...kept.map((c, j) => [0, ...kept.map((_, i) => (i === j ? 1 / scales[c]! : 0))]),
  ];
  const half = map.map((line) => inverse.map((column) => column.reduce((sum, value, i) => sum + value * line[i]!, 0)));
  return half.map((line) => map.map((other) => line.reduce((sum, value, i) => sum + value * other[i]!, 0)));
}
