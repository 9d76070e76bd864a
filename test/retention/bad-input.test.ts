import { describe, expect, test } from 'vitest';
import * as retention from 'clientele/retention';
import { fitSpendResponse, REVENUE_POLICY, tallyCohorts, tallyOrders } from 'clientele/retention';

type Found = { code: string; argument: string } | { result: unknown };

/** The typed error of a call, or its result; anything else that is thrown fails the test. */
function attempt(call: () => unknown): Found {
  try {
    return { result: call() };
  } catch (error) {
    expect((error as Error).name, String(error)).toBe('InputError');
    const { code, argument, message } = error as { code: string; argument: string; message: string };
    // What was expected, and where: a refusal that does not say it sends somebody to the source.
    expect(message.startsWith(`${argument}: expected `), message).toBe(true);
    expect(message.length).toBeGreaterThan(argument.length + 15);
    return { code, argument };
  }
}

const ECONOMICS = { retentionRate: 0.8, discountRatePerPeriod: 0.1, firstMargin: 'now', margin: 50 } as const;
const RESPONSE = fitSpendResponse({ ceilingRate: 0.8, spend: 5, rate: 0.4 });
const AMOUNTS = {
  openingMinor: 100,
  newMinor: 10,
  expansionMinor: 10,
  contractionMinor: 10,
  churnMinor: 10,
  reactivationMinor: 5,
  complete: true,
  policy: REVENUE_POLICY,
};
const LOGOS = { openingCustomers: 10, newCustomers: 2, churnedCustomers: 3, complete: true, policy: REVENUE_POLICY };
const BUDGET = { margin: 50, discountRatePerPeriod: 0.1, acquisition: RESPONSE, retention: RESPONSE };

/** Every function that takes plain figures, as its arguments in a list. */
const CALLS: { [name: string]: readonly [call: (...given: any[]) => unknown, ...given: object[]] } = {
  retentionRateFromCounts: [retention.retentionRateFromCounts, { opening: 9, closing: 9, new: 1, reactivated: 1 }],
  rescaleRetentionRate: [retention.rescaleRetentionRate, { retentionRate: 0.9, fromDays: 30, toDays: 365 }],
  rescaleDiscountRate: [retention.rescaleDiscountRate, { annualDiscountRate: 0.1, periodDays: 30 }],
  dailySumChurnRate: [retention.dailySumChurnRate, [{ opening: 5, lost: 1 }]],
  assignRevenueMovement: [retention.assignRevenueMovement, { previousMinor: 5, currentMinor: 6, paidBefore: true }],
  grossRevenueChurnRate: [retention.grossRevenueChurnRate, AMOUNTS],
  grossRevenueRetention: [retention.grossRevenueRetention, AMOUNTS],
  netRevenueChurnRate: [retention.netRevenueChurnRate, AMOUNTS],
  netRevenueRetention: [retention.netRevenueRetention, AMOUNTS],
  quickRatio: [retention.quickRatio, AMOUNTS],
  logoChurnRate: [retention.logoChurnRate, LOGOS],
  unitEconomics: [
    retention.unitEconomics,
    {
      acquisitionSpend: 9,
      newCustomers: 3,
      revenuePerCustomer: 5,
      marginShare: 0.8,
      churnRate: 0.1,
      discountRatePerPeriod: 0,
    },
  ],
  marginMultiple: [retention.marginMultiple, { retentionRate: 0.8, discountRatePerPeriod: 0.1, firstMargin: 'now' }],
  valueElasticities: [retention.valueElasticities, ECONOMICS, { acquisitionCost: 5 }],
  retentionWhatIf: [retention.retentionWhatIf, ECONOMICS, { change: { points: 0.05 } }],
  breakEvenRetentionSpend: [retention.breakEvenRetentionSpend, ECONOMICS, { newRetentionRate: 0.85 }],
  breakEvenRetentionRate: [
    retention.breakEvenRetentionRate,
    { acquisitionCost: 100, margin: 50, discountRatePerPeriod: 0.1, firstMargin: 'now' },
  ],
  maxAcquisitionSpend: [retention.maxAcquisitionSpend, ECONOMICS, { targetRatio: 3 }],
  fitSpendResponse: [retention.fitSpendResponse, { ceilingRate: 0.4, spend: 5, rate: 0.1 }],
  expectedRateAtSpend: [retention.expectedRateAtSpend, RESPONSE, { spend: 5 }],
  expectedProspectValue: [retention.expectedProspectValue, BUDGET, { acquisitionSpend: 5, retentionSpend: 5 }],
  allocateBudget: [retention.allocateBudget, BUDGET],
  acquisitionRetentionRatio: [
    retention.acquisitionRetentionRatio,
    {
      acquisitionSpend: 9,
      newCustomers: 3,
      retentionSpend: 4,
      keptCustomers: 2,
      marginalAcquisitionCost: 5,
      marginalRetentionCost: 4,
      customerValue: 6,
    },
  ],
  customerEquity: [
    retention.customerEquity,
    { ...ECONOMICS, currentCustomers: 10, futureCohorts: [{ inPeriods: 1, customers: 5, acquisitionCost: 9 }] },
  ],
  cohortProfit: [
    retention.cohortProfit,
    { customers: 9, retentionRates: [0.5], marginsPerCustomer: [5, 6], acquisitionCost: 4, discountRatePerPeriod: 0.1 },
  ],
  compareRates: [
    retention.compareRates,
    { reference: { numerator: 4, denominator: 9 }, compared: { numerator: 5, denominator: 9 } },
    { level: 0.9 },
  ],
  checkScorecard: [retention.checkScorecard, { goals: [{ metric: 'churnRate', baseline: 0.2, target: 0.1 }] }],
};

