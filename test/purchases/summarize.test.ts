import type { Purchase, SummarizeOptions } from 'clientele/purchases';
import {
  countPurchases,
  listOrders,
  orderAmount,
  readOrderLog,
  summarizePurchases,
  summarizeTally,
  tallyPurchases,
} from 'clientele/purchases';
import { describe, expect, test } from 'vitest';

const at = (customerId: string, when: string, amount?: number): Purchase =>
  amount === undefined ? { customerId, at: when } : { customerId, at: when, amount };
const NY = 'America/New_York';
const asOf = '2024-04-01T00:00:00Z';
const refused = (code: string, argument: string): unknown => expect.objectContaining({ code, argument });

describe('one summary a customer', () => {
  test('an empty log gives no summaries and zeros', () => {
    expect(summarizePurchases([], { asOf })).toEqual([]);
    expect(listOrders([], { asOf })).toEqual([]);
    expect(countPurchases([], { asOf })).toEqual({
      rows: 0,
      counted: 0,
      mergedAway: 0,
      nettedRefunds: 0,
      ignored: { afterAsOf: 0, refunds: 0, unmatchedRefunds: 0 },
      customers: 0,
      customersWithoutPurchase: 0,
      firstAt: null,
      lastAt: null,
    });
  });

  test('every field, by hand', () => {
    const log = [
      at('ann', '2024-03-01T09:00:00Z', 10),
      at('ann', '2024-03-05T09:00:00Z', 20),
      at('ann', '2024-03-13T09:00:00Z', 40),
    ];
    expect(summarizePurchases(log, { asOf })).toEqual([
      {
        customerId: 'ann',
        purchases: 3,
        repeatPurchases: 2,
        daysToLast: 12,
        daysObserved: 30,
        daysSinceLast: 18,
        sumLogGapDays: Math.log(4) + Math.log(8),
        firstAt: Date.parse('2024-03-01T09:00:00Z'),
        lastAt: Date.parse('2024-03-13T09:00:00Z'),
        firstOn: '2024-03-01',
        lastOn: '2024-03-13',
        totalAmount: 70,
        meanAmount: 70 / 3,
        meanRepeatAmount: 30,
      },
    ]);
  });

  test('without amounts every amount is null; a currency is kept and an absent one is no key', () => {
    const [bare] = summarizePurchases([at('a', '2024-03-01T09:00:00Z')], { asOf });
    expect(bare).toMatchObject({ totalAmount: null, meanAmount: null, meanRepeatAmount: null, sumLogGapDays: 0 });
    expect(bare).not.toHaveProperty('currency');
    const log: Purchase[] = [
      { customerId: 'a', at: 0, amount: 1 },
      { customerId: 'b', at: 0, amount: 1, currency: 'EUR' },
      { customerId: 'b', at: 5, amount: 1, currency: 'EUR' },
    ];
    expect(summarizePurchases(log, { asOf }).map((s) => s.currency)).toEqual(['EUR', 'EUR']);
  });

  test('an unsorted log, also one longer than an insertion sort likes, reads like a sorted one', () => {
    const log = Array.from({ length: 100 }, (_, i) => ({
      customerId: 'a',
      at: Date.UTC(2024, 0, 1) + ((i * 37) % 100) * 43_200_000,
      amount: ((i * 37) % 100) / 10,
    }));
    const sorted = log.toSorted((p, q) => p.at - q.at);
    for (const sameDay of ['merge', 'instants', 'rows'] as const) {
      const options = { asOf, sameDay };
      expect(summarizePurchases(log, options)).toEqual(summarizePurchases(sorted, options));
      expect(summarizePurchases(log, options)[0]!.purchases).toBe(sameDay === 'merge' ? 50 : 100);
    }
  });

  test('id 1 and id "1" are two customers, numbers before texts', () => {
    const ids = ['b', 10, '1', 1, 'a', 9, '__proto__'];
    const log = ids.map((customerId) => ({ customerId, at: 0 }));
    const order = [1, 9, 10, '1', '__proto__', 'a', 'b'];
    expect(summarizePurchases(log, { asOf }).map((s) => s.customerId)).toEqual(order);
    expect(summarizePurchases(log.toReversed(), { asOf }).map((s) => s.customerId)).toEqual(order);
  });

  test('any iterable is read, once, and grows past its first thousand rows', () => {
    function* log(): Generator<Purchase> {
      for (let i = 0; i < 3000; i++) yield { customerId: `c${i % 7}`, at: i * 3_600_000, amount: 0.5 };
    }
    const counts = countPurchases(log(), { asOf });
    expect(counts.rows).toBe(3000);
    expect(summarizePurchases(log(), { asOf }).reduce((sum, s) => sum + s.totalAmount!, 0)).toBe(1500);
  });

  test('arguments are not written to', () => {
    const log = Object.freeze([
      Object.freeze(at('b', '2024-03-02T00:00:00Z', 1)),
      Object.freeze(at('a', '2024-03-01T00:00:00Z', 1)),
    ]);
    expect(summarizePurchases(log, Object.freeze({ asOf })).length).toBe(2);
  });
});

