import type { Counted } from './answer-tally.ts';
import { combineTallies } from './combine-tallies.ts';
import { emptyAnswerTally } from './empty-answer-tally.ts';
import { groupsOf } from './group-counts.ts';
import type { Metric } from './metric.ts';
import { isTally } from './require-counted.ts';

/** All parts together: by level where every part knows its levels, else by group. */
export function totalOf(metric: Metric, parts: readonly Counted[]): Counted {
  if (parts.every(isTally)) {
    return parts.reduce((sum, part) => combineTallies(sum, part, 1), emptyAnswerTally(metric));
  }
  const total = { top: 0, middle: 0, bottom: 0 };
  for (const part of parts) {
    const { top, middle, bottom } = groupsOf(metric, part);
    total.top += top;
    total.middle += middle;
    total.bottom += bottom;
  }
  return total;
}
