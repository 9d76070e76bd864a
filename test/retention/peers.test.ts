/** Defects seen in other tools and the traps of the domain, each by name: what must never come back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measurePurchaseGaps } from 'clientele/purchases';
import {
  assignRevenueMovement,
  customerBaseBridge,
  grossRevenueRetention,
  logoChurnRate,
  mergeCohortTallies,
  mergeOrderTallies,
  netRevenueRetention,
  orderStats,
  quickRatio,
  recurringRevenueChanges,
  repeatPurchaseRate,
  retentionByDay,
  retentionRate,
  retentionRateFromCounts,
  retentionWhatIf,
  revenueMovements,
  revenueMovementSeries,
  tabulateCohorts,
  tabulateLifecycle,
  tallyCohorts,
  tallyOrders,
  valueElasticities,
} from 'clientele/retention';
import { logs } from './logs.ts';

const code = (value: string) => expect.objectContaining({ code: value });
const buy = (customerId: string, at: string, amount?: number) =>
  amount === undefined ? { customerId, at } : { customerId, at, amount };
const by = (customers: object) =>
  Object.entries(customers).map(([customerId, amountMinor]) => ({ customerId, amountMinor }));

describe('defects seen elsewhere', () => {
  test('fivetran dbt_stripe, customer MRR analysis: 0 to 10 of a former customer was an expansion; it is a reactivation', () => {
    expect(assignRevenueMovement({ previousMinor: 0, currentMinor: 10, paidBefore: true })).toBe('reactivation');
    const found = revenueMovements({ opening: by({ a: 5 }), closing: by({ a: 5, b: 10 }), paidBefore: ['b'] });
    expect(found).toMatchObject({ expansionMinor: 0, reactivationMinor: 10 });
  });

  test('textbook (E − N)/S: one lost, one come back is 100 %; it is 50 %', () => {
    const [opening, closing, fresh] = [2, 2, 0];
    expect((closing - fresh) / opening).toBe(1);
    expect(retentionRate({ atStart: ['a', 'b'], atEnd: ['a', 'c'] }).value).toBe(0.5);
    expect(retentionRateFromCounts({ opening, closing, new: fresh, reactivated: 1 }).value).toBe(0.5);
    expect(customerBaseBridge({ atStart: ['a', 'b'], atEnd: ['a', 'c'], everBefore: ['c'] })).toMatchObject({
      reactivated: 1,
      new: 0,
    });
  });

  test('PostHog 2368: "first time" looked only at the window; it looks at the whole life', () => {
    const log = [buy('a', '2023-01-05T00:00:00Z'), buy('a', '2024-02-05T00:00:00Z')];
    const options = { asOf: '2024-03-01T00:00:00Z', period: 'month' } as const;
    const rows = tabulateLifecycle(log, { ...options, from: '2024-01-01T00:00:00Z' });
    expect(rows.map((row) => [row.startOn, row.new, row.reactivated])).toEqual([
      ['2024-01-01', 0, 0],
      ['2024-02-01', 0, 1],
    ]);
    expect(tallyCohorts(log, options).cohorts.map((cohort) => cohort.startOn)).toEqual(['2023-01-01']);
  });

  test('PostHog 17315: week 0 was forced to 100 %; with sign-ups it is who bought in it, and the size stands apart', () => {
    const starts = ['a', 'b'].map((customerId) => ({ customerId, at: '2024-01-02T00:00:00Z' }));
    const log = [buy('a', '2024-01-03T00:00:00Z'), buy('b', '2024-01-09T00:00:00Z')];
    const tally = tallyCohorts(log, { asOf: '2024-01-15T00:00:00Z', period: 'week', starts });
    const [row] = tabulateCohorts(tally, { metric: 'customers', kind: 'bounded' }).cohorts;
    expect(row).toMatchObject({ startOn: '2024-01-01', customers: 2 });
    expect(row!.cells.map((cell) => cell.value)).toEqual([0.5, 0.5]);
  });

  test('redash 5534: labels of cohorts were shifted by the zone of the browser; they are civil days of the zone asked for', () => {
    const log = [buy('a', '2024-02-01T03:00:00Z')];
    const label = (timeZone: string) =>
      tallyCohorts(log, { asOf: '2024-03-01T00:00:00Z', period: 'month', timeZone }).cohorts[0]!.startOn;
    expect(['UTC', 'America/New_York', 'Pacific/Auckland'].map(label)).toEqual([
      '2024-02-01',
      '2024-01-01',
      '2024-02-01',
    ]);
  });

  test('Baremetrics states net retention without contraction; it is in', () => {
    const found = revenueMovements({ opening: by({ a: 100, b: 100 }), closing: by({ a: 60, b: 100 }), paidBefore: [] });
    expect(netRevenueRetention(found).value).toBe(0.8);
  });

  test('cohort templates show an unfinished month as low retention; it is null, and no average holds it', () => {
    const log = [
      buy('a', '2024-01-05T00:00:00Z'),
      buy('a', '2024-02-05T00:00:00Z'),
      buy('b', '2024-02-01T00:00:00Z'),
      buy('c', '2024-02-02T00:00:00Z'),
    ];
    const tally = tallyCohorts(log, { asOf: '2024-03-02T00:00:00Z', period: 'month' });
    const table = tabulateCohorts(tally, { metric: 'customers', kind: 'bounded' });
    expect(table.cohorts[1]!.cells[1]).toMatchObject({
      value: null,
      reason: 'incomplete',
      numerator: 0,
      denominator: 2,
      complete: false,
    });
    expect(table.averages[1]).toMatchObject({ value: 1, numerator: 1, denominator: 1 });
  });

  test('N-day and on-or-after retention went by one name; they are two windows, named in the result', () => {
    const log = [
      buy('a', '2024-01-01T12:00:00Z'),
      buy('a', '2024-01-31T12:00:00Z'),
      buy('b', '2024-01-01T12:00:00Z'),
      buy('b', '2024-03-01T12:00:00Z'),
    ];
    const windows = [
      { fromDay: 30, toDay: 31 },
      { fromDay: 30, toDay: null },
    ];
    const found = retentionByDay(log, { asOf: '2024-06-01T00:00:00Z', dayRule: 'calendar', windows }).windows;
    expect(found).toMatchObject([
      { fromDay: 30, toDay: 31, value: 0.5 },
      { fromDay: 30, toDay: null, value: 1 },
    ]);
  });
});

describe('traps of logs', () => {
  const options = { asOf: '2024-03-01T00:00:00Z', period: 'month' } as const;

  test('asOf exactly at the start of a period opens no cell for it, and its own order is not known', () => {
    const log = [buy('a', '2024-01-05T00:00:00Z'), buy('b', options.asOf)];
    const tally = tallyCohorts(log, options);
    expect(tally.cohorts.map((cohort) => cohort.activeCustomers)).toEqual([[1, 0]]);
    expect(tabulateCohorts(tally, { metric: 'orders' }).cohorts[0]!.cells.map((cell) => cell.complete)).toEqual([
      true,
      true,
    ]);
  });

  test('days of refunds only are no orders, anywhere', () => {
    const log = [
      buy('a', '2024-01-05T00:00:00Z', 10),
      buy('a', '2024-02-05T00:00:00Z', -10),
      buy('b', '2024-02-06T00:00:00Z', -5),
    ];
    const tally = tallyOrders(log, options);
    expect(tally).toMatchObject({ customers: 1, orders: 1, ignored: { refunds: 2 } });
    expect(tallyCohorts(log, options)).toMatchObject({
      cohorts: [{ customers: 1, orders: [1, 0], amount: [[10], []] }],
      ignored: { refunds: 2 },
    });
    expect(tabulateLifecycle(log, options).map((row) => row.active)).toEqual([1, 0]);
    const net = tallyCohorts(log, { ...options, refunds: 'net' });
    expect(net.cohorts[0]).toMatchObject({ orders: [1, 0], amount: [[], []] });
    expect(() => tallyCohorts(log, { ...options, refunds: 'reject' })).toThrow(code('out-of-range'));
  });

  test('a cohort of one is a rate with a small base; a free order is an order', () => {
    const log = [buy('a', '2024-01-05T00:00:00Z', 0), buy('a', '2024-02-05T00:00:00Z', 0)];
    const [row] = tabulateCohorts(tallyCohorts(log, options), { metric: 'customers', kind: 'bounded' }).cohorts;
    expect(row!.cells[1]).toMatchObject({ value: 1, denominator: 1, smallBase: true });
    expect(orderStats(tallyOrders(log, options))).toMatchObject({ orders: 2, averageOrderAmount: 0 });
  });

  test('small bases of amounts follow the size of the cohort, at thirty exactly', () => {
    const shop = (size: number) =>
      Array.from({ length: size }, (_, i) => buy(`c${i}`, '2024-01-05T00:00:00Z', 1)).concat(
        buy('c0', '2024-02-05T00:00:00Z', 1),
      );
    for (const [size, small] of [
      [29, true],
      [30, false],
    ] as const) {
      const table = tabulateCohorts(tallyCohorts(shop(size), options), { metric: 'amount', per: 'customer' });
      expect(table.cohorts[0]!.cells[0]!.smallBase).toBe(small);
      expect(table.averages[0]).toMatchObject({ smallBase: small, value: 1, interval: null });
      expect(table.averages[1]).toMatchObject({ numerator: 1, denominator: size });
    }
  });

  test('merging two time slices of one customer is wrong, and shows why parts are split by customer', () => {
    const [early, late] = [[buy('a', '2024-01-05T00:00:00Z')], [buy('a', '2024-02-05T00:00:00Z')]];
    const rate = (log: typeof early) => tallyOrders(log, options);
    expect(repeatPurchaseRate(rate([...early, ...late])).value).toBe(1);
    expect(repeatPurchaseRate(mergeOrderTallies(rate(early), rate(late))).value).toBe(0);
    const merged = mergeCohortTallies(tallyCohorts(early, options), tallyCohorts(late, options));
    expect(merged.cohorts).toHaveLength(2);
    expect(tallyCohorts([...early, ...late], options).cohorts).toHaveLength(1);
  });

  test('gaps are those of measurePurchaseGaps', () => {
    fc.assert(
      fc.property(logs, (log) => {
        const mine = orderStats(tallyOrders(log, { asOf: '2024-02-01T00:00:00Z' })).gapDays;
        const theirs = measurePurchaseGaps(log, { asOf: '2024-02-01T00:00:00Z' });
        expect(mine).toEqual(theirs.gapDays);
      }),
      { seed: 20261126, numRuns: 60 },
    );
  });

  test('cumulative amount per customer never falls, and its last entry is the sum', () => {
    fc.assert(
      fc.property(logs, (log) => {
        const tally = tallyCohorts(log, { asOf: '2024-02-01T00:00:00Z', period: 'month' });
        if (tally.cohorts.some((cohort) => cohort.amount === null)) return;
        const plain = tabulateCohorts(tally, { metric: 'amount' }).cohorts;
        tabulateCohorts(tally, { metric: 'amount', cumulative: true }).cohorts.forEach((row, i) => {
          row.cells.forEach(
            (cell, k) => k > 0 && expect(cell.numerator).toBeGreaterThanOrEqual(row.cells[k - 1]!.numerator),
          );
          const sum = plain[i]!.cells.reduce((total, cell) => total + cell.numerator, 0);
          expect(row.cells.at(-1)!.numerator).toBeCloseTo(sum, 6);
        });
      }),
      { seed: 20261126, numRuns: 60 },
    );
  });
});

describe('traps of revenue', () => {
  const range = { from: '2024-01-01T00:00:00Z', to: '2024-04-01T00:00:00Z', period: 'month' } as const;

  test('the first month opens with nothing: every rate is null, and nothing lost has no quick ratio', () => {
    const [first] = revenueMovementSeries([{ customerId: 'a', at: '2024-01-05T00:00:00Z', amountMinor: 100 }], range);
    expect(grossRevenueRetention(first!)).toMatchObject({ value: null, reason: 'empty', denominatorMinor: 0 });
    expect(netRevenueRetention(first!)).toMatchObject({ value: null, reason: 'empty' });
    expect(logoChurnRate(first!)).toMatchObject({ value: null, reason: 'empty' });
    expect(quickRatio(first!)).toMatchObject({ value: null, reason: 'no-losses', numeratorMinor: 100 });
  });

  test('a yearly plan is a twelfth a month, and its last subscription is the churn', () => {
    const changes = recurringRevenueChanges([
      {
        customerId: 'a',
        amountMinor: 1200,
        everyMonths: 12,
        startAt: '2023-03-01T00:00:00Z',
        endAt: '2024-03-01T00:00:00Z',
      },
      {
        customerId: 'a',
        amountMinor: 50,
        everyMonths: 1,
        startAt: '2023-03-01T00:00:00Z',
        endAt: '2024-02-01T00:00:00Z',
      },
    ]);
    const months = revenueMovementSeries(changes, range);
    expect(months.map((m) => [m.contractionMinor, m.churnMinor])).toEqual([
      [0, 0],
      [50, 0],
      [0, 100],
    ]);
  });

  test('trailing twelve months is two snapshots; the product of the monthly rates is another number', () => {
    const steps = [
      { customerId: 'a', at: '2023-01-01T00:00:00Z', amountMinor: 100 },
      { customerId: 'b', at: '2023-01-01T00:00:00Z', amountMinor: 100 },
      { customerId: 'a', at: '2024-01-10T00:00:00Z', amountMinor: 50 },
      { customerId: 'a', at: '2024-02-10T00:00:00Z', amountMinor: 100 },
      { customerId: 'a', at: '2024-03-10T00:00:00Z', amountMinor: 50 },
    ];
    const product = revenueMovementSeries(steps, range).reduce((p, m) => p * grossRevenueRetention(m).value!, 1);
    const whole = revenueMovements({ opening: by({ a: 100, b: 100 }), closing: by({ a: 50, b: 100 }), paidBefore: [] });
    expect(product).toBeCloseTo(0.75 * 0.75, 12);
    expect(grossRevenueRetention(whole).value).toBe(0.75);
  });

  test('a return decided by its first change of the month; who stays at 0 is nobody', () => {
    const at = (day: string, amountMinor: number) => ({ customerId: 'a', at: `${day}T00:00:00Z`, amountMinor });
    const log = [
      at('2023-01-01', 10),
      at('2023-06-01', 0),
      at('2024-01-05', 10),
      at('2024-01-10', 0),
      at('2024-01-15', 20),
    ];
    const policy = { reactivationWithinDays: 90 };
    expect(revenueMovementSeries(log, { ...range, policy })[0]).toMatchObject({ newMinor: 20, reactivationMinor: 0 });
    expect(revenueMovementSeries(log, range)[0]).toMatchObject({ newMinor: 0, reactivationMinor: 20 });
    expect(revenueMovementSeries(log, { ...range, policy: { ...policy, counting: 'gross' } })[0]).toMatchObject({
      newMinor: 10,
      churnMinor: 10,
      reactivationMinor: 20,
      newCustomers: 1,
      churnedCustomers: 1,
      reactivatedCustomers: 1,
    });
  });
});

describe('laws of the economics', () => {
  const terms = fc.record({
    retentionRate: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
    discountRatePerPeriod: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
    firstMargin: fc.constantFrom('now' as const, 'next-period' as const),
    margin: fc.constant(100),
  });

  test('elasticities are central differences, net of a cost too', () => {
    fc.assert(
      fc.property(terms, fc.constantFrom(undefined, 20), (given, acquisitionCost) => {
        const cost = acquisitionCost ?? 0;
        const value = (r: number, d: number, m: number, c: number): number =>
          (m * (given.firstMargin === 'now' ? 1 + d : r)) / (1 + d - r) - c;
        const { retentionRate: r, discountRatePerPeriod: d, margin: m } = given;
        fc.pre(Math.abs(value(r, d, m, cost)) > 10);
        const found = valueElasticities(given, acquisitionCost === undefined ? {} : { acquisitionCost });
        const slope = (at: (h: number) => number): number => {
          // Richardson: the error of a central difference in h² cancels.
          const step = (h: number): number => (at(h) - at(-h)) / (2 * h);
          return (4 * step(5e-5) - step(1e-4)) / 3 / value(r, d, m, cost);
        };
        const wanted = {
          retention: slope((h) => value(r * (1 + h), d, m, cost)),
          margin: slope((h) => value(r, d, m * (1 + h), cost)),
          discount: slope((h) => value(r, d * (1 + h), m, cost)),
          acquisitionCost: slope((h) => value(r, d, m, cost * (1 + h))),
        };
        for (const key of Object.keys(found) as (keyof typeof wanted)[])
          expect(Math.abs(found[key]! - wanted[key])).toBeLessThan(1e-8 * Math.max(1, Math.abs(wanted[key])));
      }),
      { seed: 20261126, numRuns: 200 },
    );
  });

  test('no change is no gain, and spending exactly the break-even amount gives none', () => {
    fc.assert(
      fc.property(terms, fc.double({ min: -0.04, max: 0.04, noNaN: true }), (given, points) => {
        expect(retentionWhatIf(given, { change: { points: 0 } })).toMatchObject({
          gain: 0,
          breakEvenSpendPerPeriod: 0,
        });
        const found = retentionWhatIf(given, { change: { points } });
        const margin = given.margin - found.breakEvenSpendPerPeriod!;
        const spent = retentionWhatIf(
          { ...given, retentionRate: found.newRetentionRate, margin },
          { change: { points: 0 } },
        );
        expect(Math.abs(spent.before / found.before - 1)).toBeLessThan(1e-12);
        expect(Math.abs(found.before + found.gain - found.after)).toBeLessThan(1e-9 * Math.abs(found.after));
      }),
      { seed: 20261126, numRuns: 200 },
    );
  });
});
