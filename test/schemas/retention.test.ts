import { describe, expect, test } from 'vitest';
import {
  acquisitionRetentionRatio,
  customerEquity,
  fitSpendResponse,
  METRIC_CATALOGUE,
  REVENUE_POLICY,
  revenueMovementSeries,
  tabulateLifecycle,
  tallyCohorts,
  tallyOrders,
  tallyRevenueCohorts,
} from 'clientele/retention';
import {
  parseAcquisitionRetentionInput,
  parseBudgetInput,
  parseCohortProfitInput,
  parseCohortTally,
  parseCustomerEquityInput,
  parseCustomerStarts,
  parseLifecyclePeriods,
  parseMetricDefinitions,
  parseOrderTally,
  parseRetentionEconomics,
  parseRevenueChanges,
  parseRevenueLevels,
  parseRevenueMovements,
  parseRevenuePolicy,
  parseScorecard,
  parseSpendResponse,
  parseSubscriptions,
  parseUnitEconomicsInput,
} from 'clientele/schemas';

const json = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const where = ({ issues }: { issues: { row: number | null; path: string; code: string }[] }) =>
  issues.map(({ row, path, code }) => (row === null ? `${path} ${code}` : `${row}${path} ${code}`));
const log = [
  { customerId: 'a', at: '2024-01-05T00:00:00Z', amount: 0.1 },
  { customerId: 'a', at: '2024-01-25T00:00:00Z', amount: 0.2 },
  { customerId: 'b', at: '2024-01-25T00:00:00Z', amount: 5 },
];
const changes = [
  { customerId: 'a', at: '2024-01-05T00:00:00Z', amountMinor: 900, currency: 'EUR' },
  { customerId: 7, at: 1_706_000_000_000, amountMinor: 0 },
];
const asOf = '2024-02-10T00:00:00Z';

