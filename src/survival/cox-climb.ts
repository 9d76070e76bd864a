import { cholesky, invertSymmetric, solveCholesky } from '../statistics/index.ts';
import type { CoxData, CoxSums } from './cox-likelihood.ts';
import { sweepCox } from './cox-likelihood.ts';

/** Where Newton's climb over the partial likelihood ended, on scaled covariates. */
export interface CoxClimb {
  beta: Float64Array;
  /** unpenalized log-likelihood there and at 0 */
  value: number;
  valueNull: number;
  /** information plus penalty there */
  penalized: Float64Array[];
  wald: number;
  score: number;
  iterations: number;
  gradientNorm: number;
  /** covariates whose coefficients grow without end */
  runaway: number[];
  /** an optimum, or the flat of a runaway coefficient, was reached */
  finished: boolean;
}

/**
 * Which columns say something new: not constant, informative in some risk set, and not made of earlier ones; with the sums
 * at β = 0 that tell.
 */
export function keptColumns(
  data: CoxData,
  penalties: readonly number[],
  ended: number,
): { kept: number[]; dropped: number[]; sums: CoxSums } {
  const sums = sweepCox(data, new Float64Array(data.size));
  const { information } = sums;
  const alive = information.flatMap((row, k) => (row[k]! > 1e-10 * ended ? [k] : []));
  const matrix = alive.map((k) => alive.map((j) => information[k]![j]! + (k === j ? penalties[k]! : 0)));
  const dependent = new Set(cholesky(matrix, { tolerance: 1e-10 }).dropped.map((i) => alive[i]!));
  // Without any end nothing is informative; that is told by the status, not by dropping every column.
  if (ended === 0) return { kept: [], dropped: [], sums };
  const kept = alive.filter((k) => !dependent.has(k));
  return { kept, dropped: penalties.flatMap((_, k) => (kept.includes(k) ? [] : [k])), sums };
}

/**
 * Newton steps with halving until step and slope are small, or until the likelihood is flat while a step is not; from the
 * sums at β = 0.
 */
export function climbCox(
  data: CoxData,
  start: CoxSums,
  penalties: readonly number[],
  maxIterations: number,
  tolerance: number,
): CoxClimb {
  const p = data.size;
  let beta = new Float64Array(p);
  let here = start;
  const startInformation = here.information.map((row, k) => row[k]!);
  const penalty = (b: Float64Array): number => b.reduce((sum, x, k) => sum + 0.5 * penalties[k]! * x * x, 0);
  const slope = (sums: CoxSums, b: Float64Array): number[] =>
    Array.from(sums.gradient, (g, k) => g - penalties[k]! * b[k]!);
  const curvature = (sums: CoxSums): Float64Array[] =>
    sums.information.map((row, k) => row.map((x, j) => (j === k ? x + penalties[k]! : x)));
  const solve = (sums: CoxSums, right: readonly number[]): number[] =>
    solveCholesky(cholesky(curvature(sums), { tolerance: 1e-14 }), right);

  const score = solve(here, Array.from(here.gradient)).reduce((s, x, k) => s + x * here.gradient[k]!, 0);
  let iterations = 0;
  let finished = p === 0;
  let runaway: number[] = [];
  while (!finished && iterations < maxIterations) {
    const gradient = slope(here, beta);
    const step = solve(here, gradient);
    const objective = here.value - penalty(beta);
    let length = 1;
    let next = beta;
    let there = here;
    for (; length > 1e-8; length /= 2) {
      next = beta.map((b, k) => b + length * step[k]!);
      there = sweepCox(data, next);
      const gained = there.value - penalty(next) - objective;
      if (gained >= -1e-12 * Math.abs(objective)) break;
    }
    iterations++;
    if (!(length > 1e-8)) break;
    const gain = there.value - penalty(next) - objective;
    beta = next;
    here = there;
    const longest = step.reduce(
      (most, s, k) => Math.max(most, Math.abs(length * s) / Math.max(1, Math.abs(beta[k]!))),
      0,
    );
    const after = slope(here, beta);
    const steepest = after.reduce(
      (most, g, k) => Math.max(most, Math.abs(g) / Math.sqrt(Math.max(startInformation[k]! + penalties[k]!, 1e-300))),
      0,
    );
    finished = longest <= tolerance && steepest <= Math.max(tolerance, 1e-12 * Math.abs(here.value));
    // Flat in value and still striding: the likelihood rises for ever along these coefficients.
    const flat = Math.abs(gain) <= 1e-7 * (1 + Math.abs(here.value)) || here.value > -1e-7;
    if (!finished && flat) {
      const own = ownInformation(curvature(here));
      const ownAtStart = ownInformation(curvature(start));
      runaway = step.flatMap((s, k) => (Math.abs(length * s) > 0.05 && own[k]! < 1e-3 * ownAtStart[k]! ? [k] : []));
      if (runaway.length > 0) finished = true;
    }
  }
  const gradient = slope(here, beta);
  return {
    beta,
    value: here.value,
    valueNull: start.value,
    penalized: curvature(here),
    wald: here.information.reduce(
      (sum, row, k) => sum + row.reduce((part, x, j) => part + x * beta[k]! * beta[j]!, 0),
      0,
    ),
    score,
    iterations,
    gradientNorm: gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0),
    runaway,
    finished,
  };
}

/** What the data say about each coefficient while all others are unknown too; 0 where they say nothing. */
function ownInformation(information: readonly Float64Array[]): number[] {
  const { inverse, dropped } = invertSymmetric(information, { tolerance: 1e-14 });
  return inverse.map((row, k) => (dropped.includes(k) ? 0 : 1 / row[k]!));
}
