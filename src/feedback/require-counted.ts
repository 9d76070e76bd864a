import { InputError, requireCount } from '../errors/index.ts';
import type { AnswerTally, Counted, GroupCounts } from './answer-tally.ts';
import type { Metric } from './metric.ts';

/** The tally, once it is sure that it was counted for this metric. */
export function requireTally(metric: Metric, tally: AnswerTally): AnswerTally {
  const { scale, counts } = tally;
  if (tally.metric === metric.id && scale.min === metric.scale.min && scale.max === metric.scale.max) {
    if (counts.length !== scale.max - scale.min + 1) {
      throw new InputError('inconsistent', 'counted.counts', `expected one count per level, got ${counts.length}`);
    }
    for (const count of counts) requireCount(count, 'counted.counts');
    return tally;
  }
  throw new InputError(
    'metric-mismatch',
    'counted',
    `expected a tally of ${metric.id} on ${metric.scale.min}-${metric.scale.max}, got ${tally.metric} on ${scale.min}-${scale.max}`,
  );
}

/** Group counts, once it is sure that they are counts. */
export function requireGroups(groups: GroupCounts): GroupCounts {
  requireCount(groups.top, 'counted.top');
  requireCount(groups.middle, 'counted.middle');
  requireCount(groups.bottom, 'counted.bottom');
  return groups;
}

/** Whether levels are known. */
export function isTally(counted: Counted): counted is AnswerTally {
  return 'counts' in counted;
}
