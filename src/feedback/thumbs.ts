import type { Metric, ShareStatistic } from './metric.ts';

/**
 * Thumb up (1) or down (0): the share of thumbs up, 0..1.
 *
 * @example Was this article helpful?
 * ```ts
 * import { measureScore, tallyScores, THUMBS } from 'clientele/feedback';
 *
 * measureScore(THUMBS, tallyScores(THUMBS, [1, 1, 0, 1])).value; // => 0.75
 * ```
 */
export const THUMBS: Metric<'thumbs', ShareStatistic> = {
  kind: 'feedback-metric',
  version: 1,
  id: 'thumbs',
  scale: { min: 0, max: 1 },
  statistic: { kind: 'share', top: [1] },
  better: 'higher',
  context: 'transactional',
};
