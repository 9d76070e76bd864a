import { requireWithin } from '../errors/index.ts';
import { createExactSummer } from '../statistics/index.ts';
import { epochOf } from '../time/index.ts';
import type { Answer } from './answer.ts';
import type { DecayedAnswerTally, DecayOptions } from './decayed-answer-tally.ts';
import { eachAnswer } from './each-answer.ts';
import { emptyAnswerTally } from './empty-answer-tally.ts';
import type { Metric } from './metric.ts';
import { siftAnswer } from './sift-answer.ts';

/** Past this many half-lives the square of a weight would underflow. */
const FADED = 500;

/**
 * Counts answers with weights that fade: the weight of an answer is 2^(−age/halfLife), age in days of 24 hours.
 *
 * There is no `keep`: an older answer of a customer fades by itself. Answers at or after `asOf`, dismissed, open and
 * invalid ones are left out, and so are answers older than 500 half-lives, whose weight is nothing. Exact: any cut of the
 * rows into parts merges to the same JSON.
 *
 * @param metric - the metric that the answers answer
 * @param answers - rows in any order
 * @param options - half-life and the instant of the knowledge
 * @returns the tally
 * @throws InputError `not-an-instant`, `out-of-range` for the half-life, `unknown-name` for an outcome, `wrong-type` for a row
 *   that is none
 *
 * @example How do I keep a fading score in a warehouse?
 * ```ts
 * import { NPS, tallyDecayed } from 'clientele/feedback';
 *
 * const answers = [{ customerId: 'ann', at: '2025-01-01T00:00:00Z', score: 9 }];
 * const tally = tallyDecayed(NPS, answers, { halfLifeDays: 30, asOf: '2025-01-31T00:00:00Z' });
 * tally.weights[9]; // => [0.5]
 * ```
 */
export function tallyDecayed<Id extends string, C extends string | number = string>(
  metric: Metric<Id>,
  answers: Iterable<Answer<C>>,
  options: DecayOptions,
): DecayedAnswerTally<Id> {
  const halfLifeDays = requireWithin(options.halfLifeDays, { from: 0, fromOpen: true }, 'options.halfLifeDays');
  const asOfAt = epochOf(options.asOf, 'options.asOf');
  const { scale, counts: zeros } = emptyAnswerTally(metric);
  const counts = [...zeros];
  const weights = zeros.map(() => createExactSummer());
  const squares = zeros.map(() => createExactSummer());
  eachAnswer(answers, (answer, at, row) => {
    const level = siftAnswer(answer, scale, row);
    const halfLives = (asOfAt - at) / 86_400_000 / halfLifeDays;
    if (level < 0 || at >= asOfAt || halfLives > FADED) return;
    const weight = 2 ** -halfLives;
    counts[level]!++;
    weights[level]!.add(weight);
    squares[level]!.add(weight * weight);
  });
  return {
    kind: 'decayed-answer-tally',
    version: 1,
    metric: metric.id,
    scale,
    halfLifeDays,
    asOfAt,
    counts,
    weights: weights.map((sum) => sum.sum()),
    squares: squares.map((sum) => sum.sum()),
  };
}
