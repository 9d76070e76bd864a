import { dayNumber, startOfDay } from '../time/index.ts';

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

/** Months of the units of the calendar that are made of them. */
const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

/**
 * A day moved by calendar units; months clamp to their last day. Infinite where the calendar ends.
 *
 * Days have no zone, so their months are those of a date in UTC: the calendar of instants stays behind, in a test loaded
 * where every kilobyte counts. A law holds the two against each other.
 */
export function shiftDay(day: number, amount: number, unit: string): number {
  if (unit === 'day') return day + amount;
  if (unit === 'week') return day + 7 * amount;
  if (!(Math.abs(day) < FARTHEST)) return day > 0 ? Infinity : -Infinity;
  const date = new Date(day * DAY_MS);
  const dayOfMonth = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + amount * MONTHS[unit]!);
  // 31 January + 1 month has run over into March: back to the last day of February.
  if (date.getUTCDate() !== dayOfMonth) date.setUTCDate(0);
  return date.getTime() / DAY_MS;
}

/** First day of the calendar period that holds a day. */
export function firstDay(day: number, period: string, { weekStartsOn }: WindowCalendar): number {
  if (!(Math.abs(day) < FARTHEST)) return day > 0 ? Infinity : -Infinity;
  if (period === 'day') return day;
  if (period === 'week') {
    // 1970-01-01 was a Thursday: three days after a Monday, four after a Sunday.
    const shift = weekStartsOn === 'monday' ? 3 : 4;
    return Math.floor((day + shift) / 7) * 7 - shift;
  }
  const date = new Date(day * DAY_MS);
  const month = date.getUTCMonth();
  date.setUTCMonth(month - (month % MONTHS[period]!), 1);
  return date.getTime() / DAY_MS;
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
