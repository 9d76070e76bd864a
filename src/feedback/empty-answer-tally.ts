import { InputError } from '../errors/index.ts';
import type { AnswerTally } from './answer-tally.ts';
import type { Metric } from './metric.ts';

/**
 * The tally of nothing: every counter 0. Start of a fold, neutral element of {@link mergeAnswerTallies}.
 *
 * @param metric - the metric that will be counted
 * @returns a tally with one zero per level
 * @throws InputError `not-an-integer`, `out-of-order` or `too-many` when the scale is not sound
 *
 * @example What do I store before the first answer arrives?
 * ```ts
 * import { emptyAnswerTally, THUMBS } from 'clientele/feedback';
 *
 * emptyAnswerTally(THUMBS).counts; // => [0, 0]
 * ```
 */
export function emptyAnswerTally<Id extends string>(metric: Metric<Id>): AnswerTally<Id> {
  const { min, max } = metric.scale;
  const span = max - min;
  // The array is as long as the scale: an unsound one must not get this far.
  const whole = [min, max].every(Number.isSafeInteger);
  if (!whole || !(span > 0) || span > 1000) {
    const code = !whole ? 'not-an-integer' : span > 0 ? 'too-many' : 'out-of-order';
    throw new InputError(code, 'metric.scale', `expected whole levels, at most 1000 apart, got ${min} to ${max}`);
  }
  return {
    kind: 'answer-tally',
    version: 1,
    metric: metric.id,
    scale: { min, max },
    counts: Array<number>(span + 1).fill(0),
    answered: 0,
    unanswered: 0,
    dismissed: 0,
    superseded: 0,
    outsideWindow: 0,
    invalid: { offScale: 0, fractional: 0, notNumber: 0 },
  };
}
