import type { Reason } from '../errors/index.ts';
import { InputError, requireKind } from '../errors/index.ts';
import type { AxisRow } from './cluster-points.ts';
import { axisNames, transformValue } from './cluster-points.ts';
import type { LookalikeModel } from './fit-lookalike.ts';
import { mahalanobis, rowTimes } from './fit-lookalike.ts';
import { requireRecord } from './population-input.ts';

/** What an axis adds to the squared distance; negative where it makes another axis less surprising. */
export type LikenessReason<Axis extends string = string> = Reason<
  'distance-share',
  {
    /** the axis */
    axis: Axis;
    /** the row's value, in its unit */
    value: number;
    /** its part of the squared distance; the parts add up to 1, or are all 0 */
    share: number;
  }
>;

/** How much a customer is like the seed. */
export interface Likeness<Axis extends string = string> {
  /** Mahalanobis distance to the mean of the seed: 0 is like the average seed */
  distance: number;
  /** share of the seed that lies farther away than this customer, 0..1: near 1 is at the heart of the seed */
  seedShareFarther: number;
  /** one for each axis */
  reasons: LikenessReason<Axis>[];
}

/**
 * How much one customer is like the seed of a look-alike model.
 *
 * @param model - portrait made by {@link fitLookalike}
 * @param row - the axes of the model, as finite numbers
 * @returns the distance, the share of the seed that lies farther, and what each axis adds
 * @throws InputError `wrong-kind`, `not-finite`, `wrong-type`, `out-of-range` (also where a distance would overflow)
 *
 * @example Is this newcomer like my best customers, and if not, in what?
 * ```ts
 * import { fitLookalike, measureLikeness } from 'clientele/segmentation';
 *
 * const population = [1, 2, 3, 4, 5, 6].map((orders) => ({ orders }));
 * const model = fitLookalike(population, population.slice(3), { axes: { orders: 'none' } });
 * measureLikeness(model, { orders: 5 }); // => { distance: 0, seedShareFarther: 1, reasons: [{ code: 'distance-share', facts: { axis: 'orders', value: 5, share: 0 } }] }
 * measureLikeness(model, { orders: 1 }).seedShareFarther; // => 0
 * ```
 */
export function measureLikeness<Axis extends string>(
  model: LookalikeModel<Axis>,
  row: AxisRow<NoInfer<Axis>>,
): Likeness<Axis> {
  requireKind(model, 'lookalike', 'model');
  requireRecord(row, 'row');
  const names = axisNames(model.axes);
  const { center, spread } = model.scale;
  const point = names.map((axis, a) => {
    return (transformValue(row[axis], model.axes[axis], `row.${axis}`) - center[a]!) / spread[a]!;
  });
  const distance = mahalanobis(point, model.mean, model.precision);
  if (!Number.isFinite(distance)) {
    throw new InputError('out-of-range', 'row', 'expected a row near enough for its distance to be a number');
  }
  const step = point.map((x, a) => x - model.mean[a]!);
  // Percentiles above the distance, of 100 steps.
  const farther = model.seedDistances.filter((seed) => seed > distance).length;
  return {
    distance,
    seedShareFarther: Math.min(1, farther / 100),
    reasons: names.map((axis, a) => {
      const part = step[a]! * rowTimes(model.precision[a]!, step);
      const share = distance > 0 ? part / distance ** 2 : 0;
      return { code: 'distance-share', facts: { axis, value: row[axis] + 0, share } };
    }),
  };
}
