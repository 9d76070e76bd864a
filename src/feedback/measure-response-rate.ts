import { InputError, requireCount } from '../errors/index.ts';
import type { Rate } from '../statistics/index.ts';
import { measureRate } from '../statistics/index.ts';
import type { AnswerTally } from './answer-tally.ts';

/** What a response rate stands on. */
export interface ResponseRateOptions {
  /** questions that reached somebody: sent minus bounced; a whole number */
  delivered: number;
  /** confidence of the interval, 0.95 by default */
  level?: number;
}

/**
 * Share of the delivered questions that were answered. It says how much of the base the score rests on, not how right it
 * is: those who stay silent may think differently, and no interval covers that.
 *
 * @param tally - the answers
 * @param options - how many questions were delivered
 * @returns answered / delivered with its Wilson interval; value null and reason `'empty'` when nothing was delivered
 * @throws InputError `not-a-count`, `inconsistent` when more was answered than delivered, `out-of-range` for the level
 *
 * @example Did enough people answer?
 * ```ts
 * import { measureResponseRate, NPS, tallyScores } from 'clientele/feedback';
 *
 * measureResponseRate(tallyScores(NPS, [9, 10, 3]), { delivered: 12 }).value; // => 0.25
 * ```
 */
export function measureResponseRate(tally: AnswerTally, options: ResponseRateOptions): Rate {
  const { answered } = tally;
  const { delivered } = options;
  requireCount(delivered, 'options.delivered');
  if (delivered < answered) {
    throw new InputError(
      'inconsistent',
      'options.delivered',
      `expected at least ${answered} answered, got ${delivered}`,
    );
  }
  return measureRate({ numerator: answered, denominator: delivered }, options);
}
