import type { Maximum } from '../statistics/index.ts';
import { newtonMaximize } from '../statistics/index.ts';
import type { Curvature } from './curvature.ts';
import { isClean } from './is-clean.ts';

/** The best top that was found, and the curvature there. */
export interface Top {
  maximum: Maximum;
  hessian: number[][];
}

/** How a surface is climbed. */
export interface ClimbLimits {
  maxIterations?: number;
  tolerance?: number;
  /** climb from every start, also behind a clean top: few distinct customers may have several */
  everyStart?: boolean;
}

/**
 * Climbs a surface whose coordinates may take any value, from every start until one ends at a clean top, and keeps the
 * best. A point is computed once, however often value, slope and curvature are asked of it.
 */
export function climbSurface(
  surface: (at: readonly number[]) => Curvature,
  starts: readonly (readonly number[])[],
  limits: ClimbLimits,
): Top {
  let last: { key: string; found: Curvature } | undefined;
  const at = (point: readonly number[]): Curvature => {
    const key = point.join();
    if (last?.key !== key) last = { key, found: surface(point) };
    return last.found;
  };
  const objective = {
    value: (point: readonly number[]): number => at(point).value,
    gradient: (point: readonly number[]): Curvature['gradient'] => at(point).gradient,
    hessian: (point: readonly number[]): Curvature['hessian'] => at(point).hessian,
  };
  const topAt = (maximum: Maximum): Top => ({
    maximum,
    hessian: at(maximum.at).hessian.map((row) => Array.from(row)),
  });
  let best: Maximum | undefined;
  for (const start of starts) {
    const maximum = newtonMaximize(objective, start, {
      ...(limits.maxIterations === undefined ? {} : { maxIterations: limits.maxIterations }),
      ...(limits.tolerance === undefined ? {} : { tolerance: limits.tolerance }),
    });
    // Behind a climb that never came to rest may be anything: one that did is worth more than its height.
    const better =
      !best || (maximum.converged === best.converged ? maximum.value > best.value + 1e-9 : maximum.converged);
    if (better) best = maximum;
    // A ridge may end a climb beside a higher top; behind a clean top of many customers there is none.
    if (!limits.everyStart && isClean(topAt(best!))) break;
  }
  return topAt(best!);
}
