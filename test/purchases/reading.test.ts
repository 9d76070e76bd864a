import type { Purchase } from 'clientele/purchases';
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
import { describe, expect, test } from 'vitest';
import { expectRefusal } from '../refusal.ts';

const asOf = '2024-04-01T00:00:00Z';
const HOUR = 3_600_000;
const buy = (customerId: string | number, at: Purchase['at'], amount?: number): Purchase<string | number> =>
  amount === undefined ? { customerId, at } : { customerId, at, amount };

describe('customers come in one order', () => {
  test.each([
    [
      [3, 1, 2],
      [1, 2, 3],
    ],
    [
      [10, 9],
      [9, 10],
    ],
    [
      ['b', 'a', 'B'],
      ['B', 'a', 'b'],
    ],
    [
      ['a', 1],
      [1, 'a'],
    ],
    [
      ['1', 1, '0', 10, 9],
      [1, 9, 10, '0', '1'],
    ],
    [
      [1, 'a'],
      [1, 'a'],
    ],
  ])('%j as %j: numbers by size, then texts by code unit', (ids, order) => {
    const log = (ids as (string | number)[]).map((id) => buy(id, 0));
    expect(readOrderLog(log, { asOf }).customerIds).toEqual(order);
    expect(summarizeTally(tallyPurchases(log), { asOf }).map(({ customerId }) => customerId)).toEqual(order);
    const merged = log.map((row) => tallyPurchases([row])).reduce(mergePurchaseTallies);
    expect(merged).toEqual(tallyPurchases(log));
  });
});

describe('an order and its instants', () => {
  const day = Date.parse('2024-03-01T00:00:00Z');

  test('lasts from the first to the last purchase of its day, in whatever order they are read', () => {
    for (const hours of [
      [9, 19, 12],
      [19, 12, 9],
      [12, 9, 19],
    ]) {
      const log = hours.map((hour) => buy('a', day + hour * HOUR, 1));
      expect(listOrders(log, { asOf })[0]!.orders).toEqual([
        { time: 19783, firstAt: day + 9 * HOUR, lastAt: day + 19 * HOUR, amount: 3 },
      ]);
    }
  });

  test('a log lasts from its first to its last purchase, whichever customer made them', () => {
    const [early, middle, late] = [1, 2, 3].map((days) => day + days * 24 * HOUR) as [number, number, number];
    for (const [a, b, c] of [
      [early, middle, late],
      [late, early, middle],
      [middle, late, early],
    ] as const) {
      expect(countPurchases([buy('a', a), buy('b', b), buy('c', c)], { asOf })).toMatchObject({
        firstAt: early,
        lastAt: late,
      });
    }
    expect(countPurchases([buy('a', early)], { asOf })).toMatchObject({ firstAt: early, lastAt: early });
    // Before 1970 instants are negative.
    expect(countPurchases([buy('a', -9), buy('b', -5)], { asOf })).toMatchObject({ firstAt: -9, lastAt: -5 });
    expect(countPurchases([], { asOf })).toMatchObject({ firstAt: null, lastAt: null });
  });

  test('rows of one day are orders in order of their instants, whatever they cost', () => {
    for (const log of [
      [buy('a', day + 1, 9), buy('a', day + 2, 1), buy('a', day + 3, 5)],
      [buy('a', day + 3, 5), buy('a', day + 2, 1), buy('a', day + 1, 9)],
    ]) {
      const { orders } = listOrders(log, { asOf, sameDay: 'rows' })[0]!;
      expect(orders.map(({ firstAt, amount }) => [firstAt - day, amount])).toEqual([
        [1, 9],
        [2, 1],
        [3, 5],
      ]);
    }
  });

  test('an amount of 0 is a purchase, so a refund of its day has an order to lower', () => {
    for (const sameDay of ['merge', 'rows', 'instants'] as const) {
      for (const log of [
        [buy('a', day, -5), buy('a', day, 0)],
        [buy('a', day, 0), buy('a', day, -5)],
      ]) {
        const options = { asOf, sameDay, refunds: 'net' } as const;
        expect(countPurchases(log, options)).toMatchObject({
          counted: 1,
          nettedRefunds: 1,
          ignored: { unmatchedRefunds: 0 },
        });
        expect(summarizePurchases(log, options)[0]!.totalAmount).toBe(-5);
      }
    }
  });

  test('what is bought at the very instant of the knowledge is not known, and takes nobody else’s place', () => {
    const end = Date.parse(asOf);
    const log = [buy('a', end, 7), buy('a', day, 1), buy('b', day, 2), buy('b', end, 8), buy('b', end - 1, 4)];
    for (const sameDay of ['merge', 'rows', 'instants'] as const) {
      const orders = listOrders(log, { asOf, sameDay });
      expect(orders.map((one) => one.orders.map(({ amount }) => amount))).toEqual([[1], [2, 4]]);
      expect(countPurchases(log, { asOf, sameDay }).ignored.afterAsOf).toBe(2);
      if (sameDay !== 'merge')
        expect(summarizeTally(tallyPurchases(log, { sameDay }), { asOf })).toEqual(
          summarizePurchases(log, { asOf, sameDay }),
        );
    }
  });

  test('instants come back as whole milliseconds, and 0 as 0', () => {
    for (const at of [-0, 0.5, new Date(0), '1970-01-01T00:00:00Z'])
      expect(readOrderLog([buy('a', at)], { asOf }).firstAt).toEqual(Float64Array.of(0));
  });
});

