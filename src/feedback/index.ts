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
export { csatMetric } from './csat-metric.ts';
export type { CsatOptions } from './csat-metric.ts';
export type { DecayedAnswerTally, DecayOptions } from './decayed-answer-tally.ts';
export { decomposeChange } from './decompose-change.ts';
export type { ChangeDecomposition, DecomposeOptions, SegmentEffect } from './decompose-change.ts';
export { emptyAnswerTally } from './empty-answer-tally.ts';
export { ENPS } from './enps.ts';
export { groupCounts } from './group-counts.ts';
export { meanMetric } from './mean-metric.ts';
export type { MeanMetricOptions } from './mean-metric.ts';
export type { MeanStatistic, Metric, NetStatistic, Scale, ShareStatistic, Statistic } from './metric.ts';
export { measureBootstrapInterval } from './measure-bootstrap-interval.ts';
export type { BootstrapIntervalOptions } from './measure-bootstrap-interval.ts';
export { measureBySegment } from './measure-by-segment.ts';
export type { BySegmentOptions, SegmentScores } from './measure-by-segment.ts';
export { measureCredibleInterval } from './measure-credible-interval.ts';
export type { CredibleIntervalOptions } from './measure-credible-interval.ts';
export { measureInterval } from './measure-interval.ts';
export type { IntervalMethod, IntervalOptions } from './measure-interval.ts';
export { measureResponseRate } from './measure-response-rate.ts';
export type { ResponseRateOptions } from './measure-response-rate.ts';
export { measureRolling } from './measure-rolling.ts';
export type { RollingOptions, RollingPoint } from './measure-rolling.ts';
export { measureScore } from './measure-score.ts';
export type { Score, ScoreUnit } from './measure-score.ts';
export { measureSeries } from './measure-series.ts';
export type { SeriesOptions, SeriesPoint } from './measure-series.ts';
export { mergeAnswerTallies } from './merge-answer-tallies.ts';
export { mergeDecayedTallies } from './merge-decayed-tallies.ts';
export { netMetric } from './net-metric.ts';
export type { NetMetricOptions } from './net-metric.ts';
export { NPS } from './nps.ts';
export type { PseudoAnswers } from './pseudo-answers.ts';
export { roundScore } from './round-score.ts';
export type { RoundScoreOptions } from './round-score.ts';
export type { ScoreEstimate } from './score-estimate.ts';
export { shareMetric } from './share-metric.ts';
export type { ShareMetricOptions } from './share-metric.ts';
export { subtractAnswerTally } from './subtract-answer-tally.ts';
export { tallyAnswers } from './tally-answers.ts';
export type { TallyAnswersOptions } from './tally-answers.ts';
export { tallyBySegment } from './tally-by-segment.ts';
export { tallyDecayed } from './tally-decayed.ts';
export { tallyScores } from './tally-scores.ts';
export { THUMBS } from './thumbs.ts';
