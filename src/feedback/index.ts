/**
 * Survey answers to scores: NPS, CSAT and effort with honest uncertainty and a closed loop.
 *
 * Answers become a tally (counts per level, plain JSON, mergeable), a tally becomes a score, and a score never travels
 * without its interval. Everything else asks a question of tallies: did it change, why, for whom, is it a signal, whom
 * may we ask next, who was called back.
 *
 * @module clientele/feedback
 */
export type { Answer, Keep } from './answer.ts';
export type { AnswerTally, Counted, CountedFor, GroupCounts, InvalidAnswers } from './answer-tally.ts';
export type { AnswerWindow } from './answer-window.ts';
export { apportionShares } from './apportion-shares.ts';
export type { ApportionOptions } from './apportion-shares.ts';
export { CES_1 } from './ces-1.ts';
export { CES_2 } from './ces-2.ts';
export { checkMetric } from './check-metric.ts';
export type { MetricProblemCode } from './check-metric.ts';
export { checkSurveyRules } from './check-survey-rules.ts';
export type { SurveyRulesProblemCode } from './check-survey-rules.ts';
export { compareScores } from './compare-scores.ts';
export type { CompareScoresOptions, CompareTest, ScoreComparison, ScorePair } from './compare-scores.ts';
export type { AnswerColumn } from './complete-rows.ts';
export type { ChartFindings, ChartRule, ChartSignal } from './control-chart.ts';
export { csatMetric } from './csat-metric.ts';
export type { CsatOptions } from './csat-metric.ts';
export { cusumChart } from './cusum-chart.ts';
export type { CusumChart, CusumOptions } from './cusum-chart.ts';
export type { DecayedAnswerTally, DecayOptions } from './decayed-answer-tally.ts';
export { decideSurvey } from './decide-survey.ts';
export type { DecideSurveyOptions, SurveyDecision, SurveyReasonCode, SurveyReasonFacts } from './decide-survey.ts';
export { decomposeChange } from './decompose-change.ts';
export type { ChangeDecomposition, DecomposeOptions, SegmentEffect } from './decompose-change.ts';
export { emptyAnswerTally } from './empty-answer-tally.ts';
export { ENPS } from './enps.ts';
export { ewmaChart } from './ewma-chart.ts';
export type { EwmaChart, EwmaOptions } from './ewma-chart.ts';
export { groupCounts } from './group-counts.ts';
export { individualsChart } from './individuals-chart.ts';
export type { IndividualsChart, IndividualsOptions } from './individuals-chart.ts';
export { listFollowUps } from './list-follow-ups.ts';
export type { FollowUp, FollowUpContact, FollowUpOptions, FollowUpPolicy, FollowUpStatus } from './list-follow-ups.ts';
export { meanMetric } from './mean-metric.ts';
export type { MeanMetricOptions } from './mean-metric.ts';
export { measureAgainstBenchmark } from './measure-against-benchmark.ts';
export type { BenchmarkComparison, BenchmarkOptions } from './measure-against-benchmark.ts';
export { measureBootstrapInterval } from './measure-bootstrap-interval.ts';
export type { BootstrapIntervalOptions } from './measure-bootstrap-interval.ts';
export { measureBySegment } from './measure-by-segment.ts';
export type { BySegmentOptions, SegmentScores } from './measure-by-segment.ts';
export { measureClosedLoop } from './measure-closed-loop.ts';
export type { ClosedLoopOptions, ClosedLoopReport } from './measure-closed-loop.ts';
export { measureCredibleInterval } from './measure-credible-interval.ts';
export type { CredibleIntervalOptions } from './measure-credible-interval.ts';
export { measureCronbachAlpha } from './measure-cronbach-alpha.ts';
export type { CronbachAlpha, CronbachOptions } from './measure-cronbach-alpha.ts';
export { measureDecayed } from './measure-decayed.ts';
export type { DecayedOptions } from './measure-decayed.ts';
export { measureDecayedTally } from './measure-decayed-tally.ts';
export type { DecayedScore, DecayedTallyOptions } from './measure-decayed-tally.ts';
export { measureDrivers } from './measure-drivers.ts';
export type { DriverData, DriverOptions, Drivers } from './measure-drivers.ts';
export { measureEarnedGrowth } from './measure-earned-growth.ts';
export type { EarnedGrowth, EarnedGrowthRevenues } from './measure-earned-growth.ts';
export { measureInterval } from './measure-interval.ts';
export type { IntervalMethod, IntervalOptions } from './measure-interval.ts';
export { measureKano } from './measure-kano.ts';
export type { KanoAnswer, KanoCategory, KanoCounts, KanoResult } from './measure-kano.ts';
export { measureResponseRate } from './measure-response-rate.ts';
export type { ResponseRateOptions } from './measure-response-rate.ts';
export { measureRolling } from './measure-rolling.ts';
export type { RollingOptions, RollingPoint } from './measure-rolling.ts';
export { measureScore } from './measure-score.ts';
export type { Score, ScoreUnit } from './measure-score.ts';
export { measureSeries } from './measure-series.ts';
export type { SeriesOptions, SeriesPoint } from './measure-series.ts';
export { measureTrend } from './measure-trend.ts';
export type { ScoreTrend } from './measure-trend.ts';
export { measureWeighted } from './measure-weighted.ts';
export type { WeightedOptions, WeightedScore } from './measure-weighted.ts';
export { mergeAnswerTallies } from './merge-answer-tallies.ts';
export { mergeDecayedTallies } from './merge-decayed-tallies.ts';
export type { MeanStatistic, Metric, NetStatistic, Scale, ShareStatistic, Statistic } from './metric.ts';
export { netMetric } from './net-metric.ts';
export type { NetMetricOptions } from './net-metric.ts';
export { NPS } from './nps.ts';
export { planSampleSize } from './plan-sample-size.ts';
export type { SampleSizeOptions } from './plan-sample-size.ts';
export { planSampleSizeToCompare } from './plan-sample-size-to-compare.ts';
export type { CompareSampleSizeOptions } from './plan-sample-size-to-compare.ts';
export type { ExpectedAnswers } from './planned-variance.ts';
export type { PseudoAnswers } from './pseudo-answers.ts';
export { roundScore } from './round-score.ts';
export type { RoundScoreOptions } from './round-score.ts';
export type { ScoreEstimate } from './score-estimate.ts';
export { shareMetric } from './share-metric.ts';
export type { ShareMetricOptions } from './share-metric.ts';
export { shewhartChart } from './shewhart-chart.ts';
export type { ShewhartChart, ShewhartOptions } from './shewhart-chart.ts';
export { subtractAnswerTally } from './subtract-answer-tally.ts';
export type {
  CoolDown,
  SurveyCustomer,
  SurveyEvent,
  SurveyEventKind,
  SurveyRule,
  SurveyRules,
} from './survey-rules.ts';
export { tallyAnswers } from './tally-answers.ts';
export type { TallyAnswersOptions } from './tally-answers.ts';
export { tallyBySegment } from './tally-by-segment.ts';
export { tallyDecayed } from './tally-decayed.ts';
export { tallyScores } from './tally-scores.ts';
export { THUMBS } from './thumbs.ts';
