import { InputError, requireCount, requireObject } from '../errors/index.ts';
import { fallingGroups } from './falling-groups.ts';
import { scoreBlocks } from './score-blocks.ts';
import type { ScoredRow } from './scored-row.ts';

/** How {@link tabulateLift} groups. */
export interface TabulateLiftOptions {
  /** how many groups by falling score; 10 by default */
  groups?: number;
}

/** One group of customers by falling score. */
export interface LiftGroup {
  /** customers */
  n: number;
  /** customers who left; a fraction where equal scores were split over groups */
  churned: number;
  /** mean of the probabilities, 0..1 */
  meanProbability: number;
  /** share who left, 0..1 */
  churnRate: number;
  /** churn rate over that of everybody; null when nobody left */
  lift: number | null;
  /** share of all leavers found in this group and those above, 0..1; null when nobody left */
  cumulativeGain: number | null;
  /** the lift of this group and those above together; null when nobody left */
  cumulativeLift: number | null;
}

/**
 * The lift table: how many of the leavers are found when customers are taken by falling score, group by group.
 *
 * Groups are as equal as possible, larger ones first. Equal scores across a boundary are split in proportion, so the
 * table does not depend on row order.
 *
 * @param rows - scores and outcomes, in any order
 * @param options - how many groups
 * @returns one row a group, the highest scores first; fewer than asked where there are fewer rows, `[]` without rows
 * @throws InputError `not-a-probability`, `wrong-type`, `not-a-count`, `out-of-range` (no groups)
 *
 * @example If I call the top half, how many of the leavers do I reach?
 * ```ts
 * import { tabulateLift } from 'clientele/churn';
 *
 * const rows = [0.9, 0.8, 0.2, 0.1].map((probability, i) => ({ probability, churned: i === 0 || i === 2 }));
 * tabulateLift(rows, { groups: 2 }).map((group) => group.cumulativeGain); // => [0.5, 1]
 * ```
 */
export function tabulateLift(rows: Iterable<ScoredRow>, options: TabulateLiftOptions = {}): LiftGroup[] {
  requireObject(options, 'options');
  const groups = requireCount(options.groups ?? 10, 'options.groups');
  if (groups < 1) throw new InputError('out-of-range', 'options.groups', 'expected one group or more, got 0');
  const blocks = scoreBlocks(rows);
  const { n, churned } = blocks;
  let taken = 0;
  let found = 0;
  return fallingGroups(blocks, groups).map((group) => {
    taken += group.n;
    found += group.churned;
    const churnRate = group.churned / group.n;
    const lift = (rate: number): number | null => (churned === 0 ? null : rate / (churned / n));
    return {
      n: group.n,
      churned: group.churned,
      meanProbability: group.sumProbability / group.n,
      churnRate,
      lift: lift(churnRate),
      cumulativeGain: churned === 0 ? null : found / churned,
      cumulativeLift: lift(found / taken),
    };
  });
}