describe('a tally read', () => {
  const log = [
    buy('a', '2024-03-01T09:00:00Z', -3),
    buy('a', '2024-03-02T09:00:00Z', 5),
    buy('b', '2024-03-02T19:00:00Z', 4),
  ];

  test('a refund before the first order lowers nothing, not the later orders either', () => {
    const longer = [...log, buy('a', '2024-03-03T09:00:00Z', 7)];
    for (const refunds of ['net', 'exclude'] as const) {
      const read = summarizeTally(tallyPurchases(longer), { asOf, refunds });
      expect(read).toEqual(summarizePurchases(longer, { asOf, refunds }));
      expect(read[0]).toMatchObject({ totalAmount: 12, meanRepeatAmount: 7 });
    }
  });

  test('without refunds, and without amounts, there is nothing to reject', () => {
    const options = { asOf, refunds: 'reject' } as const;
    const paid = log.slice(1);
    expect(summarizeTally(tallyPurchases(paid), options)).toEqual(summarizePurchases(paid, options));
    const bare = log.map(({ customerId, at }) => buy(customerId, at));
    for (const refunds of ['reject', 'net'] as const)
      expect(summarizeTally(tallyPurchases(bare), { asOf, refunds })).toEqual(
        summarizePurchases(bare, { asOf, refunds }),
      );
    expect(() => summarizeTally(tallyPurchases(log), options)).toThrow(
      'tally: expected no refunds (amounts of 0 or more), got one of customer a',
    );
  });

  test('may be asked at any hour after all of its facts, or at a border that all customers respect', () => {
    const tally = tallyPurchases(log);
    expect(summarizeTally(tally, { asOf: '2024-03-02T20:00:00Z' })).toHaveLength(2);
    expect(summarizeTally(tally, { asOf: '2024-03-02T00:00:00Z' })).toEqual([]);
    expect(() => summarizeTally(tally, { asOf: '2024-03-02T12:00:00Z' })).toThrow(
      'options.asOf: expected the beginning of a civil day',
    );
    // The last hour of 6 November 2010 came twice in St. John's; one customer among others bought in its second run.
    const timeZone = 'America/St_Johns';
    const border = '2010-11-07T00:00:00-02:30';
    const night = [
      buy('a', '2010-11-05T12:00:00-02:30'),
      buy('b', '2010-11-05T12:00:00-02:30'),
      buy('b', '2010-11-06T23:30:00-03:30'),
      buy('c', '2010-11-09T12:00:00-03:30'),
    ];
    expect(() => summarizeTally(tallyPurchases(night, { timeZone }), { asOf: border })).toThrow('options.asOf');
    const others = night.filter((_, i) => i !== 2);
    expect(summarizeTally(tallyPurchases(others, { timeZone }), { asOf: border })).toHaveLength(2);
    // A purchase at the very border belongs to the day to come.
    const brink = tallyPurchases([night[0]!, buy('a', border)], { timeZone });
    expect(summarizeTally(brink, { asOf: border })[0]!.purchases).toBe(1);
  });

  test('of nothing may be asked at any instant', () => {
    for (const at of [-1, 0, 1]) expect(summarizeTally(tallyPurchases([]), { asOf: at })).toEqual([]);
  });

  test('tallies of one currency merge', () => {
    const euro = (customerId: string) => tallyPurchases([{ customerId, at: 0, amount: 1, currency: 'EUR' }]);
    expect(mergePurchaseTallies(euro('a'), euro('b'))).toMatchObject({ currency: 'EUR', customers: { length: 2 } });
  });

  test('rows of two parts stand in order of time, then amount, then as they came', () => {
    const rows = [buy('a', 5, 1), buy('a', 9, 3), buy('a', 9, 2), buy('a', 2, 4), buy('a', 9, -1)];
    const whole = tallyPurchases(rows, { sameDay: 'rows' });
    expect(whole.customers[0]!.times).toEqual([2, 5, 9, 9, 9]);
    for (let cut = 0; cut <= rows.length; cut++) {
      const [left, right] = [rows.slice(0, cut), rows.slice(cut)].map((part) =>
        tallyPurchases(part, { sameDay: 'rows' }),
      );
      expect(mergePurchaseTallies(left!, right!)).toEqual(whole);
      expect(mergePurchaseTallies(right!, left!)).toEqual(whole);
    }
    const bare = rows.map(({ customerId, at }) => buy(customerId, at));
    const parts = bare.map((row) => tallyPurchases([row], { sameDay: 'rows' }));
    expect(parts.reduce(mergePurchaseTallies)).toEqual(tallyPurchases(bare, { sameDay: 'rows' }));
  });
});

