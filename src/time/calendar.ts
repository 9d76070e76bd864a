import { addMonths } from 'date-fns/addMonths';
import { InputError, requireOneOf } from '../errors/index.ts';
import { gregorianDay } from './gregorian.ts';
import type { Period } from './period.ts';
import { utc } from './utc.ts';

const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;
const WEEK_STARTS = ['monday', 'sunday'] as const;
const MONTHS = { month: 1, quarter: 3, year: 12 } as const;
const DAY = 86_400_000;

/**
 * A division of the days into numbered periods. Every calendar function is two questions to it: in which period is this
 * day, and with which day does that period begin. Neighbours can therefore never overlap or leave a gap.
 */
export interface Calendar {
  /** number of the period that holds a day; period 0 holds, or for a fiscal year begins in, 1970 */
  numberOf: (day: number) => number;
  /** first day of a period */
  firstDay: (number: number) => number;
}

/** The calendar of a period; `startsOn` moves years and their quarters to another first day. */
export function calendarOf(
  period: Period,
  options: { weekStartsOn?: 'monday' | 'sunday'; startsOn?: string },
  argument: string = 'options',
): Calendar {
  requireOneOf(period, PERIODS, 'period');
  const { weekStartsOn = 'monday', startsOn } = options;
  requireOneOf(weekStartsOn, WEEK_STARTS, `${argument}.weekStartsOn`);
  if (startsOn !== undefined && period !== 'year' && period !== 'quarter') {
    throw new InputError(
      'unsupported',
      `${argument}.startsOn`,
      `expected it with years and quarters only, got ${period}`,
    );
  }
  if (period === 'day') return { numberOf: (day) => day, firstDay: (number) => number };
  if (period === 'week') {
    // 1970-01-01 was a Thursday: three days after a Monday, four after a Sunday.
    const shift = weekStartsOn === 'monday' ? 3 : 4;
    return { numberOf: (day) => Math.floor((day + shift) / 7), firstDay: (number) => number * 7 - shift };
  }
  return monthCalendar(MONTHS[period], startsOn === undefined ? '01-01' : startsOn, `${argument}.startsOn`);
}

function monthCalendar(length: number, startsOn: string, argument: string): Calendar {
  // 1972 had a 29 February, so every first day of a year exists there; it is clamped where it does not.
  const parts = typeof startsOn === 'string' ? /^(\d\d)-(\d\d)$/.exec(startsOn) : null;
  const anchorMonth = Number(parts?.[1]);
  const anchorDate = Number(parts?.[2]);
  const anchor = parts ? gregorianDay(1972, anchorMonth, anchorDate) : null;
  if (anchor === null) throw new InputError('not-a-day', argument, `expected MM-DD, got ${String(startsOn)}`);
  const firstDay = (number: number): number =>
    addMonths(anchor * DAY, number * length - 24, { in: utc }).getTime() / DAY;
  const numberOf = (day: number): number => {
    const date = new Date(day * DAY);
    const months = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth() + 1 - anchorMonth;
    const number = Math.floor(months / length);
    // Inside the month in which a period begins, the days before its first day belong to the one before.
    return date.getUTCDate() >= anchorDate || firstDay(number) <= day ? number : number - 1;
  };
  return { numberOf, firstDay };
}
