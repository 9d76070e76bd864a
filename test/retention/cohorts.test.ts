import { describe, expect, test } from 'vitest';
import type { Purchase } from 'clientele/purchases';
import { mergeCohortTallies, tabulateCohorts, tallyCohorts, tallyOrders, type CohortView } from 'clientele/retention';

const on = (customerId: string, day: string, amount?: number): Purchase => ({
  customerId,
  at: `${day}T12:00:00Z`,
  ...(amount === undefined ? {} : { amount }),
});

const LOG = [
  on('ann', '2024-01-05', 10),
  on('ann', '2024-01-20', 20),
  on('ann', '2024-03-02', 30),
  on('bob', '2024-01-31', 5),
  on('cleo', '2024-02-10', 7),
  on('cleo', '2024-03-10', 8),
];
const options = { asOf: '2024-03-15T00:00:00Z', period: 'month' } as const;
/** Tallied inside the tests, where what they run is measured. */
const tallied = () => tallyCohorts(LOG, options);
const cells = (view: CohortView) =>
  tabulateCohorts(tallied(), view).cohorts.map((row) => row.cells.map((cell) => cell.value));

describe('cohorts by month', () => {
  test('group customers by their first order and keep the open month null', () => {
    const table = tabulateCohorts(tallied(), { metric: 'customers', kind: 'bounded' });
    expect(table.cohorts.map((row) => [row.startOn, row.customers, row.repeatedInFirstPeriod])).toEqual([
      ['2024-01-01', 2, 1],
      ['2024-02-01', 1, 0],
    ]);
    expect(cells({ metric: 'customers', kind: 'bounded' })).toEqual([
      [1, 0, null],
      [1, null],
    ]);
    expect(table.cohorts[0]!.cells[2]).toMatchObject({
      numerator: 1,
      denominator: 2,
      complete: false,
      reason: 'incomplete',
    });
    expect(table.averages.map((rate) => [rate.numerator, rate.denominator])).toEqual([
      [3, 3],
      [0, 2],
    ]);
  });

  test('rolling looks ahead, unbroken stops at the first gap', () => {
    expect(cells({ metric: 'customers', kind: 'rolling' })).toEqual([
      [1, 0.5, null],
      [1, null],
    ]);
    expect(cells({ metric: 'customers', kind: 'unbroken' })).toEqual([
      [1, 0, null],
      [1, null],
    ]);
  });

  test('orders and amounts, plain, cumulative, by customer and against the first period', () => {
    expect(cells({ metric: 'orders' })).toEqual([
      [3, 0, null],
      [1, null],
    ]);
    expect(cells({ metric: 'amount', cumulative: true })).toEqual([
      [35, 35, null],
      [7, null],
    ]);
    expect(cells({ metric: 'amount', per: 'customer' })).toEqual([
      [17.5, 0, null],
      [7, null],
    ]);
    expect(cells({ metric: 'amount', per: 'first-period' })).toEqual([
      [1, 0, null],
      [1, null],
    ]);
  });

  test('a first period without amount has nothing to divide by', () => {
    const free = tallyCohorts([on('ann', '2024-01-05', 0), on('ann', '2024-02-05', 9)], options);
    const [row] = tabulateCohorts(free, { metric: 'amount', per: 'first-period' }).cohorts;
    expect(row!.cells[1]).toMatchObject({ value: null, reason: 'empty', denominator: 0 });
  });

  test('an order exactly at asOf is not known, and one later neither', () => {
    const late = tallyCohorts([...LOG, { customerId: 'dan', at: options.asOf, amount: 1 }], options);
    expect(late.cohorts).toEqual(tallied().cohorts);
    expect(late.ignored.afterAsOf).toBe(1);
  });

  test('the zone decides the month', () => {
    const log = [{ customerId: 'ann', at: '2024-01-31T23:30:00Z' }];
    const start = (timeZone: string) => tallyCohorts(log, { ...options, timeZone }).cohorts[0]!.startOn;
    expect([start('UTC'), start('Europe/Paris'), start('America/New_York')]).toEqual([
      '2024-01-01',
      '2024-02-01',
      '2024-01-01',
    ]);
  });

  test.each(['day', 'week', 'month', 'quarter', 'year'] as const)(
    'every customer stands in one cohort by %s',
    (period) => {
      const all = tallyCohorts(LOG, { ...options, period });
      expect(all.cohorts.reduce((sum, cohort) => sum + cohort.customers, 0)).toBe(3);
      expect(all.cohorts.reduce((sum, cohort) => sum + cohort.orders!.reduce((p, q) => p + q, 0), 0)).toBe(6);
    },
  );

  test('refunds that were not counted are told, those without a purchase to take from too', () => {
    const log = [on('ann', '2024-01-05', 10), on('ann', '2024-01-06', -4), on('bob', '2024-01-07', -3)];
    const refundsOf = (refunds: 'exclude' | 'net') => [
      tallyCohorts(log, { ...options, refunds }).ignored.refunds,
      tallyOrders(log, { asOf: options.asOf, refunds }).ignored.refunds,
    ];
    expect(refundsOf('exclude')).toEqual([2, 2]);
    expect(refundsOf('net')).toEqual([1, 1]);
  });
  test('orders by instants are orders too', () => {
    const twice = [on('ann', '2024-01-05'), { customerId: 'ann', at: '2024-01-05T18:00:00Z' }];
    expect(tallyCohorts(twice, { ...options, sameDay: 'instants' }).cohorts[0]!.orders![0]).toBe(2);
    expect(tallyCohorts(twice, options).cohorts[0]!.orders![0]).toBe(1);
  });
});

