import { InputError, requireCount } from '../errors/index.ts';
import type { AnswerTally, Counted, GroupCounts } from './answer-tally.ts';
import type { DecayedAnswerTally } from './decayed-answer-tally.ts';
import type { Metric } from './metric.ts';

/** Refuses a tally that was counted for another metric or on another scale, or that has not one count per level. */
export function requireLevels(
  { id, scale }: Pick<Metric, 'id' | 'scale'>,
  tally: Pick<AnswerTally, 'metric' | 'scale' | 'counts'>,
  argument: string,
): void {
  const levelsOf = ({ min, max }: Metric['scale'], name: string, counts: number): string =>
    `${counts} levels of ${name} on ${min} to ${max}`;
  // The words are equal exactly when metric, scale and number of counts are.
  const wanted = levelsOf(scale, id, scale.max - scale.min + 1);
  const given = levelsOf(tally.scale, tally.metric, tally.counts.length);
  if (given !== wanted) throw new InputError('metric-mismatch', argument, `expected ${wanted}, got ${given}`);
}

/** The counts of the levels, once it is sure that they were counted for this metric and that they are counts. */
export function requireTally(metric: Metric, tally: Counted | DecayedAnswerTally): readonly number[] {
  if (!isTally(tally)) throw new InputError('wrong-type', 'counted', 'expected a tally: a mean needs every level');
  requireLevels(metric, tally, 'counted');
  for (const count of tally.counts) requireCount(count, 'counted.counts');
  return tally.counts;
}

/** Group counts, once it is sure that they are counts. */
export function requireGroups(groups: GroupCounts): GroupCounts {
  for (const name of ['top', 'middle', 'bottom'] as const) requireCount(groups[name], `counted.${name}`);
  return groups;
}

/** Whether levels are known. */
export function isTally<T extends object>(counted: T): counted is Exclude<T, GroupCounts> {
  return 'counts' in counted;
}
