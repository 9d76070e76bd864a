import { endOfPeriod, epochOf } from '../time/index.ts';
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
      const end =
        startsOn === undefined ? periodEnd(at, 'year', zone) : endOfPeriod(at, 'year', { timeZone: zone, startsOn });
      return plusYears ? stepCalendar(end, { months: 12 * plusYears }, zone) : end;
    }
    case 'on-date':
      return epochOf(expiry.at, 'program.points.expiry.at');
    case 'inactivity':
      return expiry.atMostMonths === undefined ? null : stepCalendar(at, { months: expiry.atMostMonths }, zone);
    default:
      return null;
  }
}
