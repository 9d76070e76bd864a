import { addCalendar, endOfPeriod } from '../time/index.ts';
import type { LadderWindow, Validity } from './ladder.ts';
import type { RoundUpTo } from './points-policy.ts';
import type { WindowSpan } from './window-span.ts';
import { startOfCivilDay, windowSpan } from './window-span.ts';

/** When a level reached at an instant ends; null: open. */
export function validityEnd(
  validity: Validity,
  window: LadderWindow,
  span: WindowSpan | null,
  at: number,
  zone: string,
  enrolledAt: number,
): number | null {
  switch (validity.kind) {
    case 'end-of-window': {
      const { plusWindows = 0, plusMonths: months = 0, plusDays: days = 0 } = validity;
      let last = span;
      // Beyond the last of a list there is none to count: the level ends with it, not never.
      for (let i = 0; i < plusWindows && last?.toAt != null; i++)
        last = windowSpan(window, last.toAt, zone, enrolledAt) ?? last;
      return last?.toAt != null ? addCalendar(last.toAt, { months, days }, zone) : null;
    }
    case 'after-reaching':
      return roundUp(addCalendar(at, { months: validity.months ?? 0, days: validity.days ?? 0 }, zone), validity, zone);
    case 'listed':
      return span?.listed ? startOfCivilDay(span.listed.validUntilOn, zone) : (span?.toAt ?? null);
    default:
      return null;
  }
}

/** To the first instant after the calendar period that holds it, where that is asked for. */
export function roundUp(at: number, rule: { roundUpTo?: RoundUpTo }, zone: string): number {
  return rule.roundUpTo === undefined ? at : endOfPeriod(at, rule.roundUpTo, { timeZone: zone });
}
