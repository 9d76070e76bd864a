import type { Curvature } from './dropout-likelihood.ts';
import type { HistoryColumns } from './history-columns.ts';
import { noSteps, stepTo } from './rising-terms.ts';

/**
 * Log-likelihood of NBD over distinct histories, with exact derivatives in r and α:
 * ln Γ(r + x)/Γ(r) + r ln α − (r + x) ln(α + T).
 *
 * @see Ehrenberg 1959; Fader & Hardie 2005, the form for a history rather than a count
 */
export function nbdLikelihood(columns: HistoryColumns, parameters: readonly number[]): Curvature {
  const [r, alpha] = parameters as [number, number];
  const { rows, repeatPurchases, daysObserved, customers } = columns;
  let value = 0;
  let [gr, gAlpha, hrr, hrAlpha, hAlphaAlpha] = [0, 0, 0, 0, 0];
  const logAlpha = Math.log(alpha);
  const rate = noSteps();
  for (let i = 0; i < rows; i++) {
    const x = repeatPurchases[i]!;
    // The rows are sorted by x, so the terms are carried on, never begun again.
    stepTo(rate, r, x);
    const w = customers[i]!;
    const A = alpha + daysObserved[i]!;
    const logRatio = logAlpha - Math.log(A);
    const y = r + x;
    value += w * (rate.log + r * logRatio - x * Math.log(A));
    gr += w * (rate.slope + logRatio);
    gAlpha += w * (r / alpha - y / A);
    hrr += w * rate.curve;
    hrAlpha += w * (1 / alpha - 1 / A);
    hAlphaAlpha += w * (y / (A * A) - r / (alpha * alpha));
  }
  return {
    value,
    gradient: Float64Array.of(gr, gAlpha),
    hessian: [Float64Array.of(hrr, hrAlpha), Float64Array.of(hrAlpha, hAlphaAlpha)],
  };
}
