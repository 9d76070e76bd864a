import type { RfmAxis } from './rfm-model.ts';
import type { SegmentMap } from './segment-map.ts';

/** Names of {@link RFM_TEN_SEGMENTS}. */
export type RfmTenSegment =
  | 'Champions'
  | 'Potential Loyalist'
  | 'Loyal Customers'
  | 'Promising'
  | 'New Customers'
  | "Can't Lose Them"
  | 'At Risk'
  | 'Need Attention'
  | 'About To Sleep'
  | 'Lost'
  | 'Others';

/**
 * The map in the documentation of the R package rfm, over scores 1–5 on three axes: for comparing with reports that use
 * it. As printed it leaves 10 of 125 cells without a name and gives 58 to two or more segments, so its order decides;
 * Champions win a single cell. For new work take {@link RFM_ELEVEN_SEGMENTS}.
 *
 * @example How does the textbook map name my best customers?
 * ```ts
 * import { assignSegment, RFM_TEN_SEGMENTS } from 'clientele/segmentation';
 *
 * assignSegment(RFM_TEN_SEGMENTS, { recency: 5, frequency: 5, monetary: 5 }).segment; // => 'Champions'
 * assignSegment(RFM_TEN_SEGMENTS, { recency: 5, frequency: 5, monetary: 4 }).segment; // => 'Potential Loyalist'
 * ```
 * @see Hebbali, R package rfm 0.3.0, vignette "RFM customer level data"
 */
export const RFM_TEN_SEGMENTS: SegmentMap<RfmTenSegment, RfmAxis> = {
  kind: 'segment-map',
  version: 1,
  segments: [
    { name: 'Champions', when: { recency: [5, 5], frequency: [5, 5], monetary: [5, 5] } },
    { name: 'Potential Loyalist', when: { recency: [3, 5], frequency: [3, 5], monetary: [2, 5] } },
    { name: 'Loyal Customers', when: { recency: [2, 4], frequency: [2, 4], monetary: [2, 4] } },
    { name: 'Promising', when: { recency: [3, 4], frequency: [1, 3], monetary: [3, 5] } },
    { name: 'New Customers', when: { recency: [4, 5], frequency: [1, 3], monetary: [1, 5] } },
    { name: "Can't Lose Them", when: { recency: [1, 2], frequency: [3, 4], monetary: [4, 5] } },
    { name: 'At Risk', when: { recency: [1, 2], frequency: [2, 5], monetary: [4, 5] } },
    { name: 'Need Attention', when: { recency: [1, 3], frequency: [3, 5], monetary: [3, 5] } },
    { name: 'About To Sleep', when: { recency: [2, 3], frequency: [1, 3], monetary: [1, 4] } },
    { name: 'Lost', when: { recency: [1, 1], frequency: [1, 5], monetary: [1, 5] } },
  ],
  otherwise: 'Others',
};
