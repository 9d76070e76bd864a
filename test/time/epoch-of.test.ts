import { runInNewContext } from 'node:vm';
import type { Instant } from 'clientele/time';
import { epochOf } from 'clientele/time';
import { describe, expect, test } from 'vitest';

const AT = Date.UTC(2024, 2, 1, 9, 0, 0);
const refused = (value: unknown): void =>
  expect(() => epochOf(value as Instant, 'purchases[3].at')).toThrow(
    expect.objectContaining({ code: 'not-an-instant', argument: 'purchases[3].at' }),
  );

describe('a number', () => {
  test('is epoch milliseconds', () => {
    expect(epochOf(AT, 'at')).toBe(AT);
    expect(epochOf(-1, 'at')).toBe(-1);
    expect(epochOf(8.64e15, 'at')).toBe(8.64e15);
    expect(epochOf(-8.64e15, 'at')).toBe(-8.64e15);
  });
  test('loses a fraction of a millisecond toward the past, on both sides of 1970', () => {
    expect(epochOf(1.9, 'at')).toBe(1);
    expect(epochOf(-1.1, 'at')).toBe(-2);
  });
  test('of minus zero is zero', () => expect(Object.is(epochOf(-0, 'at'), 0)).toBe(true));
  test.each([NaN, Infinity, -Infinity, 8.64e15 + 1, -8.64e15 - 1, 1e300])('%s is refused', refused);
});

describe('a Date', () => {
  test('is its time value', () => expect(epochOf(new Date(AT), 'at')).toBe(AT));
  test('of another realm is read too', () => expect(epochOf(runInNewContext('new Date(5)') as Date, 'at')).toBe(5));
  test('that is invalid is refused', () => refused(new Date(NaN)));
});

describe('text', () => {
  test.each([
    '2024-03-01T09:00:00Z',
    '2024-03-01T09:00:00.000Z',
    '2024-03-01T09:00Z',
    '2024-03-01T10:00:00+01:00',
    '2024-03-01T10:00:00+0100',
    '2024-03-01T10:00:00+01',
    '2024-02-29T23:30:00-09:30',
    '2024-03-01T09:00:00-00:00',
    '2024-03-01t09:00:00z',
    '2024-03-01 09:00:00Z',
    '2024-03-01 10:00:00+01',
    '+002024-03-01T09:00:00Z',
    '2024-03-01T09:00:00,0Z',
  ])('%s is one and the same instant', (text) => expect(epochOf(text, 'at')).toBe(AT));

  test('keeps three digits of a fraction and cuts the rest off toward the past', () => {
    expect(epochOf('2024-03-01T09:00:00.5Z', 'at')).toBe(AT + 500);
    expect(epochOf('2024-03-01T09:00:00.123999999Z', 'at')).toBe(AT + 123);
    expect(epochOf('1969-12-31T23:59:59.9999Z', 'at')).toBe(-1);
    expect(epochOf(`2024-03-01T09:00:00.${'9'.repeat(10_000)}Z`, 'at')).toBe(AT + 999);
  });
  test('reads years before 100 as they stand', () => {
    expect(epochOf('0099-01-01T00:00:00Z', 'at')).toBe(Date.parse('0099-01-01T00:00:00Z'));
    expect(epochOf('0000-02-29T00:00:00Z', 'at')).toBe(Date.parse('0000-02-29T00:00:00Z'));
    expect(epochOf('-000001-12-31T00:00:00Z', 'at')).toBe(Date.parse('-000001-12-31T00:00:00Z'));
  });
  test('reaches the last instants of a date and not one millisecond more', () => {
    expect(epochOf('+275760-09-13T00:00:00Z', 'at')).toBe(8.64e15);
    expect(epochOf('-271821-04-20T00:00:00Z', 'at')).toBe(-8.64e15);
    refused('+275760-09-13T00:00:00.001Z');
  });

  test.each([
    ['has no offset', '2024-03-01T09:00:00'],
    ['has no offset and a space', '2024-03-01 09:00:00'],
    ['is a bare date', '2024-03-01'],
    ['names 30 February', '2024-02-30T09:00:00Z'],
    ['names 29 February of a common year', '2023-02-29T09:00:00Z'],
    ['names 29 February 1900', '1900-02-29T09:00:00Z'],
    ['names 31 April', '2024-04-31T09:00:00Z'],
    ['names month 13', '2024-13-01T09:00:00Z'],
    ['names month 0', '2024-00-01T09:00:00Z'],
    ['names day 0', '2024-03-00T09:00:00Z'],
    ['says 24:00', '2024-03-01T24:00:00Z'],
    ['says minute 60', '2024-03-01T09:60:00Z'],
    ['names a leap second', '2016-12-31T23:59:60Z'],
    ['has an offset of 24 hours', '2024-03-01T09:00:00+24:00'],
    ['has an offset with 60 minutes', '2024-03-01T09:00:00+01:60'],
    ['has the basic format', '20240301T090000Z'],
    ['has one digit where two belong', '2024-3-1T09:00:00Z'],
    ['is written for people', 'March 1, 2024 09:00 UTC'],
    ['is a number', '1709283600000'],
    ['is empty', ''],
    ['has something after it', '2024-03-01T09:00:00Z '],
    ['has a line end after it', '2024-03-01T09:00:00Z\n'],
    ['has something before it', ' 2024-03-01T09:00:00Z'],
    ['has the year minus zero', '-000000-03-01T09:00:00Z'],
    ['names a zone', '2024-03-01T09:00:00+01:00[Europe/Paris]'],
    ['has Arabic-Indic digits', '٢٠٢٤-03-01T09:00:00Z'],
  ])('that %s is refused', (_, text) => refused(text));

  test('that is a megabyte long is refused at once', () => {
    const start = performance.now();
    refused('2024-03-01T09:00:00.'.padEnd(1_000_000, '9'));
    refused('9'.repeat(1_000_000));
    expect(performance.now() - start).toBeLessThan(1000);
  });
  test('is shortened in the message', () => {
    expect(() => epochOf('x'.repeat(5000), 'at')).toThrow(
      /^at: expected a Date, epoch milliseconds or ISO 8601 text.*"x{60}"$/,
    );
  });
});

const NO_INSTANTS: unknown[] = [
  null,
  undefined,
  true,
  {},
  [],
  [AT],
  10n,
  { valueOf: () => AT },
  Symbol('at'),
  () => AT,
];

test.each(NO_INSTANTS.map((value) => ({ value })))('something that is no instant (%#) is refused', ({ value }) =>
  refused(value),
);

test.each([
  [undefined, 'undefined'],
  [null, '[object Null]'],
  [new Date(NaN), '[object Date]'],
  [NaN, 'NaN'],
  ['5 May', '"5 May"'],
  [Symbol('x'), 'Symbol(x)'],
] as [unknown, string][])('says what came instead of an instant: %o', (value, got) => {
  expect(() => epochOf(value as Instant, 'at')).toThrow(`with an offset or Z, got ${got}`);
});