describe('stored tallies, movements, lifecycles and responses', () => {
  const orders = tallyOrders(log, { asOf, orderNumbersUpTo: 1 });
  const cohorts = tallyCohorts(log, { asOf, period: 'month' });
  const months = revenueMovementSeries<string | number>(changes, {
    from: '2024-01-01T00:00:00Z',
    to: asOf,
    period: 'month',
  });
  const lifecycle = tabulateLifecycle(log, { asOf, period: 'month' });

  test('come back as they were', () => {
    expect(parseOrderTally(json(orders))).toEqual({ value: orders, issues: [] });
    expect(parseOrderTally(json(tallyOrders([], { asOf }))).issues).toEqual([]);
    expect(parseCohortTally(json(cohorts))).toEqual({ value: cohorts, issues: [] });
    const revenue = tallyRevenueCohorts<string | number>(changes, { asOf, period: 'week' });
    expect(parseCohortTally(json(revenue))).toEqual({ value: revenue, issues: [] });
    const response = fitSpendResponse({ ceilingRate: 0.4, spend: 5, rate: 0.001 });
    expect(parseSpendResponse(json(response))).toEqual({ value: response, issues: [] });
    expect(parseRevenueMovements(json(months))).toEqual({ movements: months, issues: [] });
    expect(parseLifecyclePeriods(json(lifecycle))).toEqual({ periods: lifecycle, issues: [] });
  });

  test('of another version, kind or zone are issues with their place', () => {
    expect(where(parseOrderTally({ ...orders, version: 2 }))[0]).toMatch(/^\/version /);
    expect(where(parseCohortTally({ ...cohorts, kind: 'order-tally' }))[0]).toMatch(/^\/kind /);
    expect(where(parseOrderTally({ ...orders, orderNumbersUpTo: 0 }))).toHaveLength(1);
    expect(where(parseCohortTally({ ...cohorts, timeZone: 'Mars/Olympus' }))).toEqual(['/timeZone unknown-zone']);
    expect(where(parseOrderTally({ ...orders, timeZone: 'Mars/Olympus' }))).toEqual(['/timeZone unknown-zone']);
    expect(where(parseOrderTally({ ...orders, customers: -1 }))[0]).toBe('/customers out-of-range');
    expect(where(parseOrderTally({ ...orders, orders: 2.5 }))[0]).toMatch(/^\/orders not-an-integer/);
  });

  test('that contradict themselves are refused: merging them would give a wrong number', () => {
    const [first] = cohorts.cohorts;
    const broken = (change: object) => where(parseCohortTally({ ...cohorts, cohorts: [{ ...first, ...change }] }));
    expect(broken({})).toEqual([]);
    for (const change of [
      { orders: [3] },
      { lastActive: [0] },
      { unbrokenUntil: [] },
      { amount: [] },
      { activeCustomers: [3, 0] },
      { lastActive: [2, 1] },
      { unbrokenUntil: [3, 0] },
    ]) {
      expect(broken(change)).toEqual(['/cohorts/0 inconsistent']);
    }
    expect(where(parseOrderTally({ ...orders, returned: 3 }))).toEqual([' inconsistent']);
    expect(where(parseOrderTally({ ...orders, returned: 2 }))).toEqual([' inconsistent']);
    const within = [{ days: 30, eligible: 1, returned: 2 }];
    expect(where(parseOrderTally({ ...orders, within }))).toEqual(['/within/0 inconsistent']);
    const gaps = [{ afterOrder: 1, returned: [[20, 1], [20, 1]], waiting: [] }]; // prettier-ignore
    expect(where(parseOrderTally({ ...orders, gaps }))).toEqual(['/gaps/0/returned inconsistent']);
  });

  test('months that do not add up, and rows of a lifecycle that do not, are told by row', () => {
    const [january, february] = months;
    expect(
      where(
        parseRevenueMovements([
          january,
          { ...february, closingMinor: 1 },
          { ...january, closingCustomers: 2 },
          { ...january, policy: { ...REVENUE_POLICY, counting: 'some' } },
          { ...january, churnMinor: -1, newMinor: january!.newMinor - 1 },
        ]),
      ),
    ).toEqual([
      '1 inconsistent',
      '2 inconsistent',
      '3/policy/counting unknown-name',
      expect.stringContaining('4/churnMinor out-of-range'),
    ]);
    const [over, open] = lifecycle;
    expect(
      where(parseLifecyclePeriods([over, { ...over, new: 9 }, { ...open, dormant: 1 }, { ...over, dormant: null }])),
    ).toEqual(['1 inconsistent', '2 inconsistent', '3 inconsistent']);
  });
});

