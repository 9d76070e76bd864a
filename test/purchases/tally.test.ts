import type { Purchase, PurchaseTally } from 'clientele/purchases';
import { mergePurchaseTallies, summarizePurchases, summarizeTally, tallyPurchases } from 'clientele/purchases';
import { describe, expect, test } from 'vitest';

const refused = (code: string, argument?: string): unknown =>
  expect.objectContaining(argument === undefined ? { code } : { code, argument });
const asOf = '2024-04-01T00:00:00Z';
const log: Purchase[] = [
  { customerId: 'a', at: '2024-03-01T09:00:00Z', amount: 0.1 },
  { customerId: 'a', at: '2024-03-01T19:00:00Z', amount: 0.2 },
  { customerId: 'b', at: '2024-03-01T19:00:00Z', amount: -5 },
  { customerId: 'a', at: '2024-03-03T10:00:00Z', amount: -0.3 },
  { customerId: 'a', at: '2024-03-08T19:00:00Z', amount: 4 },
];

describe('a tally', () => {
  test('of nothing is empty and merges with anything as nothing', () => {
    const empty = tallyPurchases([]);
    expect(empty).toEqual({
      kind: 'purchase-tally',
      version: 1,
      timeZone: 'UTC',
      sameDay: 'merge',
      currency: null,
      hasAmounts: null,
      latestAt: null,
      customers: [],
    });
    const tally = tallyPurchases(log);
    expect(mergePurchaseTallies(empty, tally)).toEqual(tally);
    expect(mergePurchaseTallies(tally, empty)).toEqual(tally);
    expect(mergePurchaseTallies(empty, empty)).toEqual(empty);
    expect(summarizeTally(empty, { asOf })).toEqual([]);
  });

  test('keeps a day once, with exact sums of both signs', () => {
    expect(tallyPurchases(log).customers[0]).toEqual({
      customerId: 'a',
      times: [19783, 19785, 19790],
      purchases: [2, 0, 1],
      firstAt: [Date.parse('2024-03-01T09:00:00Z'), 0, Date.parse('2024-03-08T19:00:00Z')],
      lastAt: [Date.parse('2024-03-01T19:00:00Z'), 0, Date.parse('2024-03-08T19:00:00Z')],
      paid: [expect.any(Array), [], [4]],
      refunded: [[], [-0.3], []],
    });
  });

  test('is read like the log, by every rule of refunds', () => {
    const tally = tallyPurchases(log);
    for (const refunds of ['exclude', 'net'] as const) {
      expect(summarizeTally(tally, { asOf, refunds })).toEqual(summarizePurchases(log, { asOf, refunds }));
    }
    expect(() => summarizeTally(tally, { asOf, refunds: 'reject' })).toThrow(refused('out-of-range', 'tally'));
    expect(summarizeTally(tally, { asOf: '2024-03-01T00:00:00Z', refunds: 'reject' })).toEqual([]);
  });

  test('can be cut inside one day of one customer, also between a purchase and its refund', () => {
    for (let cut = 0; cut <= log.length; cut++) {
      const merged = mergePurchaseTallies(tallyPurchases(log.slice(cut)), tallyPurchases(log.slice(0, cut)));
      expect(merged).toEqual(tallyPurchases(log));
    }
    const day: Purchase[] = [
      { customerId: 'a', at: '2024-03-01T19:00:00Z', amount: -3 },
      { customerId: 'a', at: '2024-03-01T09:00:00Z', amount: 8 },
    ];
    const [left, right] = day.map((row) => tallyPurchases([row])) as [PurchaseTally, PurchaseTally];
    for (const merged of [mergePurchaseTallies(left, right), mergePurchaseTallies(right, left)]) {
      expect(merged).toEqual(tallyPurchases(day));
      expect(summarizeTally(merged, { asOf, refunds: 'net' })[0]).toMatchObject({ totalAmount: 5, purchases: 1 });
    }
  });

  test('of rows keeps equal rows apart', () => {
    const rows = [3, 1, -1, 3].map((amount) => ({ customerId: 'a', at: 0, amount }));
    const whole = tallyPurchases(rows, { sameDay: 'rows' });
    expect(whole.customers[0]!.purchases).toEqual([1, 1, 1, 0]);
    const parts = rows.map((row) => tallyPurchases([row], { sameDay: 'rows' }));
    expect(parts.reduce(mergePurchaseTallies)).toEqual(whole);
    const bare = rows.map(({ customerId, at }) => tallyPurchases([{ customerId, at }], { sameDay: 'rows' }));
    expect(summarizeTally(bare.reduce(mergePurchaseTallies), { asOf })[0]).toMatchObject({
      purchases: 4,
      totalAmount: null,
      sumLogGapDays: null,
    });
  });

  test('of instants is read in elapsed days, and may be read as of any moment', () => {
    const rows = [0, 43_200_000, 108_000_000].map((at) => ({ customerId: 7, at }));
    const tally = tallyPurchases(rows, { sameDay: 'instants', timeZone: 'Asia/Tokyo' });
    for (const at of [1, 43_200_001, 200_000_000]) {
      expect(summarizeTally(tally, { asOf: at })).toEqual(
        summarizePurchases(rows, { asOf: at, sameDay: 'instants', timeZone: 'Asia/Tokyo' }),
      );
    }
  });

  test('keeps the one currency of either side', () => {
    const euro = tallyPurchases([{ customerId: 'a', at: 0, amount: 1, currency: 'EUR' }]);
    const plain = tallyPurchases([{ customerId: 'a', at: 0, amount: 1 }]);
    expect(mergePurchaseTallies(plain, euro).currency).toBe('EUR');
    expect(summarizeTally(mergePurchaseTallies(euro, plain), { asOf })[0]!.currency).toBe('EUR');
  });

  test('is plain JSON', () => {
    const tally = tallyPurchases(log);
    expect(JSON.parse(JSON.stringify(tally))).toEqual(tally);
  });
});

