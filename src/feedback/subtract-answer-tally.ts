import type { AnswerTally } from './answer-tally.ts';
import { combineTallies } from './combine-tallies.ts';

/**
 * A total without one of its parts: the rest that a segment is compared with. A segment must never be tested against a
 * total that contains it, because then it is partly compared with itself.
 *
 * @param total - the whole
 * @param part - a part of it, of the same metric on the same scale
 * @returns the rest, cell by cell
 * @throws InputError `metric-mismatch` when metric or scale differ, `negative-count` when the part is not inside the whole
 *
 * @example Does the phone team differ from everybody else?
 * ```ts
 * import { subtractAnswerTally, tallyScores, THUMBS } from 'clientele/feedback';
 *
 * const all = tallyScores(THUMBS, [1, 1, 0, 0, 1]);
 * const phone = tallyScores(THUMBS, [0, 1]);
 * subtractAnswerTally(all, phone).counts; // => [1, 2]
 * ```
 */
export function subtractAnswerTally<Id extends string>(total: AnswerTally<Id>, part: AnswerTally<Id>): AnswerTally<Id> {
  return combineTallies(total, part, -1);
}
