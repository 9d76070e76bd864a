/** What to maximize, with its slopes. Lists that are returned may be reused by the caller: they are copied at once. */
export interface SmoothObjective {
  /**
   * Value at a point; NaN or −Infinity says that the point is not allowed.
   *
   * @param x - parameters, in the order of the start
   */
  value: (x: readonly number[]) => number;
  /**
   * Slope along every parameter.
   *
   * @param x - parameters, in the order of the start
   */
  gradient: (x: readonly number[]) => ArrayLike<number>;
}

/** A smooth objective whose curvature is known too. */
export interface CurvedObjective extends SmoothObjective {
  /**
   * Second derivatives, symmetric, row by row.
   *
   * @param x - parameters, in the order of the start
   */
  hessian: (x: readonly number[]) => readonly ArrayLike<number>[];
}

/** When to stop; the defaults suit log-likelihoods. */
export interface MaximizeOptions {
  /** most steps; default 100 for Newton, 500 for BFGS */
  maxIterations?: number;
  /** the scaled gradient below which it is a maximum; default 1e-9 */
  tolerance?: number;
}

/** Where the climb ended. Nothing in it is NaN. */
export interface Maximum {
  /** parameters at the end: the best that were found */
  at: number[];
  /** objective there */
  value: number;
  /** slope there */
  gradient: number[];
  /** largest absolute slope component */
  gradientNorm: number;
  /** steps taken */
  iterations: number;
  /** true when both the value and the slope have settled */
  converged: boolean;
  /** why it ended: `stalled` no step raises the value any more, though the slope is not 0; `not-finite` the start has no value */
  stopped: 'converged' | 'max-iterations' | 'stalled' | 'not-finite';
}

/** Largest |slope| as a change of the value for a relative change of the parameter, against the size of the value. */
export function scaledGradient(x: readonly number[], gradient: ArrayLike<number>, value: number): number {
  let largest = 0;
  const scale = Math.max(1, Math.abs(value));
  for (let i = 0; i < x.length; i++) {
    const slope = (Math.abs(gradient[i]!) * Math.max(1, Math.abs(x[i]!))) / scale;
    // A NaN slope is the steepest of all: written so that it is kept.
    if (!(slope <= largest)) largest = slope;
  }
  return largest;
}

/** Largest absolute component; NaN and infinite components count as the largest double, so that reports stay JSON. */
export function largestComponent(gradient: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < gradient.length; i++) {
    const size = Math.abs(gradient[i]!);
    if (!(size <= largest)) largest = Number.isFinite(size) ? size : Number.MAX_VALUE;
  }
  return largest;
}
