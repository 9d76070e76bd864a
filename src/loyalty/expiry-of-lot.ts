import { epochOf } from '../time/index.ts';
import { periodEnd, stepCalendar } from './calendar-steps.ts';
import type { Expiry } from './points-policy.ts';

/** When points earned at an instant end by the calendar, epoch ms; null: not by the calendar. */
export function expiryOfLot(expiry: Expiry, at: number, zone: string): number | null {
  switch (expiry.kind) {
    case 'after-earning': {
      const end = stepCalendar(at, expiry, zone);
      return expiry.roundUpTo === undefined ? end : periodEnd(end, expiry.roundUpTo, zone);
    }
    case 'end-of-year': {
      const { startsOn, plusYears } = expiry;
      const end = periodEnd(at, 'year', zone, startsOn);
      // From the middle of that year: a year after the end of one, another can end on another day or at another hour.
      return plusYears
        ? periodEnd(stepCalendar(end, { months: 12 * plusYears - 6 }, zone), 'year', zone, startsOn)
        : end;
    }
    case 'on-date':
      return epochOf(expiry.at, 'program.points.expiry.at');
    case 'inactivity':
      return expiry.atMostMonths === undefined ? null : stepCalendar(at, { months: expiry.atMostMonths }, zone);
    default:
      return null;
  }
}