describe('asOf of a tally by days', () => {
  const tally = tallyPurchases(log, { timeZone: 'America/New_York' });

  test('is the beginning of a day of its zone, or past all facts', () => {
    expect(summarizeTally(tally, { asOf: '2024-03-08T05:00:00Z' })[0]!.purchases).toBe(1);
    expect(summarizeTally(tally, { asOf: '2024-03-08T19:00:00.001Z' })[0]!.purchases).toBe(2);
    expect(() => summarizeTally(tally, { asOf: '2024-03-08T00:00:00Z' })).toThrow(
      refused('as-of-inside-day', 'options.asOf'),
    );
    expect(() => summarizeTally(tally, { asOf: '2024-03-08T19:00:00Z' })).toThrow(refused('as-of-inside-day'));
  });

  test('is refused where a clock set back over midnight leaves facts of the day before behind the border', () => {
    // St. John's set its clock back one hour at 00:01 until 2011: the last hour of 6 November 2010 came twice.
    const zone = 'America/St_Johns';
    const rows = [
      { customerId: 'a', at: '2010-11-06T12:00:00-02:30' },
      { customerId: 'a', at: '2010-11-06T23:30:00-03:30' },
    ];
    const late = tallyPurchases(rows, { timeZone: zone });
    expect(() => summarizeTally(late, { asOf: '2010-11-07T00:00:00-02:30' })).toThrow(refused('as-of-inside-day'));
    expect(summarizeTally(late, { asOf: '2010-11-08T00:00:00-03:30' })[0]!.purchases).toBe(1);
  });

  test('is any midnight before 1970 too, with days of refunds only before it', () => {
    const rows = [
      { customerId: 'a', at: '1969-12-20T12:00:00Z', amount: 9 },
      { customerId: 'a', at: '1969-12-28T12:00:00Z', amount: -2 },
      { customerId: 'a', at: '1970-01-03T12:00:00Z', amount: 5 },
    ];
    for (const end of ['1969-12-30T00:00:00Z', '1970-01-01T00:00:00Z']) {
      const options = { asOf: end, refunds: 'net' } as const;
      expect(summarizeTally(tallyPurchases(rows), options)).toEqual(summarizePurchases(rows, options));
    }
  });

  test('rows of such a night are read by day, as the log is', () => {
    const zone = 'America/St_Johns';
    const rows = [
      { customerId: 'a', at: '2010-11-07T00:00:30-02:30', amount: 1 },
      { customerId: 'a', at: '2010-11-06T23:30:00-03:30', amount: 2 },
      { customerId: 'a', at: '2010-11-09T12:00:00-03:30', amount: 4 },
    ];
    const options = { sameDay: 'rows', timeZone: zone } as const;
    const end = '2010-12-01T00:00:00Z';
    expect(summarizeTally(tallyPurchases(rows, options), { asOf: end })).toEqual(
      summarizePurchases(rows, { ...options, asOf: end }),
    );
  });
});

