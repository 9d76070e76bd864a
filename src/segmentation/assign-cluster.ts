import type { Reason } from '../errors/index.ts';
import { InputError, requireKind } from '../errors/index.ts';
import type { AxisRow } from './cluster-points.ts';
import { axisNames, transformValue } from './cluster-points.ts';
import type { ClusterModel } from './fit-clusters.ts';
import { requireRecord } from './population-input.ts';

/** Why a row is near its center, or not: one for each axis. */
export type ClusterReason<Axis extends string = string> = Reason<
  'distance-share',
  {
    /** the axis */
    axis: Axis;
    /** the row's value, in its unit */
    value: number;
    /** the center, in the same unit */
    center: number;
    /** what the axis adds to the squared distance, 0..1; 0 when the row sits on the center */
    share: number;
  }
>;

/** The cluster of one row. */
export interface AssignedCluster<Axis extends string = string> {
  /** place of the nearest center, 0 first; null when the model has none */
  cluster: number | null;
  /** distance to it, in the space of the distances; null without a cluster */
  distance: number | null;
  /** how much farther the second nearest is; null with fewer than two centers */
  margin: number | null;
  /** what each axis adds */
  reasons: ClusterReason<Axis>[];
}

/**
 * The cluster of one row by stored centers; a tie goes to the lower one.
 *
 * @param model - clusters made by {@link fitClusters}
 * @param row - the axes of the model, as finite numbers
 * @returns the cluster with its distance, and how clear the case is
 * @throws InputError `wrong-kind`, `not-finite`, `wrong-type`, `out-of-range` (also where a distance would overflow)
 *
 * @example Which kind of buyer is this one, and how surely?
 * ```ts
 * import { assignCluster, fitClusters } from 'clientele/segmentation';
 *
 * const rows = [1, 2, 3, 40, 41, 42].map((purchases) => ({ purchases }));
 * const initialCenters = [{ purchases: 1 }, { purchases: 40 }];
 * const model = fitClusters(rows, { axes: { purchases: 'none' }, scale: 'none', clusters: 2, seed: 1, initialCenters });
 * const { cluster, distance, margin } = assignCluster(model, { purchases: 38 });
 * [cluster, distance, margin]; // => [1, 3, 33]
 * ```
 */
export function assignCluster<Axis extends string>(
  model: ClusterModel<Axis>,
  row: AxisRow<NoInfer<Axis>>,
): AssignedCluster<Axis> {
  requireKind(model, 'k-means', 'model');
  requireRecord(row, 'row');
  const names = axisNames(model.axes);
  const { center, spread } = model.scale;
  const point = names.map((axis, a) => {
    return (transformValue(row[axis], model.axes[axis], `row.${axis}`) - center[a]!) / spread[a]!;
  });
  let cluster: number | null = null;
  let best = Infinity;
  let second = Infinity;
  model.centers.forEach((one, c) => {
    const distance = one.reduce((sum, x, a) => sum + (point[a]! - x) ** 2, 0);
    if (distance < best) {
      second = best;
      best = distance;
      cluster = c;
    } else second = Math.min(second, distance);
  });
  if (cluster === null && model.centers.length > 0) {
    throw new InputError('out-of-range', 'row', 'expected a row near enough for its distance to be a number');
  }
  if (cluster === null) return { cluster, distance: null, margin: null, reasons: [] };
  const nearest = model.centers[cluster]!;
  const units = model.centersInUnits[cluster]!;
  return {
    cluster,
    distance: Math.sqrt(best),
    margin: second < Infinity ? Math.sqrt(second) - Math.sqrt(best) : null,
    reasons: names.map((axis, a) => {
      const share = best > 0 ? (point[a]! - nearest[a]!) ** 2 / best : 0;
      return { code: 'distance-share', facts: { axis, value: row[axis] + 0, center: units[axis], share } };
    }),
  };
}
