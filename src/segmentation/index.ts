/**
 * Who are my best customers, who is slipping, who just crossed a line, and what exactly is the rule? RFM scores, named
 * segment maps, rule segments as JSON (tested, explained, dated, in SQL), concentration, migration and clusters.
 *
 * @module clientele/segmentation
 */
export { assignRfm } from './assign-rfm.ts';
export { assignSegment } from './assign-segment.ts';
export type { AssignedSegment, MapFacts, MapReason } from './assign-segment.ts';
export { checkSegment } from './check-segment.ts';
export type { CheckSegmentOptions } from './check-segment.ts';
export { checkSegmentMap } from './check-segment-map.ts';
export type { SegmentMapProblemCode } from './check-segment-map.ts';
export { compileSegment } from './compile-segment.ts';
export type { CompileSegmentOptions, CompiledSegment, SegmentAt, SegmentExplanation } from './compile-segment.ts';
export { compositeRfm } from './composite-rfm.ts';
export type { CompositeRfmOptions } from './composite-rfm.ts';
export type {
  CustomerModel,
  EventModel,
  FieldDetails,
  FieldKindName,
  FieldPath,
  FieldType,
  HostType,
} from './customer-model.ts';
export { defineModel } from './define-model.ts';
export type { CustomerRecord, FieldTypeFor, ModelFor, ValueAt } from './define-model.ts';
export type { SegmentLibrary } from './definition-errors.ts';
export { fitRfm } from './fit-rfm.ts';
export type { FitRfmOptions } from './fit-rfm.ts';
export { measureSegmentMap } from './measure-segment-map.ts';
export type { MapCell, MapOverlap, MeasureSegmentMapOptions, SegmentMapMeasures } from './measure-segment-map.ts';
export { rankRfm } from './rank-rfm.ts';
export type { RankRfmOptions, RankedRfm } from './rank-rfm.ts';
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
export type {
  EarliestCondition,
  ElapsedUnit,
  EventCondition,
  FieldCondition,
  FieldWindowCondition,
  LatestCondition,
  ListOp,
  NumberOp,
  PropertyCondition,
  RegularlyCondition,
  RelativeWindow,
  SegmentCondition,
  SegmentDefinition,
  SegmentMeasure,
  SegmentOp,
  SegmentWindow,
  SegmentZone,
  SequenceCondition,
  SequenceStep,
  TextOp,
  WindowUnit,
} from './segment-definition.ts';
export type { AxisRange, MappedSegment, SegmentMap } from './segment-map.ts';
export type { ExplainNode } from './segment-node.ts';
export type { SegmentProblem, SegmentProblemCode } from './segment-problem.ts';
export type { SegmentReads } from './segment-reads.ts';
export type { SegmentFacts, SegmentReason } from './settle-explanation.ts';
