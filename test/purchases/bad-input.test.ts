/**
 * Whatever stands where a fact or an option belongs: each reader of purchases refuses it by an InputError, with the row,
 * or reads what was meant. Nothing gives NaN, nothing throws a TypeError, no row is lost.
 */
import { describe, expect, test } from 'vitest';
import { InputError } from 'clientele/errors';
import type { Purchase, SummarizeOptions } from 'clientele/purchases';
import {
  countPurchases,
  listOrders,
  measurePurchaseGaps,
  mergePurchaseTallies,
  orderAmount,
  readOrderLog,
  splitCalibrationHoldout,
  summarizePurchases,
  summarizeTally,
  tallyPurchases,
} from 'clientele/purchases';

const asOf = '2024-03-01T00:00:00Z';
const log = (): Purchase[] => [
  { customerId: 'a', at: '2024-01-01T00:00:00Z', amount: 5, currency: 'EUR' },
  { customerId: 'a', at: '2024-01-09T00:00:00Z', amount: 7, currency: 'EUR' },
  { customerId: 'b', at: '2024-01-03T00:00:00Z', amount: 1, currency: 'EUR' },
];
const options = (): SummarizeOptions => ({ asOf, timeZone: 'UTC', sameDay: 'merge', refunds: 'exclude' });
const split = { splitOn: '2024-01-05', endOn: '2024-02-01' };

type Reader = (rows: Purchase[]) => unknown;
const READERS: [string, Reader][] = [
  ['summarizePurchases', (rows) => summarizePurchases(rows, options())],
  ['countPurchases', (rows) => countPurchases(rows, options())],
  ['measurePurchaseGaps', (rows) => measurePurchaseGaps(rows, options())],
  ['listOrders', (rows) => listOrders(rows, options())],
  ['readOrderLog', (rows) => readOrderLog(rows, options())],
  ['tallyPurchases', (rows) => tallyPurchases(rows)],
  ['splitCalibrationHoldout', (rows) => splitCalibrationHoldout(rows, split)],
];

/** Field, what stands in it, and the code; the row is always the second. */
const FACTS: [string, unknown, string][] = [
  ...[NaN, Infinity, null, undefined, {}, [], true, 1n].map((id): [string, unknown, string] => [
    'customerId',
    id,
    'wrong-type',
  ]),
  ...[NaN, Infinity, -Infinity, 9e15, null, undefined, {}, [], true, '', '5', 'yesterday'].map(
    (at): [string, unknown, string] => ['at', at, 'not-an-instant'],
  ),
  // Without an offset the instant would depend on the host; a day alone is no instant.
  ...['2024-01-09T00:00:00', '2024-01-09 00:00', '2024-01-09', '2024-02-30T00:00:00Z', '2024-01-09T25:00:00Z'].map(
    (at): [string, unknown, string] => ['at', at, 'not-an-instant'],
  ),
  ...[NaN, Infinity, -Infinity].map((amount): [string, unknown, string] => ['amount', amount, 'not-finite']),
  ...['5', '', null, {}, true, 1n].map((amount): [string, unknown, string] => ['amount', amount, 'wrong-type']),
  ...[978, {}, true].map((currency): [string, unknown, string] => ['currency', currency, 'wrong-type']),
];

describe.each(READERS)('%s', (_, read) => {
  test.each(FACTS)('a row whose %s is %s', (field, what, code) => {
    const rows = log();
    rows[1] = { ...rows[1]!, [field]: what } as Purchase;
    expect(() => read(rows)).toThrow(
      expect.objectContaining({ name: 'InputError', code, argument: `purchases[1].${field}` }),
    );
  });
  test.each([null, undefined, 5, 'row', true])('a row that is %s', (row) => {
    expect(() => read([log()[0]!, row as unknown as Purchase])).toThrow(
      expect.objectContaining({ name: 'InputError', code: 'wrong-type', argument: 'purchases[1]' }),
    );
  });
  test('an empty log, one row and equal rows are read', () => {
    for (const rows of [[], log().slice(0, 1), [...log(), ...log()]]) expect(() => read(rows)).not.toThrow();
  });
  test('ids named as what every object has are customers like any other', () => {
    const ids = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const rows = ids.map((customerId): Purchase => ({ ...log()[0]!, customerId }));
    expect(() => read(rows)).not.toThrow();
    expect(summarizePurchases(rows, options()).map((one) => one.customerId)).toEqual(ids.toSorted());
  });
});

describe('options', () => {
  const wrong: [string, unknown, string][] = [
    ...[NaN, Infinity, null, undefined, 'now', '2024-03-01', {}, true].map((at): [string, unknown, string] => [
      'asOf',
      at,
      'not-an-instant',
    ]),
    ...['Mars/Base', '', 'utc+25', 5, null, {}].map((zone): [string, unknown, string] => [
      'timeZone',
      zone,
      'unknown-zone',
    ]),
    ...['week', '', 'Merge', null, 1, '__proto__'].map((value): [string, unknown, string] => [
      'sameDay',
      value,
      'unknown-name',
    ]),
    ...['keep', '', null, true, 'constructor'].map((value): [string, unknown, string] => [
      'refunds',
      value,
      'unknown-name',
    ]),
  ];
  test.each(wrong)('%s: %s', (name, what, code) => {
    const given = { ...options(), [name]: what } as SummarizeOptions;
    for (const read of [summarizePurchases, countPurchases, measurePurchaseGaps, listOrders, readOrderLog]) {
      expect(() => read(log(), given), read.name).toThrow(expect.objectContaining({ name: 'InputError', code }));
    }
  });
  test.each([
    [{ ...split, splitOn: '2024-1-5' }, 'not-a-day'],
    [{ ...split, splitOn: '2024-02-30' }, 'not-a-day'],
    [{ ...split, endOn: 20240201 }, 'not-a-day'],
    [{ ...split, endOn: undefined }, 'not-a-day'],
    [{ ...split, endOn: split.splitOn }, 'out-of-order'],
    [{ ...split, sameDay: 'week' }, 'unknown-name'],
    [{ ...split, timeZone: 'Mars/Base' }, 'unknown-zone'],
  ])('a split by %j', (given, code) => {
    expect(() => splitCalibrationHoldout(log(), given as typeof split)).toThrow(
      expect.objectContaining({ name: 'InputError', code }),
    );
  });
});

test('tallies that are none', () => {
  const sound = tallyPurchases(log());
  for (const broken of [null, undefined, 5, 'tally', [], {}, { kind: 'purchase-tally' }, { ...sound, version: '1' }]) {
    const tally = broken as typeof sound;
    for (const read of [
      () => mergePurchaseTallies(tally, sound),
      () => mergePurchaseTallies(sound, tally),
      () => summarizeTally(tally, { asOf }),
    ]) {
      expect(read).toThrow(expect.objectContaining({ name: 'InputError', code: 'wrong-kind' }));
    }
  }
});

test('an order that is not in the log has no amount', () => {
  const read = readOrderLog(log(), options());
  expect(orderAmount(read, 0)).toBe(5);
  for (const order of [-1, 3, 0.5, NaN]) {
    expect(() => orderAmount(read, order)).toThrow(InputError);
  }
});
