import { calendarOf } from './calendar.ts';
import { dayNumber } from './day-number.ts';
import type { Instant } from './instant.ts';
import type { Period } from './period.ts';

/** Which calendar counts the periods: its zone and the first day of its weeks. */
export interface PeriodNumberOptions {
  /** IANA zone whose days are meant */
  timeZone: string;
  /** first day of a week; `'monday'` by default */
  weekStartsOn?: 'monday' | 'sunday';
}

/**
 * Number of the calendar period that holds an instant, counted from the one that holds 1970-01-01. The difference of two
 * is the number of periods between them, so a cohort's offsets are subtractions.
 *
 * @param at - the instant
 * @param period - day, week, month, quarter or year
 * @param options - zone, first day of the week
 * @returns a whole number; negative before 1970
 * @throws InputError `not-an-instant`, `unknown-zone`, `unknown-name`
 *
 * @example How many calendar months after joining was the second order?
 * ```ts
 * import { periodNumber } from 'clientele/time';
 *
 * const options = { timeZone: 'Europe/Paris' };
 * const joined = periodNumber('2023-12-31T12:00:00Z', 'month', options);
 * periodNumber('2024-02-01T12:00:00Z', 'month', options) - joined; // => 2
 * ```
 */
export function periodNumber(at: Instant, period: Period, options: PeriodNumberOptions): number {
  const { timeZone, weekStartsOn } = options;
  const calendar = calendarOf(period, weekStartsOn === undefined ? {} : { weekStartsOn });
  return calendar.numberOf(dayNumber(at, timeZone));
}
