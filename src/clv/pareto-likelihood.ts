import { emptyCurvature, type Curvature } from './curvature.ts';
import type { HistoryColumns } from './history-columns.ts';
import { fejerPoints } from './fejer-points.ts';
import { paretoSpan } from './pareto-span.ts';
import { noSteps, stepTo } from './rising-terms.ts';

/**
 * Log-likelihood of Pareto/NBD over distinct histories, with exact first and second derivatives in r, α, s, β:
 *
 *   ln Γ(R)/Γ(r) + r ln α + s ln β − R ln(α + T) − s ln(β + T) + ln(1 + I),  R = r + x,
 *
 * I being the integral of {@link oddsOfLapse}. A customer stayed, or left at one of 32 ages: the likelihood is a sum of
 * positive terms e^f, so its slope is the mean of f' and its curvature the mean of f'' plus the variance of f', with the
 * shares of the terms as weights: all of it is gathered in one round over the ages.
 *
 * @param room - overwritten and returned; made anew where it is not given
 *
 * @see Schmittlein, Morrison & Colombo 1987; Hardie & Fader 2005, note 009, equation 15
 */
export function paretoLikelihood(
  columns: HistoryColumns,
  parameters: readonly number[],
  room: Curvature = emptyCurvature(4),
): Curvature {
  const [r, alpha, s, beta] = parameters as [number, number, number, number];
  const { rows, repeatPurchases, daysToLast, daysObserved, customers } = columns;
  const rate = noSteps();
  const alphaFirst = alpha <= beta;
  const g = room.gradient.fill(0);
  const [hr, ha, hs, hb] = room.hessian.map((row) => row.fill(0)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let value = 0;
  for (let i = 0; i < rows; i++) {
    const x = repeatPurchases[i]!;
    stepTo(rate, r, x);
    const w = customers[i]!;
    const tx = daysToLast[i]!;
    const T = daysObserved[i]!;
    const R = r + x;
    const A = alpha + T;
    const B = beta + T;
    const a0 = alpha + tx;
    const b0 = beta + tx;
    // Differences of large numbers as what they are: where customers hardly differ, shape and scale run off together.
    const goneA = Math.log1p(T / alpha);
    const goneB = Math.log1p(T / beta);
    value += w * (rate.log - r * goneA - x * Math.log(A) - s * goneB);
    // Slopes of the term of having stayed are 0 here, those of having left are relative to it.
    let [mr, ma, ms, mb] = [0, 0, 0, 0];
    let [vrr, vra, vrs, vrb, vaa, vas, vab, vss, vsb, vbb] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    const first = alphaFirst ? a0 : b0;
    const other = alphaFirst ? b0 : a0;
    const span = s > 0 ? paretoSpan(first, alphaFirst ? R : s + 1, other, alphaFirst ? s + 1 : R, T - tx) : 0;
    if (span > 0) {
      const silentA = Math.log1p((T - tx) / a0);
      const silentB = Math.log1p((T - tx) / b0);
      const base = R * silentA + s * silentB + Math.log(((s * first) / b0) * span);
      const shift = Math.max(0, base);
      let sum = Math.exp(-shift);
      const rule = fejerPoints(span);
      for (let q = 0; q < rule.length; q++) {
        const point = rule[q]!;
        const step = span * point[0];
        const moved = first * Math.expm1(step);
        // ln(1 + moved/first) is the step itself: one logarithm of the two is known.
        const later = Math.log1p(moved / other);
        const la = alphaFirst ? step : later;
        const lb = alphaFirst ? later : step;
        const p = point[1] * Math.exp(base - shift - R * la - (s + 1) * lb + step);
        sum += p;
        const aInv = 1 / (a0 + moved);
        const bInv = 1 / (b0 + moved);
        // 1/(α + u) − 1/(α + T), without the difference.
        const left = T - tx - moved;
        const overA = (left / A) * aInv;
        const overB = (left / B) * bInv;
        const dr = silentA - la;
        const da = -R * overA;
        const ds = 1 / s + silentB - lb;
        const db = -s * overB - bInv;
        mr += p * dr;
        ma += p * da;
        ms += p * ds;
        mb += p * db;
        vrr += p * dr * dr;
        vra += p * (dr * da - overA);
        vrs += p * dr * ds;
        vrb += p * dr * db;
        vaa += p * (da * da + R * overA * (aInv + 1 / A));
        vas += p * da * ds;
        vab += p * da * db;
        vss += p * (ds * ds - 1 / (s * s));
        vsb += p * (ds * db - overB);
        vbb += p * (db * db + bInv * bInv + s * overB * (bInv + 1 / B));
      }
      value += w * (shift + Math.log(sum));
      mr /= sum;
      ma /= sum;
      ms /= sum;
      mb /= sum;
      vrr = vrr / sum - mr * mr;
      vra = vra / sum - mr * ma;
      vrs = vrs / sum - mr * ms;
      vrb = vrb / sum - mr * mb;
      vaa = vaa / sum - ma * ma;
      vas = vas / sum - ma * ms;
      vab = vab / sum - ma * mb;
      vss = vss / sum - ms * ms;
      vsb = vsb / sum - ms * mb;
      vbb = vbb / sum - mb * mb;
    }
    const fromA = T / alpha / A;
    const fromB = T / beta / B;
    g[0]! += w * (rate.slope - goneA + mr);
    g[1]! += w * (r * fromA - x / A + ma);
    g[2]! += w * (ms - goneB);
    g[3]! += w * (s * fromB + mb);
    hr[0]! += w * (rate.curve + vrr);
    hr[1]! += w * (fromA + vra);
    hr[2]! += w * vrs;
    hr[3]! += w * vrb;
    ha[1]! += w * (x / (A * A) - r * fromA * (1 / alpha + 1 / A) + vaa);
    ha[2]! += w * vas;
    ha[3]! += w * vab;
    hs[2]! += w * vss;
    hs[3]! += w * (fromB + vsb);
    hb[3]! += w * (vbb - s * fromB * (1 / beta + 1 / B));
  }
  for (let i = 0; i < 4; i++) for (let j = 0; j < i; j++) room.hessian[i]![j] = room.hessian[j]![i]!;
  room.value = value;
  return room;
}
