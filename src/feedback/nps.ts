import type { Metric, NetStatistic } from './metric.ts';

/**
 * Net Promoter Score on 0–10: 9 and 10 are promoters, 0 to 6 detractors (Reichheld 2003), in points −100..100.
 *
 * @example Is 62 promoters, 24 passives and 14 detractors good enough to print?
 * ```ts
 * import { measureScore, NPS } from 'clientele/feedback';
 *
 * measureScore(NPS, { top: 62, middle: 24, bottom: 14 }).value; // => 48
 * ```
 * @see Reichheld 2003, The one number you need to grow, Harvard Business Review
 */
export const NPS: Metric<'nps', NetStatistic> = {
  kind: 'feedback-metric',
  version: 1,
  id: 'nps',
  scale: { min: 0, max: 10 },
  statistic: { kind: 'net', top: [9, 10], bottom: [0, 1, 2, 3, 4, 5, 6] },
  better: 'higher',
  context: 'relationship',
};