describe('what is refused', () => {
  test('tallies that do not belong together', () => {
    const one = tallyPurchases(log);
    const bare = tallyPurchases([{ customerId: 'a', at: 0 }]);
    expect(() => mergePurchaseTallies(one, tallyPurchases(log, { timeZone: 'Asia/Tokyo' }))).toThrow(
      refused('tally-mismatch', 'b.timeZone'),
    );
    expect(() => mergePurchaseTallies(one, tallyPurchases(log, { sameDay: 'rows' }))).toThrow(
      refused('tally-mismatch', 'b.sameDay'),
    );
    expect(() => mergePurchaseTallies(one, bare)).toThrow(refused('missing-value', 'b'));
    expect(() => mergePurchaseTallies(bare, one)).toThrow(refused('missing-value', 'a'));
    const [euro, dollar] = ['EUR', 'USD'].map((currency) => tallyPurchases([{ customerId: 'a', at: 0, currency }]));
    expect(() => mergePurchaseTallies(euro!, dollar!)).toThrow(refused('mixed-currency', 'b.currency'));
  });

  test.each([null, {}, { kind: 'purchase-tally', version: 2 }, { kind: 'order-tally', version: 1 }])('%o', (value) => {
    const tally = value as unknown as PurchaseTally;
    const sound = tallyPurchases(log);
    expect(() => mergePurchaseTallies(tally, sound)).toThrow(refused('wrong-kind', 'a'));
    expect(() => mergePurchaseTallies(sound, tally)).toThrow(refused('wrong-kind', 'b'));
    expect(() => summarizeTally(tally, { asOf })).toThrow(refused('wrong-kind', 'tally'));
  });

  test('options and rows, as of the log', () => {
    expect(() => tallyPurchases([], { sameDay: 'week' as 'rows' })).toThrow(refused('unknown-name', 'options.sameDay'));
    expect(() => tallyPurchases([], { timeZone: 'Mars/Base' })).toThrow(refused('unknown-zone'));
    expect(() => tallyPurchases([{ customerId: 'a', at: 'x' }])).toThrow(refused('not-an-instant', 'purchases[0].at'));
    const tally = tallyPurchases(log);
    expect(() => summarizeTally(tally, { asOf: 'x' })).toThrow(refused('not-an-instant', 'options.asOf'));
    expect(() => summarizeTally(tally, { asOf, refunds: 'keep' as 'net' })).toThrow(
      refused('unknown-name', 'options.refunds'),
    );
    const huge = tallyPurchases([1, 2].map((day) => ({ customerId: 'a', at: day * 86_400_000, amount: 1.7e308 })));
    expect(() => summarizeTally(huge, { asOf })).toThrow(refused('overflow'));
  });
});
