import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SegmentWindow } from 'clientele/segmentation';
import { compileSegment } from 'clientele/segmentation';
import { addCalendar, dayText, endOfPeriod, startOfPeriod } from 'clientele/time';

const DAY = 86_400_000;
const SETTINGS = { seed: 20_261_126, numRuns: 400 } as const;
const UTC = { timeZone: 'UTC' } as const;
const units = fc.constantFrom('month', 'quarter', 'year');
/** Days from the year 1 to 9999, ends of months and leap years among them. */
const days = fc.oneof(
  fc.integer({ min: -719_162, max: 2_932_896 }),
  fc
    .constantFrom('2024-02-29', '2023-03-31', '1900-02-28', '2000-12-31', '2100-03-01')
    .map((on) => Date.parse(on) / DAY),
);
/** Is the day in the window, asked at noon of another day? */
const lies = (day: number, window: SegmentWindow, today: number, weekStartsOn: 'monday' | 'sunday' = 'monday') =>
  compileSegment<{ on: string }>(
    { version: 1, weekStartsOn, where: { field: 'on', window } },
    { model: { version: 1, fields: { on: 'day' } } },
  )
    .at(today * DAY + DAY / 2)
    .test({ on: dayText(day) });
const inRange = (day: number): boolean => day >= -719_162 && day <= 2_932_896;

test('months, quarters and years ago are those of the calendar of instants, clamped', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 60 }), units, (today, n, unit) => {
      const months = n * { month: 1, quarter: 3, year: 12 }[unit];
      const edge = addCalendar(today * DAY, { months: -months }, 'UTC') / DAY;
      if (!inRange(edge) || !inRange(edge + 1)) return;
      const last = [edge, edge + 1].map((day) => lies(day, { last: n, unit }, today));
      const before = [edge, edge + 1].map((day) => lies(day, { before: n, unit }, today));
      expect([last, before]).toEqual([
        [false, true],
        [true, false],
      ]);
    }),
    SETTINGS,
  );
});

test('the current period is that of the calendar of instants, weeks from either day', () => {
  const periods = fc.constantFrom('day', 'week', 'month', 'quarter', 'year');
  fc.assert(
    fc.property(days, periods, fc.constantFrom('monday', 'sunday'), (today, unit, weekStartsOn) => {
      const from = startOfPeriod(today * DAY, unit, { ...UTC, weekStartsOn }) / DAY;
      const to = endOfPeriod(today * DAY, unit, { ...UTC, weekStartsOn }) / DAY;
      if (!inRange(from - 1) || !inRange(to)) return;
      const at = (day: number, window: SegmentWindow): boolean => lies(day, window, today, weekStartsOn);
      const current = [from - 1, from, to - 1, to].map((day) => at(day, { current: 1, unit }));
      expect(current).toEqual([false, true, true, false]);
      const previous = [from - 1, from].map((day) => at(day, { previous: 1, unit }));
      expect(previous).toEqual([true, false]);
    }),
    SETTINGS,
  );
});
