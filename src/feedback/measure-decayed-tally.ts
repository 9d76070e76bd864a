import { InputError, requireLevel } from '../errors/index.ts';
import type { Estimate } from '../statistics/index.ts';
import { valueOfExact } from '../statistics/index.ts';
import type { DecayedAnswerTally } from './decayed-answer-tally.ts';
import { effectiveInterval } from './effective-interval.ts';
import type { ScoreUnit } from './measure-score.ts';
import type { Metric } from './metric.ts';
import { requireTally } from './require-counted.ts';
import { scoreOfLevels } from './score-of-levels.ts';
import { studentInterval } from './student-interval.ts';

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
 * @throws InputError `metric-mismatch`, `not-a-count`, `inconsistent` for counts without weights, `out-of-range` for the level
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
  const { unit, denominator } = scoreOfLevels(metric, requireTally(metric, tally));
  const answers = denominator!;
  if (answers === 0) {
    return { value: null, reason: 'empty', standardError: null, interval: null, unit, answers, effectiveAnswers: 0 };
  }
  const score = scoreOfLevels(metric, tally.weights.map(valueOfExact));
  const squares = scoreOfLevels(metric, tally.squares.map(valueOfExact)).denominator!;
  const effectiveAnswers = score.denominator! ** 2 / squares;
  if (!(effectiveAnswers > 0 && effectiveAnswers < Infinity)) {
    throw new InputError('inconsistent', 'tally.weights', 'expected a weight above 0 for every counted answer');
  }
  const value = score.value!;
  const freedom = effectiveAnswers - 1;
  const interval =
    unit === 'scale'
      ? studentInterval(value, Math.sqrt(score.variance! / freedom), freedom, level)
      : effectiveInterval(metric, score, effectiveAnswers, level);
  return {
    value,
    standardError: Math.sqrt(score.variance! / effectiveAnswers),
    interval,
    ...(interval ? {} : { noInterval: 'one-answer' as const }),
    unit,
    answers,
    effectiveAnswers,
  };
}
