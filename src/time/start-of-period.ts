import { calendarOf } from './calendar.ts';
import { dayNumber } from './day-number.ts';
import type { Instant } from './instant.ts';
import type { Period } from './period.ts';
import { startOfDay } from './start-of-day.ts';

/** Which calendar is meant: its zone, the first day of its weeks, the first day of its years. */
export interface PeriodOptions {
  /** IANA zone whose days are meant */
  timeZone: string;
  /** first day of a week; `'monday'` by default */
  weekStartsOn?: 'monday' | 'sunday';
  /** first day of a fiscal year, `MM-DD`, for years and their quarters; `'01-01'` by default; 29 February is clamped */
  startsOn?: string;
}

/**
 * The first instant of the calendar period that holds an instant.
 *
 * Fiscal quarters are counted in months from the first day of the fiscal year, clamped to short months. Where clocks go
 * back across midnight (St. John's before 2011), a minute-long border is crossed twice; its first crossing counts.
 *
 * @param at - the instant
 * @param period - day, week, month, quarter or year
 * @param options - zone, first day of the week, first day of the year
 * @returns epoch ms, at or before `at`
 * @throws InputError `not-an-instant`, `unknown-zone`, `unknown-name`, `not-a-day` for a `startsOn` that is no `MM-DD`,
 * `unsupported` for a `startsOn` with days, weeks or months
 *
 * @example When did the fiscal year begin that began in April?
 * ```ts
 * import { startOfPeriod } from 'clientele/time';
 *
 * const options = { timeZone: 'Asia/Tokyo', startsOn: '04-01' };
 * const startAt = startOfPeriod('2024-02-10T00:00:00Z', 'year', options);
 * new Date(startAt).toISOString(); // => '2023-03-31T15:00:00.000Z'
 * ```
 */
export function startOfPeriod(at: Instant, period: Period, options: PeriodOptions): number {
  const { numberOf, firstDay } = calendarOf(period, options);
  return startOfDay(firstDay(numberOf(dayNumber(at, options.timeZone))), options.timeZone);
}
