import type { MeanStatistic, Metric } from './metric.ts';

/**
 * Customer Effort Score, first wording ("how much effort did you personally have to put forth?"): mean of 1–5, in
 * scale units. **Lower is better**, the opposite of {@link CES_2}.
 *
 * @example How hard is it to get help from us?
 * ```ts
 * import { CES_1, measureScore, tallyScores } from 'clientele/feedback';
 *
 * measureScore(CES_1, tallyScores(CES_1, [1, 2, 2, 3])).value; // => 2
 * ```
 * @see Dixon, Freeman & Toman 2010, Stop trying to delight your customers, Harvard Business Review
 */
export const CES_1: Metric<'ces-1', MeanStatistic> = {
  kind: 'feedback-metric',
  version: 1,
  id: 'ces-1',
  scale: { min: 1, max: 5 },
  statistic: { kind: 'mean' },
  better: 'lower',
  context: 'transactional',
};
