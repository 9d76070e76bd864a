import { shiftDay } from './segment-calendar.ts';

/** Does the year have a 29 February? */
export function isLeapDayText(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The last day whose first yearly return is on or before a day. */
export function nthYearBack(day: number): number {
  let back = shiftDay(day, -1, 'year');
  // 29 February returns on the 28th, together with the day before it.
  while (shiftDay(back + 1, 1, 'year') <= day) back++;
  return back;
}
