import { civilDay, dayNumberOf, periodNumber } from '../time/index.ts';

/** The month of an instant in a zone, `YYYY-MM`. */
export function monthText(at: number, zone: string): string {
  return civilDay(at, zone).slice(0, -3);
}

/** Number of a month given as `YYYY-MM`; differences are ages in months. */
export function monthNumber(month: string): number {
  return periodNumber(dayNumberOf(`${month}-01`, 'tally') * 86_400_000, 'month', { timeZone: 'UTC' });
}
