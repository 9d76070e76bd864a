import type { Maximum } from '../statistics/index.ts';
import { newtonMaximize } from '../statistics/index.ts';
import type { Curvature } from './curvature.ts';

/** The best top that was found, and the curvature there. */
export interface Top {
  maximum: Maximum;
  hessian: number[][];
}

/**
 * Climbs a surface whose coordinates may take any value, from every start until one ends at a clean top, and keeps the
 * best. A point is computed once, however often value, slope and curvature are asked of it.
 */
export function climbSurface(
  surface: (at: readonly number[]) => Curvature,
  starts: readonly (readonly number[])[],
  limits: { maxIterations?: number; tolerance?: number },
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
  let best: Maximum | undefined;
  for (const start of starts) {
    const maximum = newtonMaximize(objective, start, {
      ...(limits.maxIterations === undefined ? {} : { maxIterations: limits.maxIterations }),
      ...(limits.tolerance === undefined ? {} : { tolerance: limits.tolerance }),
    });
    if (
      !best ||
      maximum.value > best.value + 1e-9 ||
      (maximum.converged && !best.converged && maximum.value > best.value - 1e-9)
    )
      best = maximum;
    // One start that ends at a clean top is enough: the surfaces of these models have one.
    if (best.converged) break;
  }
  const maximum = best!;
  return { maximum, hessian: at(maximum.at).hessian.map((row) => Array.from(row)) };
}
