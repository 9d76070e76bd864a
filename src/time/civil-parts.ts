import { civilFromEpoch } from './civil-from-epoch.ts';
import { epochOf } from './epoch-of.ts';
import type { Instant } from './instant.ts';

/** The wall clock and the calendar of a zone at an instant. */
export interface CivilParts {
  /** year of the Gregorian calendar */
  year: number;
  /** month, 1 to 12 */
  month: number;
  /** day of the month, 1 to 31 */
  day: number;
  /** day of the week as ISO 8601 counts it: 1 is Monday, 7 is Sunday */
  weekday: number;
  /** minutes since midnight on the wall clock, 0 to 1,439 */
  minuteOfDay: number;
}

/**
 * Year, month, day, weekday and minute on the wall clock of a zone.
 *
 * @param at - the instant
 * @param timeZone - IANA name
 * @returns the parts, whole numbers
 * @throws InputError `not-an-instant`, `unknown-zone`
 *
 * @example Is it a decent hour to write to a customer in New York?
 * ```ts
 * import { civilParts } from 'clientele/time';
 *
 * civilParts('2024-03-10T12:30:00Z', 'America/New_York'); // => { year: 2024, month: 3, day: 10, weekday: 7, minuteOfDay: 510 }
 * ```
 */
export function civilParts(at: Instant, timeZone: string): CivilParts {
  const civil = new Date(civilFromEpoch(epochOf(at, 'at'), timeZone));
  return {
    year: civil.getUTCFullYear(),
    month: civil.getUTCMonth() + 1,
    day: civil.getUTCDate(),
    weekday: ((civil.getUTCDay() + 6) % 7) + 1,
    minuteOfDay: civil.getUTCHours() * 60 + civil.getUTCMinutes(),
  };
}
