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
  const { numerator, denominator } = score;
  if (denominator === 0 || denominator! >= minimum) return score;
  return { ...hideScore(score, 'too-few'), numerator, denominator };
}

/** The score with neither a value nor a base. */
export function hideScore({ metric, unit }: Score, reason: 'too-few' | 'complementary'): Score {
  return { value: null, reason, metric, unit, numerator: null, denominator: null, variance: null, standardError: null };
}
