import type { StoredInstant } from '../time/index.ts';
import { dayValue, instantValue } from './read-value.ts';
import type { WindowCalendar } from './segment-calendar.ts';
import { dateOf, dayStart, elapsedMs, firstDay, LAST_INSTANT, shiftDay } from './segment-calendar.ts';
import type { RelativeWindow, SegmentWindow } from './segment-definition.ts';

/** Whole milliseconds (or day numbers), both ends included; empty when `from > to`. */
export interface WindowBounds {
  from: number;
  to: number;
}

/** Is the window one that moves with the instant of the question? */
export function isRelative(window: SegmentWindow): window is RelativeWindow {
  return 'unit' in window;
}

/** Does a relative window count civil days of the zone? */
export function isByDate({ unit, by, current, previous }: RelativeWindow): boolean {
  if (current !== undefined || previous !== undefined || by === 'date') return true;
  return unit === 'month' || unit === 'quarter' || unit === 'year';
}

/** Epoch ms of a fixed bound: a day is its local start. */
export function fixedBound(bound: StoredInstant, timeZone: string): number {
  const day = dayValue(bound);
  return Number.isNaN(day) ? instantValue(bound) : dayStart(day, timeZone);
}

/** The instants that lie in the window when the question is asked at `asOfAt`. Events of the future never count. */
export function instantBounds(
  window: SegmentWindow | undefined,
  asOfAt: number,
  calendar: WindowCalendar,
  isEvent: boolean,
): WindowBounds {
  const upTo = isEvent ? asOfAt : Infinity;
  if (window === undefined) return { from: -Infinity, to: upTo };
  const { timeZone } = calendar;
  if (!isRelative(window)) {
    const { from, to } = window;
    return {
      from: from === undefined ? -Infinity : fixedBound(from, timeZone),
      to: Math.min(upTo, to === undefined ? Infinity : fixedBound(to, timeZone) - 1),
    };
  }
  const { last, before, between, next, unit } = window;
  if (!isByDate(window)) {
    const ms = elapsedMs(unit);
    if (last !== undefined) return { from: asOfAt - last * ms + 1, to: asOfAt };
    if (before !== undefined) return { from: -Infinity, to: asOfAt - before * ms };
    if (between) return { from: asOfAt - between[1] * ms + 1, to: asOfAt - between[0] * ms };
    return { from: asOfAt + 1, to: asOfAt + next! * ms };
  }
  const days = dayBounds(window, dateOf(asOfAt, timeZone), calendar);
  const span = { from: dayStart(days.from, timeZone), to: dayStart(days.to + 1, timeZone) - 1 };
  if (next !== undefined) return { from: asOfAt + 1, to: span.to };
  const whole = window.current !== undefined || window.previous !== undefined;
  return { from: span.from, to: Math.min(span.to, whole ? upTo : asOfAt) };
}

/** The instants of events that lie in the window; the earliest that can be told where it is open. */
export function eventBounds(window: SegmentWindow | undefined, asOfAt: number, calendar: WindowCalendar): WindowBounds {
  const { from, to } = instantBounds(window, asOfAt, calendar, true);
  return { from: Math.max(from, -LAST_INSTANT), to };
}

/** The civil days that lie in the window when today is `today`. */
export function dayBounds(window: SegmentWindow, today: number, calendar: WindowCalendar): WindowBounds {
  if (!isRelative(window)) {
    const { from, to } = window;
    return {
      from: from === undefined ? -Infinity : firstDayFrom(from, calendar.timeZone),
      to: to === undefined ? Infinity : firstDayFrom(to, calendar.timeZone) - 1,
    };
  }
  const { last, before, between, next, current, previous, unit } = window;
  if (last !== undefined) return { from: shiftDay(today, -last, unit) + 1, to: today };
  if (before !== undefined) return { from: -Infinity, to: shiftDay(today, -before, unit) };
  if (between) return { from: shiftDay(today, -between[1], unit) + 1, to: shiftDay(today, -between[0], unit) };
  if (next !== undefined) return { from: today, to: shiftDay(today, next, unit) - 1 };
  const first = firstDay(today, unit, calendar);
  if (current !== undefined) return { from: shiftDay(first, 1 - current, unit), to: shiftDay(first, 1, unit) - 1 };
  return { from: shiftDay(first, -previous!, unit), to: first - 1 };
}

/** The first civil day that begins at or after a fixed bound. */
function firstDayFrom(bound: StoredInstant, timeZone: string): number {
  const day = dayValue(bound);
  if (!Number.isNaN(day)) return day;
  const at = instantValue(bound);
  const date = dateOf(at, timeZone);
  return dayStart(date, timeZone) >= at ? date : date + 1;
}
