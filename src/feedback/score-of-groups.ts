import type { GroupCounts } from './answer-tally.ts';
import { figureOf } from './figure-of.ts';
import type { Score } from './measure-score.ts';
import type { Metric } from './metric.ts';

/** The score of a net or share metric; the counts need not be whole. A share has its middle at the bottom. */
export function scoreOfGroups(metric: Metric, { top, middle, bottom }: GroupCounts): Score {
  const n = top + middle + bottom;
  const topShare = top / n;
  if (metric.statistic.kind === 'share') {
    return figureOf(metric, 'share', top, n, topShare, (topShare * (middle + bottom)) / n, { topShare });
  }
  const net = top - bottom;
  const middleShare = middle / n;
  // P + D − (P − D)² without its cancellation: with m in the middle it is (m(p + d) + 4pd)/n².
  const variance = (1e4 * (middleShare * (top + bottom) + 4 * topShare * bottom)) / n;
  const shares = { topShare, middleShare, bottomShare: bottom / n };
  // Multiplied before divided: 44 − 37 of 100 is 7, where 44/100 − 37/100 is 6.99999999999999.
  return figureOf(metric, 'points', net, n, (100 * net) / n, variance, shares);
}
