import { meanOf } from './mean-of.ts';
import type { Score } from './measure-score.ts';
import type { Metric } from './metric.ts';
import { scoreOfGroups } from './score-of-groups.ts';
import { siftLevels } from './sift-levels.ts';

/** The score of what lies on each level, lowest first; it need not be whole (weights). */
export function scoreOfLevels(metric: Metric, levels: readonly number[]): Score {
  return metric.statistic.kind === 'mean' ? meanOf(metric, levels) : scoreOfGroups(metric, siftLevels(metric, levels));
}
