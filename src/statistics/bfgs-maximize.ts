import type { MaximizeOptions, Maximum, SmoothObjective } from './maximum.ts';
import { largestComponent, scaledGradient } from './maximum.ts';

/** An objective for BFGS: without `gradient` the slopes are taken by central differences. */
export type BfgsObjective = Pick<SmoothObjective, 'value'> & Partial<Pick<SmoothObjective, 'gradient'>>;

/**
 * Climbs to a maximum by BFGS steps: for objectives whose second derivatives are not at hand.
 *
 * Needs more iterations than {@link newtonMaximize} and ends less exactly; with differences for slopes the scaled slope
 * settles near 1e-6 and the report says `stalled` if the tolerance asks for more. It never throws.
 *
 * @param objective - value and, better, gradient; a point that is not allowed has the value NaN or −Infinity
 * @param start - parameters to begin with, where the value is finite
 * @param options - limits; at most 500 iterations and 1e-9 (1e-6 without a gradient) unless said otherwise
 * @returns the best parameters found and why it stopped
 *
 * @example Where is the top when I only know the slope?
 * ```ts
 * import { bfgsMaximize } from 'clientele/statistics';
 *
 * const top = bfgsMaximize({ value: ([x]) => -((x! - 3) ** 2), gradient: ([x]) => [-2 * (x! - 3)] }, [0]);
 * top.at; // => [~3]
 * top.converged; // => true
 * ```
 * @see Nocedal & Wright 2006, "Numerical Optimization", algorithm 6.1 with section 3.5 (Wolfe conditions)
 */
export function bfgsMaximize(
  objective: BfgsObjective,
  start: readonly number[],
  options: MaximizeOptions = {},
): Maximum {
  const { maxIterations = 500, tolerance = objective.gradient ? 1e-9 : 1e-6 } = options;
  const slopes = (x: readonly number[]): number[] =>
    objective.gradient ? Array.from(objective.gradient(x)) : differences(objective.value, x);
  const size = start.length;
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
  let gradient = slopes(at);
  const inverse = new Float64Array(size * size);
  let fresh = true; // the inverse holds nothing but the identity
  let iterations = 0;
  let settled = false;
  let stopped: Maximum['stopped'] = 'max-iterations';
  identity(inverse, size);
  while (iterations < maxIterations) {
    const slope = scaledGradient(at, gradient, value);
    if (slope <= tolerance && (settled || slope === 0 || iterations === 0)) {
      stopped = 'converged';
      break;
    }
    const step = times(inverse, gradient);
    if (fresh) {
      // The first step knows no scale: no parameter moves by more than its own size.
      const longest = step.reduce((most, s, i) => Math.max(most, Math.abs(s) / Math.max(1, Math.abs(at[i]!))), 0);
      if (longest > 1) for (let i = 0; i < size; i++) step[i] = step[i]! / longest;
    }
    const next = wolfe(objective.value, slopes, at, value, gradient, step);
    if (!next) {
      if (!fresh) {
        // The curvature learned so far may mislead: forget it once before giving up.
        identity(inverse, size);
        fresh = true;
        continue;
      }
      stopped = slope <= tolerance ? 'converged' : 'stalled';
      break;
    }
    iterations++;
    settled = Math.abs(next.value - value) <= 1e-12 * Math.max(1, Math.abs(value));
    update(inverse, size, at, gradient, next, fresh);
    fresh = false;
    ({ at, value, gradient } = next);
  }
  if (stopped === 'max-iterations' && settled && scaledGradient(at, gradient, value) <= tolerance)
    stopped = 'converged';
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

interface Point {
  at: number[];
  value: number;
  gradient: number[];
}

/** A step length that raises the value enough and flattens the slope enough, by bisection and doubling. */
function wolfe(
  valueAt: SmoothObjective['value'],
  slopes: (x: readonly number[]) => number[],
  at: readonly number[],
  value: number,
  gradient: readonly number[],
  step: readonly number[],
): Point | null {
  const rise = dot(gradient, step);
  if (!(rise > 0)) return null;
  const noise = 1e-14 * Math.abs(value);
  let low = 0;
  let high = Infinity;
  let length = 1;
  let best: Point | null = null;
  for (let trial = 0; trial < 60; trial++) {
    const x = at.map((from, i) => from + length * step[i]!);
    if (x.every((moved, i) => moved === at[i])) break;
    const there = valueAt(x);
    if (!(there < Infinity && there >= value + 1e-4 * length * rise - noise)) high = length;
    else {
      best = { at: x, value: there, gradient: slopes(x) };
      if (!(dot(best.gradient, step) > 0.9 * rise)) break;
      low = length;
    }
    length = high < Infinity ? (low + high) / 2 : length * 2;
    if (best && high - low < 1e-10 * high) break;
  }
  return best && best.gradient.every(Number.isFinite) ? best : null;
}

/** The BFGS update of the inverse curvature; skipped where the slope did not fall along the step. */
function update(
  inverse: Float64Array,
  size: number,
  at: readonly number[],
  gradient: readonly number[],
  next: Point,
  first: boolean,
): void {
  const s = next.at.map((x, i) => x - at[i]!);
  const y = next.gradient.map((g, i) => gradient[i]! - g);
  const sy = dot(s, y);
  if (!(sy > 1e-14 * Math.sqrt(dot(s, s) * dot(y, y)))) return;
  if (first) for (let i = 0; i < size; i++) inverse[i * size + i] = sy / dot(y, y);
  const hy = times(inverse, y);
  const scale = (1 + dot(y, hy) / sy) / sy;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      inverse[i * size + j]! += scale * s[i]! * s[j]! - (hy[i]! * s[j]! + s[i]! * hy[j]!) / sy;
    }
  }
}

/** Central differences with a step of the cube root of the rounding unit. */
function differences(valueAt: SmoothObjective['value'], x: readonly number[]): number[] {
  const moved = [...x];
  return x.map((from, i) => {
    const h = 6e-6 * Math.max(1, Math.abs(from));
    moved[i] = from + h;
    const above = valueAt(moved);
    moved[i] = from - h;
    const below = valueAt(moved);
    moved[i] = from;
    return (above - below) / (2 * h);
  });
}

function identity(matrix: Float64Array, size: number): void {
  matrix.fill(0);
  for (let i = 0; i < size; i++) matrix[i * size + i] = 1;
}

function times(matrix: Float64Array, x: readonly number[]): number[] {
  return x.map((_, i) => x.reduce((sum, value, j) => sum + matrix[i * x.length + j]! * value, 0));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
