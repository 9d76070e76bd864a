import { requireOneOf } from '../errors/index.ts';
import type { Answer, Keep } from './answer.ts';
import { createAnswerCounter } from './answer-counter.ts';
import type { AnswerTally } from './answer-tally.ts';
import type { AnswerWindow } from './answer-window.ts';
import { windowEnds } from './answer-window.ts';
import { eachAnswer } from './each-answer.ts';
import type { Metric } from './metric.ts';

/** Which answers count. */
export interface TallyAnswersOptions extends AnswerWindow {
  /** every answer, or one per customer; no default, because it changes the meaning */
  keep: Keep;
}

/**
 * Counts a survey log by level: window, dismissals, open questions, invalid scores and repeated customers, each counted
 * apart, nothing lost: rows = the sum of all counters.
 *
 * Tests in this order: outside `[from, to)`; dismissed, even when a score is there; unanswered; invalid; then `keep` among
 * the **valid** rows of each customer, the others are `superseded`. At one instant the greater `id` (by code units) is
 * the later; rows without an id come before those with one, and among equals the lower score is kept, so the result
 * does not depend on the order of the rows. With `keep: 'all'` tallies of any parts merge; with `'latest'` and `'first'`
 * only tallies of parts that share no customer do.
 *
 * @param metric - the metric that the answers answer
 * @param answers - rows in any order
 * @param options - which answers count
 * @returns the tally
 * @throws InputError `not-an-instant`, `unknown-name` for `keep` or an outcome, `wrong-type` for a row that is none and, unless
 *   every answer counts, for one that does not say who answered; `out-of-order` when `to` lies before `from`, and what
 *   {@link emptyAnswerTally} throws for an unsound scale
 *
 * @example Ann answered twice this quarter: does she count twice?
 * ```ts
 * import { NPS, tallyAnswers } from 'clientele/feedback';
 *
 * const answers = [
 *   { customerId: 'ann', at: '2025-04-02T09:00:00Z', score: 4 },
 *   { customerId: 'ann', at: '2025-05-20T09:00:00Z', score: 9 },
 *   { customerId: 'bob', at: '2025-05-21T09:00:00Z', score: null },
 * ];
 * const { answered, superseded, unanswered } = tallyAnswers(NPS, answers, { keep: 'latest' });
 * [answered, superseded, unanswered]; // => [1, 1, 1]
 * ```
 */
export function tallyAnswers<Id extends string, C extends string | number = string>(
  metric: Metric<Id>,
  answers: Iterable<Answer<C>>,
  options: TallyAnswersOptions,
): AnswerTally<Id> {
  requireOneOf(options.keep, ['all', 'latest', 'first'], 'options.keep');
  const { fromAt, toAt } = windowEnds(options);
  const counter = createAnswerCounter(metric, options.keep);
  let outside = 0;
  eachAnswer(answers, (answer, at, row) => {
    if (at >= fromAt && at < toAt) counter.add(answer, at, row);
    else outside++;
  });
  return counter.tally(outside);
}
