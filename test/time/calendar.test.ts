import type { CalendarStep, Period, PeriodOptions } from 'clientele/time';
import {
  addCalendar,
  anniversariesBetween,
  anniversaryOn,
  civilDay,
  endOfPeriod,
  listPeriods,
  periodNumber,
  startOfPeriod,
} from 'clientele/time';
import { describe, expect, test } from 'vitest';

const iso = (epoch: number): string => new Date(epoch).toISOString();
const step = (at: string, by: CalendarStep, zone: string): string => iso(addCalendar(at, by, zone));
const coded = (code: string, argument?: string): unknown =>
  expect.objectContaining(argument === undefined ? { code } : { code, argument });

describe('a step on the calendar', () => {
  test('clamps the day to the length of the month', () => {
    expect(step('2024-01-31T12:00:00Z', { months: 1 }, 'UTC')).toBe('2024-02-29T12:00:00.000Z');
    expect(step('2023-01-31T12:00:00Z', { months: 1 }, 'UTC')).toBe('2023-02-28T12:00:00.000Z');
    expect(step('2024-02-29T12:00:00Z', { years: 1 }, 'UTC')).toBe('2025-02-28T12:00:00.000Z');
    expect(step('2024-02-29T12:00:00Z', { years: 4 }, 'UTC')).toBe('2028-02-29T12:00:00.000Z');
    expect(step('2024-03-31T12:00:00Z', { months: -1 }, 'UTC')).toBe('2024-02-29T12:00:00.000Z');
  });
  test('takes years and months first, then weeks and days', () => {
    expect(step('2024-01-31T00:00:00Z', { months: 1, days: 1 }, 'UTC')).toBe('2024-03-01T00:00:00.000Z');
    expect(step('2024-01-31T00:00:00Z', { years: -1, months: 1, weeks: 1, days: -7 }, 'UTC')).toBe(
      '2023-02-28T00:00:00.000Z',
    );
  });
  test('keeps the time on the wall clock when clocks change', () => {
    expect(step('2024-03-30T12:00:00+01:00', { days: 1 }, 'Europe/Paris')).toBe('2024-03-31T10:00:00.000Z');
    // 14 days of a calendar are not 14 times 24 hours.
    expect(addCalendar('2024-03-20T12:00:00Z', { weeks: 2 }, 'Europe/Paris') - Date.UTC(2024, 2, 20, 12)).toBe(
      14 * 86_400_000 - 3_600_000,
    );
  });
  test('into a missing time moves forward by the gap; into a repeated one is the earlier', () => {
    expect(step('2024-02-29T02:30:00+01:00', { months: 1, days: 2 }, 'Europe/Paris')).toBe('2024-03-31T01:30:00.000Z');
    expect(step('2024-09-27T02:30:00+02:00', { months: 1 }, 'Europe/Paris')).toBe('2024-10-27T00:30:00.000Z');
  });
  test('of nothing returns the very instant, also on the second pass of a repeated hour', () => {
    const secondPass = Date.parse('2024-10-27T02:30:00+01:00');
    for (const nothing of [{}, { months: 0 }, { years: 1, months: -12 }, { weeks: 1, days: -7 }]) {
      expect(addCalendar(secondPass, nothing, 'Europe/Paris')).toBe(secondPass);
    }
  });
  test('lands on the day after one that the zone skipped', () => {
    expect(step('2011-11-30T12:00:00-10:00', { months: 1 }, 'Pacific/Apia')).toBe('2011-12-30T22:00:00.000Z');
  });
  test('is refused where it is no step', () => {
    expect(() => addCalendar('2024-01-01', {}, 'UTC')).toThrow(coded('not-an-instant', 'at'));
    expect(() => addCalendar(0, {}, 'Nowhere')).toThrow(coded('unknown-zone'));
    expect(() => addCalendar(0, { months: 0.5 }, 'UTC')).toThrow(coded('not-an-integer', 'step.months'));
    expect(() => addCalendar(0, { days: NaN }, 'UTC')).toThrow(coded('not-an-integer', 'step.days'));
    expect(() => addCalendar(0, { weeks: 1e10 }, 'UTC')).toThrow(coded('out-of-range', 'step.weeks'));
    expect(() => addCalendar(0, { years: 300_000 }, 'UTC')).toThrow(coded('out-of-range', 'step'));
    expect(() => addCalendar(0, { days: 1e9 }, 'Europe/Paris')).toThrow(coded('out-of-range', 'step'));
  });
});