/** What nothing of a response is computed from: its report and the point it came from. */
const UNREAD = /fit|version|calibratedAt\/rate/;

/** Paths of all numbers inside a value. */
function numbersOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value === 'number') return [path];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => numbersOf(inner, [...path, key]));
}

/** A copy with one entry replaced. */
function replaced(value: any, [key, ...rest]: string[], by: unknown): any {
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[key!] = rest.length === 0 ? by : replaced(value[key!], rest, by);
  return copy;
}

/** Whether a result holds a number that JSON cannot. */
const unsound = (value: unknown): boolean =>
  typeof value === 'number'
    ? !Number.isFinite(value)
    : value !== null && typeof value === 'object' && Object.values(value).some(unsound);

describe.each(Object.entries(CALLS))('%s', (_, [call, ...given]) => {
  const places = given.flatMap((argument, i) => numbersOf(argument).map((path) => ({ i, path })));
  const swept = places.filter(({ path }) => !UNREAD.test(path.join('/')));
  const calling = ({ i, path }: { i: number; path: string[] }, by: unknown): Found =>
    attempt(() => call(...given.map((argument, k) => (k === i ? replaced(argument, path, by) : argument))));

  test('works on its sound input, and leaves it alone', () => {
    const before = JSON.stringify(given);
    expect(unsound(call(...given))).toBe(false);
    expect(JSON.stringify(given)).toBe(before);
    expect(swept.length).toBeGreaterThan(0);
  });

  test.each([[Number.NaN], [Infinity], [-Infinity], ['5'], [{}], [true], [[5]]])(
    'refuses %j wherever a number belongs, and names the place',
    (bad) => {
      for (const place of swept) {
        const found = calling(place, bad);
        expect(found, `${place.path.join('/')} as ${String(bad)}`).toHaveProperty('code');
        const named = place.path.findLast((key) => Number.isNaN(Number(key)))!;
        expect((found as { argument: string }).argument, `${place.path.join('/')} as ${String(bad)}`).toContain(named);
      }
    },
  );

  test.each([[-1], [0], [1e-300], [0.5], [1.5], [2 ** 53]])(
    '%j in any place is refused or gives numbers that JSON can hold',
    (odd) => {
      for (const place of swept) {
        const found = calling(place, odd);
        if ('result' in found) {
          expect(unsound(found.result), `${place.path.join('/')} as ${odd}`).toBe(false);
          expect(JSON.parse(JSON.stringify(found.result))).toEqual(found.result);
        }
      }
    },
  );
});

const asOf = '2024-03-01T00:00:00Z';
const buy = (customerId: string | number, at: unknown = '2024-01-05T09:00:00Z', amount: unknown = 5) =>
  ({ customerId, at, amount }) as { customerId: string; at: string; amount: number };

