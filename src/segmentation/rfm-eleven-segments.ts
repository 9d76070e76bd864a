import type { SegmentMap } from './segment-map.ts';

/** Names of {@link RFM_ELEVEN_SEGMENTS}; `'unscored'` are customers with a missing score. */
export type RfmElevenSegment =
  | 'champions'
  | 'loyal'
  | 'potential-loyal'
  | 'new'
  | 'promising'
  | 'need-attention'
  | 'about-to-sleep'
  | 'at-risk'
  | 'cannot-lose'
  | 'hibernating'
  | 'lost'
  | 'unscored';

/**
 * Eleven names that tile the 5 × 5 grid of recency by mean of frequency and money, rounded down: every scored customer
 * has exactly one, whatever the order. Rows are recency, columns (F + M) / 2 from 1 to 5:
 *
 * | R | 1 | 2 | 3 | 4 | 5 |
 * |---|---|---|---|---|---|
 * | 5 | new | potential-loyal | potential-loyal | champions | champions |
 * | 4 | promising | potential-loyal | potential-loyal | loyal | champions |
 * | 3 | about-to-sleep | about-to-sleep | need-attention | loyal | loyal |
 * | 2 | hibernating | hibernating | at-risk | at-risk | at-risk |
 * | 1 | lost | hibernating | at-risk | cannot-lose | cannot-lose |
 *
 * Needs scores 1–5 (the default of {@link fitRfm}).
 *
 * @example Which of my customers are slipping, and which did I lose?
 * ```ts
 * import { assignSegment, RFM_ELEVEN_SEGMENTS } from 'clientele/segmentation';
 *
 * assignSegment(RFM_ELEVEN_SEGMENTS, { recency: 2, frequencyMonetary: 4.5 }).segment; // => 'at-risk'
 * assignSegment(RFM_ELEVEN_SEGMENTS, { recency: 1, frequencyMonetary: 1.5 }).segment; // => 'lost'
 * assignSegment(RFM_ELEVEN_SEGMENTS, { recency: 5, frequencyMonetary: null }).segment; // => 'unscored'
 * ```
 */
export const RFM_ELEVEN_SEGMENTS: SegmentMap<RfmElevenSegment, 'recency' | 'frequencyMonetary'> = {
  kind: 'segment-map',
  version: 1,
  segments: [
    { name: 'champions', when: { recency: [5, 5], frequencyMonetary: { gte: 4, lte: 5 } } },
    { name: 'champions', when: { recency: [4, 4], frequencyMonetary: { gte: 5, lte: 5 } } },
    { name: 'loyal', when: { recency: [4, 4], frequencyMonetary: { gte: 4, lt: 5 } } },
    { name: 'loyal', when: { recency: [3, 3], frequencyMonetary: { gte: 4, lte: 5 } } },
    { name: 'potential-loyal', when: { recency: [4, 5], frequencyMonetary: { gte: 2, lt: 4 } } },
    { name: 'new', when: { recency: [5, 5], frequencyMonetary: { gte: 1, lt: 2 } } },
    { name: 'promising', when: { recency: [4, 4], frequencyMonetary: { gte: 1, lt: 2 } } },
    { name: 'need-attention', when: { recency: [3, 3], frequencyMonetary: { gte: 3, lt: 4 } } },
    { name: 'about-to-sleep', when: { recency: [3, 3], frequencyMonetary: { gte: 1, lt: 3 } } },
    { name: 'at-risk', when: { recency: [2, 2], frequencyMonetary: { gte: 3, lte: 5 } } },
    { name: 'at-risk', when: { recency: [1, 1], frequencyMonetary: { gte: 3, lt: 4 } } },
    { name: 'cannot-lose', when: { recency: [1, 1], frequencyMonetary: { gte: 4, lte: 5 } } },
    { name: 'hibernating', when: { recency: [2, 2], frequencyMonetary: { gte: 1, lt: 3 } } },
    { name: 'hibernating', when: { recency: [1, 1], frequencyMonetary: { gte: 2, lt: 3 } } },
    { name: 'lost', when: { recency: [1, 1], frequencyMonetary: { gte: 1, lt: 2 } } },
  ],
  otherwise: 'unscored',
};
