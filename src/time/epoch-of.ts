import { InputError } from '../errors/index.ts';
import { gregorianDay } from './gregorian.ts';
import type { Instant } from './instant.ts';

/**
 * Date, `T` (or `t`, or one space, as databases print it), time with optional seconds and fraction, and an offset that
 * is never optional. Each part has a fixed width or stands at its end, so no text makes the expression backtrack.
 */
const ISO =
  /^(\d{4}|[+-]\d{6})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:[Zz]|([+-])(\d\d)(?::?(\d\d))?)$/;

/** Largest distance from 1970 that a `Date` can hold, ms (ECMA-262, time values). */
const LAST = 8.64e15;

/**
 * Reads an instant, however it is written, as epoch milliseconds.
 *
 * Text is ISO 8601 in the extended format with an offset: `2024-03-01T10:00:00Z`, `…+01:00`, `…+0100`, `…+01`. Seconds
 * may be left out, a fraction may follow them, `t`, `z` and a space for the `T` are read as RFC 3339 allows. Text
 * without an offset is refused, because it would mean another instant on another machine; so are dates that do not
 * exist (30 February), `24:00`, leap seconds (`:60`) and bare dates. A fraction of a millisecond is cut off toward the
 * past.
 *
 * @param instant - a `Date`, epoch ms, or ISO 8601 text with an offset
 * @param argument - how the caller would write it in code, for the error
 * @returns epoch ms, a whole number within ±8.64e15
 * @throws InputError `not-an-instant`
 *
 * @example When was that, on one clock for everybody?
 * ```ts
 * import { epochOf } from 'clientele/time';
 *
 * epochOf('2024-03-01T10:00:00+01:00', 'purchase.at'); // => 1709283600000
 * epochOf('2024-03-01T09:00:00Z', 'purchase.at'); // => 1709283600000
 * epochOf('2024-03-01T10:00:00', 'purchase.at'); // => throws 'not-an-instant'
 * epochOf('2024-02-30T10:00:00Z', 'purchase.at'); // => throws 'not-an-instant'
 * ```
 */
export function epochOf(instant: Instant, argument: string): number {
  const at =
    typeof instant === 'number' ? instant : typeof instant === 'string' ? epochOfText(instant) : epochOfDate(instant);
  // Written so that NaN fails; `+ 0` turns -0 into 0.
  if (Math.abs(at) <= LAST) return Math.floor(at) + 0;
  throw new InputError(
    'not-an-instant',
    argument,
    `expected a Date, epoch milliseconds or ISO 8601 text with an offset or Z, got ${shown(instant)}`,
  );
}

function epochOfText(text: string): number {
  const parts = ISO.exec(text);
  // The year -000000 is not a year (ISO 8601 has no minus zero).
  if (!parts || parts[1] === '-000000') return NaN;
  const day = gregorianDay(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  const hour = Number(parts[4]);
  const minute = Number(parts[5]);
  const second = Number(parts[6] ?? 0);
  const offsetHour = Number(parts[9] ?? 0);
  const offsetMinute = Number(parts[10] ?? 0);
  if (day === null || hour > 23 || minute > 59 || second > 59 || offsetHour > 23 || offsetMinute > 59) return NaN;
  const millisecond = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const offset = (offsetHour * 60 + offsetMinute) * (parts[8] === '-' ? -60_000 : 60_000);
  return day * 86_400_000 + hour * 3_600_000 + minute * 60_000 + second * 1000 + millisecond - offset;
}

/** A `Date` of another realm (an iframe, a sandbox) is not an `instanceof` ours, but it has the same internals. */
function epochOfDate(instant: unknown): number {
  return Object.prototype.toString.call(instant) === '[object Date]' ? (instant as Date).getTime() : NaN;
}

function shown(instant: unknown): string {
  if (typeof instant === 'string') return JSON.stringify(instant.slice(0, 60));
  // What is no object has a text of its own; a symbol stands for all of it, for the checker.
  return typeof instant === 'object' ? Object.prototype.toString.call(instant) : String(instant as symbol);
}
