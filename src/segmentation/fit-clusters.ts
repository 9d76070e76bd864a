import type { Warning } from '../errors/index.ts';
import { InputError, requireInteger, requireList, requireOneOf } from '../errors/index.ts';
import type { FitReport } from '../statistics/index.ts';
import { createRandom } from '../statistics/index.ts';
import type { AxisRow, AxisScale, AxisTransform, ScaleOfAxes } from './cluster-points.ts';
import { scaleOfAxes, scalePoints, transformedPoints } from './cluster-points.ts';
import type { LloydResult } from './lloyd.ts';
import { lloyd } from './lloyd.ts';
import { requireRecord, requireSize } from './population-input.ts';
import { seedCenters } from './seed-centers.ts';

/** How to look for clusters. */
export interface FitClustersOptions<Axis extends string = string> {
  /** the numeric fields, each as it is or as ln(1 + x); money and counts want `'log1p'` */
  axes: Readonly<Record<Axis, AxisTransform>>;
  /** how axes are made comparable after the transform: `'z'` mean and population sd, `'min-max'`, `'robust'` median and
   * quartile distance, `'none'` */
  scale: AxisScale;
  /** how many clusters, 1 to 10,000 */
  clusters: number;
  /** whole number that decides the starts: the same seed, the same clusters */
  seed: number;
  /** starts of which the best is kept, 1 to 10,000; 10 by default */
  restarts?: number;
  /** starting centers of your own, in the units of the rows: one run, no restarts */
  initialCenters?: readonly AxisRow<Axis>[];
  /** most iterations of a run; 300 by default */
  maxIterations?: number;
}

/** Most clusters, and most starts: beyond it nobody waits for the answer. */
export const MOST_CLUSTERS = 10_000;

/** Stored clusters: plain JSON, no customer data. */
export interface ClusterModel<Axis extends string = string> {
  /** tells stored values apart */
  kind: 'k-means';
  /** version of the shape */
  version: 1;
  /** the axes and what is done to each */
  axes: Record<Axis, AxisTransform>;
  /** center and spread of each axis after the transform */
  scale: ScaleOfAxes;
  /** centers in the space of the distances, in the order of the axes' names */
  centers: number[][];
  /** centers back in the units of the rows; through a logarithm they are geometric-like means */
  centersInUnits: Record<Axis, number>[];
  /** how the clusters came about */
  fit: FitReport & {
    /** sum of squared distances to the own center */
    inertia: number;
    /** iterations of the best run */
    iterations: number;
    /** rows in each cluster */
    sizes: number[];
  };
}

/**
 * Groups found in data: k-means with careful seeding, best of several starts.
 *
 * Clusters have the order of their starting centers and are never renumbered; they have no names until you give them.
 * k-means finds round groups of similar size: it will cut a long cloud in pieces, and it always finds as many clusters as
 * it is asked for. Look at {@link compareClusterCounts} before believing in them.
 *
 * @param rows - one row a customer, every axis a finite number
 * @param options - axes, scale, number of clusters, seed
 * @returns the model; `fewer-points` when fewer rows differ than clusters were asked for; `fit.status` `'failed'` without
 * rows
 * @throws InputError `not-finite`, `wrong-type`, `out-of-range` (log1p of −1 or less, squares beyond 1e300), `not-a-count`, `not-an-integer`
 * for the seed, `unknown-name` for scale or transform, `empty` without axes, `inconsistent` for initialCenters
 *
 * @example Which kinds of buyers do I have?
 * ```ts
 * import { assignCluster, fitClusters } from 'clientele/segmentation';
 *
 * const rows = [1, 2, 3, 40, 41, 42].map((purchases) => ({ purchases }));
 * const model = fitClusters(rows, { axes: { purchases: 'none' }, scale: 'none', clusters: 2, seed: 1 });
 * model.centersInUnits.map(({ purchases }) => purchases).sort((a, b) => a - b); // => [2, 41]
 * model.fit.inertia; // => 4
 * ```
 * @see Lloyd 1982; Arthur & Vassilvitskii 2007, "k-means++: the advantages of careful seeding", SODA
 */
