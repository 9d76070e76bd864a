import { InputError, requireCount, requireInteger, requireList, requireOneOf } from '../errors/index.ts';
import { createRandom, nextUniform } from '../statistics/index.ts';
import type { AxisRow, AxisScale, AxisTransform } from './cluster-points.ts';
import { scaleOfAxes, scalePoints, transformedPoints } from './cluster-points.ts';
import { requireRecord, requireSize } from './population-input.ts';

/** In which space to measure, and on how many rows. */
export interface MeasureSilhouetteOptions<Axis extends string = string> {
  /** the numeric fields, as in the fit */
  axes: Readonly<Record<Axis, AxisTransform>>;
  /** the scale, as in the fit */
  scale: AxisScale;
  /** rows above which a sample is taken; 5000 by default (the work grows with the square) */
  sampleSize?: number;
  /** whole number that decides the sample; required when one is taken */
  seed?: number;
}

/** How well rows sit in their clusters: −1 in the wrong one, 0 between two, 1 far from all others. */
export interface Silhouette {
  /** mean over the rows; null without rows */
  mean: number | null;
  /** mean of each cluster, in the order of the labels */
  clusterMeans: number[];
  /** value of each row; absent when a sample was measured */
  values?: number[];
  /** rows measured */
  n: number;
  /** a sample stands for all rows */
  sampled: boolean;
}

/**
 * The silhouette of a clustering: is each row nearer to its own cluster than to the next one?
 *
 * A cluster of one row counts 0, as do rows that are as near to both. Distances are Euclidean in the space of the fit, the
 * scale taken from all rows. A sample keeps the proportions of the clusters.
 *
 * @param rows - one row a customer, every axis a finite number
 * @param labels - the cluster of each row: whole numbers from 0
 * @param options - axes and scale of the fit; size and seed of the sample
 * @returns mean, and means by cluster; null without rows; 0 with one cluster only
 * @throws InputError `inconsistent` when there are not as many labels as rows, `not-a-count` for a label or
 * the size of the sample,
 * `missing-value` when a sample needs a seed, `not-finite`, `wrong-type`, `unknown-name`
 *
 * @example Are these groups real, or did I cut a cloud in pieces?
 * ```ts
 * import { measureSilhouette } from 'clientele/segmentation';
 *
 * const rows = [{ x: 0 }, { x: 1 }, { x: 10 }, { x: 11 }];
 * const space = { axes: { x: 'none' }, scale: 'none' } as const;
 * measureSilhouette(rows, [0, 0, 1, 1], space).mean; // => ~0.8997
 * measureSilhouette(rows, [0, 1, 0, 1], space).mean; // => ~-0.45
 * ```
 * @see Rousseeuw 1987, "Silhouettes", Journal of Computational and Applied Mathematics 20
 */
export function measureSilhouette<Axis extends string>(
  rows: readonly AxisRow<NoInfer<Axis>>[],
  labels: readonly number[],
  options: MeasureSilhouetteOptions<Axis>,
): Silhouette {
  const { axes, scale, sampleSize = 5000, seed } = requireRecord(options, 'options');
  requireList(rows, 'rows');
  requireSize(sampleSize, Number.MAX_SAFE_INTEGER, 'options.sampleSize');
  requireOneOf(scale, ['z', 'min-max', 'robust', 'none'], 'options.scale');
  if (requireList(labels, 'labels').length !== rows.length) {
    throw new InputError('inconsistent', 'labels', `expected ${rows.length} labels, got ${labels.length}`);
  }
  labels.forEach((label, i) => requireCount(label, `labels[${i}]`));
  const { names, points } = transformedPoints(rows, axes, 'rows');
  const dimensions = names.length;
  scalePoints(points, scaleOfAxes(points, dimensions, scale));
  const sampled = rows.length > sampleSize;
  if (sampled && seed === undefined) {
    throw new InputError('missing-value', 'options.seed', `expected a seed for a sample of ${rows.length} rows`);
  }
  const picked = sampled
    ? stratifiedSample(labels, sampleSize, requireInteger(seed!, 'options.seed'))
    : [...rows.keys()];
  const values = silhouettes(points, dimensions, labels, picked);
  const means = new Map<number, { sum: number; count: number }>();
  picked.forEach((row, at) => {
    const mean = means.get(labels[row]!);
    if (mean) {
      mean.sum += values[at]!;
      mean.count++;
    } else means.set(labels[row]!, { sum: values[at]!, count: 1 });
  });
  const sum = values.reduce((total, value) => total + value, 0);
  return {
    mean: values.length > 0 ? sum / values.length : null,
    clusterMeans: [...means].sort(([a], [b]) => a - b).map(([, { sum: total, count }]) => total / count),
    ...(!sampled && { values }),
    n: picked.length,
    sampled,
  };
}

function silhouettes(
  points: Float64Array,
  dimensions: number,
  labels: readonly number[],
  picked: readonly number[],
): number[] {
  const order = [...new Set(picked.map((row) => labels[row]!))];
  const places = Int32Array.from(picked, (row) => order.indexOf(labels[row]!));
  const sizes = order.map((_, c) => places.filter((place) => place === c).length);
  const sums = new Float64Array(order.length);
  return picked.map((row, at) => {
    const own = places[at]!;
    if (sizes[own] === 1 || order.length < 2) return 0;
    sums.fill(0);
    for (let other = 0; other < picked.length; other++) {
      let distance = 0;
      for (let a = 0; a < dimensions; a++) {
        const step = points[row * dimensions + a]! - points[picked[other]! * dimensions + a]!;
        distance += step * step;
      }
      sums[places[other]!]! += Math.sqrt(distance);
    }
    const inside = sums[own]! / (sizes[own]! - 1);
    let outside = Infinity;
    for (let c = 0; c < order.length; c++) if (c !== own) outside = Math.min(outside, sums[c]! / sizes[c]!);
    const larger = Math.max(inside, outside);
    return larger > 0 ? (outside - inside) / larger : 0;
  });
}

/** A sample that keeps the proportions of the clusters, at least one row of each, in the order of the rows. */
function stratifiedSample(labels: readonly number[], size: number, seed: number): number[] {
  const random = createRandom(seed);
  const members = new Map<number, number[]>();
  labels.forEach((label, row) => {
    const list = members.get(label);
    if (list) list.push(row);
    else members.set(label, [row]);
  });
  const picked: number[] = [];
  for (const [, list] of [...members].sort(([a], [b]) => a - b)) {
    const take = Math.max(1, Math.round((list.length * size) / labels.length));
    // The first `take` steps of a Fisher–Yates shuffle.
    for (let i = 0; i < take; i++) {
      const j = i + Math.floor(nextUniform(random) * (list.length - i));
      [list[i], list[j]] = [list[j]!, list[i]!];
      picked.push(list[i]!);
    }
  }
  return picked.sort((a, b) => a - b);
}
