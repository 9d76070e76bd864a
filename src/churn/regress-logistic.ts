import { cholesky, symmetricEigen } from '../statistics/index.ts';
import type { LogisticTop } from './logistic-climb.ts';
import { climbLogistic, reachOf } from './logistic-climb.ts';

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
  // Only columns far from 0 are centered: the zeros of yes-or-no columns are worth keeping, they are skipped below.
  const centers = means.map((mean, c) => (Math.abs(mean) > 3 * scales[c]! ? mean : 0));
  const { kept, constant, dependent, condition } = independentColumns(problem, w, means, centers, scales);
  const rate = churned / total;
  const entropy = (share: number): number => (share > 0 ? share * Math.log(share) : 0);
  const plainNull = total * (entropy(rate) + entropy(1 - rate));
  const shared = { constant, dependent, condition, logLikelihoodNull: plainNull };
  if (!(churned > 0 && churned < total)) {
    // Nothing can be learned from one outcome; half a case on either side keeps the intercept finite.
    const intercept = Math.log((churned + 0.5) / (total - churned + 0.5));
    const coefficients = means.map(() => 0);
    return { ...shared, ...NOTHING, intercept, coefficients, standardErrors: [null, ...means.map(() => null)] };
  }
  const p = kept.length + 1;
  const x = new Float64Array(n * p);
  for (let i = 0; i < n; i++) {
    x[i * p] = 1;
    for (let j = 1; j < p; j++) {
      const c = kept[j - 1]!;
      x[i * p + j] = (values[i * k + c]! - centers[c]!) / scales[c]!;
    }
  }
  const ridge = Float64Array.from([0, ...kept.map((c) => l2 / scales[c]! ** 2)]);
  const rows = { n, p, x, y, w, offset, ridge, firth };
  const reach = reachOf(rows);
  const top = climbLogistic(rows, offset ? 0 : Math.log(rate / (1 - rate)), maxIterations, tolerance, reach);
  // Beside an offset the intercept alone has no closed form.
  const alone = { n, p: 1, x: new Float64Array(n).fill(1), y, w, offset, ridge: new Float64Array(1), firth: false };
  const logLikelihoodNull = offset ? climbLogistic(alone, 0, maxIterations, tolerance).logLikelihood : plainNull;
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

/** Columns that say something new; of two equal ones the later is left out. */
function independentColumns(
  { n, k, values }: LogisticProblem,
  w: Float64Array,
  means: number[],
  centers: number[],
  scales: number[],
) {
  const constant = scales.flatMap((scale, c) => (scale === 0 ? [c] : []));
  const varied = scales.flatMap((scale, c) => (scale === 0 ? [] : [c]));
  const size = varied.length;
  const flat = new Float64Array(size * size);
  const row = new Float64Array(size);
  const center = Float64Array.from(varied, (c) => centers[c]!);
  const scale = Float64Array.from(varied, (c) => scales[c]!);
  const place = Int32Array.from(varied);
  let total = 0;
  for (let i = 0; i < n; i++) {
    total += w[i]!;
    for (let a = 0; a < size; a++) {
      row[a] = (values[i * k + place[a]!]! - center[a]!) / scale[a]!;
      if (row[a] === 0) continue;
      const part = w[i]! * row[a]!;
      for (let b = 0; b <= a; b++) flat[a * size + b]! += part * row[b]!;
    }
  }
  // Correlations; no center is further than three spreads from its mean, so little cancels.
  const shift = varied.map((c) => (means[c]! - centers[c]!) / scales[c]!);
  const gram = varied.map(() => new Float64Array(size));
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) gram[b]![a] = gram[a]![b] = flat[a * size + b]! / total - shift[a]! * shift[b]!;
  }
  const out = new Set(cholesky(gram).dropped);
  const inside = varied.flatMap((_, a) => (out.has(a) ? [] : [a]));
  const spectrum =
    inside.length < 2
      ? [1]
      : symmetricEigen(inside.map((a) => inside.map((b) => gram[Math.min(a, b)]![Math.max(a, b)]!))).values;
  const condition = Math.max(...spectrum) / Math.max(Math.min(...spectrum), 1e-300);
  return {
    constant,
    dependent: varied.filter((_, a) => out.has(a)),
    kept: inside.map((a) => varied[a]!),
    condition,
  };
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
