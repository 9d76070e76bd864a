import { InputError } from '../errors/index.ts';
import { gregorianDay } from './gregorian.ts';

/**
 * Reads a calendar day as whole days since 1970-01-01.
 *
 * The form is strict: four digits, two, two; a year beyond 9999 or before 0 has a sign and six digits, as ISO 8601 and
 * {@link dayText} write it. A day that does not exist is refused, never moved to the next month.
 *
 * @param on - `YYYY-MM-DD`
 * @param argument - how the caller would write it in code, for the error
 * @returns whole days; negative before 1970
 * @throws InputError `not-a-day`
 *
 * @example Which day is the leap day of 2024, and was there one in 2023?
 * ```ts
 * import { dayNumberOf } from 'clientele/time';
 *
 * dayNumberOf('2024-02-29', 'member.joinedOn'); // => 19782
 * dayNumberOf('2023-02-29', 'member.joinedOn'); // => throws 'not-a-day'
 * ```
 */
export function dayNumberOf(on: string, argument: string = 'on'): number {
  const parts = typeof on === 'string' ? /^(\d{4}|[+-]\d{6})-(\d\d)-(\d\d)$/.exec(on) : null;
  const day =
    parts && parts[1] !== '-000000' ? gregorianDay(Number(parts[1]), Number(parts[2]), Number(parts[3])) : null;
  if (day !== null && Math.abs(day) <= 100_000_000) return day;
  const got = typeof on === 'string' ? JSON.stringify(on.slice(0, 40)) : String(on);
  throw new InputError('not-a-day', argument, `expected a calendar day written YYYY-MM-DD, got ${got}`);
}