describe('days are civil days of the zone', () => {
  test('one day in New York can be two in UTC', () => {
    const log = [at('a', '2024-01-10T15:00:00Z'), at('a', '2024-01-11T04:00:00Z')];
    expect(summarizePurchases(log, { asOf })[0]).toMatchObject({ purchases: 2, daysToLast: 1 });
    expect(summarizePurchases(log, { asOf, timeZone: NY })[0]).toMatchObject({
      purchases: 1,
      daysToLast: 0,
      firstOn: '2024-01-10',
      lastOn: '2024-01-10',
    });
  });

  test('one day in UTC can be two in New York', () => {
    const log = [at('a', '2024-01-10T03:00:00Z'), at('a', '2024-01-10T15:00:00Z')];
    expect(summarizePurchases(log, { asOf })[0]).toMatchObject({ purchases: 1, daysToLast: 0 });
    expect(summarizePurchases(log, { asOf, timeZone: NY })[0]).toMatchObject({
      purchases: 2,
      daysToLast: 1,
      firstOn: '2024-01-09',
    });
  });

  test.each([
    ['23 hours', '2024-03-10T17:00:00Z', '2024-03-09T17:30:00Z'],
    ['25 hours', '2024-11-04T04:59:00Z', '2024-11-02T04:00:00Z'],
  ])('a day of %s is one day', (_, later, earlier) => {
    const options = { asOf: '2025-01-01T05:00:00Z', timeZone: NY };
    expect(summarizePurchases([at('a', later), at('a', earlier)], options)[0]!.daysToLast).toBe(1);
  });

  test('the 25-hour day itself merges whole', () => {
    const log = [at('a', '2024-11-03T04:00:00Z'), at('a', '2024-11-04T04:59:59Z')];
    expect(summarizePurchases(log, { asOf: '2025-01-01T05:00:00Z', timeZone: NY })[0]!.purchases).toBe(1);
  });

  test('observation ends with the day of the last instant before asOf, in the zone', () => {
    const log = [at('a', '1997-01-01T12:00:00Z')];
    expect(summarizePurchases(log, { asOf: '1997-10-01T00:00:00Z' })[0]!.daysObserved).toBe(272);
    expect(summarizePurchases(log, { asOf: '1997-10-01T00:00:00.001Z' })[0]!.daysObserved).toBe(273);
    expect(summarizePurchases(log, { asOf: '1997-10-01T04:00:00Z', timeZone: NY })[0]!.daysObserved).toBe(272);
  });

  test('a day that has begun is observed, also while a clock set back over midnight repeats the evening before it', () => {
    // St. John's set its clock back at 00:01 until 2011: at 23:30 on 6 November 2010, its second run, the 7th had begun.
    const log = [at('a', '2010-11-01T12:00:00-02:30', 1), at('a', '2010-11-07T00:00:30-02:30', 2)];
    const night = { asOf: '2010-11-06T23:30:00-03:30', timeZone: 'America/St_Johns' };
    for (const sameDay of ['merge', 'rows'] as const) {
      const [a] = summarizePurchases(log, { ...night, sameDay });
      expect(a).toMatchObject({ daysToLast: 6, daysObserved: 6, daysSinceLast: 0 });
      const tally = tallyPurchases(log, { timeZone: night.timeZone, sameDay });
      expect(summarizeTally(tally, { asOf: night.asOf })).toEqual([a]);
    }
    // At the first 00:00 of the 7th it had not begun.
    const [b] = summarizePurchases(log, { ...night, asOf: '2010-11-07T00:00:00-02:30' });
    expect(b).toMatchObject({ purchases: 1, daysObserved: 5 });
  });

  test('the end of all dates is an end of observation in every zone', () => {
    for (const timeZone of ['UTC', NY, 'Asia/Tokyo']) {
      const [a] = summarizePurchases([at('a', '2024-03-05T20:00:00Z')], { asOf: 8.64e15, timeZone });
      expect(a!.daysObserved + Date.parse(`${a!.firstOn}T00:00:00Z`) / 86_400_000).toBe(
        timeZone === 'Asia/Tokyo' ? 1e8 : 1e8 - 1,
      );
    }
  });
});

