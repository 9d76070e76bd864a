import type { AnswerTally } from './answer-tally.ts';
import { combineTallies } from './combine-tallies.ts';

/**
 * The tally of two parts together: exact, associative, in any order, so that any map-reduce engine can count.
 *
 * Parts counted with `keep: 'latest'` or `'first'` merge only when no customer is in both.
 *
 * @param a - one part
 * @param b - another part of the same metric on the same scale
 * @returns their sum, cell by cell
 * @throws InputError `metric-mismatch` when metric or scale differ, `overflow` past 2^53 − 1
 *
 * @example Twelve months are counted; what is the year?
 * ```ts
 * import { measureScore, mergeAnswerTallies, NPS, tallyScores } from 'clientele/feedback';
 *
 * const year = mergeAnswerTallies(tallyScores(NPS, [10, 9]), tallyScores(NPS, [3, 8]));
 * measureScore(NPS, year).value; // => 25
 * ```
 */
export function mergeAnswerTallies<Id extends string>(a: AnswerTally<Id>, b: AnswerTally<Id>): AnswerTally<Id> {
  return combineTallies(a, b, 1);
}
