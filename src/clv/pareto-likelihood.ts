import type { Curvature } from './dropout-likelihood.ts';
import type { HistoryColumns } from './history-columns.ts';
import { legendrePoints } from './legendre-points.ts';
import { paretoSpan } from './pareto-span.ts';
import { noSteps, stepTo } from './rising-terms.ts';

/**
 * Log-likelihood of Pareto/NBD over distinct histories, with exact first and second derivatives in r, α, s, β:
 *
 *   ln Γ(R)/Γ(r) + r ln α + s ln β − R ln(α + T) − s ln(β + T) + ln(1 + I),  R = r + x,
 *
 * I being the integral of {@link oddsOfLapse}. A customer stayed, or left at one of 24 ages: the likelihood is a sum of
 * positive terms e^f, so its slope is the mean of f' and its curvature the mean of f'' plus the variance of f', with the
 * shares of the terms as weights.
 *
 * @see Schmittlein, Morrison & Colombo 1987; Hardie & Fader 2005, note 009, equation 15
 */
export function paretoLikelihood(columns: HistoryColumns, parameters: readonly number[]): Curvature {
  const [r, alpha, s, beta] = parameters as [number, number, number, number];
  const { rows, repeatPurchases, daysToLast, daysObserved, customers } = columns;
  const rule = legendrePoints();
  const nodes = rule.length;
  const share = new Float64Array(nodes);
  const column = (): Float64Array => new Float64Array(nodes);
  const [aInv, bInv, gapA, gapB, logA, logB] = [column(), column(), column(), column(), column(), column()];
  const rate = noSteps();
  const least = Math.min(alpha, beta);
  let value = 0;
  const g = new Float64Array(4);
  const h = new Float64Array(10);
  for (let i = 0; i < rows; i++) {
    const x = repeatPurchases[i]!;
    stepTo(rate, r, x);
    const w = customers[i]!;
    const [tx, T, R] = [daysToLast[i]!, daysObserved[i]!, r + x];
    const [A, B, a0, b0] = [alpha + T, beta + T, alpha + tx, beta + tx];
    // Differences of large numbers as what they are: where customers hardly differ, shape and scale run off together.
    const goneA = Math.log1p(T / alpha);
    const goneB = Math.log1p(T / beta);
    value += w * (rate.log - r * goneA - x * Math.log(A) - s * goneB);
    // The term of having stayed; the terms of having left are relative to it.
    const span = s > 0 ? paretoSpan(least + tx, R, a0, s + 1, b0, T - tx) : 0;
    let sum = 0;
    if (span > 0) {
      const first = least + tx;
      const silentA = Math.log1p((T - tx) / a0);
      const silentB = Math.log1p((T - tx) / b0);
      const base = R * silentA + s * silentB + Math.log(((s * first) / b0) * span);
      const shift = Math.max(0, base);
      for (let q = 0; q < nodes; q++) {
        const [point, weight] = rule[q]!;
        const step = span * point;
        const moved = first * Math.expm1(step);
        const la = Math.log1p(moved / a0);
        const lb = Math.log1p(moved / b0);
        sum += share[q] = weight * Math.exp(base - shift - R * la - (s + 1) * lb + step);
        aInv[q] = 1 / (a0 + moved);
        bInv[q] = 1 / (b0 + moved);
        // 1/(α + u) − 1/(α + T), without the difference.
        const later = T - tx - moved;
        gapA[q] = (later / A) * aInv[q]!;
        gapB[q] = (later / B) * bInv[q]!;
        logA[q] = silentA - la;
        logB[q] = silentB - lb;
      }
      const stayed = Math.exp(-shift);
      sum += stayed;
      value += w * (shift + Math.log(sum));
    } else sum = 1;
    // Slopes of the term of having stayed, then what the others add to it, each by its share.
    let [mr, ma, ms, mb] = [0, 0, 0, 0];
    let [vrr, vra, vrs, vrb, vaa, vas, vab, vss, vsb, vbb] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    if (span > 0) {
      for (let q = 0; q < nodes; q++) {
        const p = share[q]! / sum;
        const overA = gapA[q]!;
        const overB = gapB[q]!;
        const dr = logA[q]!;
        const da = -R * overA;
        const ds = 1 / s + logB[q]!;
        const db = -s * overB - bInv[q]!;
        mr += p * dr;
        ma += p * da;
        ms += p * ds;
        mb += p * db;
        vrr += p * dr * dr;
        vra += p * (dr * da - overA);
        vrs += p * dr * ds;
        vrb += p * dr * db;
        vaa += p * (da * da + R * overA * (aInv[q]! + 1 / A));
        vas += p * da * ds;
        vab += p * da * db;
        vss += p * (ds * ds - 1 / (s * s));
        vsb += p * (ds * db - overB);
        vbb += p * (db * db + bInv[q]! * bInv[q]! + s * overB * (bInv[q]! + 1 / B));
      }
    }
    const [fromA, fromB] = [T / alpha / A, T / beta / B];
    g[0]! += w * (rate.slope - goneA + mr);
    g[1]! += w * (r * fromA - x / A + ma);
    g[2]! += w * (ms - goneB);
    g[3]! += w * (s * fromB + mb);
    h[0]! += w * (rate.curve + vrr - mr * mr);
    h[1]! += w * (fromA + vra - mr * ma);
    h[2]! += w * (vrs - mr * ms);
    h[3]! += w * (vrb - mr * mb);
    h[4]! += w * (x / (A * A) - r * fromA * (1 / alpha + 1 / A) + vaa - ma * ma);
    h[5]! += w * (vas - ma * ms);
    h[6]! += w * (vab - ma * mb);
    h[7]! += w * (vss - ms * ms);
    h[8]! += w * (fromB + vsb - ms * mb);
    h[9]! += w * (vbb - mb * mb - s * fromB * (1 / beta + 1 / B));
  }
  const at = (i: number): number => h[i]!;
  return {
    value,
    gradient: g,
    hessian: [
      [0, 1, 2, 3],
      [1, 4, 5, 6],
      [2, 5, 7, 8],
      [3, 6, 8, 9],
    ].map((row) => Float64Array.from(row, at)),
  };
}