describe('asOf', () => {
  const log = [
    at('a', '2024-03-01T12:00:00Z', 1),
    at('a', '2024-03-31T12:00:00Z', 2),
    at('a', '2024-03-31T18:00:00Z', 4),
  ];

  test('a purchase exactly at asOf is not yet known', () => {
    const options = { asOf: '2024-03-31T12:00:00Z' };
    expect(summarizePurchases(log, options)[0]).toMatchObject({ purchases: 1, totalAmount: 1, daysObserved: 30 });
    expect(countPurchases(log, options)).toMatchObject({ counted: 1, ignored: { afterAsOf: 2 } });
  });

  test('a purchase after asOf on the same civil day is not yet known', () => {
    const [a] = summarizePurchases(log, { asOf: '2024-03-31T12:00:00.001Z' });
    expect(a).toMatchObject({
      purchases: 2,
      totalAmount: 3,
      lastAt: Date.parse('2024-03-31T12:00:00Z'),
      daysSinceLast: 0,
    });
  });

  test('a customer who comes later has no summary and is not one without a purchase', () => {
    const options = { asOf: '2024-02-01T00:00:00Z' };
    expect(summarizePurchases(log, options)).toEqual([]);
    expect(countPurchases(log, options)).toMatchObject({ customers: 0, customersWithoutPurchase: 0 });
  });
});

describe('sameDay', () => {
  const minute = Array.from({ length: 10 }, (_, i) =>
    at('a', new Date(Date.UTC(2024, 2, 1, 12, 0, i * 6)).toISOString(), 1),
  );

  test('ten orders in a minute are one order, ten instants, ten rows', () => {
    expect(summarizePurchases(minute, { asOf })[0]).toMatchObject({ purchases: 1, totalAmount: 10, meanAmount: 10 });
    const [instants] = summarizePurchases(minute, { asOf, sameDay: 'instants' });
    expect(instants).toMatchObject({ purchases: 10, daysToLast: 54_000 / 86_400_000, meanRepeatAmount: 1 });
    expect(instants!.sumLogGapDays).toBeCloseTo(9 * Math.log(6000 / 86_400_000), 10);
    expect(summarizePurchases(minute, { asOf, sameDay: 'rows' })[0]).toMatchObject({
      purchases: 10,
      daysToLast: 0,
      sumLogGapDays: null,
    });
  });

  test('equal instants are one order under instants', () => {
    const log = [at('a', '2024-03-01T12:00:00Z', 1), at('a', '2024-03-01T12:00:00+00:00', 2)];
    const [a] = summarizePurchases(log, { asOf, sameDay: 'instants' });
    expect(a).toMatchObject({ purchases: 1, totalAmount: 3 });
    expect(a!.daysObserved).toBe(30.5);
    expect(countPurchases(log, { asOf, sameDay: 'instants' })).toMatchObject({ counted: 1, mergedAway: 1 });
  });

  test('days of instants are those of the zone in text', () => {
    const [a] = summarizePurchases([at('a', '2024-03-01T02:00:00Z')], { asOf, sameDay: 'instants', timeZone: NY });
    expect([a!.firstOn, a!.lastOn]).toEqual(['2024-02-29', '2024-02-29']);
  });

  test('rows at one instant keep an order of their own, whatever the order of facts', () => {
    const log = [3, -1, 2, -5, 1].map((amount) => at('a', '2024-03-01T12:00:00Z', amount));
    const options: SummarizeOptions = { asOf, sameDay: 'rows', refunds: 'net' };
    const amounts = listOrders(log, options)[0]!.orders.map((order) => order.amount);
    expect(amounts).toEqual([1, 2, 3 - 6]);
    expect(listOrders(log.toReversed(), options)[0]!.orders.map((order) => order.amount)).toEqual(amounts);
  });
});

