import { dayNumber } from './day-number.ts';
import { dayText } from './day-text.ts';
import type { Instant } from './instant.ts';

/**
 * The calendar day of an instant in a zone.
 *
 * @param at - the instant
 * @param timeZone - IANA name
 * @returns `YYYY-MM-DD`
 * @throws InputError `not-an-instant`, `unknown-zone`
 *
 * @example On which day did the customer buy, for the shop in Auckland?
 * ```ts
 * import { civilDay } from 'clientele/time';
 *
 * civilDay('2024-02-29T12:00:00Z', 'UTC'); // => '2024-02-29'
 * civilDay('2024-02-29T12:00:00Z', 'Pacific/Auckland'); // => '2024-03-01'
 * ```
 */
export function civilDay(at: Instant, timeZone: string): string {
  return dayText(dayNumber(at, timeZone));
}
