/**
 * Who are my best customers, who is slipping, who just crossed a line, and what exactly is the rule? RFM scores, named
 * segment maps, rule segments as JSON (tested, explained, dated, in SQL), concentration, migration and clusters.
 *
 * @module clientele/segmentation
 */
export { assignRfm } from './assign-rfm.ts';
export { assignSegment } from './assign-segment.ts';
export type { AssignedSegment, MapFacts, MapReason } from './assign-segment.ts';
export { checkSegmentMap } from './check-segment-map.ts';
export type { SegmentMapProblemCode } from './check-segment-map.ts';
export { compositeRfm } from './composite-rfm.ts';
export type { CompositeRfmOptions } from './composite-rfm.ts';
export { fitRfm } from './fit-rfm.ts';
export type { FitRfmOptions } from './fit-rfm.ts';
export { measureSegmentMap } from './measure-segment-map.ts';
export type { MapCell, MapOverlap, MeasureSegmentMapOptions, SegmentMapMeasures } from './measure-segment-map.ts';
export { rankRfm } from './rank-rfm.ts';
export type { RankedRfm, RankRfmOptions } from './rank-rfm.ts';
export { RFM_ELEVEN_SEGMENTS } from './rfm-eleven-segments.ts';
export type { RfmElevenSegment } from './rfm-eleven-segments.ts';
export type {
  NestedThresholds,
  RfmAxis,
  RfmBins,
  RfmFacts,
  RfmFit,
  RfmModel,
  RfmReason,
  RfmRow,
  RfmScores,
  RfmThresholds,
} from './rfm-model.ts';
export { RFM_TEN_SEGMENTS } from './rfm-ten-segments.ts';
export type { RfmTenSegment } from './rfm-ten-segments.ts';
export type { AxisRange, MappedSegment, SegmentMap } from './segment-map.ts';
