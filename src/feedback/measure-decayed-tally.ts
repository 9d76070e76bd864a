import { InputError, requireLevel } from '../errors/index.ts';
import type { Estimate, Interval } from '../statistics/index.ts';
import { studentQuantile, valueOfExact } from '../statistics/index.ts';
import type { DecayedAnswerTally } from './decayed-answer-tally.ts';
import { effectiveInterval } from './effective-interval.ts';
import { levelSigns } from './level-signs.ts';
import type { ScoreUnit } from './measure-score.ts';
import type { Metric } from './metric.ts';

/** A score of fading answers. */
export interface DecayedScore extends Estimate<'empty', 'one-answer'> {
  /** unit of the value, the standard error and the interval */
  unit: ScoreUnit;
  /** answers in the base, each counted once */
  answers: number;
  /** answers of equal weight that would be as precise: (Σw)²/Σw²; 0 without answers */
  effectiveAnswers: number;
}

/** How sure the interval of a fading tally must be. */
export interface DecayedTallyOptions {
  /** confidence, between 0 and 1; 0.95 by default */
  level?: number;
}

/**
 * {@link measureDecayed} of a stored or merged tally.
 *
 * @param metric - the metric
 * @param tally - a fading tally of that metric
 * @param options - confidence
 * @returns the score; value null and reason `'empty'` when no answer is left; a mean of less than two effective answers
 *   has no interval (`'one-answer'`)
 * @throws InputError `metric-mismatch`, `out-of-range` for the level
 *
 * @example What do the merged shards say?
 * ```ts
 * import { measureDecayedTally, NPS, tallyDecayed } from 'clientele/feedback';
 *
 * const tally = tallyDecayed(NPS, [], { halfLifeDays: 30, asOf: '2025-01-31T00:00:00Z' });
 * measureDecayedTally(NPS, tally).reason; // => 'empty'
 * ```
 */
export function measureDecayedTally<Id extends string>(
  metric: Metric<Id>,
  tally: DecayedAnswerTally<NoInfer<Id>>,
  options: DecayedTallyOptions = {},
): DecayedScore {
  const level = requireLevel(options.level ?? 0.95, 'options.level');
  const { scale, statistic } = metric;
  if (tally.metric !== metric.id || tally.scale.min !== scale.min || tally.scale.max !== scale.max) {
    throw new InputError('metric-mismatch', 'tally', `expected a tally of ${metric.id}, got ${tally.metric}`);
  }
  const signs = levelSigns(metric);
  const used = signs.flatMap((sign, i) => (sign === 2 ? [] : [i]));
  const sumOver = (each: (i: number) => number): number => used.reduce((sum, i) => sum + each(i), 0);
  const weightOf = (i: number): number => valueOfExact(tally.weights[i]!);
  const unit = statistic.kind === 'net' ? 'points' : statistic.kind === 'share' ? 'share' : 'scale';
  const answers = sumOver((i) => tally.counts[i]!);
  const weight = sumOver(weightOf);
  if (answers === 0) {
    return { value: null, reason: 'empty', standardError: null, interval: null, unit, answers, effectiveAnswers: 0 };
  }
  const effectiveAnswers = weight ** 2 / sumOver((i) => valueOfExact(tally.squares[i]!));
  const share = (sign: number): number => sumOver((i) => (signs[i] === sign ? weightOf(i) : 0)) / weight;
  const top = share(1);
  const bottom = share(-1);
  const rescaled = statistic.kind === 'mean' && statistic.rescaled === true;
  const width = rescaled ? scale.max - scale.min : 1;
  // Counted in steps above the lowest level.
  const mean = sumOver((i) => i * weightOf(i)) / weight;
  const value =
    statistic.kind === 'net'
      ? 100 * (top - bottom)
      : statistic.kind === 'share'
        ? top
        : rescaled
          ? mean / width
          : mean + scale.min;
  const variance =
    statistic.kind === 'net'
      ? 1e4 * (share(0) * (top + bottom) + 4 * top * bottom)
      : statistic.kind === 'share'
        ? top * bottom
        : sumOver((i) => weightOf(i) * (i - mean) ** 2) / weight / width ** 2;
  const standardError = Math.sqrt(variance / effectiveAnswers);
  const interval =
    statistic.kind === 'mean'
      ? studentInterval(value, variance, effectiveAnswers, level)
      : effectiveInterval(metric, { top, bottom }, effectiveAnswers, level);
  return {
    value,
    standardError,
    interval,
    ...(interval ? {} : { noInterval: 'one-answer' as const }),
    unit,
    answers,
    effectiveAnswers,
  };
}

function studentInterval(value: number, variance: number, n: number, level: number): Interval | null {
  if (n < 2) return null;
  const half = studentQuantile((1 + level) / 2, n - 1) * Math.sqrt(variance / (n - 1));
  return { low: value - half, high: value + half, level, method: 't' };
}
