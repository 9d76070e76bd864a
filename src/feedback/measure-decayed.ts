import type { Answer } from './answer.ts';
import type { DecayOptions } from './decayed-answer-tally.ts';
import type { DecayedScore } from './measure-decayed-tally.ts';
import { measureDecayedTally } from './measure-decayed-tally.ts';
import type { Metric } from './metric.ts';
import { tallyDecayed } from './tally-decayed.ts';

/** How answers fade and how sure the interval must be. */
export interface DecayedOptions extends DecayOptions {
  /** confidence, between 0 and 1; 0.95 by default */
  level?: number;
}

/**
 * The score now, with answers that fade: an answer counts half after `halfLifeDays`. A smooth alternative to a window,
 * without the jump when an old answer drops out.
 *
 * There is no `keep`: an older answer of a customer fades by itself. Answers at or after `asOf`, dismissed, open and
 * invalid ones are left out. The standard error is sqrt(weighted variance / effective answers) and the interval is the
 * score interval at the effective number (t for means): with a short half-life few answers speak, however many there are.
 *
 * @param metric - the metric that the answers answer
 * @param answers - rows in any order
 * @param options - half-life, instant of the knowledge, confidence
 * @returns the score; value null and reason `'empty'` when no answer is left
 * @throws InputError `not-an-instant`, `out-of-range` for the half-life or the level, `unknown-name` for an outcome,
 *   `wrong-type` for a row that is none
 *
 * @example What is NPS today when last month should count twice as much as the month before?
 * ```ts
 * import { measureDecayed, NPS } from 'clientele/feedback';
 *
 * const answers = [
 *   { customerId: 'ann', at: '2025-01-01T00:00:00Z', score: 2 },
 *   { customerId: 'bob', at: '2025-01-31T00:00:00Z', score: 10 },
 * ];
 * const score = measureDecayed(NPS, answers, { halfLifeDays: 30, asOf: '2025-03-02T00:00:00Z' });
 * score.value; // => ~33.33
 * score.effectiveAnswers; // => ~1.8
 * ```
 * @see Kish 1965, Survey Sampling, section 8.2 (effective sample size)
 */
export function measureDecayed<Id extends string, C extends string | number = string>(
  metric: Metric<Id>,
  answers: Iterable<Answer<C>>,
  options: DecayedOptions,
): DecayedScore {
  return measureDecayedTally(metric, tallyDecayed(metric, answers, options), options);
}