describe('a holdout', () => {
  const span = { splitOn: '2024-02-01', endOn: '2024-03-01' };

  test('of who did not come back is 0, whoever follows in the log', () => {
    const log = [
      buy('a', '2024-01-05T09:00:00Z', 1),
      buy('b', '2024-01-06T09:00:00Z', 2),
      buy('b', '2024-02-06T09:00:00Z', 4),
      buy('c', '2024-01-07T09:00:00Z', 8),
    ];
    for (const sameDay of ['merge', 'rows', 'instants'] as const) {
      const { rows } = splitCalibrationHoldout(log, { ...span, sameDay });
      expect(rows.map((row) => [row.customerId, row.holdoutPurchases, row.holdoutAmount])).toEqual([
        ['a', 0, 0],
        ['b', 1, 4],
        ['c', 0, 0],
      ]);
    }
  });

  test('begins with the very instant of the cut', () => {
    const log = [buy('a', '2024-01-05T09:00:00Z'), buy('a', '2024-02-01T00:00:00Z')];
    for (const sameDay of ['merge', 'rows', 'instants'] as const) {
      const [row] = splitCalibrationHoldout(log, { ...span, sameDay }).rows;
      expect(row).toMatchObject({ purchases: 1, holdoutPurchases: 1 });
    }
  });
});

describe('regularity', () => {
  const visits = (customerId: string, ...days: number[]) => days.map((day) => buy(customerId, day * 24 * HOUR));

  test('asks for two gaps: who has one, or none, says nothing, whoever stands beside', () => {
    const log = [
      ...visits('a', 0, 100, 110, 140),
      ...visits('b', 50),
      ...visits('c', 60, 90),
      ...visits('d', 0, 30, 40),
    ];
    // Shares of the first of the last two gaps: ¼ of a, ¾ of d.
    expect(measurePurchaseGaps(log, { asOf }).regularity).toEqual({ value: 0.5, customers: 2 });
  });

  test('by hand for shares of ½ and ¼: the variance is 1/32, (1 − 1/8)/(1/4) is 3.5', () => {
    const log = [...visits('a', 0, 10, 20), ...visits('b', 0, 10, 40)];
    expect(measurePurchaseGaps(log, { asOf }).regularity).toEqual({ value: 3.5, customers: 2 });
  });
});