describe('every function that reads a purchase log', () => {
  const windows = [{ fromDay: 1, toDay: 31 }];
  const READERS = {
    tallyOrders: (log: any, more = {}) => tallyOrders(log, { asOf, ...more }),
    tallyCohorts: (log: any, more = {}) => tallyCohorts(log, { asOf, period: 'month', ...more }),
    tabulateLifecycle: (log: any, more = {}) => retention.tabulateLifecycle(log, { asOf, period: 'month', ...more }),
    retentionByDay: (log: any, more = {}) =>
      retention.retentionByDay(log, { asOf, dayRule: 'calendar', windows, ...more }),
  };

  test.each(Object.entries(READERS))('%s refuses rows that are none', (_, read) => {
    for (const [log, wanted] of [
      [[buy('a', '2024-01-05T09:00:00')], 'not-an-instant purchases[0].at'],
      [[buy('a'), buy('b', '2024-01-05')], 'not-an-instant purchases[1].at'],
      [[buy('a', Number.NaN)], 'not-an-instant purchases[0].at'],
      [[buy('a', undefined, Number.NaN)], 'not-finite purchases[0].amount'],
      [[buy('a', undefined, '5')], 'wrong-type purchases[0].amount'],
      [[buy(Number.NaN)], 'wrong-type purchases[0].customerId'],
      [[buy(undefined as never)], 'wrong-type purchases[0].customerId'],
      [[null], 'wrong-type purchases[0]'],
      [[buy('a'), { customerId: 'b', at: 0 }], 'missing-value purchases[1].amount'],
    ] as const) {
      const found = attempt(() => read(log));
      expect('code' in found && `${found.code} ${found.argument}`).toBe(wanted);
    }
    for (const [more, wanted] of [
      [{ asOf: '2024-03-01T00:00:00' }, 'not-an-instant'],
      [{ asOf: undefined }, 'not-an-instant'],
      [{ timeZone: 'Mars/Olympus' }, 'unknown-zone'],
      [{ refunds: 'keep' }, 'unknown-name'],
    ] as const) {
      expect(attempt(() => read([buy('a')], more))).toMatchObject({ code: wanted });
    }
  });

  test.each(Object.entries(READERS))('%s takes nothing, one row, the same row twice and odd ids', (_, read) => {
    for (const log of [
      [],
      [buy('a')],
      [buy('a'), buy('a')],
      [buy('__proto__'), buy('constructor'), buy('__proto__', '2024-02-05T09:00:00Z')],
      [buy('1'), buy(1)],
      [buy('a', undefined, -5)],
      [buy('a', 0, 0)],
    ]) {
      const found = read(Object.freeze(log.map((row) => Object.freeze(row))));
      expect(JSON.parse(JSON.stringify(found))).toEqual(found);
      expect(read(log.toReversed())).toEqual(found);
    }
  });

  test('ids like __proto__ are customers, and 1 is not the text 1', () => {
    const odd = [buy('__proto__'), buy('constructor'), buy('__proto__', '2024-02-05T09:00:00Z')];
    expect(retention.repeatPurchaseRate(READERS.tallyOrders(odd))).toMatchObject({ numerator: 1, denominator: 2 });
    expect(READERS.tallyCohorts(odd).cohorts[0]).toMatchObject({ customers: 2, activeCustomers: [2, 1] });
    expect(READERS.tallyOrders([buy('1'), buy(1)]).customers).toBe(2);
  });

  test('starts are checked like rows', () => {
    const starts = (start: object) => attempt(() => READERS.tallyCohorts([buy('a')], { starts: [start] }));
    expect(starts({ customerId: 'a', at: '2024-01-05' })).toMatchObject({
      code: 'not-an-instant',
      argument: 'options.starts[0].at',
    });
    expect(starts({ at: 0 })).toMatchObject({ code: 'wrong-type', argument: 'options.starts[0].customerId' });
  });
});