describe('given starts', () => {
  const starts = [
    { customerId: 'ann', at: '2024-01-10T00:00:00Z' },
    { customerId: 'ann', at: '2024-02-01T00:00:00Z' },
    { customerId: 'zoe', at: '2024-01-12T00:00:00Z' },
    { customerId: 'yan', at: '2024-03-20T00:00:00Z' },
  ];
  const started = () => tallyCohorts(LOG, { ...options, starts });

  test('keep customers without orders in the size, and pass over what came before', () => {
    expect(started().cohorts.map((cohort) => [cohort.startOn, cohort.customers, cohort.activeCustomers])).toEqual([
      ['2024-01-01', 2, [1, 0, 1]],
    ]);
    expect(started().ignored).toEqual({ afterAsOf: 0, refunds: 0, beforeStart: 1, unknownCustomer: 3 });
  });
  test('period 0 need not be everybody', () => {
    expect(tabulateCohorts(started(), { metric: 'customers', kind: 'bounded' }).cohorts[0]!.cells[0]!.value).toBe(0.5);
    expect(tallyCohorts([], { ...options, starts }).cohorts[0]).toMatchObject({
      customers: 2,
      activeCustomers: [0, 0, 0],
    });
  });
  test('an average of customers is a rate with its interval; one of amounts is small as soon as one of its cells is', () => {
    const people = (many: number, month: string) =>
      Array.from({ length: many }, (_, i) => on(`${month}${i}`, `2024-${month}-05`));
    const priced = [...people(40, '01'), ...people(2, '02')].map((row) => ({ ...row, amount: 5 }));
    const tally = tallyCohorts(priced, options);
    const [all] = tabulateCohorts(tally, { metric: 'customers', kind: 'bounded' }).averages;
    expect(all).toMatchObject({
      value: 1,
      numerator: 42,
      denominator: 42,
      interval: { method: 'wilson', level: 0.95 },
    });
    const amounts = tabulateCohorts(tally, { metric: 'amount', per: 'customer' });
    expect(amounts.cohorts.map((row) => row.cells[0]!.smallBase)).toEqual([false, true]);
    expect(amounts.averages[0]).toMatchObject({ value: 5, smallBase: true });
  });
  test('customers who have not ordered have amounts of 0, and their part merges with one that has amounts', () => {
    const priced = LOG.filter(({ customerId }) => customerId === 'ann').map((row) => ({ ...row, amount: 5 }));
    const zoe = starts.filter(({ customerId }) => customerId === 'zoe');
    const ann = starts.filter(({ customerId }) => customerId === 'ann');
    const silent = tallyCohorts([], { ...options, starts: zoe });
    const cells = tabulateCohorts(silent, { metric: 'amount' }).cohorts[0]!.cells;
    expect(cells.map((cell) => cell.numerator)).toEqual([0, 0, 0]);
    const whole = tallyCohorts(priced, { ...options, starts: [...ann, ...zoe] });
    const active = tallyCohorts(priced, { ...options, starts: ann });
    expect(mergeCohortTallies(silent, active)).toEqual(whole);
    expect(mergeCohortTallies(active, silent)).toEqual(whole);
    expect(mergeCohortTallies(silent, silent).cohorts[0]!.amount).toBeNull();
  });
  test('an order at the very instant of the start counts, and the earliest start opens the table', () => {
    const log = [on('ann', '2024-01-10'), on('bob', '2024-02-05')];
    const found = tallyCohorts(log, {
      ...options,
      starts: [
        { customerId: 'bob', at: '2024-02-05T00:00:00Z' },
        { customerId: 'ann', at: log[0]!.at },
      ],
    });
    expect(found.cohorts.map((cohort) => [cohort.startOn, cohort.activeCustomers])).toEqual([
      ['2024-01-01', [1, 0, 0]],
      ['2024-02-01', [1, 0]],
    ]);
    expect(found.ignored.beforeStart).toBe(0);
    // Who signs up at the very instant of the knowledge is not known yet.
    const late = tallyCohorts([], { ...options, starts: [{ customerId: 'ann', at: options.asOf }] });
    expect(late.cohorts).toEqual([]);
  });
  test('as many starts as a large shop has', () => {
    const many = Array.from({ length: 300_000 }, (_, i) => ({ customerId: `c${i}`, at: Date.UTC(2024, 1, 1) + i }));
    const [february] = tallyCohorts([], { ...options, starts: many }).cohorts;
    expect(february).toMatchObject({ startOn: '2024-02-01', customers: 300_000 });
  });
  test('nobody known yet: all orders are of unknown customers', () => {
    expect(tallyCohorts(LOG, { ...options, starts: [] })).toMatchObject({
      cohorts: [],
      ignored: { unknownCustomer: 6 },
    });
  });
});

