import { InputError } from '../errors/index.ts';
import { assignCluster } from './assign-cluster.ts';
import type { AxisRow } from './cluster-points.ts';
import type { FitClustersOptions } from './fit-clusters.ts';
import { fitClusters, MOST_CLUSTERS } from './fit-clusters.ts';
import { measureSilhouette } from './measure-silhouette.ts';
import { requireRecord, requireSize } from './population-input.ts';

/** Which numbers of clusters to compare; the rest as for a fit. */
export interface CompareClusterCountsOptions<Axis extends string = string> extends Omit<
  FitClustersOptions<Axis>,
  'clusters' | 'initialCenters'
> {
  /** fewest clusters, 1 or more */
  from: number;
  /** most clusters */
  to: number;
  /** rows above which silhouettes are measured on a sample; 5000 by default */
  sampleSize?: number;
}

/** One number of clusters. */
export interface ClusterCount {
  /** how many */
  clusters: number;
  /** sum of squared distances, best of the restarts */
  inertia: number;
  /** mean silhouette; null for one cluster */
  silhouette: number | null;
}

/** Numbers of clusters side by side. */
export interface ClusterCounts {
  /** one for each number, ascending */
  counts: ClusterCount[];
  /** number with the highest silhouette; null when there is none */
  suggested: number | null;
  /** number at which inertia bends most: farthest from the chord of its curve; null below three numbers */
  elbow: number | null;
}

/**
 * How many clusters are there? Inertia and silhouette for each number, with two suggestions beside each other.
 *
 * Neither knows your purpose: three personas that people can remember may be worth more than seven with a slightly higher
 * silhouette.
 *
 * @param rows - one row a customer, every axis a finite number
 * @param options - fewest and most clusters; the rest as for {@link fitClusters}
 * @returns figures for each number; those beyond the number of different rows are left out
 * @throws InputError as {@link fitClusters}; `out-of-order` when `to` is below `from`
 *
 * @example How many kinds of buyers should I tell apart?
 * ```ts
 * import { compareClusterCounts } from 'clientele/segmentation';
 *
 * const rows = [0, 1, 10, 11, 50, 51].map((x) => ({ x }));
 * const found = compareClusterCounts(rows, { axes: { x: 'none' }, scale: 'none', from: 1, to: 5, seed: 1 });
 * [found.suggested, found.elbow]; // => [3, 2]
 * found.counts[2]; // => { clusters: 3, inertia: 1.5, silhouette: ~0.9248 }
 * ```
 * @see Rousseeuw 1987, "Silhouettes", Journal of Computational and Applied Mathematics 20
 */
export function compareClusterCounts<Axis extends string>(
  rows: readonly AxisRow<NoInfer<Axis>>[],
  options: CompareClusterCountsOptions<Axis>,
): ClusterCounts {
  const { from, to, sampleSize = 5000, ...rest } = requireRecord(options, 'options');
  requireSize(from, MOST_CLUSTERS, 'options.from');
  requireSize(to, MOST_CLUSTERS, 'options.to');
  requireSize(sampleSize, Number.MAX_SAFE_INTEGER, 'options.sampleSize');
  if (!(from <= to)) throw new InputError('out-of-order', 'options.to', `expected ${from} or more, got ${to}`);
  const counts: ClusterCount[] = [];
  for (let clusters = from; clusters <= to; clusters++) {
    const model = fitClusters(rows, { ...rest, clusters });
    if (model.centers.length < clusters) break;
    const labels = rows.map((row) => assignCluster(model, row).cluster!);
    const silhouette = clusters > 1 ? measureSilhouette(rows, labels, { ...rest, sampleSize }).mean : null;
    counts.push({ clusters, inertia: model.fit.inertia, silhouette });
  }
  let suggested: ClusterCount | null = null;
  for (const one of counts) {
    if (one.silhouette !== null && one.silhouette > (suggested?.silhouette ?? -Infinity)) suggested = one;
  }
  return { counts, suggested: suggested?.clusters ?? null, elbow: elbowOf(counts) };
}

/** The point of the curve farthest below the line from its first to its last point, both axes scaled to 0..1. */
function elbowOf(counts: readonly ClusterCount[]): number | null {
  if (counts.length < 3) return null;
  const first = counts[0]!;
  const last = counts.at(-1)!;
  let elbow: number | null = null;
  let farthest = 0;
  for (const { clusters, inertia } of counts) {
    const x = (clusters - first.clusters) / (last.clusters - first.clusters);
    const y = (inertia - last.inertia) / (first.inertia - last.inertia || 1);
    if (1 - x - y <= farthest) continue;
    farthest = 1 - x - y;
    elbow = clusters;
  }
  return elbow;
}
