import { SEGMENT_LIMITS } from './definition-limits.ts';
import { isObject } from './plain-record.ts';
import { dayValue, instantValue } from './read-value.ts';
import type { SegmentWindow } from './segment-definition.ts';
import type { SegmentProblem } from './segment-problem.ts';
import { segmentError } from './segment-problem.ts';
import { fixedBound } from './window-bounds.ts';

/** What the window stands on: events, an instant field, or days (day fields and yearly returns). */
export type WindowSubject = 'event' | 'instant' | 'day';

const AMOUNTS: readonly string[] = ['last', 'before', 'between', 'next', 'current', 'previous'];
const ELAPSED: readonly unknown[] = ['minute', 'hour', 'day', 'week'];
const PERIODS: readonly unknown[] = ['day', 'week', 'month', 'quarter', 'year'];

/** Errors of a window that stands at `path`. */
export function windowErrors(
  window: unknown,
  path: string,
  subject: WindowSubject,
  timeZone: string,
): SegmentProblem[] {
  if (!isObject(window) || Array.isArray(window)) {
    return [segmentError('wrong-window', path, 'expected a window: { last: 30, unit: "day" } or { from, to }')];
  }
  const keys = Object.keys(window);
  const amounts = keys.filter((key) => AMOUNTS.includes(key));
  const fixed = keys.filter((key) => key === 'from' || key === 'to');
  const strange = keys.find((key) => ![...AMOUNTS, 'from', 'to', 'unit', 'by'].includes(key));
  if (strange !== undefined) return [segmentError('wrong-window', path, `a window has no key ${strange}`)];
  if (fixed.length > 0 && amounts.length === 0) return fixedErrors(window, fixed, path, timeZone);
  if (amounts.length !== 1 || fixed.length > 0) {
    return [segmentError('wrong-window', path, `expected one of ${AMOUNTS.join(', ')}, or from and to`)];
  }
  const kind = amounts[0]!;
  const problems = amountErrors(kind, window[kind], `${path}/${kind}`);
  if (kind === 'next' && subject === 'event') {
    problems.push(segmentError('wrong-window', `${path}/next`, 'events of the future never count: next is for fields'));
  }
  return [...problems, ...unitErrors(kind, window, path, subject)];
}

function amountErrors(kind: string, amount: unknown, path: string): SegmentProblem[] {
  if (kind === 'between') {
    if (!Array.isArray(amount) || amount.length !== 2 || !amount.every((n) => isWhole(n, 0))) {
      return [segmentError('wrong-type', path, 'expected two whole numbers of units: the nearer, the farther')];
    }
    const [near, far] = amount as [number, number];
    if (near >= far) return [segmentError('window-order', path, 'the nearer edge comes first: [30, 90]')];
    return limitErrors(far, path);
  }
  if (!isWhole(amount, 1)) return [segmentError('wrong-type', path, 'expected a whole number of units, 1 or more')];
  return limitErrors(amount, path);
}

function limitErrors(amount: number, path: string): SegmentProblem[] {
  if (amount <= SEGMENT_LIMITS.windowUnits) return [];
  return [segmentError('limit', path, `a window may be ${SEGMENT_LIMITS.windowUnits} units long`)];
}

function unitErrors(
  kind: string,
  window: Record<string, unknown>,
  path: string,
  subject: WindowSubject,
): SegmentProblem[] {
  const { unit, by } = window;
  const wrong = (message: string): SegmentProblem[] => [segmentError('wrong-unit', `${path}/unit`, message)];
  const isElapsed = ELAPSED.includes(unit);
  if (!isElapsed && !PERIODS.includes(unit)) return wrong('expected minute, hour, day, week, month, quarter or year');
  if (by !== undefined && by !== 'elapsed' && by !== 'date') {
    return [segmentError('wrong-window', `${path}/by`, 'expected elapsed or date')];
  }
  const isPeriod = PERIODS.includes(unit);
  if (!isPeriod && subject === 'day') return wrong('days have no hours: expected day, week, month, quarter or year');
  if (!isPeriod && (kind === 'current' || kind === 'previous')) return wrong('expected a calendar period, day to year');
  if (!isPeriod && by === 'date') return wrong('minutes and hours are elapsed time, not dates');
  if (by === 'elapsed' && !isElapsed) {
    return wrong('months have no fixed length: a month ago to the minute would let customers re-enter by waiting');
  }
  if (by === 'elapsed' && (subject === 'day' || kind === 'current' || kind === 'previous')) {
    return [segmentError('wrong-window', `${path}/by`, 'days and calendar periods count by date')];
  }
  return [];
}

function fixedErrors(
  window: Record<string, unknown>,
  fixed: readonly string[],
  path: string,
  timeZone: string,
): SegmentProblem[] {
  const problems = fixed
    .filter((key) => Number.isNaN(dayValue(window[key])) && !isStoredInstant(window[key]))
    .map((key) =>
      segmentError('wrong-instant', `${path}/${key}`, 'expected YYYY-MM-DD, epoch ms, or ISO text with an offset or Z'),
    );
  for (const key of ['unit', 'by']) {
    if (Object.hasOwn(window, key))
      problems.push(segmentError('wrong-window', `${path}/${key}`, 'a fixed window has none'));
  }
  if (problems.length > 0 || fixed.length < 2) return problems;
  const { from, to } = window as { from: string; to: string } & SegmentWindow;
  if (fixedBound(from, timeZone) < fixedBound(to, timeZone)) return [];
  return [segmentError('window-order', path, 'expected from before to')];
}

function isStoredInstant(value: unknown): boolean {
  return (typeof value === 'number' || typeof value === 'string') && !Number.isNaN(instantValue(value));
}

function isWhole(value: unknown, least: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= least;
}
