import { addMonths } from 'date-fns/addMonths';
import { InputError, requireInteger } from '../errors/index.ts';
import { civilFromEpoch } from './civil-from-epoch.ts';
import { epochFromCivil } from './epoch-from-civil.ts';
import { epochOf } from './epoch-of.ts';
import type { Instant } from './instant.ts';
import { utc } from './utc.ts';

/** A step on the calendar. Years and months are taken first, then weeks and days; all may be negative. */
export interface CalendarStep {
  /** years; 29 February becomes the 28th in a common year */
  years?: number;
  /** months; the day is clamped to the length of the month */
  months?: number;
  /** weeks of seven calendar days */
  weeks?: number;
  /** calendar days, 23 to 25 hours long where clocks change */
  days?: number;
}

/** Far enough for any step between two dates, near enough that sums of products stay exact. */
const FARTHEST = 1e9;

/**
 * Steps on the calendar of a zone, keeping the time on the wall clock.
 *
 * Months clamp: 31 January plus one month is 28 or 29 February. Repeated steps are therefore not one large step; count
 * anniversaries from the original date, never from the last one. A time that a clock change skips moves forward by the
 * gap, a time that occurs twice is the earlier; a step that leaves the wall clock where it is returns `at` itself, also
 * on the second pass of a repeated hour.
 *
 * @param at - the instant to step from
 * @param step - years, months, weeks, days; whole numbers
 * @param timeZone - IANA name
 * @returns epoch ms
 * @throws InputError `not-an-instant`, `unknown-zone`, `not-an-integer`, `out-of-range` when the result is no date
 *
 * @example When do points expire that live for one month?
 * ```ts
 * import { addCalendar } from 'clientele/time';
 *
 * const earnedAt = '2024-01-31T12:00:00+01:00';
 * const expiresAt = addCalendar(earnedAt, { months: 1 }, 'Europe/Paris');
 * new Date(expiresAt).toISOString(); // => '2024-02-29T11:00:00.000Z'
 * ```
 */
export function addCalendar(at: Instant, step: CalendarStep, timeZone: string): number {
  const { years = 0, months = 0, weeks = 0, days = 0 } = step;
  const epoch = epochOf(at, 'at');
  const civil = civilFromEpoch(epoch, timeZone);
  const monthsTotal = whole(years, 'step.years') * 12 + whole(months, 'step.months');
  const daysTotal = whole(weeks, 'step.weeks') * 7 + whole(days, 'step.days');
  const moved =
    (monthsTotal === 0 ? civil : addMonths(civil, monthsTotal, { in: utc }).getTime()) + daysTotal * 86_400_000;
  if (moved === civil) return epoch;
  if (Math.abs(moved) <= 8.64e15) return epochFromCivil(moved, timeZone);
  throw new InputError('out-of-range', 'step', 'expected a step that ends within ±8.64e15 ms of 1970');
}

function whole(value: number, argument: string): number {
  requireInteger(value, argument);
  if (Math.abs(value) <= FARTHEST) return value;
  throw new InputError('out-of-range', argument, `expected a step within ±${FARTHEST}, got ${value}`);
}
