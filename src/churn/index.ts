/**
 * Who is likely to leave, how sure we are, and why.
 *
 * @module clientele/churn
 */
export type { ChurnLabel, KnownChurnLabel } from './churn-label.ts';
export type { FitInactivityFromTallyOptions } from './fit-inactivity-risk-from-tally.ts';
export { fitInactivityRiskFromTally } from './fit-inactivity-risk-from-tally.ts';
export type { FitInactivityOptions } from './fit-inactivity-risk.ts';
export { fitInactivityRisk } from './fit-inactivity-risk.ts';
export type { InactivityBin, InactivityModel, InactivityStratum, InactivityTally } from './inactivity-model.ts';
export type { InactivityThresholdOptions } from './inactivity-threshold-days.ts';
export { inactivityThresholdDays } from './inactivity-threshold-days.ts';
export { isKnown } from './is-known.ts';
export type { LabelInactiveOptions } from './label-inactive.ts';
export { labelInactive } from './label-inactive.ts';
export type { LabelOptions } from './label-options.ts';
export { mergeInactivityTallies } from './merge-inactivity-tallies.ts';
export type {
  InactivityReason,
  InactivityRisk,
  ProbabilityInactiveOptions,
  SilentCustomer,
} from './probability-inactive.ts';
export { probabilityInactive } from './probability-inactive.ts';
export type { InactivityRow, TabulateInactivityOptions } from './tabulate-inactivity.ts';
export { tabulateInactivity } from './tabulate-inactivity.ts';
export type { TallyInactivityOptions } from './tally-inactivity.ts';
export { tallyInactivity } from './tally-inactivity.ts';
export type { EncodedFeatures } from './encode-features.ts';
export { encodeFeatures } from './encode-features.ts';
export type { Encoder, EncodingFlag, LearnedBoolean, LearnedCategory, LearnedNumber } from './encoder.ts';
export type {
  BooleanFeature,
  CategoryFeature,
  Feature,
  FeatureSchema,
  FeatureValue,
  NumberFeature,
  RecordOf,
} from './feature.ts';
export { fitEncoder } from './fit-encoder.ts';
export { measureAveragePrecision } from './measure-average-precision.ts';
export type { BrierScore } from './measure-brier.ts';
export { measureBrier } from './measure-brier.ts';
export type { Confusion, ConfusionOptions } from './measure-confusion.ts';
export { measureConfusion } from './measure-confusion.ts';
export type { KsDistance } from './measure-ks.ts';
export { measureKs } from './measure-ks.ts';
export { measureLogLoss } from './measure-log-loss.ts';
export { measurePrAuc } from './measure-pr-auc.ts';
export type { RocAuc, RocAucOptions } from './measure-roc-auc.ts';
export { measureRocAuc } from './measure-roc-auc.ts';
export type { MetricBase } from './score-blocks.ts';
export type { ScoredRow } from './scored-row.ts';
