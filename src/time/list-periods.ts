import { InputError } from '../errors/index.ts';
import { calendarOf } from './calendar.ts';
import { dayNumber } from './day-number.ts';
import { dayText } from './day-text.ts';
import { epochOf } from './epoch-of.ts';
import type { Instant } from './instant.ts';
import type { Period, PeriodSpan } from './period.ts';
import type { PeriodNumberOptions } from './period-number.ts';
import { startOfDay } from './start-of-day.ts';

/** A stretch of time to be cut into calendar periods. */
export interface PeriodRange {
  /** an instant in the first period */
  from: Instant;
  /** periods that begin at or after it are not listed */
  to: Instant;
  /** how long each is */
  period: Period;
}

/** A list longer than this is a mistake of units, not a table. */
const MOST = 1_000_000;

/**
 * The calendar periods that begin before an instant, from the one that holds another. Each ends where the next begins; a
 * day that the zone skipped (Apia, 2011-12-30) is listed with `startAt` equal to `endAt`, so that offsets stay right.
 *
 * @param range - from, to and the period
 * @param options - zone, first day of the week
 * @returns spans in ascending order; empty when the first would begin at or after `to`
 * @throws InputError `not-an-instant`, `unknown-zone`, `unknown-name`, `out-of-order` when `from` is after `to`,
 * `too-many` beyond 1,000,000 periods
 *
 * @example Which months does the first quarter's report show?
 * ```ts
 * import { listPeriods } from 'clientele/time';
 *
 * const range = { from: '2024-01-15T00:00:00Z', to: '2024-04-01T00:00:00Z', period: 'month' as const };
 * listPeriods(range, { timeZone: 'UTC' }).map((span) => span.startOn); // => ['2024-01-01', '2024-02-01', '2024-03-01']
 * ```
 */
export function listPeriods(range: PeriodRange, options: PeriodNumberOptions): PeriodSpan[] {
  const { timeZone, weekStartsOn } = options;
  const { numberOf, firstDay } = calendarOf(range.period, weekStartsOn === undefined ? {} : { weekStartsOn });
  const fromAt = epochOf(range.from, 'range.from');
  const toAt = epochOf(range.to, 'range.to');
  if (fromAt > toAt) throw new InputError('out-of-order', 'range.to', `expected at or after ${fromAt}, got ${toAt}`);
  const first = numberOf(dayNumber(fromAt, timeZone));
  const count = numberOf(dayNumber(toAt, timeZone)) - first + 1;
  if (count > MOST) throw new InputError('too-many', 'range', `expected at most ${MOST} periods, got ${count}`);
  const spans: PeriodSpan[] = [];
  let startAt = startOfDay(firstDay(first), timeZone);
  for (let number = first; startAt < toAt; number++) {
    const endAt = startOfDay(firstDay(number + 1), timeZone);
    spans.push({ startOn: dayText(firstDay(number)), startAt, endAt });
    startAt = endAt;
  }
  return spans;
}
