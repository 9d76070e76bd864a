import { InputError, requireOneOf } from '../errors/index.ts';
import type { Instant, Period, PeriodSpan } from '../time/index.ts';
import { epochOf, listPeriods, requireZone } from '../time/index.ts';
import type { Answer, Keep } from './answer.ts';
import { createAnswerCounter } from './answer-counter.ts';
import type { AnswerTally } from './answer-tally.ts';
import { windowEnds } from './answer-window.ts';
import { eachAnswer } from './each-answer.ts';
import { limitScore, minimumOf } from './limit-score.ts';
import type { Score } from './measure-score.ts';
import type { Metric } from './metric.ts';

/** Which periods, and which answers count in them. */
export interface SeriesOptions {
  /** calendar period; weeks begin on Monday */
  period: Period;
  /** IANA zone of the calendar, `'UTC'` by default */
  timeZone?: string;
  /** first instant that counts */
  from: Instant;
  /** end, excluded */
  to: Instant;
  /** which of a customer's answers count, inside each period */
  keep: Keep;
  /** fewest answers that a value may stand on, 10 by default */
  minimumAnswers?: number;
}

/** One calendar period of a series. */
export interface SeriesPoint<Id extends string = string> extends PeriodSpan {
  /** the whole period lies inside `[from, to)`; otherwise only a part of it was counted */
  complete: boolean;
  /** the answers of the period; rows outside `[from, to)` are in no period */
  tally: AnswerTally<Id>;
  /** the score; value null with the reason `'too-few'` below the minimum, `'empty'` without answers */
  score: Score;
}

/**
 * A score per calendar day, week, month, quarter or year of a zone, from the period that holds `from` to the last that
 * begins before `to`. Periods without answers are there too.
 *
 * Answers outside `[from, to)` never count, so a period that is cut at an end is not comparable with its neighbours:
 * `complete` says so. `keep` works inside each period: with `'latest'` a customer counts once a month.
 *
 * @param metric - the metric that the answers answer
 * @param answers - rows in any order
 * @param options - period, zone, span, which answers count, smallest base
 * @returns one point per period, ascending
 * @throws InputError `unknown-zone`, `out-of-order` when `to` is not after `from`, `not-a-count`, and as {@link tallyAnswers} for
 *   rows
 *
 * @example How did our NPS go, month by month?
 * ```ts
 * import { measureSeries, NPS } from 'clientele/feedback';
 *
 * const answers = [
 *   { customerId: 'ann', at: '2025-01-31T23:30:00Z', score: 9 },
 *   { customerId: 'bob', at: '2025-02-10T12:00:00Z', score: 3 },
 * ];
 * const months = measureSeries(NPS, answers, {
 *   period: 'month',
 *   timeZone: 'Europe/Paris',
 *   from: '2025-01-01T00:00:00+01:00',
 *   to: '2025-03-01T00:00:00+01:00',
 *   keep: 'latest',
 *   minimumAnswers: 1,
 * });
 * months.map(({ startOn, score }) => [startOn, score.value]); // => [['2025-01-01', null], ['2025-02-01', 0]]
 * ```
 */
export function measureSeries<Id extends string, C extends string | number = string>(
  metric: Metric<Id>,
  answers: Iterable<Answer<C>>,
  options: SeriesOptions,
): SeriesPoint<Id>[] {
  const { period, timeZone = 'UTC', keep } = options;
  requireZone(timeZone, 'options.timeZone');
  requireOneOf(keep, ['all', 'latest', 'first'], 'options.keep');
  requireOneOf(period, ['day', 'week', 'month', 'quarter', 'year'], 'options.period');
  const minimum = minimumOf(options.minimumAnswers);
  // Both ends are needed here: an open one is refused by name.
  const from = epochOf(options.from, 'options.from');
  const { fromAt, toAt } = windowEnds({ from, to: epochOf(options.to, 'options.to') });
  if (fromAt === toAt) throw new InputError('out-of-order', 'options.to', 'expected an instant after options.from');
  const spans = listPeriods({ from: fromAt, to: toAt, period }, { timeZone });
  const counters = spans.map(() => createAnswerCounter(metric, keep));
  eachAnswer(answers, (answer, at, row) => {
    if (at >= fromAt && at < toAt) counters[lastNotAfter(spans, at)]!.add(answer, at, row);
  });
  return spans.map((span, i) => {
    const tally = counters[i]!.tally(0);
    const complete = span.startAt >= fromAt && span.endAt <= toAt;
    return { ...span, complete, tally, score: limitScore(metric, tally, minimum) };
  });
}

/** Index of the last period that begins at or before `at`. */
function lastNotAfter(spans: readonly PeriodSpan[], at: number): number {
  let low = 0;
  let high = spans.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (spans[middle]!.startAt <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
