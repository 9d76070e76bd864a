import { shiftDay } from './segment-calendar.ts';

/** Does some yearly return of the day, the day itself not counted, lie between two days, both included? */
export function returnsWithin(day: number, from: number, to: number): boolean {
  // Beyond the end of the calendar nothing returns.
  if (from === Infinity) return false;
  for (let n = earlyReturn(day, from); ; n++) {
    const at = nthReturn(day, n);
    if (at > to) return false;
    if (at >= from) return true;
  }
}

/** The number of a return that comes no later than the first one from a day on: where to begin to look. */
export function earlyReturn(day: number, from: number): number {
  return Math.max(1, Math.floor((from - day) / 365.2425) - 1);
}

/** Years and days after which the calendar repeats itself. */
const CYCLE = { years: 400, days: 146_097 };

/** The day's return after so many years, counted from the day itself: 29 February returns on the 28th of common years. */
export function nthReturn(day: number, n: number): number {
  // Whole cycles first: days at the end of what a Date holds have returns that it holds.
  const cycles = Math.floor(n / CYCLE.years);
  return shiftDay(day + cycles * CYCLE.days, n - cycles * CYCLE.years, 'year');
}
