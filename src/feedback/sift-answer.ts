import { requireOneOf } from '../errors/index.ts';
import type { Answer } from './answer.ts';
import type { Scale } from './metric.ts';

/** Codes below zero say why a row is no answer; from zero on they are the index of its level. */
export const UNANSWERED = -1;
export const DISMISSED = -2;
export const OFF_SCALE = -3;
export const FRACTIONAL = -4;
export const NOT_NUMBER = -5;
export const SUPERSEDED = -6;
/** Number of codes below zero. */
export const LOSSES = 6;

/**
 * What a row inside the window is: the index of its level, or why it is no answer. The order of the tests is part of the
 * contract: dismissed (even with a score), unanswered, not a number, off scale, fractional.
 */
export function siftAnswer(answer: Answer<string | number>, scale: Scale, row: number): number {
  const { outcome } = answer;
  if (outcome !== undefined && outcome !== 'answered') {
    requireOneOf(outcome, ['answered', 'dismissed', 'unanswered'], `answers[${row}].outcome`);
    return outcome === 'dismissed' ? DISMISSED : UNANSWERED;
  }
  const score: unknown = answer.score;
  if (score === null || score === undefined) return UNANSWERED;
  // The last test is NaN, which is no number in spite of its type.
  if (typeof score !== 'number' || score !== score) return NOT_NUMBER;
  if (!(score >= scale.min && score <= scale.max)) return OFF_SCALE;
  return Math.floor(score) === score ? score - scale.min : FRACTIONAL;
}
