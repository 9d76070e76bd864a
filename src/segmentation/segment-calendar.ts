import type { Period } from '../time/index.ts';
import { addCalendar, dayNumber, startOfDay, startOfPeriod } from '../time/index.ts';

/** Milliseconds of an elapsed day. */
export const DAY_MS = 86_400_000;

/** Farthest instant that can be told, ms from 1970 in either direction (ECMA-262, time values). */
export const LAST_INSTANT = 8.64e15;

/** Beyond this day number windows of thousands of years could leave what a `Date` holds: such days are never reached. */
const FARTHEST = 97_000_000;

/** Which calendar a window is read in. */
export interface WindowCalendar {
  timeZone: string;
  weekStartsOn: 'monday' | 'sunday';
}

/** First instant of a civil day; infinite where the calendar ends. */
export function dayStart(day: number, timeZone: string): number {
  if (!(Math.abs(day) < 1e8)) return day > 0 ? Infinity : -Infinity;
  return startOfDay(day, timeZone);
}

/**
 * The civil day of an instant, by day starts: where the clocks go back across midnight, the first midnight has begun the
 * new day for good.
 */
export function dateOf(at: number, timeZone: string): number {
  const day = dayNumber(at, timeZone);
  return dayStart(day + 1, timeZone) <= at ? day + 1 : day;
}

/** A day moved by calendar units; months clamp to their last day. Infinite where the calendar ends. */
export function shiftDay(day: number, amount: number, unit: string): number {
  if (unit === 'day') return day + amount;
  if (unit === 'week') return day + 7 * amount;
  if (!(Math.abs(day) < FARTHEST)) return day > 0 ? Infinity : -Infinity;
  const months = amount * (unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12);
  return addCalendar(day * DAY_MS, { months }, 'UTC') / DAY_MS;
}

/** First day of the calendar period that holds a day. */
export function firstDay(day: number, period: string, { weekStartsOn }: WindowCalendar): number {
  if (!(Math.abs(day) < FARTHEST)) return day > 0 ? Infinity : -Infinity;
  return startOfPeriod(day * DAY_MS, period as Period, { timeZone: 'UTC', weekStartsOn }) / DAY_MS;
}

/** The first day D with D − n units ≥ day: the day on which `day` is n units past, with clamped months. */
export function dayPast(day: number, amount: number, unit: string): number {
  const candidate = shiftDay(day, amount, unit);
  // 31 January + 1 month is clamped to 28 February, from which a month back is 28 January, still before the 31st.
  return shiftDay(candidate, -amount, unit) >= day ? candidate : candidate + 1;
}

/** The first day D with D + n units > day: the day from which the coming n units hold `day`. */
export function dayAhead(day: number, amount: number, unit: string): number {
  let candidate = shiftDay(day, -amount, unit);
  if (!Number.isFinite(candidate)) return candidate;
  while (shiftDay(candidate, amount, unit) <= day) candidate++;
  return candidate;
}

/** Milliseconds of an elapsed unit. */
export function elapsedMs(unit: string): number {
  return unit === 'minute' ? 60_000 : unit === 'hour' ? 3_600_000 : unit === 'day' ? DAY_MS : 7 * DAY_MS;
}
