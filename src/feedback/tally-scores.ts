import type { AnswerTally } from './answer-tally.ts';
import { emptyAnswerTally } from './empty-answer-tally.ts';
import type { Metric } from './metric.ts';

/**
 * Counts bare scores by level: the hot path, for a column of numbers without customers or dates.
 *
 * Nothing is coerced: `null` and `undefined` are unanswered, texts (`'9'`), booleans, objects and NaN are
 * `invalid.notNumber`, numbers off the scale and infinities `offScale`, 8.5 on a whole scale `fractional`. −0 is 0.
 * A customer who answered twice counts twice: use {@link tallyAnswers} where that matters.
 *
 * @param metric - the metric that the scores answer
 * @param scores - any iterable of scores
 * @returns the tally; nothing given is the empty tally
 * @throws InputError `not-an-integer`, `out-of-order` or `too-many` when the scale is not sound
 *
 * @example How many of these exports are answers, and what do they say?
 * ```ts
 * import { measureScore, NPS, tallyScores } from 'clientele/feedback';
 *
 * const tally = tallyScores(NPS, [10, 9, 7, 3, null, 11, 8.5]);
 * tally.invalid; // => { offScale: 1, fractional: 1, notNumber: 0 }
 * measureScore(NPS, tally).value; // => 25
 * ```
 */
export function tallyScores<Id extends string>(
  metric: Metric<Id>,
  scores: Iterable<number | null | undefined>,
): AnswerTally<Id> {
  const tally = emptyAnswerTally(metric);
  const { min, max } = tally.scale;
  const counts = tally.counts as number[];
  let answered = 0;
  let unanswered = 0;
  let offScale = 0;
  let fractional = 0;
  let notNumber = 0;
  for (const score of scores) {
    if (typeof score !== 'number') {
      if (score === null || score === undefined) unanswered++;
      else notNumber++;
    } else if (score >= min && score <= max) {
      if (Math.floor(score) === score) {
        // `!` : on the scale and whole, so the cell exists.
        counts[score - min]!++;
        answered++;
      } else fractional++;
    } else if (score === score) offScale++;
    else notNumber++;
  }
  return { ...tally, answered, unanswered, invalid: { offScale, fractional, notNumber } };
}
