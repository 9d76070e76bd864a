import { describe, expect, test } from 'vitest';
import { splitCalibrationHoldout, summarizePurchases, summarizeTally, tallyPurchases } from 'clientele/purchases';
import type { Purchase } from 'clientele/purchases';
import { parsePurchaseSummaries, parsePurchaseTally } from 'clientele/schemas';

const LOG: Purchase<string | number>[] = [
  { customerId: 'ann', at: '2024-03-01T09:00:00Z', amount: 0.1, currency: 'EUR' },
  { customerId: 'ann', at: '2024-03-01T12:00:00Z', amount: 0.2, currency: 'EUR' },
  { customerId: 'ann', at: '2024-03-05T09:00:00Z', amount: -0.1, currency: 'EUR' },
  { customerId: 7, at: '2024-03-04T09:00:00Z', amount: 20, currency: 'EUR' },
  { customerId: '7', at: '2024-03-09T09:00:00Z', amount: 3, currency: 'EUR' },
];
const asOf = '2024-04-01T00:00:00Z';
const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('tallies', () => {
  test.each(['merge', 'instants', 'rows'] as const)('come back as they were, %s', (sameDay) => {
    const tally = tallyPurchases(LOG, { sameDay, timeZone: 'Europe/Paris' });
    const { value, issues } = parsePurchaseTally(stored(tally));
    expect(issues).toEqual([]);
    expect(value).toEqual(tally);
    expect(summarizeTally(value!, { asOf })).toEqual(summarizeTally(tally, { asOf }));
  });

  test('also empty, and without amounts', () => {
    for (const log of [[], LOG.map(({ customerId, at }) => ({ customerId, at }))]) {
      const tally = tallyPurchases(log);
      expect(parsePurchaseTally(stored(tally))).toEqual({ value: tally, issues: [] });
    }
  });

  const tally = tallyPurchases(LOG);
  const first = tally.customers[0]!;
  test.each([
    [{ kind: 'order-tally' }, '/kind'],
    [{ version: 2 }, '/version'],
    [{ timeZone: 'Mars/Olympus' }, '/timeZone'],
    [{ sameDay: 'week' }, '/sameDay'],
    [{ customers: [{ ...first, purchases: [] }] }, '/customers/0/times'],
    [{ customers: [{ ...first, times: [...first.times, ...first.times] }] }, '/customers/0/times'],
    [{ customers: [{ ...first, paid: [], refunded: [] }] }, '/customers'],
    [{ hasAmounts: false }, '/customers'],
    [{ customers: tally.customers.toReversed() }, '/customers'],
    [{ customers: [first, first] }, '/customers'],
  ])('are refused with %j', (wrong, path) => {
    const { value, issues } = parsePurchaseTally({ ...tally, ...wrong });
    expect(value).toBeNull();
    expect(issues[0]!.path).toBe(path);
  });

  test.each([null, 3, [], {}, 'tally'])('%j is none', (untrusted) => {
    expect(parsePurchaseTally(untrusted).value).toBeNull();
  });
});

describe('summaries', () => {
  const summaries = summarizePurchases(LOG, { asOf });
  test('come back as they were', () => {
    expect(parsePurchaseSummaries(stored(summaries))).toEqual({ summaries, issues: [] });
    const rows = splitCalibrationHoldout(LOG, { splitOn: '2024-03-06', endOn: '2024-04-01' }).rows;
    expect(parsePurchaseSummaries(stored(rows)).issues).toEqual([]);
  });

  test('are refused one by one', () => {
    const [one] = summaries;
    const { summaries: kept, issues } = parsePurchaseSummaries([
      one,
      { ...one, repeatPurchases: 4 },
      { ...one, daysToLast: 4 },
      { ...one, firstOn: '2024-3-1' },
      { ...one, daysObserved: Infinity },
      { ...one, purchases: 0 },
    ]);
    expect(kept).toEqual([one]);
    expect(issues.map(({ row, path, code }) => [row, path, code])).toEqual([
      [1, '/repeatPurchases', 'inconsistent'],
      [2, '/daysToLast', 'out-of-range'],
      [3, '/firstOn', 'not-a-day'],
      [4, '/daysObserved', 'not-finite'],
      [5, '/purchases', 'out-of-range'],
      [5, '/repeatPurchases', 'inconsistent'],
    ]);
  });
});
