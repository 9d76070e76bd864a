import { anniversariesBetween, anniversaryOn, dayNumberOf, dayText } from '../time/index.ts';
import { shiftDay } from './segment-calendar.ts';

/** Does some yearly return of the day, the day itself not counted, lie between two days, both included? */
export function returnsWithin(day: number, from: number, to: number): boolean {
  const first = nthReturn(day, 1);
  if (first > to || from > to) return false;
  // A year has a return in it; so has everything from before the first one.
  if (first >= from || to - from >= 366) return true;
  return anniversariesBetween(dayText(day), { fromOn: dayText(from), toOn: dayText(to + 1) }).length > 0;
}

/** The day's return after so many years, counted from the day itself. */
export function nthReturn(day: number, n: number): number {
  // Years beyond 9999 have no text to count from.
  if (day > 2_900_000 || day < -719_000) return shiftDay(day, n, 'year');
  return dayNumberOf(anniversaryOn(dayText(day), n));
}