describe('periods', () => {
  const cases: [string, Period, PeriodOptions, string, string][] = [
    ['2024-02-29T12:00:00Z', 'day', { timeZone: 'UTC' }, '2024-02-29', '2024-03-01'],
    ['2024-02-29T12:00:00Z', 'week', { timeZone: 'UTC' }, '2024-02-26', '2024-03-04'],
    ['2024-02-29T12:00:00Z', 'week', { timeZone: 'UTC', weekStartsOn: 'sunday' }, '2024-02-25', '2024-03-03'],
    ['2024-02-29T12:00:00Z', 'month', { timeZone: 'UTC' }, '2024-02-01', '2024-03-01'],
    ['2024-02-29T12:00:00Z', 'quarter', { timeZone: 'UTC' }, '2024-01-01', '2024-04-01'],
    ['2024-02-29T12:00:00Z', 'year', { timeZone: 'UTC' }, '2024-01-01', '2025-01-01'],
    ['2024-02-29T12:00:00Z', 'month', { timeZone: 'Pacific/Auckland' }, '2024-03-01', '2024-04-01'],
    ['2024-03-31T12:00:00Z', 'year', { timeZone: 'UTC', startsOn: '04-01' }, '2023-04-01', '2024-04-01'],
    ['2024-04-01T00:00:00Z', 'year', { timeZone: 'UTC', startsOn: '04-01' }, '2024-04-01', '2025-04-01'],
    ['2024-04-05T12:00:00Z', 'year', { timeZone: 'UTC', startsOn: '04-06' }, '2023-04-06', '2024-04-06'],
    ['2024-05-30T12:00:00Z', 'quarter', { timeZone: 'UTC', startsOn: '02-01' }, '2024-05-01', '2024-08-01'],
    ['2024-01-31T12:00:00Z', 'quarter', { timeZone: 'UTC', startsOn: '02-01' }, '2023-11-01', '2024-02-01'],
    ['2024-06-01T12:00:00Z', 'quarter', { timeZone: 'UTC', startsOn: '08-31' }, '2024-05-31', '2024-08-31'],
    ['2023-02-28T12:00:00Z', 'quarter', { timeZone: 'UTC', startsOn: '08-31' }, '2023-02-28', '2023-05-31'],
    ['2023-02-28T12:00:00Z', 'year', { timeZone: 'UTC', startsOn: '02-29' }, '2023-02-28', '2024-02-29'],
    ['2024-02-28T12:00:00Z', 'year', { timeZone: 'UTC', startsOn: '02-29' }, '2023-02-28', '2024-02-29'],
    ['1969-12-31T12:00:00Z', 'week', { timeZone: 'UTC' }, '1969-12-29', '1970-01-05'],
    ['0050-06-15T12:00:00Z', 'quarter', { timeZone: 'UTC' }, '0050-04-01', '0050-07-01'],
  ];
  test.each(cases)('%s lies in a %s of %j from %s to %s', (at, period, options, from, to) => {
    const { timeZone } = options;
    expect(civilDay(startOfPeriod(at, period, options), timeZone)).toBe(from);
    expect(civilDay(endOfPeriod(at, period, options), timeZone)).toBe(to);
  });
  test('begin at the first instant of their first day', () => {
    expect(iso(startOfPeriod('2018-11-20T00:00:00Z', 'day', { timeZone: 'America/Sao_Paulo' }))).toBe(
      '2018-11-19T02:00:00.000Z',
    );
    expect(
      iso(startOfPeriod('2018-11-04T12:00:00Z', 'week', { timeZone: 'America/Sao_Paulo', weekStartsOn: 'sunday' })),
    ).toBe('2018-11-04T03:00:00.000Z');
    expect(iso(startOfPeriod('1986-01-20T00:00:00Z', 'month', { timeZone: 'Asia/Kathmandu' }))).toBe(
      '1985-12-31T18:30:00.000Z',
    );
  });
  test('are numbered so that differences are offsets', () => {
    const number = (at: string, period: Period, weekStartsOn?: 'monday' | 'sunday'): number =>
      periodNumber(at, period, { timeZone: 'UTC', ...(weekStartsOn && { weekStartsOn }) });
    for (const period of ['day', 'week', 'month', 'quarter', 'year'] as const) {
      expect(number('1970-01-01T00:00:00Z', period)).toBe(0);
    }
    expect(number('1970-01-04T23:00:00Z', 'week')).toBe(0);
    expect(number('1970-01-05T00:00:00Z', 'week')).toBe(1);
    expect(number('1970-01-04T00:00:00Z', 'week', 'sunday')).toBe(1);
    expect(number('1969-12-31T00:00:00Z', 'month')).toBe(-1);
    expect(number('2024-02-29T00:00:00Z', 'month')).toBe(54 * 12 + 1);
    expect(number('2024-02-29T00:00:00Z', 'quarter')).toBe(54 * 4);
    expect(number('2024-02-29T00:00:00Z', 'year')).toBe(54);
  });
  test('are refused where they do not exist', () => {
    const options = { timeZone: 'UTC' };
    expect(() => startOfPeriod(0, 'decade' as Period, options)).toThrow(coded('unknown-name', 'period'));
    expect(() => startOfPeriod(NaN, 'day', options)).toThrow(coded('not-an-instant', 'at'));
    expect(() => endOfPeriod(0, 'day', { timeZone: 'Nowhere' })).toThrow(coded('unknown-zone'));
    expect(() => endOfPeriod('x', 'day', options)).toThrow(coded('not-an-instant'));
    expect(() => periodNumber('x', 'day', options)).toThrow(coded('not-an-instant'));
    expect(() => periodNumber(0, 'day', { timeZone: '' })).toThrow(coded('unknown-zone'));
    expect(() => periodNumber(0, 'x' as Period, options)).toThrow(coded('unknown-name'));
    expect(() => periodNumber(0, 'week', { ...options, weekStartsOn: 'friday' as 'monday' })).toThrow(
      coded('unknown-name', 'options.weekStartsOn'),
    );
    for (const period of ['day', 'week', 'month'] as const) {
      expect(() => startOfPeriod(0, period, { ...options, startsOn: '04-01' })).toThrow(
        coded('unsupported', 'options.startsOn'),
      );
    }
    for (const startsOn of ['4-1', '02-30', '13-01', '2024-04-01', '', null]) {
      expect(() => endOfPeriod(0, 'year', { ...options, startsOn: startsOn as string })).toThrow(
        coded('not-a-day', 'options.startsOn'),
      );
    }
  });
});

