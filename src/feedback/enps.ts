import type { Metric, NetStatistic } from './metric.ts';

/**
 * Employee Net Promoter Score: the rule of {@link NPS} asked of staff, in points −100..100. It has its own id, so that
 * answers of employees and of customers never merge.
 *
 * @example Would our team recommend working here?
 * ```ts
 * import { ENPS, measureScore, tallyScores } from 'clientele/feedback';
 *
 * measureScore(ENPS, tallyScores(ENPS, [10, 9, 7, 3])).value; // => 25
 * ```
 */
export const ENPS: Metric<'enps', NetStatistic> = {
  kind: 'feedback-metric',
  version: 1,
  id: 'enps',
  scale: { min: 0, max: 10 },
  statistic: { kind: 'net', top: [9, 10], bottom: [0, 1, 2, 3, 4, 5, 6] },
  better: 'higher',
  context: 'relationship',
};
