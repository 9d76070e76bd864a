import { emptyCurvature, type Curvature } from './curvature.ts';
import type { HistoryColumns } from './history-columns.ts';
import { noSteps, stepTo } from './rising-terms.ts';
import { stageTerms } from './stage-terms.ts';

/**
 * Log-likelihood of NBD over distinct histories, with exact derivatives in r and α:
 * ln Γ(r + x)/Γ(r) + r ln α − (r + x) ln(α + T). With a rhythm of k stages kx replaces x and ln S of {@link stageTerms}
 * is added: the same model without dropout.
 *
 * @param room - overwritten and returned; made anew where it is not given
 * @see Ehrenberg 1959; Fader & Hardie 2005, the form for a history rather than a count
 */
export function nbdLikelihood(
  columns: HistoryColumns,
  parameters: readonly number[],
  stages = 1,
  room: Curvature = emptyCurvature(2),
): Curvature {
  const [r, alpha] = parameters as [number, number];
  const { rows, repeatPurchases, daysToLast, daysObserved, customers } = columns;
  let value = 0;
  let [gr, gAlpha, hrr, hrAlpha, hAlphaAlpha] = [0, 0, 0, 0, 0];
  const logAlpha = Math.log(alpha);
  const rate = noSteps();
  const still = new Float64Array(6);
  for (let i = 0; i < rows; i++) {
    const x = stages * repeatPurchases[i]!;
    // The rows are sorted by x, so the terms are carried on, never begun again.
    stepTo(rate, r, x);
    const w = customers[i]!;
    const T = daysObserved[i]!;
    const A = alpha + T;
    // Differences of large numbers as what they are: where customers hardly differ, r and α run off together.
    const gone = Math.log1p(T / alpha);
    const fromA = T / alpha / A;
    const y = r + x;
    value += w * (rate.log - r * gone - x * (logAlpha + gone));
    gr += w * (rate.slope - gone);
    gAlpha += w * (r * fromA - x / A);
    hrr += w * rate.curve;
    hrAlpha += w * fromA;
    hAlphaAlpha += w * (x / (A * A) - r * fromA * (1 / alpha + 1 / A));
    if (stages === 1) continue;
    stageTerms(stages, y, A, T - daysToLast[i]!, still);
    value += w * still[0]!;
    gr += w * still[1]!;
    gAlpha += w * still[2]!;
    hrr += w * still[3]!;
    hrAlpha += w * still[4]!;
    hAlphaAlpha += w * still[5]!;
  }
  room.value = value;
  room.gradient.set([gr, gAlpha]);
  room.hessian[0]!.set([hrr, hrAlpha]);
  room.hessian[1]!.set([hrAlpha, hAlphaAlpha]);
  return room;
}
