import {
  anniversaryOn,
  civilDay,
  dayNumber,
  dayNumberOf,
  endOfPeriod,
  startOfDay,
  startOfPeriod,
} from '../time/index.ts';
import type { LadderWindow, ListedPeriod } from './ladder.ts';

/** One window of a ladder. */
export interface WindowSpan {
  /** first instant, epoch ms; null: since ever */
  fromAt: number | null;
  /** end, epoch ms, excluded; null: open */
  toAt: number | null;
  /** the listed period behind it */
  listed: ListedPeriod | null;
}

const OPEN: WindowSpan = { fromAt: null, toAt: null, listed: null };

/** The window that holds an instant; null between and outside listed periods. Membership spans count from the day of `enrolledAt`. */
export function windowSpan(window: LadderWindow, at: number, zone: string, enrolledAt: number): WindowSpan | null {
  switch (window.kind) {
    case 'calendar': {
      const options =
        window.startsOn === undefined || window.unit === 'month'
          ? { timeZone: zone }
          : { timeZone: zone, startsOn: window.startsOn };
      return {
        fromAt: startOfPeriod(at, window.unit, options),
        toAt: endOfPeriod(at, window.unit, options),
        listed: null,
      };
    }
    case 'membership-year':
      return membershipYear(at, zone, enrolledAt);
    case 'every-days': {
      const origin = dayNumber(enrolledAt, zone);
      const from = origin + Math.floor((dayNumber(at, zone) - origin) / window.days) * window.days;
      return { fromAt: startOfDay(from, zone), toAt: startOfDay(from + window.days, zone), listed: null };
    }
    case 'listed':
      return listedSpan(window, at, zone, enrolledAt);
    default:
      return OPEN;
  }
}

/** First instant of a civil day given as text. */
export function startOfCivilDay(on: string, zone: string): number {
  return startOfDay(dayNumberOf(on), zone);
}

/** The n-th anniversary is always counted from the original day, so a leap day comes back every fourth year. */
function membershipYear(at: number, zone: string, enrolledAt: number): WindowSpan {
  const originOn = civilDay(enrolledAt, zone);
  const today = dayNumber(at, zone);
  let n = Math.floor((today - dayNumberOf(originOn)) / 365.2425);
  while (dayNumberOf(anniversaryOn(originOn, n)) > today) n--;
  while (dayNumberOf(anniversaryOn(originOn, n + 1)) <= today) n++;
  return {
    fromAt: startOfCivilDay(anniversaryOn(originOn, n), zone),
    toAt: startOfCivilDay(anniversaryOn(originOn, n + 1), zone),
    listed: null,
  };
}

function listedSpan(
  window: Extract<LadderWindow, { kind: 'listed' }>,
  at: number,
  zone: string,
  enrolledAt: number,
): WindowSpan | null {
  let lastTo = -Infinity;
  for (const period of window.periods) {
    const fromAt = startOfCivilDay(period.fromOn, zone);
    const toAt = startOfCivilDay(period.toOn, zone);
    if (fromAt <= at && at < toAt) return { fromAt, toAt, listed: period };
    lastTo = Math.max(lastTo, toAt);
  }
  if (window.then === undefined || at < lastTo) return null;
  const span = windowSpan(window.then, at, zone, enrolledAt);
  // The first regular window may have begun inside the list, or never: it counts from the end of the list.
  return span && (span.fromAt ?? -Infinity) < lastTo ? { ...span, fromAt: lastTo } : span;
}