export function fitClusters<Axis extends string>(
  rows: readonly AxisRow<NoInfer<Axis>>[],
  options: FitClustersOptions<Axis>,
): ClusterModel<Axis> {
  const { axes, clusters, initialCenters, restarts = 10, maxIterations = 300 } = requireRecord(options, 'options');
  requireOneOf(options.scale, ['z', 'min-max', 'robust', 'none'], 'options.scale');
  requireSize(clusters, MOST_CLUSTERS, 'options.clusters');
  requireSize(restarts, MOST_CLUSTERS, 'options.restarts');
  requireSize(maxIterations, 1_000_000, 'options.maxIterations');
  if (initialCenters !== undefined && requireList(initialCenters, 'options.initialCenters').length !== clusters) {
    throw new InputError(
      'inconsistent',
      'options.initialCenters',
      `expected ${clusters}, got ${initialCenters.length}`,
    );
  }
  const { names, points } = transformedPoints(rows, axes, 'rows');
  const dimensions = names.length;
  const scale = scaleOfAxes(points, dimensions, options.scale);
  scalePoints(points, scale);
  const random = createRandom(requireInteger(options.seed, 'options.seed'));
  let best: LloydResult | null = null;
  if (initialCenters && rows.length > 0) {
    const start = scalePoints(transformedPoints(initialCenters, axes, 'options.initialCenters').points, scale);
    best = lloyd(points, dimensions, start, maxIterations);
  } else {
    for (let r = 0; r < restarts && rows.length > 0; r++) {
      const run = lloyd(points, dimensions, seedCenters(points, dimensions, clusters, random), maxIterations);
      if (!best || run.inertia < best.inertia) best = run;
    }
  }
  return modelOf(names, { ...axes }, scale, best, clusters, rows.length);
}

function modelOf<Axis extends string>(
  names: Axis[],
  axes: Record<Axis, AxisTransform>,
  scale: ScaleOfAxes,
  run: LloydResult | null,
  asked: number,
  n: number,
): ClusterModel<Axis> {
  const dimensions = names.length;
  const all: number[] = Array.from({ length: (run?.centers.length ?? 0) / dimensions }, () => 0);
  run?.labels.forEach((label) => all[label]!++);
  // A cluster can stay empty only where every point sits on a center: it is none.
  const kept = all.flatMap((size, c) => (size > 0 ? [c] : []));
  const centers = kept.map((c) => [...run!.centers.subarray(c * dimensions, (c + 1) * dimensions)]);
  const warnings: Warning[] = [];
  if (n > 0 && kept.length < asked) {
    const message = `only ${kept.length} different points for ${asked} clusters`;
    warnings.push({ code: 'fewer-points', message, facts: { clusters: kept.length, asked } });
  }
  if (run && !run.converged) {
    const message = `clusters still moved after ${run.iterations} iterations`;
    warnings.push({ code: 'not-converged', message, facts: { iterations: run.iterations } });
  }
  return {
    kind: 'k-means',
    version: 1,
    axes,
    scale,
    centers,
    centersInUnits: centers.map((center) => {
      const units = center.map((x, a) => {
        const value = x * scale.spread[a]! + scale.center[a]!;
        return [names[a]!, axes[names[a]!] === 'log1p' ? Math.expm1(value) : value] as const;
      });
      return Object.fromEntries(units) as Record<Axis, number>;
    }),
    fit: {
      n,
      status: n === 0 ? 'failed' : warnings.length > 0 ? 'weak' : 'interior',
      warnings,
      inertia: run?.inertia ?? 0,
      iterations: run?.iterations ?? 0,
      sizes: kept.map((c) => all[c]!),
    },
  };
}
