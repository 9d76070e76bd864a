import type { Top } from './climb-surface.ts';
import type { Curvature } from './curvature.ts';
import { uncertaintyOf } from './model-fit-of.ts';
import type { ParameterPriors } from './model-fit.ts';
import type { Effect } from './trait-likelihood.ts';

/** A top in the words of the model: parameters of a customer whose traits are all 0, effects of the traits as they were given. */
export interface Reported {
  parameters: number[];
  effects: number[];
  /** of parameters, then effects; null where the curvature does not define one */
  covariance: number[][] | null;
}

/**
 * From the coordinates of the climb (ln θ of the average customer, effects of a standard deviation) to those of the report.
 * Both are linear in each other but for the last exponential, so the covariance goes along exactly: D·M·V·M'·D.
 */
export function reportedOf({ maximum, hessian }: Top, effects: readonly Effect[], plain: number): Reported {
  const rows = maximum.at.map((_, i) => rowOf(i, effects, plain, maximum.at.length));
  const reported = rows.map((row) => dot(row, maximum.at));
  const parameters = reported.slice(0, plain).map(Math.exp);
  const { logCovariance: V } = uncertaintyOf(hessian);
  const raw = rows.map((row, i) => row.map((entry) => entry * (parameters[i] ?? 1)));
  const half = V && raw.map((row) => V.map((column) => dot(row, column)));
  const covariance =
    half && raw.map((row, i) => raw.map((other, j) => (j < i ? dot(half[j]!, row) : dot(half[i]!, other))));
  return { parameters, effects: reported.slice(plain), covariance };
}

/** Adds priors, which speak of the parameters as they are reported, to the likelihood. */
export function withPriors(
  found: Curvature,
  at: readonly number[],
  names: readonly string[],
  effects: readonly Effect[],
  priors: ParameterPriors | null,
): Curvature {
  names.forEach((name, t) => {
    if (!priors || !Object.hasOwn(priors, name)) return;
    const { median, logSd } = priors[name]!;
    const row = rowOf(t, effects, names.length, at.length);
    const z = (dot(row, at) - Math.log(median)) / logSd;
    found.value -= (z * z) / 2;
    row.forEach((entry, i) => {
      found.gradient[i]! -= (z / logSd) * entry;
      row.forEach((other, j) => (found.hessian[i]![j]! -= (entry * other) / (logSd * logSd)));
    });
  });
  return found;
}

/** How the coordinates of the climb make up one of the report. */
function rowOf(i: number, effects: readonly Effect[], plain: number, size: number): number[] {
  const row = Array.from({ length: size }, () => 0);
  if (i >= plain) row[i] = 1 / effects[i - plain]!.trait.deviation;
  else {
    row[i] = 1;
    effects.forEach(({ parameter, sign, trait }, j) => {
      if (parameter === i) row[plain + j] = (-sign * trait.mean) / trait.deviation;
    });
  }
  return row;
}

function dot(p: readonly number[], q: readonly number[]): number {
  return p.reduce((sum, value, i) => sum + value * q[i]!, 0);
}
