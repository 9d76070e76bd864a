import { digamma, logBeta, trigamma } from '../statistics/index.ts';
import type { Curvature } from './curvature.ts';
import type { OpportunityHistory } from './purchase-history.ts';

/**
 * Log-likelihood of BG/BB over distinct histories with exact derivatives in (α, β, γ, δ): the sum over how many occasions
 * m she was still there for, m = n (alive) or t_x … n − 1 (left before the next), in logarithms throughout.
 *
 * @see Fader, Hardie & Shang 2010, equation 7
 */
export function bgBbLikelihood(rows: readonly OpportunityHistory[], parameters: readonly number[]): Curvature {
  const [a, b, c, d] = parameters as [number, number, number, number];
  let value = 0;
  const gradient = new Float64Array(4);
  const hessian = Array.from({ length: 4 }, () => new Float64Array(4));
  const base = logBeta(a, b) + logBeta(c, d);
  const ab = digamma(a + b);
  const cd = digamma(c + d);
  const baseSlope = [digamma(a) - ab, digamma(b) - ab, digamma(c) - cd, digamma(d) - cd];
  const [tab, tcd] = [trigamma(a + b), trigamma(c + d)];
  const baseDiagonal = [trigamma(a), trigamma(b), trigamma(c), trigamma(d)];
  for (const { successes: x, lastSuccess, opportunities: n, customers: w = 1 } of rows) {
    const logs: number[] = [];
    for (let m = lastSuccess; m <= n; m++) logs.push(logTerm([a, b, c, d], x, m, m < n ? 1 : 0));
    const top = Math.max(...logs);
    const total = logs.reduce((sum, log) => sum + Math.exp(log - top), 0);
    value += w * (top + Math.log(total) - base);
    const mean = new Float64Array(4);
    const second = Array.from({ length: 4 }, () => new Float64Array(4));
    logs.forEach((log, i) => {
      const share = Math.exp(log - top) / total;
      if (share === 0) return;
      const m = lastSuccess + i;
      const left = m < n ? 1 : 0;
      const [sab, scd] = [a + b + m, c + d + m + left];
      const at = [a + x, b + m - x, c + left, d + m];
      const sums = [digamma(sab), digamma(sab), digamma(scd), digamma(scd)];
      const slope = at.map((z, j) => digamma(z) - sums[j]!);
      const [tsab, tscd] = [trigamma(sab), trigamma(scd)];
      for (let j = 0; j < 4; j++) {
        mean[j]! += share * slope[j]!;
        for (let k = 0; k < 4; k++) {
          const joint = j < 2 === k < 2 ? (j < 2 ? tsab : tscd) : 0;
          const own = j === k ? trigamma(at[j]!) : 0;
          second[j]![k]! += share * (slope[j]! * slope[k]! + own - joint);
        }
      }
    });
    for (let j = 0; j < 4; j++) {
      gradient[j]! += w * (mean[j]! - baseSlope[j]!);
      for (let k = 0; k < 4; k++) {
        const joint = j < 2 === k < 2 ? (j < 2 ? tab : tcd) : 0;
        const own = j === k ? baseDiagonal[j]! : 0;
        hessian[j]![k]! += w * (second[j]![k]! - mean[j]! * mean[k]! - own + joint);
      }
    }
  }
  return { value, gradient, hessian };
}

/** ln of one way to have come here, without the constant: there for m occasions, and then left or not. */
export function logTerm(
  [a, b, c, d]: readonly [number, number, number, number],
  x: number,
  m: number,
  left: 0 | 1,
): number {
  return logBeta(a + x, b + m - x) + logBeta(c + left, d + m);
}
