import { findRoot } from '../statistics/index.ts';
import { netScoreVariance } from './net-score-test.ts';

/**
 * Score interval of a net score from shares, in −1..1: all the `t` that the score test does not reject. The upper end is
 * solved for; the lower one is the upper one of the mirrored answers, so mirrored data have exactly mirrored intervals.
 */
export function netScoreBounds(top: number, bottom: number, n: number, z: number): { low: number; high: number } {
  return { low: -upperBound(bottom, top, n, z), high: upperBound(top, bottom, n, z) };
}

function upperBound(top: number, bottom: number, n: number, z: number): number {
  const estimate = top - bottom;
  // All answers on one side: the test never rejects the end of the scale.
  if (estimate >= 1) return 1;
  const square = (z * z) / n;
  // Negative while `t` is inside the interval; multiplied out so that it is finite where the variance is 0.
  const excess = (t: number): number => (t - estimate) ** 2 - square * netScoreVariance(top, bottom, t);
  // Every answer alike: the estimate itself is a root, and the other one has a closed form.
  if (excess(estimate) >= 0) return (estimate + square) / (1 + square);
  // The signs at the two ends differ, so there is a root.
  return findRoot(excess, { low: estimate, high: 1 })!;
}
