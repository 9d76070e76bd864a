import { logBeta } from '../statistics/index.ts';
import { emptyCurvature, type Curvature } from './curvature.ts';
import type { HistoryColumns } from './history-columns.ts';
import { noSteps, stepTo } from './rising-terms.ts';
import { stageTerms } from './stage-terms.ts';

/**
 * Log-likelihood of BG/NBD (`afterFirst` 0) or MBG/NBD (`afterFirst` 1) over distinct histories, with exact first and
 * second derivatives. With y = r + x, m = x + afterFirst, A = α + T, B = α + t_x:
 *
 *   ln Γ(y)/Γ(r) + r ln α − y ln A + ln Γ(b + m)/Γ(b) − ln Γ(a + b + m)/Γ(a + b) + ln(1 + e^q),
 *   q = ln a − ln(b + m − 1) + y (ln A − ln B), absent where m = 0.
 *
 * With a rhythm of k stages y is r + kx, and the 1 of the last term is S of {@link stageTerms}; what depends on neither
 * parameter, (k − 1)·Σ ln gap − x·ln Γ(k), is added by the caller.
 *
 * Everything that depends on whole numbers only is added once for each distinct x, so a row costs two logarithms.
 *
 * @param room - overwritten and returned; made anew where it is not given
 * @see Fader, Hardie & Lee 2005, equation 6, in the form of Hardie 2004, note 004 §7; Batislam et al. 2007
 */
export function dropoutLikelihood(
  columns: HistoryColumns,
  parameters: readonly number[],
  afterFirst: 0 | 1,
  stages = 1,
  room: Curvature = emptyCurvature(4),
): Curvature {
  const [r, alpha, a, b] = parameters as [number, number, number, number];
  const { rows, repeatPurchases, daysToLast, daysObserved, customers } = columns;
  const logAlpha = Math.log(alpha);
  const logA0 = Math.log(a);
  let value = 0;
  let [gr, gAlpha, ga, gb] = [0, 0, 0, 0];
  let [hrr, hrAlpha, hra, hrb, hAlphaAlpha, hAlphaA, hAlphaB, haa, hab, hbb] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  const [rate, staying, either] = [noSteps(), noSteps(), noSteps()];
  let shared = 0;
  let stayed = 0;
  let x = -1;
  let logOdds = 0;
  let weightOfX = 0;
  const still = new Float64Array(6);
  for (let i = 0; i <= rows; i++) {
    if (i === rows || repeatPurchases[i] !== x) {
      // The rows are sorted by x: here one x ends, and its Γ-terms count for all of its customers.
      if (x >= 0) {
        const m = x + afterFirst;
        stepTo(rate, r, stages * x);
        stepTo(staying, b, m);
        // ln (b)_m/(a + b)_m as one sum: apart, its halves drown it where b is large.
        if (m - shared > 1e5) stayed += logBeta(a, b + m) - logBeta(a, b + shared);
        else for (; shared < m; shared++) stayed -= Math.log1p(a / (b + shared));
        shared = m;
        stepTo(either, a + b, m);
        value += weightOfX * (rate.log + stayed);
        gr += weightOfX * rate.slope;
        ga -= weightOfX * either.slope;
        gb += weightOfX * (staying.slope - either.slope);
        hrr += weightOfX * rate.curve;
        haa -= weightOfX * either.curve;
        hab -= weightOfX * either.curve;
        hbb += weightOfX * (staying.curve - either.curve);
      }
      if (i === rows) break;
      x = repeatPurchases[i]!;
      weightOfX = 0;
      // The whole numbers first: added to them, a tiny b would lose its digits.
      logOdds = logA0 - Math.log(b + (x + afterFirst - 1));
    }
    const w = customers[i]!;
    weightOfX += w;
    const T = daysObserved[i]!;
    const A = alpha + T;
    const done = stages * x;
    const y = r + done;
    // Differences of large numbers as what they are: where customers hardly differ, r and α run off together.
    const gone = Math.log1p(T / alpha);
    const fromA = T / alpha / A;
    value -= w * (r * gone + done * (logAlpha + gone));
    gr -= w * gone;
    gAlpha += w * (r * fromA - done / A);
    hrAlpha += w * fromA;
    hAlphaAlpha += w * (done / (A * A) - r * fromA * (1 / alpha + 1 / A));
    if (stages > 1) {
      stageTerms(stages, y, A, T - daysToLast[i]!, still);
      value += w * still[0]!;
      gr += w * still[1]!;
      gAlpha += w * still[2]!;
      hrr += w * still[3]!;
      hrAlpha += w * still[4]!;
      hAlphaAlpha += w * still[5]!;
    }
    if (x + afterFirst === 0) continue;
    const B = alpha + daysToLast[i]!;
    const silent = T - daysToLast[i]!;
    const ratio = Math.log1p(silent / B);
    const q = logOdds + y * ratio - still[0]!;
    const l = ratio - still[1]!;
    // ln(1 + e^q) and its slope p, both without overflow.
    const e = Math.exp(-Math.abs(q));
    value += w * (Math.max(q, 0) + Math.log1p(e));
    const p = q >= 0 ? 1 / (1 + e) : e / (1 + e);
    const s = (w * e) / ((1 + e) * (1 + e));
    const wp = w * p;
    const slope = -silent / B / A;
    const qAlpha = y * slope - still[2]!;
    const qb = -1 / (b + (x + afterFirst - 1));
    gr += wp * l;
    gAlpha += wp * qAlpha;
    ga += wp / a;
    gb += wp * qb;
    hrr += s * l * l - wp * still[3]!;
    hrAlpha += wp * (slope - still[4]!) + s * l * qAlpha;
    hra += (s * l) / a;
    hrb += s * l * qb;
    hAlphaAlpha += wp * (-y * slope * (1 / A + 1 / B) - still[5]!) + s * qAlpha * qAlpha;
    hAlphaA += (s * qAlpha) / a;
    hAlphaB += s * qAlpha * qb;
    haa += (s - wp) / (a * a);
    hab += (s * qb) / a;
    hbb += (wp + s) * qb * qb;
  }
  room.value = value;
  room.gradient.set([gr, gAlpha, ga, gb]);
  room.hessian[0]!.set([hrr, hrAlpha, hra, hrb]);
  room.hessian[1]!.set([hrAlpha, hAlphaAlpha, hAlphaA, hAlphaB]);
  room.hessian[2]!.set([hra, hAlphaA, haa, hab]);
  room.hessian[3]!.set([hrb, hAlphaB, hab, hbb]);
  return room;
}