describe('what is refused', () => {
  test('an unknown period, view or zone, and amounts of a log without any', () => {
    expect(() => tallyCohorts(LOG, { ...options, period: 'fortnight' as 'week' })).toThrow(
      expect.objectContaining({ code: 'unknown-name' }),
    );
    expect(() => tallyCohorts(LOG, { ...options, timeZone: 'Mars/Olympus' })).toThrow(
      expect.objectContaining({ code: 'unknown-zone' }),
    );
    expect(() => tabulateCohorts(tallied(), { metric: 'customers', kind: 'rowling' as 'rolling' })).toThrow(
      expect.objectContaining({ code: 'unknown-name' }),
    );
    expect(() => tabulateCohorts(tallied(), { metric: 'clicks' as 'orders' })).toThrow(
      expect.objectContaining({ code: 'unknown-name' }),
    );
    expect(() => tabulateCohorts(tallied(), { metric: 'orders', per: 'head' as 'cohort' })).toThrow(
      expect.objectContaining({ code: 'unknown-name' }),
    );
    const plain = tallyCohorts([on('ann', '2024-01-05')], options);
    expect(() => tabulateCohorts(plain, { metric: 'amount' })).toThrow(
      expect.objectContaining({ code: 'not-tallied' }),
    );
  });
  test('tallies of different questions do not merge', () => {
    for (const other of [
      { period: 'week' },
      { timeZone: 'Europe/Paris' },
      { asOf: '2024-04-01T00:00:00Z' },
      { sameDay: 'rows' },
      { refunds: 'net' },
      // A cohort of sign-ups and a cohort of first orders are two things.
      { starts: [] },
    ] as const) {
      expect(() => mergeCohortTallies(tallied(), tallyCohorts([], { ...options, ...other }))).toThrow(
        expect.objectContaining({ code: 'tally-mismatch' }),
      );
    }
    const plain = tallyCohorts([on('eve', '2024-01-05')], options);
    expect(() => mergeCohortTallies(tallied(), plain)).toThrow(expect.objectContaining({ code: 'tally-mismatch' }));
  });
  test('an empty log has no cohorts and an empty table', () => {
    const none = tallyCohorts([], options);
    expect(none.cohorts).toEqual([]);
    expect(tabulateCohorts(none, { metric: 'customers', kind: 'rolling' })).toMatchObject({
      cohorts: [],
      averages: [],
    });
  });
});
