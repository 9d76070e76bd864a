import { cholesky, invertSymmetric, solveCholesky } from '../statistics/index.ts';
import type { LogisticLook, LogisticRows } from './logistic-look.ts';
import { lookAt } from './logistic-look.ts';

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
 * Newton steps on the log-likelihood, halved while they lower it.
 *
 * @param start - the coefficients to begin with, and what is seen there
 * @param reach - column → largest absolute value: a step times it is the most by which the column moves a logit
 * @see Firth (1993), Bias reduction of maximum likelihood estimates, Biometrika 80, eq. 3
 */
export function climbLogistic(
  rows: LogisticRows,
  start: { beta: Float64Array; here: LogisticLook },
  maxIterations: number,
  tolerance: number,
  reach: Float64Array,
): LogisticTop {
  const { p } = rows;
  let { beta, here } = start;
  let step = new Float64Array(p);
  let iterations = 0;
  let converged = false;
  let walking = false;
  let before = Infinity;
  let trust = 1;
  while (iterations < maxIterations) {
    const { gradient, information } = rows.firth ? firthSlopes(rows, here) : here;
    step = Float64Array.from(solveCholesky(cholesky(information, { tolerance: 1e-14 }), gradient));
    if (largest(step) <= tolerance * (1 + largest(beta))) {
      converged = true;
      break;
    }
    // The determinant is rounded: rises below this cannot be seen in it, so steps are trusted, less where they grew.
    const rises = step.reduce((sum, s, j) => sum + s * gradient[j]!, 0);
    const blind = rows.firth && rises <= 1e-10 * (1 + Math.abs(here.penalized));
    if (blind) {
      if (rises >= before) trust /= 2;
      before = rises;
      if (trust < 0.01) {
        converged = true;
        break;
      }
    }
    let length = blind ? trust : 1;
    let next = here;
    let at = beta;
    for (; length > 1e-8; length /= 2) {
      at = beta.map((b, j) => b + length * step[j]!);
      next = lookAt(rows, at);
      if (blind || next.penalized >= here.penalized - 1e-13 * Math.abs(here.penalized)) break;
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
  const gradientNorm = largest((rows.firth ? firthSlopes(rows, here) : here).gradient);
  const { logLikelihood, penalized } = here;
  const ended = { unidentified: dropped, iterations, converged, walking };
  return { beta, step, logLikelihood, penalized, gradientNorm, inverse, ...ended };
}

/**
 * Slopes under Jeffreys prior: Σ (w(y − p) + h(½ − p))·x with h the leverage of the row, and the curvature where leverages
 * stay as they are, Σ wp(1 − p)(1 + h)·xx'. The information alone makes steps too long where few rows hold much leverage.
 */
function firthSlopes({ n, p, x, w }: LogisticRows, here: LogisticLook): Pick<LogisticLook, 'gradient' | 'information'> {
  const { inverse } = invertSymmetric(here.information, { tolerance: 1e-14 });
  const gradient = Float64Array.from(here.gradient);
  const information = here.information.map((line) => Float64Array.from(line));
  for (let i = 0; i < n; i++) {
    const row = i * p;
    const chance = here.probability[i]!;
    let form = 0;
    for (let j = 0; j < p; j++) {
      let inner = 0;
      for (let k = 0; k < p; k++) inner += inverse[j]![k]! * x[row + k]!;
      form += x[row + j]! * inner;
    }
    const weight = w[i]! * Math.max(chance * (1 - chance), 1e-12);
    const leverage = weight * form;
    for (let j = 0; j < p; j++) {
      gradient[j]! += leverage * (0.5 - chance) * x[row + j]!;
      for (let k = 0; k < p; k++) information[j]![k]! += weight * leverage * x[row + j]! * x[row + k]!;
    }
  }
  return { gradient, information };
}

function largest(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]!));
  return most;
}
