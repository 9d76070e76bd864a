import { InputError, requireOneOf, requireWithin, requireInteger } from '../errors/index.ts';
import type { Instant } from '../time/index.ts';
import { addCalendar, epochOf, requireZone } from '../time/index.ts';
import type { Answer, Keep } from './answer.ts';
import type { AnswerTally } from './answer-tally.ts';
import { windowEnds } from './answer-window.ts';
import { eachAnswer, tieIdOf, whoAnswered } from './each-answer.ts';
import { emptyAnswerTally } from './empty-answer-tally.ts';
import { limitScore, minimumOf } from './limit-score.ts';
import type { Score } from './measure-score.ts';
import type { Metric } from './metric.ts';
import { createRangeCounts } from './range-counts.ts';
import { siftAnswer, SUPERSEDED } from './sift-answer.ts';
import { tallyOfCells } from './tally-of-cells.ts';

/** Which windows, and which answers count in them. */
export interface RollingOptions {
  /** length of a window, calendar days of the zone */
  windowDays: number;
  /** distance between two windows, calendar days of the zone */
  stepDays: number;
  /** IANA zone whose days are meant, `'UTC'` by default */
  timeZone?: string;
  /** end of the first window; the time of day of every window */
  from: Instant;
  /** no window ends after it */
  to: Instant;
  /** which of a customer's answers count, inside each window */
  keep: Keep;
  /** fewest answers that a value may stand on, 10 by default */
  minimumAnswers?: number;
}

/** One window of a rolling score. */
export interface RollingPoint<Id extends string = string> {
  /** first instant of the window, epoch ms */
  fromAt: number;
  /** end, excluded, epoch ms */
  toAt: number;
  /** the answers of the window */
  tally: AnswerTally<Id>;
  /** the score; value null with the reason `'too-few'` below the minimum, `'empty'` without answers */
  score: Score;
}

/** More windows than this is a slip of the dates, not a chart. */
const MOST_WINDOWS = 100_000;

/**
 * A score over a sliding window of whole calendar days: the last 90 days, looked at every week.
 *
 * `from` and `to` are where windows **end**: window k is `[end − windowDays, end)` with end = `from` + k · `stepDays` up
 * to `to`, all in calendar days of the zone, so a day of 23 or 25 hours is one day. Neighbouring windows share answers:
 * their wiggles are smooth by construction and are no evidence of a trend; test with {@link compareScores} on windows
 * that do not overlap.
 *
 * @param metric - the metric that the answers answer
 * @param answers - rows in any order
 * @param options - length, step, zone, span of window ends, which answers count, smallest base
 * @returns one point per window, ascending
 * @throws InputError `unknown-zone`, `out-of-order`, `out-of-range` and `not-an-integer` for days, `too-many` past 100,000
 *   windows, `not-a-count`, and as {@link tallyAnswers} for rows
 *
 * @example What was the 90-day NPS at the end of each month?
 * ```ts
 * import { measureRolling, NPS } from 'clientele/feedback';
 *
 * const answers = [
 *   { customerId: 'ann', at: '2025-01-10T12:00:00Z', score: 9 },
 *   { customerId: 'bob', at: '2025-02-20T12:00:00Z', score: 3 },
 * ];
 * const points = measureRolling(NPS, answers, {
 *   windowDays: 30,
 *   stepDays: 30,
 *   from: '2025-01-31T00:00:00Z',
 *   to: '2025-03-02T00:00:00Z',
 *   keep: 'latest',
 *   minimumAnswers: 1,
 * });
 * points.map(({ score }) => score.value); // => [100, -100]
 * ```
 */
export function measureRolling<Id extends string, C extends string | number = string>(
  metric: Metric<Id>,
  answers: Iterable<Answer<C>>,
  options: RollingOptions,
): RollingPoint<Id>[] {
  const { keep } = options;
  requireOneOf(keep, ['all', 'latest', 'first'], 'options.keep');
  const minimum = minimumOf(options.minimumAnswers);
  const { starts, ends } = listWindows(options);
  const counts = createRangeCounts(emptyAnswerTally(metric), ends.length);
  const histories = new Map<C, Row[]>();
  eachAnswer(answers, (answer, at, place) => {
    const level = siftAnswer(answer, metric.scale, place);
    // The windows that hold an instant are neighbours: those that end after it and begin no later.
    const first = countUpTo(ends, at);
    const next = countUpTo(starts, at);
    if (first >= next) return;
    if (keep === 'all' || level < 0) {
      counts.add(level, first, next);
      return;
    }
    const row = { at, id: tieIdOf(answer, place), level, first, next };
    const customerId = whoAnswered(answer, place);
    const history = histories.get(customerId);
    if (history) history.push(row);
    else histories.set(customerId, [row]);
  });
  for (const history of histories.values()) keepOnePerWindow(history, keep === 'latest', counts.add);
  return ends.map((toAt, k) => {
    const tally = tallyOfCells(metric, counts.at(k), 0);
    return { fromAt: starts[k]!, toAt, tally, score: limitScore(metric, tally, minimum) };
  });
}

/** A valid answer with the windows `[first, next)` that hold it. */
interface Row {
  at: number;
  id: string;
  level: number;
  first: number;
  next: number;
}

/**
 * Counts the answers of one customer. In order of time, an answer is the latest in exactly those of its windows that end
 * before its successor enters, and the first in those that begin after its predecessor has left.
 */
function keepOnePerWindow(
  rows: Row[],
  latest: boolean,
  add: (code: number, first: number, next: number) => void,
): void {
  // Among equals the lower level is kept, so it stands where it wins.
  const lower = latest ? -1 : 1;
  rows.sort((a, b) => a.at - b.at || (a.id === b.id ? lower * (a.level - b.level) : a.id < b.id ? -1 : 1));
  rows.forEach((row, i) => {
    let { first, next } = row;
    if (latest && i + 1 < rows.length) next = Math.max(first, Math.min(next, rows[i + 1]!.first));
    if (!latest && i > 0) first = Math.min(next, Math.max(first, rows[i - 1]!.next));
    add(row.level, first, next);
    add(SUPERSEDED, row.first, first);
    add(SUPERSEDED, next, row.next);
  });
}

/** How many of the ascending instants are not after `at`. */
function countUpTo(instants: readonly number[], at: number): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instants[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function listWindows(options: RollingOptions): { starts: number[]; ends: number[] } {
  const { windowDays, stepDays, timeZone = 'UTC' } = options;
  requireZone(timeZone, 'options.timeZone');
  requireWithin(requireInteger(windowDays, 'options.windowDays'), { from: 1 }, 'options.windowDays');
  requireWithin(requireInteger(stepDays, 'options.stepDays'), { from: 1 }, 'options.stepDays');
  // Both ends are needed here: an open one is refused by name.
  const from = epochOf(options.from, 'options.from');
  const { fromAt, toAt } = windowEnds({ from, to: epochOf(options.to, 'options.to') });
  const starts: number[] = [];
  const ends: number[] = [];
  // Counted from the original date, never from the last window: one skipped hour must not shift all later windows.
  for (let days = 0; ; days += stepDays) {
    const end = addCalendar(fromAt, { days }, timeZone);
    if (end > toAt) return { starts, ends };
    if (ends.length === MOST_WINDOWS) {
      throw new InputError('too-many', 'options', `expected at most ${MOST_WINDOWS} windows`);
    }
    ends.push(end);
    starts.push(addCalendar(fromAt, { days: days - windowDays }, timeZone));
  }
}
