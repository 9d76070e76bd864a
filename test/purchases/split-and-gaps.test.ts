import type { Purchase } from 'clientele/purchases';
import { measurePurchaseGaps, splitCalibrationHoldout, summarizePurchases } from 'clientele/purchases';
import { describe, expect, test } from 'vitest';

const refused = (code: string, argument: string): unknown => expect.objectContaining({ code, argument });
const log: Purchase[] = [
  { customerId: 'b', at: '2024-02-11T09:00:00Z', amount: 9 },
  { customerId: 'a', at: '2024-01-31T23:30:00Z', amount: 5 },
  { customerId: 'a', at: '2024-02-05T09:00:00Z', amount: 7 },
  { customerId: 'a', at: '2024-02-05T19:00:00Z', amount: 1 },
  { customerId: 'a', at: '2024-02-28T09:00:00Z', amount: -2 },
  { customerId: 'c', at: '2024-01-02T09:00:00Z', amount: 3 },
  { customerId: 'a', at: '2024-03-01T00:00:00Z', amount: 100 },
  { customerId: 'c', at: '2024-02-02T09:00:00Z', amount: -3 },
];
const span = { splitOn: '2024-02-01', endOn: '2024-03-01' };

describe('calibration and holdout', () => {
  test('summaries as they stood at the cut, and the days after it', () => {
    const split = splitCalibrationHoldout(log, span);
    const known = summarizePurchases(log, { asOf: '2024-02-01T00:00:00Z' });
    expect(split).toEqual({
      rows: [
        { ...known[0], holdoutPurchases: 1, holdoutAmount: 8 },
        { ...known[1], holdoutPurchases: 0, holdoutAmount: 0 },
      ],
      holdoutDays: 29,
      newCustomers: 1,
    });
  });

  test('a refund in the holdout lowers an order of the holdout, never the past', () => {
    const split = splitCalibrationHoldout(log, { ...span, refunds: 'net' });
    expect(split.rows.map((row) => [row.totalAmount, row.holdoutAmount])).toEqual([
      [5, 6],
      [3, 0],
    ]);
  });

  test('by instants and by rows', () => {
    expect(splitCalibrationHoldout(log, { ...span, sameDay: 'instants' }).rows[0]!.holdoutPurchases).toBe(2);
    expect(splitCalibrationHoldout(log, { ...span, sameDay: 'rows' }).rows[0]!.holdoutPurchases).toBe(2);
  });

  test('the border is the midnight of the zone', () => {
    const tokyo = splitCalibrationHoldout(log, { ...span, timeZone: 'Asia/Tokyo' });
    expect(tokyo.rows.map((row) => row.customerId)).toEqual(['c']);
    expect(tokyo.newCustomers).toBe(2);
  });

  test('nothing is lost where a clock set back over midnight repeats the last hour before the cut', () => {
    // St. John's until 2011: 00:01 on 7 November 2010 became 23:01 on the 6th.
    const night: Purchase[] = [
      { customerId: 'a', at: '2010-11-01T12:00:00-02:30', amount: 1 },
      { customerId: 'a', at: '2010-11-07T00:00:30-02:30', amount: 2 },
      { customerId: 'a', at: '2010-11-06T23:30:00-03:30', amount: 4 },
    ];
    const cut = { splitOn: '2010-11-07', endOn: '2010-12-01', timeZone: 'America/St_Johns' };
    for (const sameDay of ['merge', 'instants', 'rows'] as const) {
      const [a] = splitCalibrationHoldout(night, { ...cut, sameDay }).rows;
      expect(a).toMatchObject({ purchases: 1, totalAmount: 1, holdoutPurchases: 2, holdoutAmount: 6 });
    }
  });

  test('without amounts the holdout has none; an empty log has no rows', () => {
    const bare = log.map(({ customerId, at }) => ({ customerId, at }));
    expect(splitCalibrationHoldout(bare, span).rows.map((row) => row.holdoutAmount)).toEqual([null, null]);
    expect(splitCalibrationHoldout([], span)).toEqual({ rows: [], holdoutDays: 29, newCustomers: 0 });
  });

  test('what is refused', () => {
    expect(() => splitCalibrationHoldout([], { splitOn: '2024-02-01', endOn: '2024-02-01' })).toThrow(
      refused('out-of-order', 'options.endOn'),
    );
    expect(() => splitCalibrationHoldout([], { ...span, splitOn: '2024-02-30' })).toThrow(
      refused('not-a-day', 'options.splitOn'),
    );
    expect(() => splitCalibrationHoldout([], { ...span, endOn: 'soon' })).toThrow(
      refused('not-a-day', 'options.endOn'),
    );
    expect(() => splitCalibrationHoldout(log, { ...span, refunds: 'reject' })).toThrow(
      refused('out-of-range', 'purchases[4].amount'),
    );
  });
});

describe('gaps', () => {
  const asOf = '2025-01-01T00:00:00Z';
  const visits = (customerId: string, ...days: number[]): Purchase[] =>
    days.map((day) => ({ customerId, at: day * 86_400_000 }));

  test('none without two orders', () => {
    const { gapDays, regularity } = measurePurchaseGaps(visits('a', 5), { asOf });
    expect(gapDays).toMatchObject({ count: 0, mean: null, p50: null });
    expect(regularity).toEqual({ value: null, reason: 'empty', customers: 0 });
    expect(measurePurchaseGaps([], { asOf }).gapDays.count).toBe(0);
  });

  test('pooled over customers, days between orders', () => {
    const { gapDays } = measurePurchaseGaps([...visits('a', 0, 10, 30), ...visits('b', 4, 8)], { asOf });
    expect(gapDays).toMatchObject({ count: 3, mean: 34 / 3, p50: 10 });
  });

  test('regularity is (1 − 4v)/(8v) of the share of the first of the last two gaps', () => {
    // shares 1/4 and 3/4: v = 1/8, k = (1/2)/1
    const two = [...visits('a', 0, 100, 110, 140), ...visits('b', 0, 30, 40)];
    expect(measurePurchaseGaps(two, { asOf }).regularity).toEqual({ value: 0.5, customers: 2 });
  });

  test('regularity of equal rhythms is not told, and gaps of 0 tell nothing', () => {
    const equal = [...visits('a', 0, 10, 20), ...visits('b', 0, 7, 14)];
    expect(measurePurchaseGaps(equal, { asOf }).regularity).toEqual({ value: null, reason: 'empty', customers: 2 });
    const rows = measurePurchaseGaps(visits('a', 3, 3, 3), { asOf, sameDay: 'rows' });
    expect(rows).toMatchObject({ gapDays: { count: 2, mean: 0 }, regularity: { customers: 0 } });
  });

  test('by instants gaps are fractions of a day', () => {
    const half = [0, 43_200_000].map((at) => ({ customerId: 'a', at }));
    expect(measurePurchaseGaps(half, { asOf, sameDay: 'instants' }).gapDays.mean).toBe(0.5);
  });
});
