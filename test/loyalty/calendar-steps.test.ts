/** Calendar steps are worked out once a day and remembered: for as many days as there are, they are what the calendar says. */
import { addCalendar, endOfPeriod } from 'clientele/time';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../code-of.ts';
import { periodEnd, stepCalendar } from '../../src/loyalty/calendar-steps.ts';

const DAY = 86_400_000;
const NOON = DAY / 2;
/** Days from 1950 on: more than are remembered at once. */
const DAYS = Array.from({ length: 41_000 }, (_, i) => Date.UTC(1950, 0, 1) + i * DAY);
const zones = ['UTC', 'Europe/Paris', 'America/Sao_Paulo', 'Pacific/Apia'];

test('a month after each day of 112 years: the same day of the next month, or its last', () => {
  const wrong = DAYS.filter((day) => {
    const date = new Date(day);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    const last = new Date(Date.UTC(year, month + 2, 0)).getUTCDate();
    const after = Date.UTC(year, month + 1, Math.min(date.getUTCDate(), last));
    return stepCalendar(day + NOON, { months: 1 }, 'UTC') !== after + NOON;
  });
  expect(wrong).toEqual([]);
});

test('the end of the month of each day of 112 years', () => {
  const wrong = DAYS.filter((day) => {
    const date = new Date(day);
    return periodEnd(day + NOON, 'month', 'UTC') !== Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
  });
  expect(wrong).toEqual([]);
});

describe.each(zones)('in %s', (zone) => {
  // Around a midnight that was skipped (São Paulo), a day that was (Apia), and hours that came twice (Paris).
  const instants = ['2018-11-03T12:00Z', '2011-12-29T12:00Z', '2025-10-25T22:00Z', '2024-01-31T00:30Z'].flatMap((on) =>
    Array.from({ length: 48 }, (_, hour) => Date.parse(on) + hour * 3_600_000),
  );

  test.each([{ months: 1 }, { months: 13, days: 1 }, { days: 1 }, { days: 400 }, { months: -1, days: 2 }])(
    '%j later is that on the wall',
    (step) => {
      for (const at of instants) expect(stepCalendar(at, step, zone)).toBe(addCalendar(at, step, zone));
    },
  );

  test('no step stays at the very instant, also in an hour that comes twice', () => {
    for (const at of instants)
      for (const step of [{}, { months: 0 }, { days: 0 }]) expect(stepCalendar(at, step, zone)).toBe(at);
  });

  test('each period ends for every instant of a day at once', () => {
    for (const period of ['day', 'month', 'quarter', 'year'] as const)
      for (const at of instants) expect(periodEnd(at, period, zone)).toBe(endOfPeriod(at, period, { timeZone: zone }));
  });
});

test.each([[{ days: 0.5 }], [{ months: 0.5 }], [{ days: 1e9 }], [{ months: 12 * 300_000 }], [{ days: NaN }]])(
  '%j is refused as the calendar refuses it',
  (step) => {
    const code = codeOf(() => addCalendar(0, step, 'UTC'));
    expect(code).toMatch(/^[a-z-]+$/);
    expect(codeOf(() => stepCalendar(0, step, 'UTC'))).toBe(code);
  },
);
