import { InputError } from '../errors/index.ts';
import type { AnswerTally } from './answer-tally.ts';

/** Adds (`sign` 1) or takes away (−1) a tally cell by cell; exact, refuses what would be a wrong number. */
export function combineTallies<Id extends string>(
  a: AnswerTally<Id>,
  b: AnswerTally<Id>,
  sign: 1 | -1,
): AnswerTally<Id> {
  if (a.metric !== b.metric || a.scale.min !== b.scale.min || a.scale.max !== b.scale.max) {
    throw new InputError(
      'metric-mismatch',
      sign > 0 ? 'b' : 'part',
      `expected a tally of ${a.metric} on ${a.scale.min}-${a.scale.max}, got ${b.metric} on ${b.scale.min}-${b.scale.max}`,
    );
  }
  const cell = (x: number, y: number, name: string): number => {
    const sum = x + sign * y;
    if (sum < 0) throw new InputError('negative-count', `part.${name}`, `expected at most ${x}, got ${y}`);
    if (!Number.isSafeInteger(sum)) throw new InputError('overflow', name, 'expected counts below 2^53');
    return sum;
  };
  const counts = a.counts.map((count, i) => cell(count, b.counts[i] ?? NaN, `counts[${i}]`));
  return {
    kind: 'answer-tally',
    version: 1,
    metric: a.metric,
    scale: { min: a.scale.min, max: a.scale.max },
    counts,
    answered: cell(a.answered, b.answered, 'answered'),
    unanswered: cell(a.unanswered, b.unanswered, 'unanswered'),
    dismissed: cell(a.dismissed, b.dismissed, 'dismissed'),
    superseded: cell(a.superseded, b.superseded, 'superseded'),
    outsideWindow: cell(a.outsideWindow, b.outsideWindow, 'outsideWindow'),
    invalid: {
      offScale: cell(a.invalid.offScale, b.invalid.offScale, 'invalid.offScale'),
      fractional: cell(a.invalid.fractional, b.invalid.fractional, 'invalid.fractional'),
      notNumber: cell(a.invalid.notNumber, b.invalid.notNumber, 'invalid.notNumber'),
    },
  };
}