describe('rows', () => {
  test('of changes are kept or have an issue; ids are texts or numbers', () => {
    const found = parseRevenueChanges([
      ...changes,
      { customerId: 'b', at: '2024-01-05T00:00:00Z', amountMinor: 9.5 },
      { customerId: 'c', at: '2024-01-05', amountMinor: 9 },
      { customerId: 'd', at: '2024-01-05T10:00:00', amountMinor: 9 },
      { customerId: '', at: 0, amountMinor: 9 },
      { customerId: 'e', at: 0, amountMinor: -9 },
      { customerId: 'f', at: 0, amountMinor: '9' },
      { customerId: 'g', at: 0, amountMinor: 9, currency: 'euro' },
      null,
    ]);
    expect(found.changes).toEqual(changes);
    expect(where(found).map((text) => text.split(' ')[0])).toEqual([
      '2/amountMinor',
      '3/at',
      '4/at',
      '5/customerId',
      '6/amountMinor',
      '7/amountMinor',
      '8/currency',
      '9',
    ]);
    expect(where(parseRevenueChanges('no list'))).toEqual([' wrong-type']);
  });

  test('of starts begin the cohorts of a log; a local time without offset does not', () => {
    const signedUp = [
      { customerId: 'a', at: '2023-12-20T00:00:00Z' },
      { customerId: 7, at: 1_706_000_000_000 },
    ];
    const found = parseCustomerStarts([...signedUp, { customerId: 'b', at: '2024-01-05T10:00' }, { at: 0 }]);
    expect(found.starts).toEqual(signedUp);
    expect(where(found)).toEqual(['2/at not-an-instant', '3/customerId missing-value']);
    const tally = tallyCohorts<string | number>(log, { asOf, period: 'month', starts: found.starts });
    expect(tally.cohorts.map(({ startOn, customers }) => [startOn, customers])).toEqual([
      ['2023-12-01', 1],
      ['2024-01-01', 1],
    ]);
  });

  test('of levels and subscriptions likewise', () => {
    expect(where(parseRevenueLevels([{ customerId: '__proto__', amountMinor: 1 }, { customerId: 'a' }]))).toEqual([
      '1/amountMinor missing-value',
    ]);
    const row = { customerId: 'a', amountMinor: 100, everyMonths: 12, startAt: 0, endAt: null };
    const found = parseSubscriptions([row, { ...row, everyMonths: 0 }, { ...row, endAt: '2024-01-01T00:00:00' }]);
    expect(found.subscriptions).toEqual([row]);
    expect(where(found)).toEqual(['1/everyMonths out-of-range', '2/endAt not-an-instant']);
  });
});

