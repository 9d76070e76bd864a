import type { CurvedObjective } from '../statistics/index.ts';
import type { AftError } from './aft-error.ts';

/** Rows of the model: log lifetimes and scaled covariates. */
export interface AftData {
  count: number;
  /** columns of `values`, the intercept not among them */
  size: number;
  values: Float64Array;
  logDays: Float64Array;
  /** ln of the entry, −Infinity where there is none */
  logEntry: Float64Array;
  weight: Float64Array;
  ended: Uint8Array;
  /** the exponential has its scale fixed at 1 */
  fixedScale: boolean;
}

/**
 * The log-likelihood over (intercept, β, ln scale) with analytic derivatives: density of T for ends, survival for the rest,
 * and ln S(entry) taken away for late entries (Kalbfleisch & Prentice 2002, section 3.4).
 *
 * With z = (ln t − μ)/σ: ∂z/∂β = −x/σ, ∂z/∂lnσ = −z, ∂²z/∂β∂lnσ = x/σ, ∂²z/∂lnσ² = z.
 */
export function aftLikelihood(data: AftData, error: AftError): CurvedObjective {
  const { count, size: p, values, logDays, logEntry, weight, ended, fixedScale } = data;
  const q = p + (fixedScale ? 1 : 2);
  const term = new Float64Array(3);
  const gradient = new Float64Array(q);
  const hessian = Array.from({ length: q }, () => new Float64Array(q));
  const x = new Float64Array(p + 1);
  x[0] = 1;
  let value = 0;
  let last: number[] | null = null;

  function addTerm(z: number, sign: number, sigma: number): void {
    value += sign * term[0]!;
    const first = sign * term[1]!;
    const second = sign * term[2]!;
    for (let k = 0; k <= p; k++) {
      const slope = x[k]! / sigma;
      gradient[k]! -= first * slope;
      for (let j = 0; j <= k; j++) hessian[k]![j]! += (second * slope * x[j]!) / sigma;
      if (!fixedScale) hessian[p + 1]![k]! += (second * z + first) * slope;
    }
    if (!fixedScale) {
      gradient[p + 1]! -= first * z;
      hessian[p + 1]![p + 1]! += second * z * z + first * z;
    }
  }

  /** All three at once; the optimizer asks for them at the same point one after the other. */
  function compute(at: readonly number[]): void {
    if (last && last.every((old, i) => old === at[i])) return;
    last = [...at];
    value = 0;
    gradient.fill(0);
    for (const row of hessian) row.fill(0);
    const tau = fixedScale ? 0 : at[p + 1]!;
    const sigma = Math.exp(tau);
    for (let i = 0; i < count; i++) {
      let mu = at[0]!;
      for (let k = 0; k < p; k++) {
        x[k + 1] = values[i * p + k]!;
        mu += x[k + 1]! * at[k + 1]!;
      }
      const z = (logDays[i]! - mu) / sigma;
      if (ended[i] === 1) {
        error.density(z, term);
        value -= weight[i]! * (tau + logDays[i]!);
        if (!fixedScale) gradient[p + 1]! -= weight[i]!;
      } else error.survival(z, term);
      addTerm(z, weight[i]!, sigma);
      if (logEntry[i] !== -Infinity) {
        const entered = (logEntry[i]! - mu) / sigma;
        error.survival(entered, term);
        addTerm(entered, -weight[i]!, sigma);
      }
    }
    for (let k = 0; k < q; k++) for (let j = 0; j < k; j++) hessian[j]![k] = hessian[k]![j]!;
  }

  return {
    value: (at) => {
      compute(at);
      return value;
    },
    gradient: (at) => {
      compute(at);
      return gradient;
    },
    hessian: (at) => {
      compute(at);
      return hessian;
    },
  };
}
