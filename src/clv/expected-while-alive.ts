import type { AliveState } from './alive-state.ts';
import { sumOverCycles } from './sum-over-cycles.ts';

/**
 * Expected purchases within t days of a customer who is alive now, in the models of leaving after a purchase.
 *
 * With z = t/(A + t) and c = a + b' − 1, equation 10 of the paper after Euler's transformation, written so that nothing
 * special happens at a = 1 (where the published form divides 0 by 0 and lifetimes 0.11.3 returns NaN for everybody) or at
 * c ≤ 0:
 *
 *   −c·expm1((a − 1)·ln(1 − z))/(a − 1) − (1 − z)^(a − 1) · Σ_{n ≥ 1} (c − R)_n (a)_{n−1} z^n / ((c + 1)_{n−1} n!)
 *
 * Its two parts cancel where a + b' is much larger than R; there, and where gaps have a rhythm, a sum of positive terms is taken
 * instead ({@link sumOverCycles}).
 */
export function expectedWhileAlive(state: AliveState, t: number): number {
  const { shape: R, scaleDays: A, dropoutA: a, survived } = state;
  if (state.stages > 1) return sumOverCycles(state, t, 'purchases');
  if (a === 0) return (R / A) * t;
  const c = a + survived - 1;
  const z = t / (A + t);
  const logRest = -Math.log1p(t / A);
  const u = (a - 1) * logRest;
  const growth = Math.expm1(u);
  const first = Math.abs(u) < 1e-300 ? -c * logRest : (-c * growth) / (a - 1);
  // term_1 = (c − R)·z; then term_{n+1}/term_n = (c − R + n)(a + n − 1) z / ((c + n)(n + 1)).
  let term = (c - R) * z;
  let sum = term;
  let size = Math.abs(term);
  let n = 1;
  // The terms change their sign up to n = R − c, which is hardly ever reached; there their sizes are added apart.
  for (; term !== 0 && n < R - c; n++) {
    term *= ((c - R + n) * (a + n - 1) * z) / ((c + n) * (n + 1));
    sum += term;
    size += Math.abs(term);
  }
  const begun = sum;
  // Behind that they have one sign and fall. Two at a time share one division, which is what a term costs.
  for (; term !== 0 && n < 1e5; n += 2) {
    const up = (c - R + n) * (a + n - 1) * z;
    const upNext = (c - R + n + 1) * (a + n) * z;
    const down = (c + n) * (n + 1);
    const downNext = (c + n + 1) * (n + 2);
    const step = (term * up) / (down * downNext);
    term = step * upNext;
    sum += step * downNext + term;
    if (Math.abs(term) <= 1e-17 * (size + Math.abs(sum - begun))) break;
  }
  size += Math.abs(sum - begun);
  // e^u is at hand, unless it is so small that adding 1 would have drowned it.
  const weight = u < -1 ? Math.exp(u) : 1 + growth;
  const result = first - weight * sum;
  // Digits lost to cancellation: the rounding of the larger part against the result.
  const lost = (Math.abs(first) + weight * size) / result;
  return result > 0 && lost < 1e4 ? result : sumOverCycles(state, t, 'purchases');
}
