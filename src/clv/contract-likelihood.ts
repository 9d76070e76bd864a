import { digamma, trigamma } from '../statistics/index.ts';
import type { Curvature } from './curvature.ts';
import { logStaying } from './staying-sum.ts';

/** A survival with its logarithm's slopes and curvature in (α, β, c). */
interface Point {
  log: number;
  slope: number[];
  curve: number[][];
}

/**
 * Log-likelihood of cohorts, each the numbers left at the end of period 0, 1, …: Σ (left before − left after)·ln(S(t − 1)
 * − S(t)) + still there·ln S(K), with exact derivatives. Two parameters are sBG (c = 1), three BdW.
 *
 * @see Fader & Hardie 2007, equations 5 to 8; Fader, Hardie, Liu, Davin & Steenburgh 2018, equation 7
 */
export function contractLikelihood(cohorts: readonly (readonly number[])[], parameters: readonly number[]): Curvature {
  const k = parameters.length;
  let value = 0;
  const gradient = new Float64Array(k);
  const hessian = Array.from({ length: k }, () => new Float64Array(k));
  const longest = cohorts.reduce((most, cohort) => Math.max(most, cohort.length), 0);
  const points = Array.from({ length: longest }, (_, t) => pointAt(parameters, t));
  const add = (weight: number, log: number, slope: readonly number[], curve: readonly (readonly number[])[]): void => {
    value += weight * log;
    for (let i = 0; i < k; i++) {
      gradient[i]! += weight * slope[i]!;
      for (let j = 0; j < k; j++) hessian[i]![j]! += weight * curve[i]![j]!;
    }
  };
  for (const survivors of cohorts) {
    for (let t = 1; t < survivors.length; t++) {
      const lost = survivors[t - 1]! - survivors[t]!;
      if (lost > 0) addLeaving(lost, points[t - 1]!, points[t]!, add);
    }
    const last = survivors.length - 1;
    const { log, slope, curve } = points[last]!;
    if (survivors[last]! > 0) add(survivors[last]!, log, slope, curve);
  }
  return { value, gradient, hessian };
}

/** ln(S1 − S2) = ln S1 + ln(1 − e^h) with h = ln S2 − ln S1 below 0; q = e^h/(1 − e^h) carries the chain rule. */
function addLeaving(
  lost: number,
  before: Point,
  after: Point,
  add: (weight: number, log: number, slope: readonly number[], curve: readonly (readonly number[])[]) => void,
): void {
  const h = after.log - before.log;
  const q = -Math.exp(h) / Math.expm1(h);
  const step = after.slope.map((s, i) => s - before.slope[i]!);
  const slope = before.slope.map((s, i) => s - q * step[i]!);
  const curve = before.curve.map((row, i) =>
    row.map((b, j) => b - q * (after.curve[i]![j]! - b) - q * (1 + q) * step[i]! * step[j]!),
  );
  add(lost, before.log + Math.log(-Math.expm1(h)), slope, curve);
}

function pointAt(parameters: readonly number[], t: number): Point {
  const [a, b, c = 1] = parameters as [number, number, number?];
  const k = parameters.length;
  if (t === 0) return { log: 0, slope: parameters.map(() => 0), curve: parameters.map(() => parameters.map(() => 0)) };
  const u = t ** c;
  const lnT = Math.log(t);
  const du = u * lnT;
  const rise = digamma(b + u) - digamma(a + b + u);
  const bend = trigamma(b + u) - trigamma(a + b + u);
  const outer = trigamma(a + b) - trigamma(a + b + u);
  const mixed = outer;
  const slope = [digamma(a + b) - digamma(a + b + u), rise + digamma(a + b) - digamma(b), rise * du];
  const curve = [
    [outer, mixed, -trigamma(a + b + u) * du],
    [mixed, bend + trigamma(a + b) - trigamma(b), bend * du],
    [-trigamma(a + b + u) * du, bend * du, bend * du * du + rise * du * lnT],
  ];
  return {
    log: logStaying({ a, b, c }, t),
    slope: slope.slice(0, k),
    curve: curve.slice(0, k).map((r) => r.slice(0, k)),
  };
}
