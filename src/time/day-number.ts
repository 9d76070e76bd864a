import { epochOf } from './epoch-of.ts';
import type { Instant } from './instant.ts';
import { zoneOffset } from './zone-offset.ts';

/**
 * The civil day of an instant in a zone, as whole days since 1970-01-01 on the wall clock. The difference of two is a
 * number of calendar days, whatever clock changes lie between.
 *
 * @param at - the instant
 * @param timeZone - IANA name
 * @returns whole days; negative before 1970
 * @throws InputError `not-an-instant`, `unknown-zone`
 *
 * @example How many days lie between two orders, on the calendar of the shop?
 * ```ts
 * import { dayNumber } from 'clientele/time';
 *
 * const first = '2024-03-30T22:30:00Z'; // 23:30 in Paris
 * const second = '2024-03-30T23:30:00Z'; // 00:30 of the next day in Paris
 * dayNumber(second, 'Europe/Paris') - dayNumber(first, 'Europe/Paris'); // => 1
 * dayNumber(second, 'UTC') - dayNumber(first, 'UTC'); // => 0
 * ```
 */
export function dayNumber(at: Instant, timeZone: string): number {
  const epoch = epochOf(at, 'at');
  return Math.floor((epoch + zoneOffset(timeZone, epoch)) / 86_400_000);
}