describe('a list of periods', () => {
  const list = (from: string, to: string, period: Period, timeZone = 'UTC', more = {}) =>
    listPeriods({ from, to, period }, { timeZone, ...more });
  test('begins with the one that holds `from` and ends before one that begins at `to`', () => {
    expect(list('2024-01-15T00:00:00Z', '2024-03-01T00:00:00Z', 'month')).toEqual([
      { startOn: '2024-01-01', startAt: Date.UTC(2024, 0, 1), endAt: Date.UTC(2024, 1, 1) },
      { startOn: '2024-02-01', startAt: Date.UTC(2024, 1, 1), endAt: Date.UTC(2024, 2, 1) },
    ]);
    expect(list('2024-01-15T00:00:00Z', '2024-03-01T00:00:00.001Z', 'month')).toHaveLength(3);
  });
  test('holds one period when both ends lie in it, and none when both are its start', () => {
    expect(list('2024-01-15T00:00:00Z', '2024-01-15T00:00:00Z', 'year').map((span) => span.startOn)).toEqual([
      '2024-01-01',
    ]);
    expect(list('2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z', 'year')).toEqual([]);
  });
  test('has days of 23, 24 and 25 hours', () => {
    const hours = (from: string, to: string): number[] =>
      list(from, to, 'day', 'Europe/Paris').map((span) => (span.endAt - span.startAt) / 3_600_000);
    expect(hours('2024-03-30T12:00:00Z', '2024-04-01T00:00:00Z')).toEqual([24, 23, 24]);
    expect(hours('2024-10-26T12:00:00Z', '2024-10-28T00:00:00Z')).toEqual([24, 25, 24]);
  });
  test('keeps a skipped day, as an empty span', () => {
    const days = list('2011-12-29T20:00:00Z', '2011-12-31T00:00:00Z', 'day', 'Pacific/Apia');
    expect(days.map((span) => [span.startOn, (span.endAt - span.startAt) / 3_600_000])).toEqual([
      ['2011-12-29', 24],
      ['2011-12-30', 0],
      ['2011-12-31', 24],
    ]);
  });
  test('has weeks that begin as asked', () => {
    const starts = list('2024-02-29T00:00:00Z', '2024-03-04T00:00:01Z', 'week', 'UTC', { weekStartsOn: 'sunday' });
    expect(starts.map((span) => span.startOn)).toEqual(['2024-02-25', '2024-03-03']);
  });
  test('is refused where it cannot be', () => {
    expect(() => list('2024-01-02T00:00:00Z', '2024-01-01T00:00:00Z', 'month')).toThrow(
      coded('out-of-order', 'range.to'),
    );
    expect(() => list('x', '2024-01-01T00:00:00Z', 'month')).toThrow(coded('not-an-instant', 'range.from'));
    expect(() => list('2024-01-01T00:00:00Z', 'x', 'month')).toThrow(coded('not-an-instant', 'range.to'));
    expect(() => list('2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z', 'month', 'x')).toThrow(coded('unknown-zone'));
    expect(() => list('2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z', 'x' as Period)).toThrow(coded('unknown-name'));
    expect(() => list('1970-01-01T00:00:00Z', '+100000-01-01T00:00:00Z', 'day')).toThrow(coded('too-many', 'range'));
  });
});

