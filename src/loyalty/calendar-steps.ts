import type { PeriodOptions } from '../time/index.ts';
import { addCalendar, civilFromEpoch, endOfPeriod, epochFromCivil, zoneOffset } from '../time/index.ts';
import type { RoundUpTo } from './hold.ts';

const DAY = 86_400_000;

/** Days of about a century: a cache that is full begins anew. */
const MOST = 40_000;

let shifted: Map<number, Map<number, number>> | undefined;
let ends: Map<string, Map<string, Map<number, number>>> | undefined;

/**
 * The instant so many calendar months and local days after another, as `addCalendar` counts them. Which day is so many
 * months after a day is the same for every member and zone, so it is worked out once a day; the time on the wall stays.
 */
export function stepCalendar(at: number, step: { months?: number; days?: number }, zone: string): number {
  const { months = 0, days = 0 } = step;
  const civil = civilFromEpoch(at, zone);
  const day = Math.floor(civil / DAY);
  const moved = (months === 0 ? civil : civil + (dayAfter(day, months) - day) * DAY) + days * DAY;
  // Fractions and what lies beyond the calendar are refused there.
  if (!Number.isSafeInteger(days) || !(Math.abs(moved) <= 8.64e15)) return addCalendar(at, { months, days }, zone);
  return moved === civil ? at : epochFromCivil(moved, zone);
}

function dayAfter(day: number, months: number): number {
  shifted ??= new Map();
  let known = shifted.get(months);
  if (known === undefined) shifted.set(months, (known = new Map()));
  let after = known.get(day);
  if (after !== undefined) return after;
  after = addCalendar(day * DAY, { months }, 'UTC') / DAY;
  if (known.size >= MOST) known.clear();
  known.set(day, after);
  return after;
}

/**
 * The first instant after the calendar period that holds an instant, worked out once a day and zone. A year may begin on a
 * day of its own, `MM-DD`.
 */
export function periodEnd(at: number, period: RoundUpTo, zone: string, startsOn?: string): number {
  ends ??= new Map();
  const kind = startsOn ?? period;
  let zones = ends.get(kind);
  if (zones === undefined) ends.set(kind, (zones = new Map()));
  let known = zones.get(zone);
  if (known === undefined) zones.set(zone, (known = new Map()));
  const day = Math.floor((at + zoneOffset(zone, at)) / DAY);
  let end = known.get(day);
  if (end !== undefined) return end;
  // Absent and undefined are the same here.
  end = endOfPeriod(at, period, { timeZone: zone, startsOn } as PeriodOptions);
  if (known.size >= MOST) known.clear();
  known.set(day, end);
  return end;
}
