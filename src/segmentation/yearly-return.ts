import { shiftDay } from './segment-calendar.ts';

/** Does some yearly return of the day, the day itself not counted, lie between two days, both included? */
export function returnsWithin(day: number, from: number, to: number): boolean {
  if (from > to || from === Infinity) return false;
  for (let n = Math.max(1, Math.floor((from - day) / 365.2425) - 1); ; n++) {
    const at = nthReturn(day, n);
    if (at > to) return false;
    if (at >= from) return true;
  }
}

/** The day's return after so many years, counted from the day itself: 29 February returns on the 28th of common years. */
export function nthReturn(day: number, n: number): number {
  return shiftDay(day, n, 'year');
}
