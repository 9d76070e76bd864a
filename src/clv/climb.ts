import type { Maximum } from '../statistics/index.ts';
import { newtonMaximize } from '../statistics/index.ts';
import type { Curvature } from './dropout-likelihood.ts';
import type { FitOptions, ParameterPriors } from './model-fit.ts';

/** Where a climb in log parameters ended. */
export interface Climb {
  /** parameters on the raw scale */
  parameters: number[];
  /** log-likelihood without the priors */
  logLikelihood: number;
  /** second derivatives of likelihood plus priors in ln(parameter), at the end */
  hessian: number[][];
  maximum: Maximum;
}

/**
 * Maximizes a log-likelihood in ln(parameter), from every start, and keeps the best. Priors are normal in ln(parameter)
 * and added there, without a Jacobian: the mode in the logarithms.
 */
export function climb(
  likelihood: (parameters: readonly number[]) => Curvature,
  names: readonly string[],
  starts: readonly (readonly number[])[],
  options: Omit<FitOptions, 'priors'> & { priors: ParameterPriors | null },
): Climb {
  const surface = logSurface(likelihood, names, options.priors);
  const limits = {
    ...(options.maxIterations === undefined ? {} : { maxIterations: options.maxIterations }),
    ...(options.tolerance === undefined ? {} : { tolerance: options.tolerance }),
  };
  let best: Maximum | undefined;
  for (const start of starts) {
    const maximum = newtonMaximize(surface, start.map(Math.log), limits);
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
  const parameters = maximum.at.map(Math.exp);
  return {
    parameters,
    logLikelihood: likelihood(parameters).value,
    hessian: surface.hessian(maximum.at).map((row) => Array.from(row)),
    maximum,
  };
}

/** Value, slope and curvature in ln(parameter), computed once for a point however often it is asked. */
function logSurface(
  likelihood: (parameters: readonly number[]) => Curvature,
  names: readonly string[],
  priors: ParameterPriors | null,
) {
  let last: { key: string; value: number; gradient: number[]; hessian: number[][] } | undefined;
  const at = (logs: readonly number[]) => {
    const key = logs.join();
    if (last?.key === key) return last;
    const theta = logs.map(Math.exp);
    const { value, gradient, hessian } = likelihood(theta);
    last = {
      key,
      value,
      gradient: theta.map((t, i) => t * gradient[i]!),
      hessian: theta.map((t, i) => theta.map((u, j) => t * u * hessian[i]![j]! + (i === j ? t * gradient[i]! : 0))),
    };
    names.forEach((name, i) => {
      if (!priors || !Object.hasOwn(priors, name)) return;
      const { median, logSd } = priors[name]!;
      const z = (logs[i]! - Math.log(median)) / logSd;
      last!.value -= (z * z) / 2;
      last!.gradient[i]! -= z / logSd;
      last!.hessian[i]![i]! -= 1 / (logSd * logSd);
    });
    return last;
  };
  return {
    value: (logs: readonly number[]): number => at(logs).value,
    gradient: (logs: readonly number[]): number[] => at(logs).gradient,
    hessian: (logs: readonly number[]): number[][] => at(logs).hessian,
  };
}