describe('amounts', () => {
  test('14 × 0.1 is the double nearest to it, also beside large ones', () => {
    const tenths = Array.from({ length: 14 }, () => 0.1);
    const log = tenths.map((amount, i) => at('a', `2024-03-${String(i + 1).padStart(2, '0')}T12:00:00Z`, amount));
    expect(summarizePurchases(log, { asOf })[0]!.totalAmount).toBe(14 * 0.1);
    const mixed = [1e16, 1, 1e-16, -1e16].map((amount) => at('a', '2024-03-01T12:00:00Z', amount));
    expect(summarizePurchases(mixed, { asOf, refunds: 'net' })[0]!.totalAmount).toBe(1);
  });

  test('three floats deep the sum is still exact', () => {
    const log = [1e300, 1e200, 1e100, 1, -1e300, -1e200, -1e100].map((x) => at('a', '2024-03-01T12:00:00Z', x));
    expect(summarizePurchases(log, { asOf, refunds: 'net' })[0]!.totalAmount).toBe(1);
  });

  test('an amount of 0, also of −0, is a purchase', () => {
    const log = [at('a', '2024-03-01T12:00:00Z', 0), at('a', '2024-03-02T12:00:00Z', -0)];
    const [a] = summarizePurchases(log, { asOf, refunds: 'reject' });
    expect(a).toMatchObject({ purchases: 2, totalAmount: 0, meanRepeatAmount: 0 });
    expect(Object.is(a!.totalAmount, 0)).toBe(true);
  });

  test('the mean of repeat orders leaves the first day out', () => {
    const log = [
      at('a', '2024-03-01T09:00:00Z', 1000),
      at('a', '2024-03-02T09:00:00Z', 10),
      at('a', '2024-03-02T10:00:00Z', 5),
    ];
    expect(summarizePurchases(log, { asOf })[0]).toMatchObject({ meanRepeatAmount: 15, meanAmount: 507.5 });
  });
});

describe('refunds', () => {
  const log = [
    at('a', '2024-03-01T09:00:00Z', -7),
    at('a', '2024-03-02T09:00:00Z', 10),
    at('a', '2024-03-05T09:00:00Z', 20),
    at('a', '2024-03-05T08:00:00Z', -20),
    at('a', '2024-03-09T09:00:00Z', -4),
    at('b', '2024-03-09T09:00:00Z', -1),
  ];

  test('are left out by default and never a purchase', () => {
    expect(summarizePurchases(log, { asOf })).toMatchObject([{ customerId: 'a', purchases: 2, totalAmount: 30 }]);
    expect(countPurchases(log, { asOf })).toMatchObject({
      rows: 6,
      counted: 2,
      ignored: { afterAsOf: 0, refunds: 4, unmatchedRefunds: 0 },
      customers: 1,
      customersWithoutPurchase: 1,
    });
  });

  test('net: before the first purchase nothing is lowered, one as large as the day leaves an order of 0', () => {
    const options: SummarizeOptions = { asOf, refunds: 'net' };
    expect(listOrders(log, options)).toMatchObject([{ customerId: 'a', orders: [{ amount: 10 }, { amount: -4 }] }]);
    expect(summarizePurchases(log, options)[0]).toMatchObject({
      purchases: 2,
      totalAmount: 6,
      meanRepeatAmount: -4,
      lastAt: Date.parse('2024-03-05T09:00:00Z'),
    });
    expect(countPurchases(log, options)).toMatchObject({
      counted: 2,
      nettedRefunds: 2,
      ignored: { refunds: 0, unmatchedRefunds: 2 },
      customersWithoutPurchase: 1,
    });
    const day = log.slice(2, 4);
    expect(summarizePurchases(day, options)[0]).toMatchObject({ purchases: 1, totalAmount: 0, meanAmount: 0 });
  });

  test('net: a refund of the morning lowers the purchase of the same evening, as both are one day', () => {
    const day = [at('a', '2024-03-05T08:00:00Z', -3), at('a', '2024-03-05T20:00:00Z', 10)];
    expect(listOrders(day, { asOf, refunds: 'net' })[0]!.orders).toMatchObject([
      { amount: 7, firstAt: Date.parse('2024-03-05T20:00:00Z'), lastAt: Date.parse('2024-03-05T20:00:00Z') },
    ]);
    expect(countPurchases(day, { asOf, refunds: 'net', sameDay: 'instants' }).ignored.unmatchedRefunds).toBe(1);
  });

  test('net: a refund of another day goes to the latest order before it', () => {
    const options: SummarizeOptions = { asOf, refunds: 'net' };
    const read = readOrderLog(log, options);
    expect([orderAmount(read, 0), orderAmount(read, 1)]).toEqual([10, -4]);
    const bare = readOrderLog([at('a', '2024-03-01T09:00:00Z')], { asOf });
    expect(orderAmount(bare, 0)).toBeNull();
  });

  test('reject names the row', () => {
    expect(() => summarizePurchases(log, { asOf, refunds: 'reject' })).toThrow(
      refused('out-of-range', 'purchases[0].amount'),
    );
    expect(summarizePurchases(log, { asOf: '2024-03-01T09:00:00Z', refunds: 'reject' })).toEqual([]);
  });
});

