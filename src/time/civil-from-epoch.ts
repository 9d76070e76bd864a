import { zoneOffset } from './zone-offset.ts';

/**
 * The wall clock of a zone at an instant, held as if it were UTC: milliseconds whose UTC fields are the local ones.
 *
 * @param at - the instant, epoch ms
 * @param timeZone - IANA name
 * @returns wall time as UTC ms
 * @throws InputError `unknown-zone`, `not-an-instant`
 *
 * @example What does the clock in the Kathmandu shop say at midnight in London?
 * ```ts
 * import { civilFromEpoch } from 'clientele/time';
 *
 * new Date(civilFromEpoch(0, 'Asia/Kathmandu')).toISOString(); // => '1970-01-01T05:30:00.000Z'
 * ```
 */
export function civilFromEpoch(at: number, timeZone: string): number {
  return at + zoneOffset(timeZone, at);
}
