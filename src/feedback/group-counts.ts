import { InputError } from '../errors/index.ts';
import type { CountedFor, GroupCounts } from './answer-tally.ts';
import { levelSigns } from './level-signs.ts';
import type { Metric, NetStatistic, ShareStatistic } from './metric.ts';
import { isTally, requireGroups, requireTally } from './require-counted.ts';

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
  return groupsOf(metric, counted);
}

/** {@link groupCounts} for a metric whose statistic is not known to the compiler. */
export function groupsOf(metric: Metric, counted: CountedFor<string, NetStatistic>): GroupCounts {
  const { statistic } = metric;
  if (statistic.kind === 'mean') {
    throw new InputError('unsupported', 'metric.statistic', 'expected a net or share metric: a mean has no groups');
  }
  if (!isTally(counted)) {
    const { top, middle, bottom } = requireGroups(counted);
    // A share has no middle: whoever is not in the top set is outside it.
    return statistic.kind === 'net' ? { top, middle, bottom } : { top, middle: 0, bottom: middle + bottom };
  }
  const { counts } = requireTally(metric, counted);
  const groups = { top: 0, middle: 0, bottom: 0 };
  levelSigns(metric).forEach((sign, i) => {
    const count = counts[i]!;
    if (sign === 1) groups.top += count;
    else if (sign === 0) groups.middle += count;
    else if (sign === -1) groups.bottom += count;
  });
  return groups;
}
