import { digamma, logGamma, trigamma } from '../statistics/index.ts';
import type { Curvature } from './curvature.ts';
import type { SpendColumns } from './spend-columns.ts';

/**
 * Log-likelihood of Gamma-Gamma over mean amounts m of x purchases, with exact derivatives in p, q, v. With P = px + q and
 * D = v + xm: ln Γ(P) − ln Γ(px) − ln Γ(q) + q ln v + (px − 1) ln m + px ln x − P ln D.
 *
 * @see Fader & Hardie 2013, "The Gamma-Gamma model of monetary value", note 025, equation 1a
 */
export function spendLikelihood({ rows }: SpendColumns, parameters: readonly number[]): Curvature {
  const [p, q, v] = parameters as [number, number, number];
  let value = 0;
  let [gp, gq, gv, hpp, hpq, hpv, hqq, hqv, hvv] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  const base = { gamma: logGamma(q), psi: digamma(q), psi1: trigamma(q), logV: Math.log(v) };
  let x = 0;
  let [gammaTerm, psiP, psiPx, psi1P, psi1Px] = [0, 0, 0, 0, 0];
  for (const { repeatPurchases, mean, customers: w } of rows) {
    if (repeatPurchases !== x) {
      // The Γ-terms depend on x alone, and the rows are sorted by it.
      x = repeatPurchases;
      const px = p * x;
      gammaTerm = logGamma(px + q) - logGamma(px);
      [psiP, psiPx] = [digamma(px + q), digamma(px)];
      [psi1P, psi1Px] = [trigamma(px + q), trigamma(px)];
    }
    const total = x * mean;
    const D = v + total;
    const logShare = -Math.log1p(v / total);
    const P = p * x + q;
    // px ln(xm) − P ln D and q ln v, written by ratios.
    value += w * (gammaTerm - base.gamma + q * (base.logV - Math.log(D)) + p * x * logShare - Math.log(mean));
    gp += w * x * (psiP - psiPx + logShare);
    gq += w * (psiP - base.psi + base.logV - Math.log(D));
    gv += w * (q / v - P / D);
    hpp += w * x * x * (psi1P - psi1Px);
    hpq += w * x * psi1P;
    hpv -= (w * x) / D;
    hqq += w * (psi1P - base.psi1);
    hqv += w * (1 / v - 1 / D);
    hvv += w * (P / (D * D) - q / (v * v));
  }
  return {
    value,
    gradient: Float64Array.of(gp, gq, gv),
    hessian: [Float64Array.of(hpp, hpq, hpv), Float64Array.of(hpq, hqq, hqv), Float64Array.of(hpv, hqv, hvv)],
  };
}