describe('a broken log is refused with the row', () => {
  const sound = { customerId: 'a', at: 0, amount: 1 };
  const cases: [string, unknown[], string, string][] = [
    ['null for a row', [sound, null], 'wrong-type', 'purchases[1]'],
    ['text for a row', ['x'], 'wrong-type', 'purchases[0]'],
    ['no customer', [{ at: 0 }], 'wrong-type', 'purchases[0].customerId'],
    ['NaN for a customer', [{ customerId: NaN, at: 0 }], 'wrong-type', 'purchases[0].customerId'],
    ['a customer object', [{ customerId: {}, at: 0 }], 'wrong-type', 'purchases[0].customerId'],
    ['local time', [{ customerId: 'a', at: '2024-01-01T09:00:00' }], 'not-an-instant', 'purchases[0].at'],
    ['a date alone', [sound, { ...sound, at: '2024-01-01' }], 'not-an-instant', 'purchases[1].at'],
    ['NaN', [{ customerId: 'a', at: NaN }], 'not-an-instant', 'purchases[0].at'],
    ['an instant past the calendar', [{ customerId: 'a', at: 9e15 }], 'not-an-instant', 'purchases[0].at'],
    ['an invalid Date', [{ customerId: 'a', at: new Date(NaN) }], 'not-an-instant', 'purchases[0].at'],
    ['an amount in words', [{ ...sound, amount: '1' }], 'wrong-type', 'purchases[0].amount'],
    ['null for an amount', [{ ...sound, amount: null }], 'wrong-type', 'purchases[0].amount'],
    ['an infinite amount', [{ ...sound, amount: Infinity }], 'not-finite', 'purchases[0].amount'],
    ['amounts on the first rows only', [sound, { customerId: 'a', at: 1 }], 'missing-value', 'purchases[1].amount'],
    ['amounts on the last rows only', [{ customerId: 'a', at: 1 }, sound], 'missing-value', 'purchases[0].amount'],
    [
      'two currencies',
      [
        { ...sound, currency: 'EUR' },
        { ...sound, currency: 'USD' },
      ],
      'mixed-currency',
      'purchases[1].currency',
    ],
    ['a currency that is no text', [{ ...sound, currency: 978 }], 'wrong-type', 'purchases[0].currency'],
    [
      'a sum past the floats',
      [
        { ...sound, amount: 1.7e308 },
        { ...sound, amount: 1.7e308 },
      ],
      'overflow',
      'purchases',
    ],
  ];
  test.each(cases)('%s', (_, rows, code, argument) => {
    const read = (): unknown => summarizePurchases(rows as Purchase[], { asOf });
    expect(read).toThrow(refused(code, argument));
  });

  test.each([
    [{ asOf: 'yesterday' }, 'not-an-instant', 'options.asOf'],
    [{}, 'not-an-instant', 'options.asOf'],
    [{ asOf, timeZone: 'Mars/Base' }, 'unknown-zone', 'options.timeZone'],
    [{ asOf, sameDay: 'week' }, 'unknown-name', 'options.sameDay'],
    [{ asOf, refunds: 'keep' }, 'unknown-name', 'options.refunds'],
  ])('options %o', (options, code, argument) => {
    for (const read of [summarizePurchases, countPurchases, readOrderLog, listOrders]) {
      expect(() => read([], options as SummarizeOptions)).toThrow(refused(code, argument));
    }
  });
});
