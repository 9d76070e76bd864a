import type { WindowCalendar } from './segment-calendar.ts';
import {
  dateOf,
  dayAhead,
  dayPast,
  dayStart,
  elapsedMs,
  firstDay,
  LAST_INSTANT,
  shiftDay,
} from './segment-calendar.ts';
import type { RelativeWindow, SegmentWindow } from './segment-definition.ts';
import { instantBounds, isByDate, isRelative } from './window-bounds.ts';

/** The instants of the question for which a fact lies in a window: `[from, to)`, ends may be infinite. */
export interface WindowLife {
  from: number;
  to: number;
}

/**
 * When an instant enters and leaves a window as time goes by; fixed windows are for events only. Every window, elapsed or by
 * date, holds a fact for one half-open span of time, which is what makes the next change computable.
 */
export function lifeOfInstants(
  window: SegmentWindow | undefined,
  calendar: WindowCalendar,
  isEvent: boolean,
): (at: number) => WindowLife {
  const shift = elapsedShift(window);
  if (shift) return (at) => reached(at + shift.from, at + shift.to);
  const { timeZone } = calendar;
  if (!isRelative(window!)) {
    // Fixed windows do not move: an event counts from its own instant on, or never.
    const { from, to } = instantBounds(window, LAST_INSTANT, calendar, false);
    return (at) => ({ from: at, to: at >= from && at <= to ? Infinity : -Infinity });
  }
  const { next, current, unit } = window;
  const start = (date: number): number => dayStart(date, timeZone);
  return (at) => {
    const day = dateOf(at, timeZone);
    if (next !== undefined) return reached(start(dayAhead(day, next, unit)), at);
    const { from, to } = lifeOfDay(window, day, calendar);
    // Whole periods hold later instants too; the other windows end with the instant of the question.
    return { from: current !== undefined && !isEvent ? from : Math.max(at, from), to };
  };
}

/** How much later than itself any instant enters and leaves a window of elapsed time; null for calendars and fixed windows. */
export function elapsedShift(window: SegmentWindow | undefined): WindowLife | null {
  if (window === undefined) return { from: 0, to: Infinity };
  if (!isRelative(window) || isByDate(window)) return null;
  const { last, before, between, next, unit } = window;
  const ms = elapsedMs(unit);
  if (last !== undefined) return { from: 0, to: last * ms };
  if (before !== undefined) return { from: before * ms, to: Infinity };
  return between ? { from: between[0] * ms, to: between[1] * ms } : { from: -next! * ms, to: 0 };
}

/** When a civil day enters and leaves a window. */
export function lifeOfDay(window: RelativeWindow, day: number, calendar: WindowCalendar): WindowLife {
  const start = (date: number): number => dayStart(date, calendar.timeZone);
  const { last, before, between, next, current, previous, unit } = window;
  if (last !== undefined) return reached(start(day), start(dayPast(day, last, unit)));
  if (before !== undefined) return reached(start(dayPast(day, before, unit)), Infinity);
  if (between) return reached(start(dayPast(day, between[0], unit)), start(dayPast(day, between[1], unit)));
  if (next !== undefined) return reached(start(dayAhead(day, next, unit)), start(day + 1));
  const first = firstDay(day, unit, calendar);
  if (current !== undefined) return reached(start(first), start(shiftDay(first, current, unit)));
  return reached(start(shiftDay(first, 1, unit)), start(shiftDay(first, previous! + 1, unit)));
}

/** What would change beyond the last instant never does. */
function reached(from: number, to: number): WindowLife {
  return { from, to: to > LAST_INSTANT ? Infinity : to };
}
