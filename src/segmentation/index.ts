/**
 * Who are my best customers, who is slipping, who just crossed a line, and what exactly is the rule? RFM scores, named
 * segment maps, rule segments as JSON (tested, explained, dated, in SQL), concentration, migration and clusters.
 *
 * @module clientele/segmentation
 */
export { assignAbc } from './assign-abc.ts';
export { assignCluster } from './assign-cluster.ts';
export type { AssignedCluster, ClusterReason } from './assign-cluster.ts';
export { assignRfm } from './assign-rfm.ts';
export { assignSegment } from './assign-segment.ts';
export type { AssignedSegment, MapFacts, MapReason } from './assign-segment.ts';
export type { EventBuilder, HabitDays } from './builder-events.ts';
export type {
  BooleanBuilder,
  BuilderOf,
  KindOf,
  ListBuilder,
  MomentBuilder,
  NumberBuilder,
  PresenceBuilder,
  TextBuilder,
  TextBuilderOptions,
  TextOf,
} from './builder-fields.ts';
export type { BuilderWindowOptions, BuilderWindows } from './builder-windows.ts';
export { checkSegment } from './check-segment.ts';
export type { CheckSegmentOptions } from './check-segment.ts';
export { checkSegmentMap } from './check-segment-map.ts';
export type { SegmentMapProblemCode } from './check-segment-map.ts';
export { checkSegmentSize } from './check-segment-size.ts';
export type { AxisRow, AxisScale, AxisTransform, ScaleOfAxes } from './cluster-points.ts';
export { compareClusterCounts } from './compare-cluster-counts.ts';
export type { ClusterCount, ClusterCounts, CompareClusterCountsOptions } from './compare-cluster-counts.ts';
export { compileSegment } from './compile-segment.ts';
export type { CompileSegmentOptions, CompiledSegment, SegmentAt, SegmentExplanation } from './compile-segment.ts';
export { compileSegmentSet } from './compile-segment-set.ts';
export type {
  CompileSegmentSetOptions,
  CompiledSegmentSet,
  SegmentChoice,
  SegmentSetAt,
  SegmentSetReason,
} from './compile-segment-set.ts';
export { compileSegmentSql } from './compile-segment-sql.ts';
export type { CompileSegmentSqlOptions, SegmentSql, SqlParameter } from './compile-segment-sql.ts';
export { compileSegmentTest } from './compile-segment-test.ts';
export type { CompiledSegmentTest } from './compile-segment-test.ts';
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
export { describeSegment } from './describe-segment.ts';
export type { DescribeSegmentOptions } from './describe-segment.ts';
export { diffMemberships } from './diff-memberships.ts';
export type { DiffMembershipsOptions, MembershipDiff, MembershipRow } from './diff-memberships.ts';
export type { ExplainNode } from './explain-condition.ts';
export { findNaturalBreaks } from './find-natural-breaks.ts';
export type { FindNaturalBreaksOptions, NaturalBreaks, NaturalClass } from './find-natural-breaks.ts';
export { fitAbc } from './fit-abc.ts';
export type { AbcModel, FitAbcOptions } from './fit-abc.ts';
export { fitClusters } from './fit-clusters.ts';
export type { ClusterModel, FitClustersOptions } from './fit-clusters.ts';
export { fitLookalike } from './fit-lookalike.ts';
export type { FitLookalikeOptions, LookalikeModel } from './fit-lookalike.ts';
export { fitRfm } from './fit-rfm.ts';
export type { FitRfmOptions } from './fit-rfm.ts';
export { lorenzCurve } from './lorenz-curve.ts';
export type { LorenzCurveOptions, LorenzPoint } from './lorenz-curve.ts';
export { measureConcentration } from './measure-concentration.ts';
export type { Concentration } from './measure-concentration.ts';
export { measureCustomersNeeded } from './measure-customers-needed.ts';
export type { CustomersNeeded, MeasureCustomersNeededOptions } from './measure-customers-needed.ts';
export { measureLikeness } from './measure-likeness.ts';
export type { Likeness, LikenessReason } from './measure-likeness.ts';
export { measureMigration } from './measure-migration.ts';
export type { GroupRow, MeasureMigrationOptions, Migration } from './measure-migration.ts';
export { measureSegmentMap } from './measure-segment-map.ts';
export type { MapCell, MapOverlap, MeasureSegmentMapOptions, SegmentMapMeasures } from './measure-segment-map.ts';
export { measureSilhouette } from './measure-silhouette.ts';
export type { MeasureSilhouetteOptions, Silhouette } from './measure-silhouette.ts';
export { measureTopShare } from './measure-top-share.ts';
export type { MeasureTopShareOptions, TopShare } from './measure-top-share.ts';
export { mergeMembershipTallies } from './merge-membership-tallies.ts';
export { mergeMigrations } from './merge-migrations.ts';
export { profileSegments } from './profile-segments.ts';
export type { ProfileSegmentsOptions, SegmentMeasureProfile, SegmentProfile } from './profile-segments.ts';
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
export { segmentBuilder } from './segment-builder.ts';
export type { PropertyBuilder, SegmentBuilder } from './segment-builder.ts';
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
export type { SegmentProblem, SegmentProblemCode } from './segment-problem.ts';
export type { SegmentReads } from './segment-reads.ts';
export type { SegmentFacts, SegmentReason } from './settle-explanation.ts';
export type { SegmentTables, SqlColumn } from './sql-context.ts';
export type { SqlDialect } from './sql-dialect.ts';
export type { SqlType } from './sql-fragment.ts';
export { tabulateDeciles } from './tabulate-deciles.ts';
export type { DecileRow, TabulateDecilesOptions } from './tabulate-deciles.ts';
export { tallyMemberships } from './tally-memberships.ts';
export type { MembershipTally } from './tally-memberships.ts';
