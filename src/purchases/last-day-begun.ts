import { dayNumber, startOfDay } from '../time/index.ts';

/**
 * The last civil day that has begun before an instant: where an observation ends. It is the day of the last instant
 * before, but for the hour in which a clock set back over midnight (St. John's until 2011) shows the evening before
 * once more: the day after has begun then, and may have orders. Internal.
 */
export function lastDayBegun(before: number, timeZone: string): number {
  const day = dayNumber(before - 1, timeZone);
  return startOfDay(day + 1, timeZone) < before ? day + 1 : day;
}
