import type { MeanStatistic, Metric } from './metric.ts';

/**
 * Customer Effort Score 2.0 ("the company made it easy for me"): mean of 1–7, in scale units. **Higher is better**, the
 * opposite of {@link CES_1}. It is also read as a share of 5–7 or as a net of 6–7 minus 1–3: declare those with
 * {@link shareMetric} and {@link netMetric}; the three readings are not comparable.
 *
 * @example Do we make it easy?
 * ```ts
 * import { CES_2, measureScore, tallyScores } from 'clientele/feedback';
 *
 * measureScore(CES_2, tallyScores(CES_2, [7, 6, 5, 2])).value; // => 5
 * ```
 * @see Dixon, Toman & DeLisi 2013, The Effortless Experience
 */
export const CES_2: Metric<'ces-2', MeanStatistic> = {
  kind: 'feedback-metric',
  version: 1,
  id: 'ces-2',
  scale: { min: 1, max: 7 },
  statistic: { kind: 'mean' },
  better: 'higher',
  context: 'transactional',
};
