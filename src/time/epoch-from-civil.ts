import { InputError } from '../errors/index.ts';
import { zoneOffset } from './zone-offset.ts';

const DAY = 86_400_000;
const LAST = 8.64e15;

/**
 * The instant at which the wall clock of a zone shows a time. A time that a clock change skips moves forward by the gap;
 * of a time that occurs twice the earlier instant is taken (the "compatible" rule of ECMAScript's Temporal).
 *
 * @param civil - wall time as UTC ms, as {@link civilFromEpoch} gives it
 * @param timeZone - IANA name
 * @returns epoch ms
 * @throws InputError `unknown-zone`, `not-an-instant` when the wall time is no number or beyond what a date can hold
 *
 * @example When is half past two on the night the clocks go forward?
 * ```ts
 * import { epochFromCivil } from 'clientele/time';
 *
 * const skipped = Date.UTC(2024, 2, 31, 2, 30);
 * new Date(epochFromCivil(skipped, 'Europe/Paris')).toISOString(); // => '2024-03-31T01:30:00.000Z'
 * ```
 */
export function epochFromCivil(civil: number, timeZone: string): number {
  // One day beyond the ends of dates is a wall time that an offset can still bring inside.
  if (!(Math.abs(civil) <= LAST + DAY)) {
    throw new InputError('not-an-instant', 'civil', `expected wall time in ms within ±8.64e15, got ${String(civil)}`);
  }
  if (timeZone === 'UTC') return civil;
  const before = offsetNear(timeZone, civil - DAY);
  const after = offsetNear(timeZone, civil + DAY);
  if (before === after && offsetNear(timeZone, civil - before) === before) return civil - before;
  // The larger offset gives the earlier instant.
  const earlier = civil - Math.max(before, after);
  if (earlier + offsetNear(timeZone, earlier) === civil) return earlier;
  const later = civil - Math.min(before, after);
  if (later + offsetNear(timeZone, later) === civil) return later;
  return civil - before;
}

/** The search looks a day to either side, which must not fall off the ends of dates. */
function offsetNear(timeZone: string, at: number): number {
  return zoneOffset(timeZone, Math.max(-LAST, Math.min(LAST, at)));
}
