import { digamma, logBeta, trigamma } from '../statistics/index.ts';
import type { Curvature } from './curvature.ts';
import type { SpendColumns } from './spend-columns.ts';

/**
 * Log-likelihood of Gamma-Gamma over mean amounts m of x purchases, with exact derivatives in p, q, v. With s = px, M = xm
 * and D = v + M: −ln B(s, q) − q ln(1 + M/v) − s ln(1 + v/M) − ln m.
 *
 * Where customers hardly differ q and v run off together, where amounts hardly scatter p does: differences of large numbers
 * are taken as what they are.
 *
 * @see Fader & Hardie 2013, "The Gamma-Gamma model of monetary value", note 025, equation 1a
 */
export function spendLikelihood({ rows }: SpendColumns, parameters: readonly number[]): Curvature {
  const [p, q, v] = parameters as [number, number, number];
  let value = 0;
  let [gp, gq, gv, hpp, hpq, hpv, hqq, hqv, hvv] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  let x = 0;
  let [logB, psi1, riseOfS, bendOfS, riseOfQ, bendOfQ] = [0, 0, 0, 0, 0, 0];
  for (const { repeatPurchases, mean, customers: w } of rows) {
    if (repeatPurchases !== x) {
      // The Γ-terms depend on x alone, and the rows are sorted by it.
      x = repeatPurchases;
      logB = logBeta(p * x, q);
      psi1 = trigamma(p * x + q);
      [riseOfS, bendOfS] = risenBy(p * x, q);
      [riseOfQ, bendOfQ] = risenBy(q, p * x);
    }
    const s = p * x;
    const total = x * mean;
    const D = v + total;
    const share = total / v / D;
    value -= w * (logB + q * Math.log1p(total / v) + s * Math.log1p(v / total) + Math.log(mean));
    gp += w * x * (riseOfS - Math.log1p(v / total));
    gq += w * (riseOfQ - Math.log1p(total / v));
    gv += w * (q * share - s / D);
    hpp += w * x * x * bendOfS;
    hpq += w * x * psi1;
    hpv -= (w * x) / D;
    hqq += w * bendOfQ;
    hqv += w * share;
    hvv += w * (s / (D * D) - q * share * (1 / v + 1 / D));
  }
  return {
    value,
    gradient: Float64Array.of(gp, gq, gv),
    hessian: [Float64Array.of(hpp, hpq, hpv), Float64Array.of(hpq, hqq, hqv), Float64Array.of(hpv, hqv, hvv)],
  };
}

/** ψ(z + by) − ψ(z) and ψ′(z + by) − ψ′(z); term by term of their series where the two are nearly one number. */
function risenBy(z: number, by: number): [rise: number, bend: number] {
  const end = z + by;
  if (z < 1e4) return [digamma(end) - digamma(z), trigamma(end) - trigamma(z)];
  // 1/z^n − 1/end^n for n = 1, 2, 3; the next term of either series is below 1e-17 of the whole.
  const one = by / z / end;
  const two = one * (1 / z + 1 / end);
  const three = one * (1 / z / z + 1 / z / end + 1 / end / end);
  return [Math.log1p(by / z) + one / 2 + two / 12, -one - two / 2 - three / 6];
}
