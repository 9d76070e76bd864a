import type { Estimate, Interval } from '../statistics/index.ts';
import type { ScoreUnit } from './measure-score.ts';
import type { Score } from './measure-score.ts';
import type { Metric } from './metric.ts';

/** A score with the interval that holds the true value with the stated confidence. */
export interface ScoreEstimate extends Estimate<'empty', 'one-answer'> {
  /** unit of the value, the standard error and the interval */
  unit: ScoreUnit;
  /** answers in the base */
  answers: number;
  /** the interval has no width: the method pretends to be certain */
  degenerate: boolean;
  /** an end lies off the scale; figures are not clipped, because clipping would hide that the method does not fit */
  outOfRange: boolean;
}

/** Ends of the scale in the unit of the value. */
export function rangeOf(metric: Metric): readonly [number, number] {
  const { statistic, scale } = metric;
  if (statistic.kind === 'net') return [-100, 100];
  return statistic.kind === 'share' || statistic.rescaled ? [0, 1] : [scale.min, scale.max];
}

/** Packs a score and its interval; `interval` null beside a value means that one answer says nothing about spread. */
export function estimateOf(metric: Metric, score: Score, interval: Interval | null): ScoreEstimate {
  const { value, unit, standardError } = score;
  const [least, most] = rangeOf(metric);
  return {
    value,
    ...(value === null ? { reason: 'empty' as const } : {}),
    standardError,
    interval,
    ...(value !== null && interval === null ? { noInterval: 'one-answer' as const } : {}),
    unit,
    answers: score.denominator ?? 0,
    degenerate: interval !== null && interval.high - interval.low < 1e-9,
    outOfRange: interval !== null && (interval.low < least - 1e-9 || interval.high > most + 1e-9),
  };
}
