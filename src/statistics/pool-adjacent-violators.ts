import { InputError, requireFinite, requireOneOf, requireWithin } from '../errors/index.ts';

/** A point of an isotonic fit. */
export interface IsotonicPoint {
  /** where, in any unit that can be ordered */
  x: number;
  /** the value observed there */
  y: number;
}

/** A run of neighbouring points that share one value. */
export interface IsotonicBlock {
  /** smallest x of the run */
  from: number;
  /** largest x of the run */
  to: number;
  /** fitted value: the weighted mean of its points */
  value: number;
  /** total weight of its points */
  weight: number;
}

/** How to pool. */
export interface PoolOptions {
  /** one weight a point, 0 or more; all 1 unless given */
  weights?: readonly number[];
  /** whether the fitted values may only rise or only fall with x */
  direction: 'increasing' | 'decreasing';
}

/** A monotone step function through points. */
export interface IsotonicFit {
  /** runs with one value each, ascending by x; neighbours differ in value */
  blocks: IsotonicBlock[];
  /** fitted value of every point, in the order given */
  fitted: number[];
}

/**
 * The monotone values nearest to given points in weighted squares: neighbours that break the order are pooled.
 *
 * Points with equal x are pooled first, so the answer does not depend on the order in which they are given. Points of
 * weight 0 get the value of their place and move nothing.
 *
 * @param points - finite points in any order
 * @param options - direction, weights
 * @returns blocks ascending by x and the fitted value of each point; both empty without points
 * @throws InputError `inconsistent` when the weights differ in number, `not-finite`, `out-of-range`, `unknown-name`
 *
 * @example Churn should not fall with silence; what do my noisy rates say then?
 * ```ts
 * import { poolAdjacentViolators } from 'clientele/statistics';
 *
 * const rates = [{ x: 0, y: 0.1 }, { x: 30, y: 0.4 }, { x: 60, y: 0.3 }, { x: 90, y: 0.8 }];
 * poolAdjacentViolators(rates, { direction: 'increasing' }).fitted; // => [0.1, 0.35, 0.35, 0.8]
 * ```
 * @see Ayer, Brunk, Ewing, Reid & Silverman 1955, "An empirical distribution function for sampling with incomplete
 * information", Annals of Mathematical Statistics 26(4)
 */
export function poolAdjacentViolators(points: readonly IsotonicPoint[], options: PoolOptions): IsotonicFit {
  const { weights, direction } = options;
  requireOneOf(direction, ['increasing', 'decreasing'], 'options.direction');
  if (weights && weights.length !== points.length) {
    throw new InputError('inconsistent', 'options.weights', `expected ${points.length} weights, got ${weights.length}`);
  }
  points.forEach((point, i) => {
    requireFinite(point.x, `points[${i}].x`);
    requireFinite(point.y, `points[${i}].y`);
    if (weights) requireWithin(weights[i]!, { from: 0 }, `options.weights[${i}]`);
  });
  const order = points
    .map((_, i) => i)
    .sort((i, j) => points[i]!.x - points[j]!.x || points[i]!.y - points[j]!.y || i - j);
  const sign = direction === 'increasing' ? 1 : -1;
  const open: Run[] = [];
  for (const i of order) {
    const { x, y } = points[i]!;
    const last = open[open.length - 1];
    const weight = weights ? weights[i]! : 1;
    if (last && last.to === x) absorb(last, { from: x, to: x, mean: y, weight, points: [i] });
    else {
      // The run before is complete now: it may break the order with its own predecessors.
      settle(open, sign);
      open.push({ from: x, to: x, mean: y, weight, points: [i] });
    }
  }
  settle(open, sign);
  const fitted = points.map(() => 0);
  for (const run of open) for (const i of run.points) fitted[i] = run.mean + 0;
  return { blocks: open.map(({ from, to, mean, weight }) => ({ from, to, value: mean + 0, weight })), fitted };
}

interface Run {
  from: number;
  to: number;
  mean: number;
  weight: number;
  points: number[];
}

/** Pools the last run with those before it while they are not strictly in order. */
function settle(open: Run[], sign: number): void {
  while (open.length > 1) {
    const last = open[open.length - 1]!;
    const before = open[open.length - 2]!;
    if (before.weight > 0 && last.weight > 0 && sign * (last.mean - before.mean) > 0) return;
    open.pop();
    absorb(before, last);
  }
}

function absorb(into: Run, run: Run): void {
  const weight = into.weight + run.weight;
  // A shift of the mean rather than a mean of sums: equal values stay equal to the bit.
  if (weight > 0) into.mean += (run.mean - into.mean) * (run.weight / weight);
  into.weight = weight;
  into.to = run.to;
  // Small into large keeps the whole linear in the number of points, but for a logarithm.
  if (into.points.length < run.points.length) [into.points, run.points] = [run.points, into.points];
  for (const i of run.points) into.points.push(i);
}
