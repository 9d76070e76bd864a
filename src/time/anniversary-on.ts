import { addMonths } from 'date-fns/addMonths';
import { InputError, requireInteger } from '../errors/index.ts';
import { dayNumberOf } from './day-number-of.ts';
import { dayText } from './day-text.ts';
import { utc } from './utc.ts';

const DAY = 86_400_000;

/**
 * The n-th yearly return of a day, counted from the original: 29 February comes back on the 28th in common years and on
 * the 29th in leap years.
 *
 * @param originOn - the original day, `YYYY-MM-DD`
 * @param n - how many years later, a whole number; 0 is the day itself
 * @returns `YYYY-MM-DD`
 * @throws InputError `not-a-day`, `not-an-integer`, `out-of-range` when the result is no date
 *
 * @example When does a member who joined on a leap day celebrate?
 * ```ts
 * import { anniversaryOn } from 'clientele/time';
 *
 * anniversaryOn('2020-02-29', 1); // => '2021-02-28'
 * anniversaryOn('2020-02-29', 4); // => '2024-02-29'
 * ```
 */
export function anniversaryOn(originOn: string, n: number): string {
  const origin = dayNumberOf(originOn, 'originOn') * DAY;
  const moved = addMonths(origin, requireInteger(n, 'n') * 12, { in: utc }).getTime() / DAY;
  if (Math.abs(moved) <= 100_000_000) return dayText(moved);
  throw new InputError('out-of-range', 'n', `expected a year that a date can hold, got ${n} years later`);
}