describe('policies, plans and scorecards', () => {
  const plan = { retentionRate: 0.8, discountRatePerPeriod: 0.1, firstMargin: 'now', margin: 50 };

  test('a policy says what differs; a misspelled key is refused', () => {
    expect(parseRevenuePolicy({})).toEqual({ value: {}, issues: [] });
    expect(parseRevenuePolicy(REVENUE_POLICY)).toEqual({ value: REVENUE_POLICY, issues: [] });
    expect(where(parseRevenuePolicy({ Counting: 'net' }))).toEqual(['/Counting unknown-name']);
    expect(where(parseRevenuePolicy({ reactivationWithinDays: 1.5 }))[0]).toMatch(/^\/reactivationWithinDays/);
    expect(where(parseRevenuePolicy({ counting: 'some' }))).toEqual(['/counting unknown-name']);
  });

  test('what the functions refuse is refused at the door', () => {
    expect(parseRetentionEconomics(plan)).toEqual({ value: plan, issues: [] });
    const endless = { ...plan, retentionRate: 1, discountRatePerPeriod: 0 };
    expect(where(parseRetentionEconomics(endless))).toEqual([' out-of-range']);
    expect(where(parseRetentionEconomics({ ...plan, discountRatePerPeriod: -1 }))[0]).toMatch(/out-of-range$/);
    expect(where(parseRetentionEconomics({ ...plan, margin: null }))).toEqual(['/margin wrong-type']);
    const equity = {
      ...plan,
      currentCustomers: 10,
      futureCohorts: [{ inPeriods: 1, customers: 3, acquisitionCost: 9 }],
    };
    const { value } = parseCustomerEquityInput(json(equity));
    expect(customerEquity(value!).currentValue).toBeCloseTo((10 * 55) / 0.3, 9);
    expect(where(parseCustomerEquityInput({ ...equity, futureCohorts: [{ inPeriods: -1 }] }))).toHaveLength(3);
    expect(where(parseCustomerEquityInput({ ...equity, ...endless }))).toEqual([' out-of-range']);
    const cohort = { customers: 1, retentionRates: [0.5], marginsPerCustomer: [1, 2], acquisitionCost: 0, discountRatePerPeriod: 0 }; // prettier-ignore
    expect(parseCohortProfitInput(cohort)).toEqual({ value: cohort, issues: [] });
    expect(where(parseCohortProfitInput({ ...cohort, retentionRates: [50] }))).toEqual([
      '/retentionRates/0 out-of-range',
    ]);
    expect(where(parseCohortProfitInput({ ...cohort, marginsPerCustomer: [1, 2, 3] }))).toEqual([' inconsistent']);
    const response = fitSpendResponse({ ceilingRate: 0.9, spend: 5, rate: 0.1 });
    const budget = { margin: 50, discountRatePerPeriod: 0.1, acquisition: response, retention: response };
    expect(parseBudgetInput(json(budget))).toEqual({ value: budget, issues: [] });
    expect(where(parseBudgetInput({ ...budget, discountRatePerPeriod: -0.2 }))).toEqual([' out-of-range']);
    const month = { acquisitionSpend: 1, newCustomers: 1, revenuePerCustomer: 1, marginShare: 0.8, churnRate: 0.05, discountRatePerPeriod: 0 }; // prettier-ignore
    expect(parseUnitEconomicsInput(month)).toEqual({ value: month, issues: [] });
    expect(where(parseUnitEconomicsInput({ ...month, marginShare: 80, newCustomers: 0.5 }))).toEqual([
      expect.stringMatching(/^\/newCustomers/),
      '/marginShare out-of-range',
    ]);
  });

  test('spend on winning and keeping', () => {
    const year = { acquisitionSpend: 50_000, newCustomers: 500, retentionSpend: 20_000, keptCustomers: 4000 };
    const whole = { ...year, marginalAcquisitionCost: 180, marginalRetentionCost: 0, customerValue: 200 };
    expect(parseAcquisitionRetentionInput(json(whole))).toEqual({ value: whole, issues: [] });
    expect(acquisitionRetentionRatio(parseAcquisitionRetentionInput(year).value!).ratio).toBe(20);
    for (const [change, issue] of [
      [{ keptCustomers: -1 }, '/keptCustomers out-of-range'],
      [{ customerValue: 0 }, '/customerValue out-of-range'],
      [{ marginalRetentionCost: '5' }, '/marginalRetentionCost wrong-type'],
      [{ newCustomers: undefined }, '/newCustomers missing-value'],
    ] as const) {
      expect(where(parseAcquisitionRetentionInput({ ...whole, ...change }))).toEqual([issue]);
    }
  });

  test('scorecards and catalogues', () => {
    const card = { goals: [{ metric: 'churnRate', baseline: null, target: 0.03 }] };
    expect(parseScorecard(card)).toEqual({ value: card, issues: [] });
    expect(where(parseScorecard({ goals: [{ metric: '', baseline: Number.NaN, target: 1 }] }))).toEqual([
      expect.stringMatching(/^\/goals\/0\/metric/),
      expect.stringMatching(/^\/goals\/0\/baseline/),
    ]);
    expect(parseMetricDefinitions(json(METRIC_CATALOGUE))).toEqual({ metrics: METRIC_CATALOGUE, issues: [] });
  });
});

test('rubbish is an issue, never an error', () => {
  for (const rubbish of [null, undefined, 'x', 3, [], {}, Number.NaN]) {
    for (const parse of [
      parseAcquisitionRetentionInput,
      parseBudgetInput,
      parseCohortProfitInput,
      parseCohortTally,
      parseCustomerEquityInput,
      parseOrderTally,
      parseRetentionEconomics,
      parseScorecard,
      parseSpendResponse,
      parseUnitEconomicsInput,
    ]) {
      const { value, issues } = parse(rubbish);
      expect(value).toBe(null);
      expect(issues.length).toBeGreaterThan(0);
    }
    for (const parse of [
      parseCustomerStarts,
      parseLifecyclePeriods,
      parseMetricDefinitions,
      parseRevenueChanges,
      parseRevenueLevels,
      parseRevenueMovements,
      parseSubscriptions,
    ]) {
      expect(parse([rubbish]).issues.length).toBeGreaterThan(0);
      if (!Array.isArray(rubbish)) expect(parse(rubbish).issues).toMatchObject([{ row: null, code: 'wrong-type' }]);
    }
  }
});
