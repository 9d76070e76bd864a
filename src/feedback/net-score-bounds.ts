import { netScoreVariance } from './net-score-test.ts';

/**
 * Score interval of a net score from shares, in points: all the `t` that the score test does not reject. The upper end is
 * solved for; the lower one is the upper one of the mirrored answers, so mirrored data have exactly mirrored intervals.
 */
export function netScoreBounds(top: number, bottom: number, n: number, z: number): { low: number; high: number } {
  return { low: -100 * upperBound(bottom, top, n, z), high: 100 * upperBound(top, bottom, n, z) };
}

/**
 * Where the test begins to reject: regula falsi with the Illinois rule, on a function that is nearly straight, to the last
 * bit in about ten steps. (Brent's method of `findRoot` would weigh four times as much here.)
 *
 * @see Dowell & Jarratt 1971, A modified regula falsi method for computing the root of an equation, BIT 11, 168-174
 */
function upperBound(top: number, bottom: number, n: number, z: number): number {
  const estimate = top - bottom;
  const square = (z * z) / n;
  // Negative while `t` is inside the interval.
  const excess = (t: number): number =>
    t - estimate - Math.sqrt(square * Math.max(0, netScoreVariance(top, bottom, t)));
  let low = estimate;
  let below = excess(low);
  // Every answer alike: the estimate itself is a root, and the other one has a closed form.
  if (below >= 0) return (estimate + square) / (1 + square);
  let high = 1;
  let above = 1 - estimate;
  let t = high;
  let side = 0;
  for (let step = 1, i = 0; Math.abs(step) > 1e-16 && i < 200; i++) {
    const next = high - (above * (high - low)) / (above - below);
    const value = excess(next);
    step = next - t;
    t = next;
    // An end that stays a second time counts half, or the other end would creep.
    if (value > 0) {
      high = t;
      above = value;
      if (side > 0) below /= 2;
      side = 1;
    } else {
      low = t;
      below = value;
      if (side < 0) above /= 2;
      side = -1;
    }
  }
  return t;
}