describe('anniversaries', () => {
  test('are counted from the original day, never from the last one', () => {
    expect([0, 1, 2, 3, 4].map((n) => anniversaryOn('2020-02-29', n))).toEqual([
      '2020-02-29',
      '2021-02-28',
      '2022-02-28',
      '2023-02-28',
      '2024-02-29',
    ]);
    expect(anniversaryOn('2020-02-29', -1)).toBe('2019-02-28');
    expect(anniversaryOn('1899-02-28', 1)).toBe('1900-02-28');
    expect(anniversaryOn('1896-02-29', 4)).toBe('1900-02-28');
  });
  test('are found in a stretch of days, its end excluded', () => {
    const between = (fromOn: string, toOn: string): number[] => anniversariesBetween('2020-02-29', { fromOn, toOn });
    expect(between('2021-02-28', '2021-03-01')).toEqual([1]);
    expect(between('2021-02-27', '2021-02-28')).toEqual([]);
    expect(between('2024-02-28', '2024-02-29')).toEqual([]);
    expect(between('2024-02-29', '2024-03-01')).toEqual([4]);
    expect(between('2019-01-01', '2023-01-01')).toEqual([1, 2]);
    expect(between('2020-02-29', '2020-03-01')).toEqual([]);
    expect(between('2010-01-01', '2020-01-01')).toEqual([]);
    expect(between('2023-01-01', '2023-01-01')).toEqual([]);
    expect(between('2025-01-01', '2024-01-01')).toEqual([]);
  });
  test('are refused for days that do not exist', () => {
    expect(() => anniversaryOn('2023-02-29', 1)).toThrow(coded('not-a-day', 'originOn'));
    expect(() => anniversaryOn('2024-02-29', 1.5)).toThrow(coded('not-an-integer', 'n'));
    expect(() => anniversaryOn('2024-02-29', 300_000)).toThrow(coded('out-of-range', 'n'));
    const span = { fromOn: '2024-01-01', toOn: '2025-01-01' };
    expect(() => anniversariesBetween('x', span)).toThrow(coded('not-a-day', 'originOn'));
    expect(() => anniversariesBetween('2024-01-01', { ...span, fromOn: 'x' })).toThrow(
      coded('not-a-day', 'span.fromOn'),
    );
    expect(() => anniversariesBetween('2024-01-01', { ...span, toOn: 'x' })).toThrow(coded('not-a-day', 'span.toOn'));
  });
});
