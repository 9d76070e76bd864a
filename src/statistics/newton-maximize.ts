import { cholesky } from './cholesky.ts';
import type { CurvedObjective, MaximizeOptions, Maximum } from './maximum.ts';
import { largestComponent, scaledGradient } from './maximum.ts';
import { solveCholesky } from './solve-cholesky.ts';

/**
 * Climbs to a maximum by damped Newton steps: few iterations, and a slope of nearly nothing at the end.
 *
 * Where the surface is not concave the curvature is damped (Levenberg) until the step climbs; a step that lowers the
 * value is halved. It stops when the value has settled **and** the scaled slope is below the tolerance, then takes the
 * last step that still makes the slope smaller. It reports how it ended and never throws.
 *
 * @param objective - value, gradient and Hessian; a point that is not allowed has the value NaN or −Infinity
 * @param start - parameters to begin with, where the value is finite
 * @param options - limits; at most 100 iterations and 1e-9 unless said otherwise
 * @returns the best parameters found and why it stopped
 *
 * @example Where is the top of a known hill?
 * ```ts
 * import { newtonMaximize } from 'clientele/statistics';
 *
 * const top = newtonMaximize(
 *   { value: ([x]) => -((x! - 3) ** 2), gradient: ([x]) => [-2 * (x! - 3)], hessian: () => [[-2]] },
 *   [0],
 * );
 * top.at; // => [3]
 * top.converged; // => true
 * ```
 * @see Nocedal & Wright 2006, "Numerical Optimization", section 3.4 (modified Newton, backtracking)
 */
export function newtonMaximize(
  objective: CurvedObjective,
  start: readonly number[],
  options: MaximizeOptions = {},
): Maximum {
  const { maxIterations = 100, tolerance = 1e-9 } = options;
  let at = [...start];
  let value = objective.value(at);
  if (!Number.isFinite(value)) {
    return {
      at,
      value: -Number.MAX_VALUE,
      gradient: at.map(() => 0),
      gradientNorm: 0,
      iterations: 0,
      converged: false,
      stopped: 'not-finite',
    };
  }
  let gradient = Array.from(objective.gradient(at));
  let slope = scaledGradient(at, gradient, value);
  let stopped: Maximum['stopped'] = 'max-iterations';
  let iterations = 0;
  let settled = at.length === 0;
  while (iterations < maxIterations) {
    if (slope === 0) settled = true;
    if (settled && slope <= tolerance) {
      stopped = 'converged';
      break;
    }
    const step = climbingStep(objective.hessian(at), gradient);
    const next = search(objective, at, value, gradient, step);
    if (!next) {
      stopped = slope <= tolerance ? 'converged' : 'stalled';
      break;
    }
    iterations++;
    settled = Math.abs(next.value - value) <= 1e-12 * Math.max(1, Math.abs(value));
    at = next.at;
    value = next.value;
    gradient = Array.from(objective.gradient(at));
    slope = scaledGradient(at, gradient, value);
  }
  if (stopped === 'max-iterations' && settled && slope <= tolerance) stopped = 'converged';
  if (stopped === 'converged') {
    // One more full step costs little and takes the slope down to rounding; it is kept only if it does.
    const step = climbingStep(objective.hessian(at), gradient);
    const polished = at.map((x, i) => x + step[i]!);
    const polishedValue = objective.value(polished);
    if (polishedValue >= value - 1e-14 * Math.abs(value)) {
      const polishedGradient = Array.from(objective.gradient(polished));
      if (largestComponent(polishedGradient) < largestComponent(gradient)) {
        at = polished;
        value = polishedValue;
        gradient = polishedGradient;
      }
    }
  }
  return {
    at: at.map((x) => x + 0), // −0 is no JSON
    value: value + 0,
    gradient: gradient.map((g) => (Number.isFinite(g) ? g + 0 : 0)),
    gradientNorm: largestComponent(gradient),
    iterations,
    converged: stopped === 'converged',
    stopped,
  };
}

/** Solves (−H + λD)·step = gradient with the smallest λ of 0, 1e-3, 1e-2 … that makes the matrix positive definite. */
function climbingStep(hessian: readonly ArrayLike<number>[], gradient: readonly number[]): number[] {
  const size = gradient.length;
  const information = gradient.map((_, i) => Float64Array.from({ length: size }, (_unused, j) => -hessian[i]![j]!));
  if (information.some((row) => row.some((entry) => !Number.isFinite(entry)))) return [...gradient];
  const diagonal = information.map((row, i) => Math.max(Math.abs(row[i]!), 1e-8));
  for (let damping = 0; damping < 1e12; damping = damping === 0 ? 1e-3 : damping * 10) {
    for (let i = 0; i < size; i++) information[i]![i] = -hessian[i]![i]! + damping * diagonal[i]!;
    const factor = cholesky(information, { tolerance: 1e-14 });
    // A flat direction (dropped) may stay where it is only if nothing pulls along it.
    if (factor.definite && factor.dropped.every((j) => gradient[j] === 0)) return solveCholesky(factor, gradient);
  }
  return gradient.map((g, i) => g / diagonal[i]!);
}

/** Halves the step until the value rises enough (Armijo); null when even the smallest step does not raise it. */
function search(
  objective: CurvedObjective,
  at: readonly number[],
  value: number,
  gradient: readonly number[],
  step: readonly number[],
): { at: number[]; value: number } | null {
  const rise = gradient.reduce((sum, g, i) => sum + g * step[i]!, 0);
  // A log-likelihood is a sum of many terms: near its top the value rises by less than the sum rounds. A step that is
  // refused for that would be halved thirty times, each a pass over the data, and lead nowhere.
  const noise = 1e-12 * Math.abs(value);
  for (let length = 1; length > 1e-10; length /= 2) {
    const next = at.map((x, i) => x + length * step[i]!);
    const nextValue = objective.value(next);
    if (nextValue < Infinity && nextValue >= value + 1e-4 * length * rise - noise) {
      return next.some((x, i) => x !== at[i]) ? { at: next, value: nextValue } : null;
    }
  }
  return null;
}
