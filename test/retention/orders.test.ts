import { describe, expect, test } from 'vitest';
import type { Purchase } from 'clientele/purchases';
import {
  mergeOrderTallies,
  orderStats,
  repeatPurchaseRate,
  tabulateOrderNumbers,
  tallyOrders,
} from 'clientele/retention';

const on = (customerId: string, day: string, amount?: number): Purchase => ({
  customerId,
  at: `${day}T12:00:00Z`,
  ...(amount === undefined ? {} : { amount }),
});
const asOf = '2024-03-01T00:00:00Z';
const LOG = [
  on('ann', '2024-01-05', 10),
  on('ann', '2024-01-15', 30),
  on('ann', '2024-02-20', 20),
  on('bob', '2024-01-30', 50),
  on('cleo', '2024-01-31', 40),
];
/** Tallied inside the tests, where what they run is measured. */
const tallied = () => tallyOrders(LOG, { asOf, withinDays: [10, 29, 30] });

describe('repeatPurchaseRate', () => {
  test('without days counts whoever came back so far', () => {
    expect(repeatPurchaseRate(tallied())).toMatchObject({
      value: 1 / 3,
      numerator: 1,
      denominator: 3,
      sameDay: 'merge',
    });
  });
  test('within days the base holds only those whose days are over', () => {
    // 30 January + 30 days is 29 February, the last day seen; 31 January has one day to go.
    expect(repeatPurchaseRate(tallied(), { withinDays: 30 })).toMatchObject({ numerator: 1, denominator: 2 });
    expect(repeatPurchaseRate(tallied(), { withinDays: 29 })).toMatchObject({ numerator: 1, denominator: 3 });
    expect(repeatPurchaseRate(tallied(), { withinDays: 10 })).toMatchObject({ numerator: 1, denominator: 3 });
  });
  test('a day that has begun is not over: asked at noon of the last of them, the customer may still return', () => {
    const log = [on('ann', '2024-01-30')];
    const base = (at: string, sameDay: 'merge' | 'rows' | 'instants') =>
      repeatPurchaseRate(tallyOrders(log, { asOf: at, sameDay, withinDays: [30] }), { withinDays: 30 }).denominator;
    for (const sameDay of ['merge', 'rows'] as const) {
      expect(base('2024-02-29T13:00:00Z', sameDay)).toBe(0);
      expect(base('2024-03-01T00:00:00Z', sameDay)).toBe(1);
    }
    // Elapsed days are over at the very hour.
    expect(base('2024-03-01T11:59:59Z', 'instants')).toBe(0);
    expect(base('2024-03-01T12:00:00Z', 'instants')).toBe(1);
  });
  test('a span that was not tallied is refused, not guessed', () => {
    expect(() => repeatPurchaseRate(tallied(), { withinDays: 60 })).toThrow(
      expect.objectContaining({ code: 'not-tallied' }),
    );
  });
  test('nobody is no rate', () => {
    expect(repeatPurchaseRate(tallyOrders([], { asOf }))).toMatchObject({ value: null, reason: 'empty' });
  });
  test('by rows two rows of a day are a repeat, by days they are not', () => {
    const log = [on('ann', '2024-01-05'), { customerId: 'ann', at: '2024-01-05T18:00:00Z' }];
    expect(repeatPurchaseRate(tallyOrders(log, { asOf })).value).toBe(0);
    expect(repeatPurchaseRate(tallyOrders(log, { asOf, sameDay: 'rows' })).value).toBe(1);
  });
});

describe('orderStats', () => {
  test('averages and gaps', () => {
    expect(orderStats(tallied())).toMatchObject({
      customers: 3,
      orders: 5,
      amount: 150,
      averageOrderAmount: 30,
      ordersPerCustomer: 5 / 3,
      amountPerCustomer: 50,
      gapDays: { count: 2, mean: 23, p50: 23 },
      daysToSecondOrder: { count: 1, mean: 10 },
    });
  });
  test('the sum of nothing is 0, the average of nothing is null', () => {
    expect(orderStats(tallyOrders([], { asOf }))).toMatchObject({
      amount: 0,
      amountPerCustomer: null,
      averageOrderAmount: null,
      ordersPerCustomer: null,
      gapDays: { count: 0, mean: null },
    });
    expect(orderStats(tallyOrders([on('ann', '2024-01-05')], { asOf }))).toMatchObject({
      amount: null,
      averageOrderAmount: null,
      ordersPerCustomer: 1,
    });
  });
});

describe('tabulateOrderNumbers', () => {
  test('sets the later orders beside the first ones of the same customers', () => {
    expect(tabulateOrderNumbers(tallied())).toEqual([
      { orderNumber: 1, customers: 3, averageAmount: 100 / 3, sameCustomersFirstAverage: 100 / 3 },
      { orderNumber: 2, customers: 1, averageAmount: 30, sameCustomersFirstAverage: 10 },
      { orderNumber: 3, customers: 1, averageAmount: 20, sameCustomersFirstAverage: 10 },
    ]);
    expect(tabulateOrderNumbers(tallyOrders([on('ann', '2024-01-05')], { asOf }))[0]!.averageAmount).toBeNull();
  });
  test('numbers above the tallied ones share a bucket of gaps', () => {
    const short = tallyOrders(LOG, { asOf, orderNumbersUpTo: 1 });
    expect(short.gaps.map((gap) => gap.afterOrder)).toEqual([1, 'more']);
    expect(short.byOrderNumber).toHaveLength(1);
  });
});

describe('what is refused', () => {
  test.each([
    [{ withinDays: [30, 30] }, 'out-of-order'],
    [{ withinDays: [-1, 30] }, 'out-of-range'],
    [{ orderNumbersUpTo: 1.5 }, 'not-a-count'],
    [{ refunds: 'reject' as const }, 'out-of-range'],
  ])('%j', (options, wanted) => {
    expect(() => tallyOrders([...LOG, on('ann', '2024-01-06', -1)], { asOf, ...options })).toThrow(
      expect.objectContaining({ code: wanted }),
    );
  });
  test('tallies of different questions do not merge', () => {
    for (const other of [
      { withinDays: [30] },
      { timeZone: 'Asia/Tokyo' },
      { asOf: '2024-04-01T00:00:00Z' },
      // Merged, the third order would have been counted in one part and be in the bucket 'more' of the other.
      { orderNumbersUpTo: 2 },
      { refunds: 'net' as const },
    ]) {
      expect(() => mergeOrderTallies(tallied(), tallyOrders([], { asOf, withinDays: [10, 29, 30], ...other }))).toThrow(
        expect.objectContaining({ code: 'tally-mismatch' }),
      );
    }
    const plain = tallyOrders([on('dan', '2024-01-05')], { asOf, withinDays: [10, 29, 30] });
    expect(() => mergeOrderTallies(tallied(), plain)).toThrow(expect.objectContaining({ code: 'tally-mismatch' }));
    expect(mergeOrderTallies(tallied(), tallyOrders([], { asOf, withinDays: [10, 29, 30] })).amount).toEqual(
      tallied().amount,
    );
    expect(mergeOrderTallies(tallyOrders([], { asOf, withinDays: [10, 29, 30] }), tallied()).amount).toEqual(
      tallied().amount,
    );
  });
});
