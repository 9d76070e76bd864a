import { InputError, requireList, requireProbability } from '../errors/index.ts';
import type { FitReport } from '../statistics/index.ts';
import { invertSymmetric, quantile } from '../statistics/index.ts';
import type { AxisRow, AxisTransform, ScaleOfAxes } from './cluster-points.ts';
import { scaleOfAxes, scalePoints, transformedPoints } from './cluster-points.ts';
import { requireRecord } from './population-input.ts';

/** On which axes to compare, and how carefully. */
export interface FitLookalikeOptions<Axis extends string = string> {
  /** the numeric fields, each as it is or as ln(1 + x) */
  axes: Readonly<Record<Axis, AxisTransform>>;
  /** how far the covariance of the seed is drawn towards independent axes, 0..1; 0.1 by default */
  shrinkage?: number;
}

/** A stored portrait of a group of customers to compare others with: plain JSON. */
export interface LookalikeModel<Axis extends string = string> {
  /** tells stored values apart */
  kind: 'lookalike';
  /** version of the shape */
  version: 1;
  /** the axes and what is done to each */
  axes: Record<Axis, AxisTransform>;
  /** mean and population sd of the whole population, in the order of the axes' names, as all lists below */
  scale: ScaleOfAxes;
  /** mean of the seed, in standard deviations of the population */
  mean: number[];
  /** inverse of the shrunken covariance of the seed */
  precision: number[][];
  /** distances of the seed itself: their 101 percentiles */
  seedDistances: number[];
  /** how it came about */
  fit: FitReport;
}

/**
 * A portrait of chosen customers, by which others can be ranked for likeness: {@link measureLikeness}.
 *
 * Distances are Mahalanobis' in standard deviations of the population: axes that vary together in the seed count once.
 * Shrinkage keeps a small seed from trusting chance correlations. It ranks similarity; it does not predict that the
 * similar will buy.
 *
 * @param population - all customers: they define what a standard deviation is
 * @param seedRows - the customers to look for more of, two or more
 * @param options - axes and shrinkage
 * @returns the model; `weak` with a warning when the seed has no more rows than axes
 * @throws InputError `too-few` for fewer than two seeds or no population, `not-finite`, `wrong-type`, `out-of-range`,
 * `not-a-probability`, `unsupported` when shrinkage 0 leaves a covariance without an inverse
 *
 * @example Who looks like my best customers?
 * ```ts
 * import { fitLookalike, measureLikeness } from 'clientele/segmentation';
 *
 * const population = [1, 2, 3, 4, 5, 6].map((i) => ({ orders: i, spend: i * i }));
 * const model = fitLookalike(population, population.slice(3), { axes: { orders: 'none', spend: 'none' } });
 * measureLikeness(model, { orders: 5, spend: 25 }).distance! < measureLikeness(model, { orders: 1, spend: 1 }).distance!; // => true
 * ```
 * @see Mahalanobis 1936, "On the generalised distance in statistics"; Ledoit & Wolf 2004 for shrinkage
 */
export function fitLookalike<Axis extends string>(
  population: readonly AxisRow<NoInfer<Axis>>[],
  seedRows: readonly AxisRow<NoInfer<Axis>>[],
  options: FitLookalikeOptions<Axis>,
): LookalikeModel<Axis> {
  const { axes, shrinkage = 0.1 } = requireRecord(options, 'options');
  requireProbability(shrinkage, 'options.shrinkage');
  if (requireList(population, 'population').length === 0)
    throw new InputError('too-few', 'population', 'expected at least one row, got none');
  if (requireList(seedRows, 'seedRows').length < 2)
    throw new InputError('too-few', 'seedRows', `expected 2 or more, got ${seedRows.length}`);
  const { names, points } = transformedPoints(population, axes, 'population');
  const d = names.length;
  const scale = scaleOfAxes(points, d, 'z');
  const seed = scalePoints(transformedPoints(seedRows, axes, 'seedRows').points, scale);
  const n = seedRows.length;
  const mean = names.map((_, a) => seedRows.reduce((sum, __, i) => sum + seed[i * d + a]!, 0) / n);
  const covariance = names.map((_, a) =>
    names.map((__, b) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += (seed[i * d + a]! - mean[a]!) * (seed[i * d + b]! - mean[b]!);
      return (1 - shrinkage) * (sum / (n - 1)) + (a === b ? shrinkage : 0);
    }),
  );
  const { inverse, dropped } = invertSymmetric(covariance);
  if (dropped.length > 0) {
    const axis = names[dropped[0]!]!;
    throw new InputError('unsupported', 'options.shrinkage', `expected more than 0: ${axis} follows from other axes`);
  }
  const distances = Float64Array.from({ length: n }, (_, i) =>
    mahalanobis([...seed.subarray(i * d, (i + 1) * d)], mean, inverse),
  ).sort();
  const few = n <= d;
  const message = `${n} seeds for ${d} axes: likeness rests mostly on shrinkage`;
  return {
    kind: 'lookalike',
    version: 1,
    axes: { ...axes },
    scale,
    mean,
    precision: inverse.map((row) => [...row]),
    seedDistances: Array.from({ length: 101 }, (_, p) => quantile(distances, p / 100)),
    fit: {
      n,
      status: few ? 'weak' : 'interior',
      warnings: few ? [{ code: 'few-seeds', message, facts: { seeds: n, axes: d } }] : [],
    },
  };
}

/** sqrt((x − m)ᵀ P (x − m)). */
export function mahalanobis(
  point: readonly number[],
  mean: readonly number[],
  precision: readonly (readonly number[])[],
): number {
  const step = point.map((x, a) => x - mean[a]!);
  return Math.sqrt(
    Math.max(
      0,
      step.reduce((sum, x, a) => sum + x * rowTimes(precision[a]!, step), 0),
    ),
  );
}

/** One row of a matrix times a vector. */
export function rowTimes(row: readonly number[], vector: readonly number[]): number {
  return row.reduce((sum, x, b) => sum + x * vector[b]!, 0);
}
