import { describe, expect, test } from 'vitest';
import {
  fitReturnCurve,
  recurringRevenueChanges,
  revenueLevels,
  tallyCohorts,
  tallyOrders,
  tallyRevenueCohorts,
} from 'clientele/retention';

const asOf = '2024-04-01T00:00:00Z';
const on = (customerId: string, day: string, amount?: number) => ({
  customerId,
  at: `${day}T12:00:00Z`,
  ...(amount === undefined ? {} : { amount }),
});
const start = (customerId: string, day: string) => ({ customerId, at: `${day}T00:00:00Z` });
const refusal = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    const { code, argument } = error as { code: string; argument: string };
    return `${code} ${argument}`;
  }
};

describe('cohorts of given starts', () => {
  const view = { asOf, period: 'month' } as const;
  const cohort = (log: ReturnType<typeof on>[], ...starts: ReturnType<typeof start>[]) => {
    const { cohorts, ignored } = tallyCohorts(log, { ...view, starts });
    return { ...cohorts[0]!, beforeStart: ignored.beforeStart };
  };

  test('who only ordered before her start is in the size, and nowhere else', () => {
    expect(cohort([on('a', '2024-01-05', 5), on('a', '2024-01-09', 5)], start('a', '2024-02-01'))).toEqual({
      startOn: '2024-02-01',
      startAt: Date.UTC(2024, 1, 1),
      customers: 1,
      repeatedInFirstPeriod: 0,
      activeCustomers: [0, 0],
      lastActive: [0, 0],
      unbrokenUntil: [0, 0],
      orders: [0, 0],
      amount: null,
      beforeStart: 2,
    });
  });

  test('who first orders in a later period has no unbroken run, and no repeat in the first', () => {
    const late = cohort([on('a', '2024-02-05'), on('a', '2024-02-09')], start('a', '2024-01-01'));
    expect(late).toMatchObject({ activeCustomers: [0, 1, 0], lastActive: [0, 1, 0], unbrokenUntil: [0, 0, 0] });
    expect(late).toMatchObject({ repeatedInFirstPeriod: 0, orders: [0, 2, 0], beforeStart: 0 });
    expect(Object.keys(late.unbrokenUntil)).toEqual(['0', '1', '2']);
  });

  test('orders before the start are counted apart, one by one', () => {
    const log = [on('a', '2024-01-05'), on('a', '2024-01-09'), on('a', '2024-02-03'), on('b', '2024-01-07')];
    const { cohorts, ignored } = tallyCohorts(log, {
      ...view,
      starts: [start('a', '2024-02-01'), start('b', '2024-01-01')],
    });
    expect(ignored).toEqual({ afterAsOf: 0, refunds: 0, beforeStart: 2, unknownCustomer: 0 });
    expect(cohorts.map((row) => [row.startOn, row.orders])).toEqual([
      ['2024-01-01', [1, 0, 0]],
      ['2024-02-01', [1, 0]],
    ]);
  });

  test('a repeat is a second order of the same customer in the first period', () => {
    const repeated = (...log: ReturnType<typeof on>[]) => tallyCohorts(log, view).cohorts[0]!.repeatedInFirstPeriod;
    expect(repeated(on('a', '2024-01-05'), on('a', '2024-01-20'))).toBe(1);
    expect(repeated(on('a', '2024-01-05'), on('a', '2024-02-20'))).toBe(0);
    expect(repeated(on('a', '2024-01-05'), on('b', '2024-01-20'))).toBe(0);
    expect(repeated(on('a', '2024-01-05'))).toBe(0);
  });

  test('a refused start or option is named', () => {
    const read = (change: object) => refusal(() => tallyCohorts([], { ...view, ...change }));
    expect(read({ starts: [start('a', '2024-01-01'), { customerId: 'b', at: 'soon' }] })).toBe(
      'not-an-instant options.starts[1].at',
    );
    expect(read({ period: 'decade' })).toBe('unknown-name options.period');
    expect(read({ asOf: 'soon' })).toBe('not-an-instant options.asOf');
  });
});

