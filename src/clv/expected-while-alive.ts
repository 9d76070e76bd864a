import { aliveState, leavesAfterFirst, stagesOf } from './alive-state.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { DropoutAfterPurchaseModel } from './purchase-model.ts';
import { sumOverCycles } from './sum-over-cycles.ts';

/** Up to here t/A makes a series of its powers short. */
const NEAR = 0.3;

/**
 * Expected purchases within t days of a customer who is alive now, in the models of leaving after a purchase.
 *
 * With w = t/A, z = w/(1 + w) and c = a + b' − 1, equation 10 of the paper is c/(a − 1) · (1 − F(R, a − 1; c; −w)) after Pfaff's
 * transformation of the hypergeometric F, a series without any power:
 *
 *   −Σ_{n ≥ 1} (R)_n (a)_{n−1} (−w)^n / ((c + 1)_{n−1} n!)
 *
 * Its terms change their sign: it is taken where they fall at once, which is most customers over some months. Elsewhere it is
 * Euler's transformation, written so that nothing special happens at a = 1 (where the published form divides 0 by 0 and
 * lifetimes 0.11.3 returns NaN for everybody) or at c ≤ 0:
 *
 *   −c·expm1((a − 1)·ln(1 − z))/(a − 1) − (1 − z)^(a − 1) · Σ_{n ≥ 1} (c − R)_n (a)_{n−1} z^n / ((c + 1)_{n−1} n!)
 *
 * Its two parts cancel where a + b' is much larger than R; there, and where gaps have a rhythm, a sum of positive terms is taken
 * instead ({@link sumOverCycles}), as where t is so many times A that the terms hardly fall.
 */
export function expectedWhileAlive(model: DropoutAfterPurchaseModel, history: PurchaseHistory, t: number): number {
  const x = history.repeatPurchases;
  const R = model.purchaseShape + x;
  const A = model.purchaseScaleDays + history.daysObserved;
  const a = model.dropoutA;
  if (stagesOf(model) > 1) return sumOverCycles(aliveState(model, history), t, 'purchases');
  if (a === 0) return (R / A) * t;
  // c + 1: a tiny a + b would lose its digits in c, where the whole number before it may be −1.
  const d = a + model.dropoutB + (leavesAfterFirst(model) ? x + 1 : x);
  const c = d - 1;
  const w = t / A;
  // The second term is less than half of the first, later ones fall about as fast; and products of four factors stay in range.
  const near = w < NEAR && (R + 1) * a * w < d && d < 1e60;
  const p = near ? R : c - R;
  const z = near ? -w : t / (A + t);
  // term_1 = p·z; then term_{n+1}/term_n = (p + n)(a + n − 1) z / ((c + n)(n + 1)).
  let term = p * z;
  let sum = term;
  let size = Math.abs(term);
  let n = 1;
  // The terms change their sign up to n = −p, which is hardly ever reached; there their sizes are added apart.
  for (; term !== 0 && n < -p; n++) {
    term *= ((p + n) * (a + (n - 1)) * z) / ((d + (n - 1)) * (n + 1));
    sum += term;
    size += Math.abs(term);
  }
  const begun = sum;
  // Terms fall by z at last: behind one of them there is no more than term·z/(1 − z) = term·w, here 1e-16 of the sum.
  const rest = 1e-16 / w;
  // Behind that they fall, with one sign or, near, with changing ones. Four at a time share one division, which is what a term
  // costs; the factors above and below the line are quadratic in n, so that three of four follow from their differences.
  let up1 = p + n;
  let up2 = a + (n - 1);
  let down1 = d + (n - 1);
  let down2 = n + 1;
  while (term !== 0 && down2 < 1e5) {
    const u1 = up1 * up2 * z;
    const rise = (up1 + up2 + 1) * z;
    const u2 = u1 + rise;
    const u3 = u2 + (rise + 2 * z);
    const u4 = u3 + (rise + 4 * z);
    const d1 = down1 * down2;
    const d2 = d1 + (down1 + down2 + 1);
    const d3 = d2 + (down1 + down2 + 3);
    const d4 = d3 + (down1 + down2 + 5);
    const d34 = d3 * d4;
    const d234 = d2 * d34;
    const step = term / (d1 * d234);
    sum += step * u1 * (d234 + u2 * (d34 + u3 * (d4 + u4)));
    term = step * (u1 * u2 * (u3 * u4));
    if (Math.abs(term) <= rest * Math.abs(sum)) break;
    up1 += 4;
    up2 += 4;
    down1 += 4;
    down2 += 4;
  }
  if (near) return -sum;
  size += Math.abs(sum - begun);
  const logRest = -Math.log1p(w);
  const u = (a - 1) * logRest;
  const growth = Math.expm1(u);
  const first = Math.abs(u) < 1e-300 ? -c * logRest : (-c * growth) / (a - 1);
  // e^u is at hand, unless it is so small that adding 1 would have drowned it.
  const weight = u < -1 ? Math.exp(u) : 1 + growth;
  const result = first - weight * sum;
  // Digits lost to cancellation: the rounding of the larger part against the result.
  const lost = (Math.abs(first) + weight * size) / result;
  const ended = down2 < 1e5;
  return ended && result > 0 && lost < 1e4 ? result : sumOverCycles(aliveState(model, history), t, 'purchases');
}