describe('every function that reads changes of level', () => {
  const range = { from: '2024-01-01T00:00:00Z', to: asOf, period: 'month' } as const;
  const READERS = {
    revenueMovementSeries: (changes: any) => retention.revenueMovementSeries(changes, range),
    revenueLevels: (changes: any) => retention.revenueLevels(changes, { asOf }),
    tallyRevenueCohorts: (changes: any) => retention.tallyRevenueCohorts(changes, { asOf, period: 'month' }),
  };
  const change = { customerId: 'a', at: '2024-01-05T00:00:00Z', amountMinor: 5 };

  test.each(Object.entries(READERS))('%s refuses rows that are none, with their place', (_, read) => {
    for (const [row, wanted] of [
      [{ ...change, at: '2024-01-05T00:00:00' }, 'not-an-instant changes[1].at'],
      [{ ...change, at: null }, 'not-an-instant changes[1].at'],
      [{ ...change, amountMinor: Number.NaN }, 'not-an-integer changes[1].amountMinor'],
      [{ ...change, amountMinor: Infinity }, 'not-an-integer changes[1].amountMinor'],
      [{ ...change, amountMinor: '5' }, 'not-an-integer changes[1].amountMinor'],
      [{ ...change, amountMinor: -5 }, 'out-of-range changes[1].amountMinor'],
      [{ ...change, customerId: undefined }, 'wrong-type changes[1].customerId'],
      [{ ...change, customerId: {} }, 'wrong-type changes[1].customerId'],
      [change, 'ambiguous-order changes[1].at'],
    ] as const) {
      const found = attempt(() => read([change, row]));
      expect('code' in found && `${found.code} ${found.argument}`).toBe(wanted);
    }
  });

  test.each(Object.entries(READERS))('%s takes nothing, one row and odd ids', (_, read) => {
    for (const log of [
      [],
      [change],
      [{ ...change, customerId: '__proto__' }],
      [change, { ...change, customerId: 1 }],
    ]) {
      const found = read(Object.freeze(log));
      expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    }
  });

  test('snapshots: paidBefore left out would make every return new', () => {
    const closing = [{ customerId: 'a', amountMinor: 5 }];
    expect(attempt(() => retention.revenueMovements({ opening: [], closing } as never))).toEqual({
      code: 'wrong-type',
      argument: 'levels.paidBefore',
    });
    expect(
      attempt(() => retention.assignRevenueMovement({ previousMinor: 0, currentMinor: 5 } as never)),
    ).toMatchObject({ code: 'wrong-type', argument: 'step.paidBefore' });
    expect(
      attempt(() => retention.assignRevenueMovement({ currentMinor: 5, paidBefore: true } as never)),
    ).toMatchObject({
      code: 'not-an-integer',
      argument: 'step.previousMinor',
    });
    const broken = { opening: [{ amountMinor: 5 }], closing, paidBefore: [] } as never;
    expect(attempt(() => retention.revenueMovements(broken))).toMatchObject({
      argument: 'levels.opening[0].customerId',
    });
  });

  test('subscriptions are checked like rows', () => {
    const plan = { customerId: 'a', amountMinor: 5, everyMonths: 1, startAt: 0, endAt: null };
    for (const [row, wanted] of [
      [{ customerId: null }, 'wrong-type subscriptions[0].customerId'],
      [{ amountMinor: '5' }, 'not-an-integer subscriptions[0].amountMinor'],
      [{ everyMonths: Number.NaN }, 'not-an-integer subscriptions[0].everyMonths'],
      [{ everyMonths: 0 }, 'out-of-range subscriptions[0].everyMonths'],
      [{ endAt: '2024-01-05T00:00:00' }, 'not-an-instant subscriptions[0].endAt'],
      [{ endAt: -1 }, 'out-of-order subscriptions[0].endAt'],
    ] as const) {
      const found = attempt(() => retention.recurringRevenueChanges([{ ...plan, ...row } as never]));
      expect('code' in found && `${found.code} ${found.argument}`).toBe(wanted);
    }
  });
});

describe('stored values', () => {
  const orders = tallyOrders([buy('a')], { asOf });
  const cohorts = tallyCohorts([buy('a')], { asOf, period: 'month' });

  test.each([
    ['repeatPurchaseRate', () => retention.repeatPurchaseRate(cohorts as never)],
    ['orderStats', () => retention.orderStats(cohorts as never)],
    ['tabulateOrderNumbers', () => retention.tabulateOrderNumbers(cohorts as never)],
    ['fitReturnCurve', () => retention.fitReturnCurve(cohorts as never)],
    ['mergeOrderTallies', () => retention.mergeOrderTallies(cohorts as never, cohorts as never)],
    ['mergeCohortTallies', () => retention.mergeCohortTallies(orders as never, orders as never)],
    ['tabulateCohorts', () => retention.tabulateCohorts(orders as never, { metric: 'orders' })],
    ['another version', () => retention.tabulateCohorts({ ...cohorts, version: 2 } as never, { metric: 'orders' })],
    ['nothing', () => retention.orderStats(undefined as never)],
    ['expectedRateAtSpend', () => retention.expectedRateAtSpend(orders as never, { spend: 1 })],
    ['allocateBudget', () => retention.allocateBudget({ ...BUDGET, acquisition: orders as never })],
  ])('%s refuses another kind than its own', (_, call) => {
    expect(attempt(call)).toMatchObject({ code: 'wrong-kind' });
  });

  test('movements that do not fit together are refused', () => {
    const none = retention.revenueMovements({ opening: [], closing: [], paidBefore: [] });
    expect(attempt(() => retention.mergeRevenueMovements(none, { ...none, newMinor: Number.NaN }))).toMatchObject({
      code: 'not-a-count',
      argument: 'b.newMinor',
    });
    const most = 2 ** 53 - 1;
    expect(attempt(() => retention.grossRevenueChurnRate({ ...AMOUNTS, churnMinor: most }))).toMatchObject({
      code: 'overflow',
    });
    expect(attempt(() => retention.netRevenueRetention({ ...AMOUNTS, openingMinor: most }))).toMatchObject({
      code: 'overflow',
    });
    expect(attempt(() => retention.quickRatio({ ...AMOUNTS, churnMinor: -1 }))).toMatchObject({ code: 'out-of-range' });
    const odd = { ...AMOUNTS, policy: { ...REVENUE_POLICY, churnBase: 'closing' as 'opening' } };
    expect(attempt(() => retention.quickRatio(odd))).toMatchObject({
      code: 'unknown-name',
      argument: 'movements.policy.churnBase',
    });
  });
});
