import type { Maximum } from '../statistics/index.ts';
import { climbSurface, type ClimbLimits } from './climb-surface.ts';
import type { Curvature } from './curvature.ts';
import type { ParameterPriors } from './model-fit.ts';

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
  options: ClimbLimits & { priors: ParameterPriors | null },
): Climb {
  const { maximum, hessian } = climbSurface(
    logSurface(likelihood, names, options.priors),
    starts.map((start) => start.map(Math.log)),
    options,
  );
  const parameters = maximum.at.map(Math.exp);
  return { parameters, logLikelihood: likelihood(parameters).value, hessian, maximum };
}

/** Value, slope and curvature in ln(parameter), with the priors. */
export function logSurface(
  likelihood: (parameters: readonly number[]) => Curvature,
  names: readonly string[],
  priors: ParameterPriors | null,
): (logs: readonly number[]) => Curvature {
  return (logs) => {
    const theta = logs.map(Math.exp);
    const { value, gradient, hessian } = likelihood(theta);
    const found: Curvature = {
      value,
      gradient: Float64Array.from(theta, (t, i) => t * gradient[i]!),
      hessian: theta.map((t, i) =>
        Float64Array.from(theta, (u, j) => t * u * hessian[i]![j]! + (i === j ? t * gradient[i]! : 0)),
      ),
    };
    names.forEach((name, i) => {
      if (!priors || !Object.hasOwn(priors, name)) return;
      const { median, logSd } = priors[name]!;
      const z = (logs[i]! - Math.log(median)) / logSd;
      found.value -= (z * z) / 2;
      found.gradient[i]! -= z / logSd;
      found.hessian[i]![i]! -= 1 / (logSd * logSd);
    });
    return found;
  };
}
