import type { Interval } from '../statistics/index.ts';
import { normalHalfWidth } from '../statistics/index.ts';
import type { Score } from './measure-score.ts';
import type { Metric } from './metric.ts';
import { netScoreBounds } from './net-score-bounds.ts';

/**
 * The score interval of weighted shares, with the effective number of answers in the place of their number: never n,
 * which would promise a precision that unequal weights do not have.
 */
export function effectiveInterval(
  metric: Metric,
  { topShare = 0, bottomShare = 1 - topShare }: Pick<Score, 'topShare' | 'bottomShare'>,
  effectiveAnswers: number,
  level: number,
): Interval {
  const { low, high } = netScoreBounds(topShare, bottomShare, effectiveAnswers, normalHalfWidth(level));
  if (metric.statistic.kind === 'net') return { low, high, level, method: 'tango' };
  // Without passives Tango's interval is Wilson's, stretched from 0..1 to −100..100.
  return { low: (low + 100) / 200, high: (high + 100) / 200, level, method: 'wilson' };
}
