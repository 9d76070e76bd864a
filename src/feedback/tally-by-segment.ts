import { requireOneOf, requireText } from '../errors/index.ts';
import type { Answer } from './answer.ts';
import type { AnswerCounter } from './answer-counter.ts';
import { createAnswerCounter } from './answer-counter.ts';
import type { AnswerTally } from './answer-tally.ts';
import { windowEnds } from './answer-window.ts';
import { eachAnswer } from './each-answer.ts';
import type { Metric } from './metric.ts';
import type { TallyAnswersOptions } from './tally-answers.ts';

/**
 * {@link tallyAnswers} for every segment in one pass. `keep` works inside each segment: a customer who answered in two
 * segments counts once in each.
 *
 * Any text is a legal segment name, `__proto__` too: the record that comes back has no prototype.
 *
 * @param metric - the metric that the answers answer
 * @param answers - rows in any order
 * @param segmentOf - name of the segment of an answer
 * @param options - which answers count
 * @returns one tally per segment that has any row, in the order in which the segments first appear
 * @throws InputError as {@link tallyAnswers} does, and `wrong-type` for a segment whose name is no text
 *
 * @example How does each team do?
 * ```ts
 * import { measureScore, tallyBySegment, THUMBS } from 'clientele/feedback';
 *
 * const answers = [
 *   { customerId: 'ann', at: '2025-05-02T09:00:00Z', score: 1, team: 'phone' },
 *   { customerId: 'bob', at: '2025-05-03T09:00:00Z', score: 0, team: 'chat' },
 * ];
 * const tallies = tallyBySegment(THUMBS, answers, (answer) => answer.team, { keep: 'all' });
 * measureScore(THUMBS, tallies['phone']!).value; // => 1
 * ```
 */
export function tallyBySegment<
  Id extends string,
  Name extends string,
  C extends string | number,
  A extends Answer<C> = Answer<C>,
>(
  metric: Metric<Id>,
  answers: Iterable<A>,
  segmentOf: (answer: A) => Name,
  options: TallyAnswersOptions,
): Record<Name, AnswerTally<Id>> {
  requireOneOf(options.keep, ['all', 'latest', 'first'], 'options.keep');
  const { fromAt, toAt } = windowEnds(options);
  const groups = new Map<Name, { counter: AnswerCounter<Id>; outside: number }>();
  eachAnswer(answers, (answer, at, row) => {
    const name = segmentOf(answer);
    let group = groups.get(name);
    if (!group) {
      requireText(name, `segmentOf(answers[${row}])`);
      groups.set(name, (group = { counter: createAnswerCounter(metric, options.keep), outside: 0 }));
    }
    if (at >= fromAt && at < toAt) group.counter.add(answer, at, row);
    else group.outside++;
  });
  const tallies = Object.create(null) as Record<Name, AnswerTally<Id>>;
  for (const [name, { counter, outside }] of groups) tallies[name] = counter.tally(outside);
  return tallies;
}
