import { InputError } from '../errors/index.ts';
import type { AnswerTally } from './answer-tally.ts';
import { requireLevels } from './require-counted.ts';

/** Adds (`sign` 1) or takes away (−1) a tally cell by cell; exact, refuses what would be a wrong number. */
export function combineTallies<Id extends string>(
  a: AnswerTally<Id>,
  b: AnswerTally<Id>,
  sign: 1 | -1,
): AnswerTally<Id> {
  requireLevels({ id: a.metric, scale: a.scale }, b, sign > 0 ? 'b' : 'part');
  const cell = (x: number, y: number, name: string): number => {
    const sum = x + sign * y;
    if (sum < 0) throw new InputError('negative-count', `part.${name}`, `expected at most ${x}, got ${y}`);
    if (!Number.isSafeInteger(sum)) throw new InputError('overflow', name, 'expected counts below 2^53');
    return sum;
  };
  const sum = (name: 'answered' | 'unanswered' | 'dismissed' | 'superseded' | 'outsideWindow'): number =>
    cell(a[name], b[name], name);
  const lost = (name: keyof AnswerTally['invalid']): number =>
    cell(a.invalid[name], b.invalid[name], `invalid.${name}`);
  return {
    kind: 'answer-tally',
    version: 1,
    metric: a.metric,
    scale: { min: a.scale.min, max: a.scale.max },
    counts: a.counts.map((count, i) => cell(count, b.counts[i]!, `counts[${i}]`)),
    answered: sum('answered'),
    unanswered: sum('unanswered'),
    dismissed: sum('dismissed'),
    superseded: sum('superseded'),
    outsideWindow: sum('outsideWindow'),
    invalid: { offScale: lost('offScale'), fractional: lost('fractional'), notNumber: lost('notNumber') },
  };
}
