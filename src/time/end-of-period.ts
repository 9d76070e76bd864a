import { calendarOf } from './calendar.ts';
import { dayNumber } from './day-number.ts';
import type { Instant } from './instant.ts';
import type { Period } from './period.ts';
import { startOfDay } from './start-of-day.ts';
import type { PeriodOptions } from './start-of-period.ts';

/**
 * The first instant after the calendar period that holds an instant, which is the first of the next one.
 *
 * @param at - the instant
 * @param period - day, week, month, quarter or year
 * @param options - zone, first day of the week, first day of the year
 * @returns epoch ms, after `at`; in the minutes in which clocks go back across midnight it may lie before, see
 * {@link startOfPeriod}
 * @throws InputError `not-an-instant`, `unknown-zone`, `unknown-name`, `not-a-day` for a `startsOn` that is no `MM-DD`,
 * `unsupported` for a `startsOn` with days, weeks or months
 *
 * @example Until when can this month's points be earned?
 * ```ts
 * import { endOfPeriod } from 'clientele/time';
 *
 * const endAt = endOfPeriod('2024-03-10T00:00:00Z', 'month', { timeZone: 'Europe/Paris' });
 * new Date(endAt).toISOString(); // => '2024-03-31T22:00:00.000Z'
 * ```
 */
export function endOfPeriod(at: Instant, period: Period, options: PeriodOptions): number {
  const { numberOf, firstDay } = calendarOf(period, options);
  return startOfDay(firstDay(numberOf(dayNumber(at, options.timeZone)) + 1), options.timeZone);
}