describe('orders', () => {
  test('gaps ascend, whoever came back first', () => {
    const log = [
      on('a', '2024-01-01'),
      on('a', '2024-01-31'),
      on('b', '2024-01-01'),
      on('b', '2024-01-06'),
      on('c', '2024-01-01'),
      on('c', '2024-01-16'),
      on('d', '2024-03-01'),
      on('e', '2024-02-01'),
    ];
    const { gaps } = tallyOrders(log, { asOf });
    expect(gaps[0]).toEqual({
      afterOrder: 1,
      returned: [
        [5, 1],
        [15, 1],
        [30, 1],
      ],
      // From the day of the order to the day of asOf.
      waiting: [
        [31, 1],
        [60, 1],
      ],
    });
    // Nobody has a third order: there is no row for what does not occur.
    expect(gaps.map(({ afterOrder }) => afterOrder)).toEqual([1, 2]);
    expect(fitReturnCurve(tallyOrders(log, { asOf })).fit.weight).toBe(8);
  });

  test('one order is no return, whoever comes next in the log', () => {
    const log = [on('a', '2024-01-01'), on('b', '2024-01-02'), on('b', '2024-01-05'), on('c', '2024-01-03')];
    expect(tallyOrders(log, { asOf, withinDays: [10] }).within).toEqual([{ days: 10, eligible: 3, returned: 1 }]);
  });

  test('of a log without orders no amount is known', () => {
    expect(tallyOrders([on('a', '2024-01-01', -5)], { asOf })).toMatchObject({ customers: 0, amount: null });
    expect(tallyOrders([on('a', '2024-01-01', 0)], { asOf })).toMatchObject({ customers: 1, amount: [] });
  });

  test('a refused option is named', () => {
    const read = (change: object) => refusal(() => tallyOrders([], { asOf, ...change }));
    expect(read({ withinDays: [30, 30] })).toBe('out-of-order options.withinDays[1]');
    expect(read({ withinDays: [-1, 30] })).toBe('out-of-range options.withinDays[0]');
    expect(read({ orderNumbersUpTo: 1.5 })).toBe('not-a-count options.orderNumbersUpTo');
    expect(read({ asOf: 'soon' })).toBe('not-an-instant options.asOf');
  });
});

describe('cohorts of revenue', () => {
  const level = (customerId: string, day: string, amountMinor: number) => ({
    customerId,
    at: `${day}T00:00:00Z`,
    amountMinor,
  });

  test.each([
    ['day', 60],
    ['week', 9],
    ['month', 2],
    ['quarter', 1],
    ['year', 1],
  ] as const)('by %s', (period, length) => {
    const tally = tallyRevenueCohorts([level('a', '2024-02-01', 5)], { asOf, period });
    expect(tally).toMatchObject({ period, givenStarts: false });
    expect(tally.cohorts[0]!.activeCustomers).toHaveLength(length);
  });

  test('levels come by number, then by text, in whatever order customers are met', () => {
    const ids = [
      ['b', 10, 'a', 9],
      [9, 'a', 10, 'b'],
    ] as const;
    for (const met of ids) {
      const changes = met.map((customerId) => ({ customerId, at: 0, amountMinor: 5 }));
      expect(revenueLevels(changes, { asOf }).map(({ customerId }) => customerId)).toEqual([9, 10, 'a', 'b']);
    }
  });

  test('plans of one currency belong together', () => {
    const plan = { customerId: 'a', amountMinor: 500, everyMonths: 1, startAt: 0, endAt: null, currency: 'EUR' };
    expect(recurringRevenueChanges([plan, { ...plan, startAt: 1 }])).toEqual([
      { customerId: 'a', at: 0, amountMinor: 500, currency: 'EUR' },
      { customerId: 'a', at: 1, amountMinor: 1000, currency: 'EUR' },
    ]);
  });

  test('a customer whose changes are all still to come has none, and takes none of her neighbour', () => {
    const changes = [
      level('a', '2024-02-01', 5),
      level('b', '2024-05-01', 7),
      level('b', '2024-06-01', 9),
      level('c', '2024-03-01', 3),
    ];
    const { cohorts, ignored } = tallyRevenueCohorts(changes, { asOf, period: 'month' });
    // Cohorts ascend, whoever is met first.
    expect(tallyRevenueCohorts(changes.toReversed(), { asOf, period: 'month' }).cohorts).toEqual(cohorts);
    expect(ignored.afterAsOf).toBe(2);
    expect(cohorts.map((row) => [row.startOn, row.customers, row.amount])).toEqual([
      ['2024-02-01', 1, [[5], [5]]],
      ['2024-03-01', 1, [[3]]],
    ]);
  });

  test('who pays at the end of the first period only was last active and unbroken there', () => {
    const changes = [level('a', '2024-01-05', 5), level('a', '2024-02-10', 0)];
    expect(tallyRevenueCohorts(changes, { asOf, period: 'month' }).cohorts[0]).toMatchObject({
      activeCustomers: [1, 0, 0],
      lastActive: [1, 0, 0],
      unbrokenUntil: [1, 0, 0],
    });
  });

  test('a refused option is named', () => {
    const read = (change: object) => refusal(() => tallyRevenueCohorts([], { asOf, period: 'month', ...change }));
    expect(read({ timeZone: 'Mars/Base' })).toBe('unknown-zone options.timeZone');
    expect(read({ period: 'decade' })).toBe('unknown-name options.period');
    expect(read({ asOf: 'soon' })).toBe('not-an-instant options.asOf');
  });
});
