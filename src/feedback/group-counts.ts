import type { Counted, CountedFor, GroupCounts } from './answer-tally.ts';
import type { Metric, NetStatistic, ShareStatistic } from './metric.ts';
import { isTally, requireGroups, requireTally } from './require-counted.ts';
import { requireGrouped } from './require-grouped.ts';
import { siftLevels } from './sift-levels.ts';

/**
 * Promoters, passives and detractors of a tally, by the sets of the metric. For shares `middle` is 0 and `bottom` is
 * everybody else; excluded levels are in none.
 *
 * @param metric - a net or share metric
 * @param counted - a tally of that metric, or group counts, which come back checked
 * @returns whole counts
 * @throws InputError `metric-mismatch`, `not-a-count`, `duplicate` or `out-of-range` for sets that are not sound,
 *   `unsupported` for a mean, which has no groups
 *
 * @example How many promoters do we have?
 * ```ts
 * import { groupCounts, NPS, tallyScores } from 'clientele/feedback';
 *
 * groupCounts(NPS, tallyScores(NPS, [10, 9, 8, 2])); // => { top: 2, middle: 1, bottom: 1 }
 * ```
 */
export function groupCounts<Id extends string, S extends NetStatistic | ShareStatistic>(
  metric: Metric<Id, S>,
  counted: CountedFor<NoInfer<Id>, S>,
): GroupCounts {
  return groupsOf(requireGrouped(metric), counted);
}

/** {@link groupCounts} for a metric whose statistic is known, but not to the compiler, to have groups. */
export function groupsOf(metric: Metric, counted: Counted): GroupCounts {
  const { top, middle, bottom } = isTally(counted)
    ? siftLevels(metric, requireTally(metric, counted))
    : requireGroups(counted);
  // A share has no middle: whoever is not in the top set is outside it.
  return metric.statistic.kind === 'net' ? { top, middle, bottom } : { top, middle: 0, bottom: middle + bottom };
}
