/**
 * Who is likely to leave, how sure we are, and why.
 *
 * @module clientele/churn
 */
export { backtest } from './backtest.ts';
export type { BacktestExample, BacktestOptions, BacktestRow } from './backtest.ts';
export { binWeightOfEvidence } from './bin-weight-of-evidence.ts';
export type { BinOptions, OutcomeRow, WeightOfEvidence, WeightOfEvidenceBin } from './bin-weight-of-evidence.ts';
export { bootstrapMetric } from './bootstrap-metric.ts';
export type { BootstrapEstimate, BootstrapMetricOptions, MetricAnswer } from './bootstrap-metric.ts';
export { calibrate } from './calibrate.ts';
export type { BetaCalibration, Calibration, IsotonicCalibration, PlattCalibration } from './calibration.ts';
export type { ProfitOptions } from './campaign-profit.ts';
export { checkHealth } from './check-health.ts';
export { checkLeakage } from './check-leakage.ts';
export type { CheckLeakageOptions, DatedExample } from './check-leakage.ts';
export type { ChurnLabel, KnownChurnLabel } from './churn-label.ts';
export type { ChurnScoreBin, ChurnScoreTally } from './churn-score-tally.ts';
export { countByEdges } from './count-by-edges.ts';
export type { EncodedFeatures } from './encode-features.ts';
export { encodeFeatures } from './encode-features.ts';
export type { Encoder, EncodingFlag, LearnedBoolean, LearnedCategory, LearnedNumber } from './encoder.ts';
export { explainChurn } from './explain-churn.ts';
export type { FeatureDistribution } from './feature-distribution.ts';
export type {
  BooleanFeature,
  CategoryFeature,
  Feature,
  FeatureSchema,
  FeatureValue,
  NumberFeature,
  RecordOf,
} from './feature.ts';
export { findThreshold } from './find-threshold.ts';
export type { BestThreshold, FindThresholdOptions, ProfitObjective, RankingObjective } from './find-threshold.ts';
export { fitCalibration } from './fit-calibration.ts';
export type { FitCalibrationOptions } from './fit-calibration.ts';
export { fitEncoder } from './fit-encoder.ts';
export { fitGapRisk } from './fit-gap-risk.ts';
export { fitGapRiskFromTally } from './fit-gap-risk-from-tally.ts';
export type { FitInactivityFromTallyOptions } from './fit-inactivity-risk-from-tally.ts';
export { fitInactivityRiskFromTally } from './fit-inactivity-risk-from-tally.ts';
export type { FitInactivityOptions } from './fit-inactivity-risk.ts';
export { fitInactivityRisk } from './fit-inactivity-risk.ts';
export { fitLogistic } from './fit-logistic.ts';
export type { ChurnExample, FitLogisticOptions } from './fit-logistic.ts';
export { fitScorecard } from './fit-scorecard.ts';
export type { FitScorecardOptions, ScorecardExample } from './fit-scorecard.ts';
export { gainCurve } from './gain-curve.ts';
export type { GainPoint } from './gain-curve.ts';
export type { GapModel, GapStratum } from './gap-model.ts';
export type { GapCount, GapTally } from './gap-tally.ts';
export { gapThresholdDays } from './gap-threshold-days.ts';
export type { GapThresholdOptions } from './gap-threshold-days.ts';
export type {
  CurveFactor,
  HealthDefinition,
  HealthFactor,
  HealthFactorBase,
  HealthStep,
  LevelFactor,
  StepFactor,
} from './health-definition.ts';
export type { InactivityBin, InactivityModel, InactivityStratum, InactivityTally } from './inactivity-model.ts';
export type { InactivityThresholdOptions } from './inactivity-threshold-days.ts';
export { inactivityThresholdDays } from './inactivity-threshold-days.ts';
export { inferLogistic } from './infer-logistic.ts';
export type { InferLogisticOptions, LogisticInference, LogisticInferences } from './infer-logistic.ts';
export { isKnown } from './is-known.ts';
export { labelEnded } from './label-ended.ts';
export type { LabelInactiveOptions } from './label-inactive.ts';
export { labelInactive } from './label-inactive.ts';
export type { LabelOptions } from './label-options.ts';
export type { LogisticFit, LogisticModel, LogisticPenalty, LogisticTerm } from './logistic-model.ts';
export type { OffsetOptions } from './logit-churn.ts';
export { measureAveragePrecision } from './measure-average-precision.ts';
export type { BrierScore } from './measure-brier.ts';
export { measureBrier } from './measure-brier.ts';
export { measureCalibration } from './measure-calibration.ts';
export type { CalibrationBin, CalibrationReport, MeasureCalibrationOptions } from './measure-calibration.ts';
export { measureChurnModel } from './measure-churn-model.ts';
export type { ChurnReport, MeasureChurnModelOptions } from './measure-churn-model.ts';
export type { Confusion, ConfusionOptions } from './measure-confusion.ts';
export { measureConfusion } from './measure-confusion.ts';
export { measureFeatureStability } from './measure-feature-stability.ts';
export type { FeatureStability } from './measure-feature-stability.ts';
export { measureHealth } from './measure-health.ts';
export type { HealthBandOutcome, HealthOutcome, HealthReport, MeasureHealthOptions } from './measure-health.ts';
export { measureInformationValue } from './measure-information-value.ts';
export type { InformationValue } from './measure-information-value.ts';
export type { KsDistance } from './measure-ks.ts';
export { measureKs } from './measure-ks.ts';
export { measureLogLoss } from './measure-log-loss.ts';
export { measureMaximumProfit } from './measure-maximum-profit.ts';
export type { MaximumProfit } from './measure-maximum-profit.ts';
export { measurePrAuc } from './measure-pr-auc.ts';
export type { RocAuc, RocAucOptions } from './measure-roc-auc.ts';
export { measureRocAuc } from './measure-roc-auc.ts';
export { measureStability } from './measure-stability.ts';
export type { Stability, StabilityOptions, StabilityPart } from './measure-stability.ts';
export { measureTallyCalibration } from './measure-tally-calibration.ts';
export type { TallyCalibration } from './measure-tally-calibration.ts';
export { measureTopLift } from './measure-top-lift.ts';
export type { TopLift, TopLiftOptions } from './measure-top-lift.ts';
export { mergeChurnScoreTallies } from './merge-churn-score-tallies.ts';
export { mergeGapTallies } from './merge-gap-tallies.ts';
export { mergeInactivityTallies } from './merge-inactivity-tallies.ts';
export { probabilityChurn } from './probability-churn.ts';
export type {
  InactivityReason,
  InactivityRisk,
  ProbabilityInactiveOptions,
  SilentCustomer,
} from './probability-inactive.ts';
export { probabilityInactive } from './probability-inactive.ts';
export { probabilityNoReturn } from './probability-no-return.ts';
export type { NoReturnOptions } from './probability-no-return.ts';
export { proposeBins } from './propose-bins.ts';
export type { ProposeBinsOptions, ProposedBins } from './propose-bins.ts';
export { rawCoefficients } from './raw-coefficients.ts';
export type { RawCoefficient, RawCoefficients } from './raw-coefficients.ts';
export { rocCurve } from './roc-curve.ts';
export type { RocPoint } from './roc-curve.ts';
export type { MetricBase } from './score-blocks.ts';
export { scoreChurn } from './score-churn.ts';
export type { ChurnScore, ScoreChurnOptions } from './score-churn.ts';
export { scoreEdges } from './score-edges.ts';
export type { ScoreEdgesOptions } from './score-edges.ts';
export { scoreHealth } from './score-health.ts';
export type { HealthPart, HealthReason, HealthScore, ScoreHealthOptions } from './score-health.ts';
export { scorePoints } from './score-points.ts';
export type { PointsReason, PointsScore } from './score-points.ts';
export type { ScorecardModel, ScorecardBin, ScorecardPart, ScorecardVariable } from './scorecard.ts';
export type { ScoredRow } from './scored-row.ts';
export { shiftPrior } from './shift-prior.ts';
export type { ShiftPriorOptions } from './shift-prior.ts';
export type { InactivityRow, TabulateInactivityOptions } from './tabulate-inactivity.ts';
export { tabulateInactivity } from './tabulate-inactivity.ts';
export { tabulateLift } from './tabulate-lift.ts';
export type { LiftGroup, TabulateLiftOptions } from './tabulate-lift.ts';
export { tallyChurnScores } from './tally-churn-scores.ts';
export type { TalliedScore, TallyScoresOptions } from './tally-churn-scores.ts';
export type { FitGapOptions } from './tally-gaps.ts';
export { tallyGaps } from './tally-gaps.ts';
export type { TallyInactivityOptions } from './tally-inactivity.ts';
export { tallyInactivity } from './tally-inactivity.ts';
export { withCalibration } from './with-calibration.ts';
