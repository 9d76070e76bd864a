import type { Period } from 'clientele/time';
import {
  addCalendar,
  anniversariesBetween,
  anniversaryOn,
  civilFromEpoch,
  dayNumber,
  dayNumberOf,
  dayText,
  endOfPeriod,
  epochFromCivil,
  epochOf,
  listPeriods,
  periodNumber,
  startOfDay,
  startOfPeriod,
} from 'clientele/time';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const check = { seed: 20261125, numRuns: 400 };
const ZONES = ['UTC', 'Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu'];
const zones = fc.constantFrom(...ZONES);
const instants = fc.integer({ min: Date.UTC(1930, 0, 1), max: Date.UTC(2100, 0, 1) });
const periods = fc.constantFrom<Period>('day', 'week', 'month', 'quarter', 'year');
const weekStarts = fc.constantFrom('monday' as const, 'sunday' as const);
const days = fc.integer({ min: -100_000_000, max: 100_000_000 });

test('day numbers and texts lead to each other and back', () => {
  fc.assert(
    fc.property(days, (day) => {
      expect(dayNumberOf(dayText(day))).toBe(day);
    }),
    check,
  );
});

test('an instant written in any offset is the same instant', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: -1439, max: 1439 }), (at, minutes) => {
      const wall = new Date(at + minutes * 60_000).toISOString().slice(0, -1);
      const size = Math.abs(minutes);
      const pad = (n: number): string => String(n).padStart(2, '0');
      const offset = `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
      expect(epochOf(wall + offset, 'at')).toBe(at);
    }),
    check,
  );
});

test('wall time read back is the wall time, or was missing', () => {
  fc.assert(
    fc.property(instants, zones, (civil, zone) => {
      const read = civilFromEpoch(epochFromCivil(civil, zone), zone);
      // A gap only ever moves forward, and never by more than the day that Apia skipped.
      expect(read - civil).toBeGreaterThanOrEqual(0);
      expect(read - civil).toBeLessThanOrEqual(86_400_000);
    }),
    check,
  );
});

test('an instant lies in its period, and its period ends where the next begins', () => {
  fc.assert(
    fc.property(instants, periods, zones, weekStarts, (at, period, timeZone, weekStartsOn) => {
      const options = { timeZone, weekStartsOn };
      const startAt = startOfPeriod(at, period, options);
      const endAt = endOfPeriod(at, period, options);
      expect(startAt).toBeLessThanOrEqual(at);
      expect(endAt).toBeGreaterThan(at);
      expect(startOfPeriod(startAt, period, options)).toBe(startAt);
      expect(startOfPeriod(endAt, period, options)).toBe(endAt);
      const number = periodNumber(at, period, options);
      expect(periodNumber(startAt, period, options)).toBe(number);
      expect(periodNumber(startAt - 1, period, options)).toBeLessThan(number);
    }),
    check,
  );
});

test('fiscal years and quarters hold the instant too, whatever day they begin on', () => {
  const starts = fc.integer({ min: 730, max: 1095 }).map((day) => dayText(day).slice(5)); // 1972, with its leap day
  const lengths = fc.constantFrom('year' as const, 'quarter' as const);
  fc.assert(
    fc.property(instants, lengths, zones, starts, (at, period, timeZone, startsOn) => {
      const options = { timeZone, startsOn };
      const startAt = startOfPeriod(at, period, options);
      const endAt = endOfPeriod(at, period, options);
      expect(startAt).toBeLessThanOrEqual(at);
      expect(endAt).toBeGreaterThan(at);
      expect(startOfPeriod(endAt, period, options)).toBe(endAt);
      const length = dayNumber(endAt, timeZone) - dayNumber(startAt, timeZone);
      expect(period === 'year' ? [365, 366] : [89, 90, 91, 92]).toContain(length);
    }),
    check,
  );
});

test('a list of periods tiles the time from its first to its last', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 0, max: 900 }), periods, zones, (from, length, period, timeZone) => {
      const to = from + length * 86_400_000;
      const spans = listPeriods({ from, to, period }, { timeZone });
      spans.forEach((span, i) => {
        expect(span.startAt).toBe(i === 0 ? startOfPeriod(from, period, { timeZone }) : spans[i - 1]!.endAt);
        expect(startOfDay(dayNumberOf(span.startOn), timeZone)).toBe(span.startAt);
        expect(span.startAt).toBeLessThan(to);
      });
      if (spans.length > 0) expect(spans.at(-1)!.endAt).toBeGreaterThanOrEqual(to);
    }),
    { ...check, numRuns: 100 },
  );
});

test('a step of months moves the number of the month by as many', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: -600, max: 600 }), zones, (at, months, timeZone) => {
      const moved = addCalendar(at, { months }, timeZone);
      expect(periodNumber(moved, 'month', { timeZone }) - periodNumber(at, 'month', { timeZone })).toBe(months);
    }),
    check,
  );
});

test('a step of days moves the number of the day by as many, unless that day is missing', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: -5000, max: 5000 }), zones, (at, step, timeZone) => {
      const wanted = dayNumber(at, timeZone) + step;
      const skipped = timeZone === 'Pacific/Apia' && dayText(wanted) === '2011-12-30';
      expect(dayNumber(addCalendar(at, { days: step }, timeZone), timeZone)).toBe(skipped ? wanted + 1 : wanted);
    }),
    check,
  );
});

test('anniversaries found one by one are those found together', () => {
  const origins = fc.integer({ min: -20_000, max: 20_000 });
  fc.assert(
    fc.property(origins, fc.integer({ min: -3000, max: 9000 }), fc.nat(4000), (origin, offset, length) => {
      const originOn = dayText(origin);
      const span = { fromOn: dayText(origin + offset), toOn: dayText(origin + offset + length) };
      const expected: number[] = [];
      for (let n = 1; n < 60; n++) {
        const on = anniversaryOn(originOn, n);
        if (on >= span.fromOn && on < span.toOn) expected.push(n);
      }
      expect(anniversariesBetween(originOn, span)).toEqual(expected);
    }),
    check,
  );
});
