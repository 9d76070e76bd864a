import { civilDay, civilParts, dayNumber, dayNumberOf, dayText, startOfDay } from 'clientele/time';
import { describe, expect, test } from 'vitest';

const iso = (epoch: number): string => new Date(epoch).toISOString();

describe('day numbers', () => {
  test('count from 1970-01-01', () => {
    expect(dayNumberOf('1970-01-01')).toBe(0);
    expect(dayNumberOf('1969-12-31')).toBe(-1);
    expect(dayNumberOf('2024-02-29')).toBe(19_782);
    expect(dayNumberOf('0000-03-01')).toBe(-719_468);
    expect(dayText(0)).toBe('1970-01-01');
    expect(dayText(-719_468)).toBe('0000-03-01');
  });
  test('agree with the engine on every day of eight centuries', () => {
    for (let day = -150_000; day <= 150_000; day++) {
      const text = new Date(day * 86_400_000).toISOString().slice(0, 10);
      if (dayNumberOf(text) !== day || dayText(day) !== text) expect.fail(`${text} is not ${day}`);
    }
  });
  test('reach the ends of dates with signed years', () => {
    expect(dayText(100_000_000)).toBe('+275760-09-13');
    expect(dayNumberOf('+275760-09-13')).toBe(100_000_000);
    expect(dayText(-100_000_000)).toBe('-271821-04-20');
    expect(dayNumberOf('-271821-04-20')).toBe(-100_000_000);
  });
  test.each([NaN, 0.5, Infinity, 100_000_001, -100_000_001])('%s is no day number', (day) => {
    expect(() => dayText(day)).toThrow(expect.objectContaining({ code: 'out-of-range', argument: 'dayNumber' }));
  });
  test.each([
    '2023-02-29',
    '2024-02-30',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '2024-1-1',
    '20240101',
    '2024-01-01T00:00Z',
    '',
    ' 2024-01-01',
    '2024-01-01\n',
    '-000000-01-01',
    '+275760-09-14',
    19_782,
    null,
    undefined,
    new Date(0),
  ])('%j is no day', (text) => {
    expect(() => dayNumberOf(text as string, 'member.joinedOn')).toThrow(
      expect.objectContaining({ code: 'not-a-day', argument: 'member.joinedOn' }),
    );
  });
  test('name their argument `on` unless told otherwise', () => {
    expect(() => dayNumberOf('x')).toThrow(expect.objectContaining({ argument: 'on' }));
  });
});

describe('the civil day of an instant', () => {
  test('is that of the zone, not of UTC and not of the host', () => {
    const at = '2024-02-29T12:00:00Z';
    expect(civilDay(at, 'UTC')).toBe('2024-02-29');
    expect(civilDay(at, 'Pacific/Auckland')).toBe('2024-03-01');
    expect(civilDay(at, 'Pacific/Pago_Pago')).toBe('2024-02-29');
    expect(dayNumber(at, 'Pacific/Auckland')).toBe(19_783);
  });
  test('changes at local midnight', () => {
    expect(civilDay('2024-06-30T21:59:59.999Z', 'Europe/Paris')).toBe('2024-06-30');
    expect(civilDay('2024-06-30T22:00:00Z', 'Europe/Paris')).toBe('2024-07-01');
  });
  test('takes every form of an instant', () => {
    const epoch = Date.UTC(2024, 1, 29);
    expect([dayNumber(epoch, 'UTC'), dayNumber(new Date(epoch), 'UTC'), dayNumber('2024-02-29T00:00Z', 'UTC')]).toEqual(
      [19_782, 19_782, 19_782],
    );
  });
  test('is a typed error where there is none', () => {
    expect(() => dayNumber(NaN, 'UTC')).toThrow(expect.objectContaining({ code: 'not-an-instant', argument: 'at' }));
    expect(() => civilDay('2024-02-29', 'UTC')).toThrow(expect.objectContaining({ code: 'not-an-instant' }));
    expect(() => civilDay(0, 'Nowhere')).toThrow(expect.objectContaining({ code: 'unknown-zone' }));
  });
});

describe('the start of a day', () => {
  test('is local midnight', () => {
    expect(iso(startOfDay(dayNumberOf('2024-07-01'), 'Europe/Paris'))).toBe('2024-06-30T22:00:00.000Z');
    expect(startOfDay(19_782, 'UTC')).toBe(19_782 * 86_400_000);
  });
  test('is the first time of a day without midnight', () => {
    const starts = ['2017-10-15', '2018-11-04'].map((on) => iso(startOfDay(dayNumberOf(on), 'America/Sao_Paulo')));
    expect(starts).toEqual(['2017-10-15T03:00:00.000Z', '2018-11-04T03:00:00.000Z']);
  });
  test('is a quarter past midnight where a day began with a gap of 15 minutes', () => {
    // TZDate of @date-fns/tz 1.5.0 answers 23:45 of the day before.
    const startAt = startOfDay(dayNumberOf('1986-01-01'), 'Asia/Kathmandu');
    expect(iso(startAt)).toBe('1985-12-31T18:30:00.000Z');
    expect(civilParts(startAt, 'Asia/Kathmandu')).toMatchObject({ day: 1, minuteOfDay: 15 });
  });
  test('is the first of two midnights', () => {
    // Havana turns 01:00 back to 00:00.
    expect(iso(startOfDay(dayNumberOf('2023-11-05'), 'America/Havana'))).toBe('2023-11-05T04:00:00.000Z');
    // St. John's turned 00:01 back to 23:01 of the day before.
    expect(iso(startOfDay(dayNumberOf('1995-10-29'), 'America/St_Johns'))).toBe('1995-10-29T02:30:00.000Z');
  });
  test('of a day that a zone skipped is the start of the next', () => {
    expect(iso(startOfDay(dayNumberOf('2011-12-30'), 'Pacific/Apia'))).toBe('2011-12-30T10:00:00.000Z');
    expect(iso(startOfDay(dayNumberOf('2011-12-31'), 'Pacific/Apia'))).toBe('2011-12-30T10:00:00.000Z');
    expect(iso(startOfDay(dayNumberOf('2011-12-29'), 'Pacific/Apia'))).toBe('2011-12-29T10:00:00.000Z');
  });
  test('of nothing is a typed error', () => {
    expect(() => startOfDay(NaN, 'UTC')).toThrow(expect.objectContaining({ code: 'not-an-instant' }));
    expect(() => startOfDay(0, 'Nowhere')).toThrow(expect.objectContaining({ code: 'unknown-zone' }));
  });
});

test('the parts of an instant are those of the wall clock', () => {
  const at = '2024-12-31T23:59:59.999Z';
  expect(civilParts(at, 'UTC')).toEqual({ year: 2024, month: 12, day: 31, weekday: 2, minuteOfDay: 1439 });
  expect(civilParts(at, 'Asia/Tokyo')).toEqual({ year: 2025, month: 1, day: 1, weekday: 3, minuteOfDay: 539 });
  expect(civilParts('2024-03-10T12:00:00Z', 'UTC').weekday).toBe(7);
  expect(civilParts('0050-06-01T00:00:00Z', 'UTC').year).toBe(50);
  expect(() => civilParts('2024-12-31', 'UTC')).toThrow(expect.objectContaining({ code: 'not-an-instant' }));
  expect(() => civilParts(0, 'Nowhere')).toThrow(expect.objectContaining({ code: 'unknown-zone' }));
});