describe('a refusal says where, what was expected and what came', () => {
  const euro = [buy('a', 0, 1), { ...buy('b', 0, 1), currency: 'EUR' }];
  const log = readOrderLog([buy('a', 0, 1)], { asOf });
  const read = (row: unknown) => () => tallyPurchases([buy('a', 0, 1), row as Purchase]);
  const split = (change: object) => () =>
    splitCalibrationHoldout([], { splitOn: '2024-02-01', endOn: '2024-03-01', ...change });

  test.each<[string, string, string, () => unknown]>([
    ['wrong-type', 'purchases[1]', 'expected a purchase, got 7', read(7)],
    ['wrong-type', 'purchases[1].customerId', 'expected a text or a finite number, got NaN', read(buy(NaN, 0, 1))],
    ['missing-value', 'purchases[1].amount', 'expected an amount on every row or on none', read(buy('a', 0))],
    [
      'wrong-type',
      'purchases[1].currency',
      'expected an ISO 4217 code, got 978',
      read({ ...buy('a', 0, 1), currency: 978 }),
    ],
    ['not-an-instant', 'purchases[1].at', 'got 9000000000000000', read(buy('a', 9e15, 1))],
    [
      'mixed-currency',
      'purchases[2].currency',
      'expected one currency in one call (EUR), got USD',
      () => tallyPurchases([...euro, { ...euro[1]!, currency: 'USD' }]),
    ],
    [
      'out-of-range',
      'purchases[1].amount',
      'expected no refunds (amounts of 0 or more), got -2',
      () => readOrderLog([buy('a', 0, 1), buy('a', 0, -2)], { asOf, refunds: 'reject' }),
    ],
    [
      'overflow',
      'purchases',
      'expected amounts whose sum is a finite number, got more than 1.8e308',
      () => summarizePurchases([buy('a', 0, 1.7e308), buy('a', 0, 1.7e308)], { asOf }),
    ],
    ['out-of-range', 'order', 'expected a place from 0 to 0, got 1', () => orderAmount(log, 1)],
    ['out-of-range', 'order', 'expected a place from 0 to 0, got 0.5', () => orderAmount(log, 0.5)],
    ['out-of-range', 'order', 'expected a place from 0 to 0, got -1', () => orderAmount(log, -1)],
    [
      'out-of-order',
      'options.endOn',
      'expected a day after 2024-02-01, got 2024-01-01',
      split({ endOn: '2024-01-01' }),
    ],
    ['unknown-zone', 'options.timeZone', 'Mars/Base', split({ timeZone: 'Mars/Base' })],
    [
      'tally-mismatch',
      'b.sameDay',
      'expected merge, the one of the other tally, got rows',
      () => mergePurchaseTallies(tallyPurchases([]), tallyPurchases([], { sameDay: 'rows' })),
    ],
    [
      'missing-value',
      'b',
      'expected a tally with amounts, as the other one has, got one without',
      () => mergePurchaseTallies(tallyPurchases([buy('a', 0, 1)]), tallyPurchases([buy('a', 0)])),
    ],
    [
      'mixed-currency',
      'b.currency',
      'expected EUR, got USD',
      () => mergePurchaseTallies(tallyPurchases(euro), { ...tallyPurchases(euro), currency: 'USD' }),
    ],
    [
      'wrong-kind',
      'b',
      'expected a purchase-tally of version 1, got order-tally 1',
      () => mergePurchaseTallies(tallyPurchases([]), { kind: 'order-tally', version: 1 } as never),
    ],
  ])('%s %s: %s', (code, argument, words, run) => {
    expectRefusal(run, code, argument, words);
  });
});
