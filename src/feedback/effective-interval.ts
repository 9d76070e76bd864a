import type { Interval } from '../statistics/index.ts';
import { normalQuantile } from '../statistics/index.ts';
import type { Metric } from './metric.ts';
import { netScoreBounds } from './net-score-bounds.ts';

/**
 * The score interval of weighted shares, with the effective number of answers in the place of their number: never n,
 * which would promise a precision that unequal weights do not have.
 */
export function effectiveInterval(
  metric: Metric,
  shares: { top: number; bottom: number },
  effectiveAnswers: number,
  level: number,
): Interval {
  const z = -normalQuantile((1 - level) / 2);
  const { low, high } = netScoreBounds(shares.top, shares.bottom, effectiveAnswers, z);
  if (metric.statistic.kind === 'net') return { low: 100 * low, high: 100 * high, level, method: 'tango' };
  // Without passives Tango's interval is Wilson's, stretched from 0..1 to −1..1.
  return { low: (low + 1) / 2, high: (high + 1) / 2, level, method: 'wilson' };
}
