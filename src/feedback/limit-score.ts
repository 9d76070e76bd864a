import { requireCount } from '../errors/index.ts';
import type { AnswerTally } from './answer-tally.ts';
import { scoreOf } from './measure-score.ts';
import type { Score } from './measure-score.ts';
import type { Metric } from './metric.ts';

/** The fewest answers that a figure may stand on; 10 unless said otherwise. */
export function minimumOf(minimumAnswers: number | undefined): number {
  return requireCount(minimumAnswers ?? 10, 'options.minimumAnswers');
}

/** The score, without a value where fewer answers than the minimum stand behind it; the base stays. */
export function limitScore(metric: Metric, tally: AnswerTally, minimum: number): Score {
  const score = scoreOf(metric, tally);
  const { metric: id, unit, numerator, denominator } = score;
  if (denominator === 0 || denominator! >= minimum) return score;
  return {
    value: null,
    reason: 'too-few',
    metric: id,
    unit,
    numerator,
    denominator,
    variance: null,
    standardError: null,
  };
}
