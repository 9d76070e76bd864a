import { dayNumberOf, periodNumber } from '../time/index.ts';

/** Number of a month given as `YYYY-MM`; differences are ages in months. */
export function monthNumber(month: string): number {
  return periodNumber(dayNumberOf(`${month}-01`, 'tally') * 86_400_000, 'month', { timeZone: 'UTC' });
}
