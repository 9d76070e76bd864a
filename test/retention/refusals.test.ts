import { describe, test } from 'vitest';
import { expectRefusal } from '../refusal.ts';
import * as retention from 'clientele/retention';
import { fitSpendResponse, REVENUE_POLICY, tallyCohorts, tallyOrders } from 'clientele/retention';

const asOf = '2024-03-01T00:00:00Z';
const buy = (customerId: string, at = '2024-01-05T09:00:00Z', amount?: number) =>
  amount === undefined ? { customerId, at } : { customerId, at, amount };
const orders = tallyOrders([buy('a'), buy('a', '2024-01-15T09:00:00Z')], { asOf, withinDays: [30, 60] });
const paid = tallyOrders([buy('b', undefined, 5)], { asOf, withinDays: [30, 60] });
const cohorts = tallyCohorts([buy('a')], { asOf, period: 'month' });
const life = retention.tabulateLifecycle([buy('a')], { asOf, period: 'month' });
const byDay =
  (window: { fromDay: number; toDay: number | null }, more = {}) =>
  () =>
    retention.retentionByDay([], { asOf, dayRule: 'elapsed', windows: [{ fromDay: 0, toDay: 1 }, window], ...more });
const economics = { retentionRate: 0.8, discountRatePerPeriod: 0.1, firstMargin: 'now', margin: 50 } as const;
const certain = { ...economics, retentionRate: 1, discountRatePerPeriod: 0 };
const later = { ...economics, firstMargin: 'next-period' } as const;
const whatIf = (change: object) => () => retention.retentionWhatIf(economics, { change: change as { points: number } });
const response = fitSpendResponse({ ceilingRate: 0.8, spend: 5, rate: 0.4 });
const budget = { margin: 50, discountRatePerPeriod: 0.1, acquisition: response, retention: response };
const spends = { acquisitionSpend: 5, retentionSpend: 5 };
const profit = (change: object) => () =>
  retention.cohortProfit({
    customers: 9,
    retentionRates: [0.5],
    marginsPerCustomer: [5, 6],
    acquisitionCost: 4,
    discountRatePerPeriod: 0,
    ...change,
  });
const plan = { customerId: 'a', amountMinor: 500, everyMonths: 1, startAt: 0, endAt: null };
const plans =
  (...changes: object[]) =>
  () =>
    retention.recurringRevenueChanges(changes.map((change) => ({ ...plan, ...change })));
const amounts = {
  openingMinor: 1,
  newMinor: 0,
  expansionMinor: 0,
  contractionMinor: 0,
  churnMinor: 0,
  reactivationMinor: 0,
  complete: true,
  policy: REVENUE_POLICY,
};
const most = Number.MAX_SAFE_INTEGER;
const logos = { openingCustomers: 10, newCustomers: 2, churnedCustomers: 3, complete: true, policy: REVENUE_POLICY };
const oddPolicy = { ...REVENUE_POLICY, churnBase: 'closing' as 'opening' };
const movements = retention.revenueMovements({ opening: [], closing: [], paidBefore: [] });
const level = { customerId: 'a', amountMinor: 5 };
const ratio = {
  acquisitionSpend: 9,
  newCustomers: 3,
  retentionSpend: 4,
  keptCustomers: 2,
  marginalAcquisitionCost: 5,
  marginalRetentionCost: 4,
  customerValue: 6,
};
const equity = {
  ...economics,
  currentCustomers: 10,
  futureCohorts: [{ inPeriods: 1, customers: 5, acquisitionCost: 9 }],
};
const future = (change: object) => () =>
  retention.customerEquity({ ...equity, futureCohorts: [{ ...equity.futureCohorts[0]!, ...change }] });
const breakEven = { acquisitionCost: 100, margin: 50, discountRatePerPeriod: 0.1, firstMargin: 'now' } as const;
const units = (change: object) => () =>
  retention.unitEconomics({
    acquisitionSpend: 9,
    newCustomers: 3,
    revenuePerCustomer: 5,
    marginShare: 0.8,
    churnRate: 0.1,
    discountRatePerPeriod: 0,
    ...change,
  });

/** Whoever reads a log sees the whole sentence: which argument, what was expected, what came. */
describe('a refusal says where, what was expected and what came', () => {
  test.each<[string, string, string, () => unknown]>([
    ['wrong-kind', 'a', 'expected a stored order-tally', () => retention.mergeOrderTallies(cohorts as never, orders)],
    ['wrong-kind', 'a', 'expected a stored cohort-tally', () => retention.mergeCohortTallies(orders as never, cohorts)],
    ['wrong-kind', 'tally', 'expected a stored order-tally', () => retention.fitReturnCurve(cohorts as never)],
    [
      'tally-mismatch',
      'b.kind',
      'expected order-tally, got cohort-tally',
      () => retention.mergeOrderTallies(orders, cohorts as never),
    ],
    [
      'tally-mismatch',
      'b.sameDay',
      'expected merge, got rows',
      () => retention.mergeOrderTallies(orders, { ...orders, sameDay: 'rows' }),
    ],
    [
      'tally-mismatch',
      'b.within',
      'expected the same spans',
      () => retention.mergeOrderTallies(orders, { ...orders, within: orders.within.slice(1) }),
    ],
    [
      'tally-mismatch',
      'b.amount',
      'expected amounts in both parts or in neither',
      () => retention.mergeOrderTallies(orders, paid),
    ],
    [
      'tally-mismatch',
      'b.amount',
      'expected amounts in both parts or in neither',
      () => retention.mergeOrderTallies(paid, orders),
    ],
    [
      'tally-mismatch',
      'b.period',
      'expected month, got week',
      () => retention.mergeCohortTallies(cohorts, { ...cohorts, period: 'week' }),
    ],
    [
      'tally-mismatch',
      'b.cohorts',
      'expected 2 periods, got 1',
      () =>
        retention.mergeCohortTallies(cohorts, {
          ...cohorts,
          cohorts: [{ ...cohorts.cohorts[0]!, activeCustomers: [1] }],
        }),
    ],
    [
      'tally-mismatch',
      'b.cohorts',
      'expected amounts in both parts or in neither',
      () => retention.mergeCohortTallies(cohorts, tallyCohorts([buy('b', undefined, 5)], { asOf, period: 'month' })),
    ],
    [
      'tally-mismatch',
      'b',
      'expected a period from 2024-01-01, got one from 2024-01-08',
      () => retention.mergeLifecycles(life, [{ ...life[0]!, startOn: '2024-01-08', startAt: 1 }, ...life.slice(1)]),
    ],
    [
      'tally-mismatch',
      'b.complete',
      'expected true, got false',
      () => retention.mergeRevenueMovements(movements, { ...movements, complete: false }),
    ],
    [
      'tally-mismatch',
      'b.policy.churnBase',
      `expected ${REVENUE_POLICY.churnBase}, got closing`,
      () => retention.mergeRevenueMovements(movements, { ...movements, policy: oddPolicy }),
    ],
    ['not-a-count', 'options.windows[1].fromDay', 'got -1', byDay({ fromDay: -1, toDay: 2 })],
    ['not-a-count', 'options.windows[1].toDay', 'got 2.5', byDay({ fromDay: 1, toDay: 2.5 })],
    ['out-of-order', 'options.windows[1].toDay', 'expected more than 2, got 2', byDay({ fromDay: 2, toDay: 2 })],
    ['not-an-instant', 'options.asOf', 'soon', byDay({ fromDay: 1, toDay: 2 }, { asOf: 'soon' })],
    [
      'not-a-probability',
      'economics.retentionRate',
      'got 2',
      () => retention.retentionWhatIf({ ...economics, retentionRate: 2 }, { change: { points: 0 } }),
    ],
    ['inconsistent', 'options.change', 'expected exactly one of points and share', whatIf({})],
    ['inconsistent', 'options.change', 'expected exactly one of points and share', whatIf({ points: 0, share: 0 })],
    ['not-finite', 'options.change.share', 'got NaN', whatIf({ share: NaN })],
    ['not-finite', 'options.change.points', 'got NaN', whatIf({ points: NaN })],
    ['out-of-range', 'options.change', 'expected a new rate from 0 to 1, got 1.3', whatIf({ points: 0.5 })],
    [
      'out-of-range',
      'options.change',
      'expected less than 1 + the discount rate 0, got 1',
      () => retention.retentionWhatIf({ ...certain, retentionRate: 0.5 }, { change: { points: 0.5 } }),
    ],
    [
      'out-of-range',
      'economics.retentionRate',
      'expected less than 1 + the discount rate 0, got 1',
      () => retention.retentionWhatIf(certain, { change: { points: 0 } }),
    ],
    [
      'unknown-name',
      'terms.firstMargin',
      'got soon',
      () => retention.marginMultiple({ ...economics, firstMargin: 'soon' as 'now' }),
    ],
    [
      'unknown-name',
      'economics.firstMargin',
      'got soon',
      () => retention.maxAcquisitionSpend({ ...economics, firstMargin: 'soon' as 'now' }),
    ],
    [
      'unknown-name',
      'input.firstMargin',
      'got soon',
      () => retention.customerEquity({ ...equity, firstMargin: 'soon' as 'now' }),
    ],
    [
      'unknown-name',
      'input.firstMargin',
      'got soon',
      () => retention.breakEvenRetentionRate({ ...breakEven, firstMargin: 'soon' as 'now' }),
    ],
    [
      'unknown-name',
      'economics.firstMargin',
      'got soon',
      () =>
        retention.breakEvenRetentionSpend({ ...economics, firstMargin: 'soon' as 'now' }, { newRetentionRate: 0.9 }),
    ],
    [
      'out-of-range',
      'options.newRetentionRate',
      'expected less than 1 + the discount rate 0, got 1',
      () => retention.breakEvenRetentionSpend({ ...certain, retentionRate: 0.5 }, { newRetentionRate: 1 }),
    ],
    [
      'out-of-range',
      'options.newRetentionRate',
      'expected more than 0, got 0',
      () => retention.breakEvenRetentionSpend(later, { newRetentionRate: 0 }),
    ],
    [
      'out-of-range',
      'input.acquisitionCost',
      'got -1',
      () => retention.breakEvenRetentionRate({ ...breakEven, acquisitionCost: -1 }),
    ],
    ['not-a-count', 'options.afterOrder', 'got 0.5', () => retention.fitReturnCurve(orders, { afterOrder: 0.5 })],
    [
      'out-of-range',
      'options.afterOrder',
      'expected 1 or more, got 0',
      () => retention.fitReturnCurve(orders, { afterOrder: 0 }),
    ],
    [
      'not-tallied',
      'options.withinDays',
      'expected one of 30, 60, got 90',
      () => retention.repeatPurchaseRate(orders, { withinDays: 90 }),
    ],
    ['out-of-range', 'input.customers', 'got -1', profit({ customers: -1 })],
    ['out-of-range', 'input.acquisitionCost', 'got -1', profit({ acquisitionCost: -1 })],
    [
      'inconsistent',
      'input.retentionRates',
      'expected 1 or 2 rates for 2 margins, got 3',
      profit({ retentionRates: [1, 1, 1] }),
    ],
    [
      'inconsistent',
      'input.retentionRates',
      'expected 0 or 0 rates for 0 margins, got 1',
      profit({ marginsPerCustomer: [] }),
    ],
    ['out-of-range', 'subscriptions[1].everyMonths', 'expected 1 or more, got 0', plans({}, { everyMonths: 0 })],
    ['not-an-instant', 'subscriptions[0].startAt', 'soon', plans({ startAt: 'soon' })],
    ['out-of-order', 'subscriptions[0].endAt', 'expected at or after 0, got -1', plans({ endAt: -1 })],
    [
      'mixed-currency',
      'subscriptions[1].currency',
      'expected EUR, got USD',
      plans({ currency: 'EUR' }, { currency: 'USD' }),
    ],
    [
      'overflow',
      'subscriptions',
      `expected a safe integer, got ${most + 1}`,
      plans({ amountMinor: most }, { amountMinor: 1, startAt: 1 }),
    ],
    [
      'overflow',
      'movements',
      'expected sums within the safe integers',
      () => retention.netRevenueRetention({ ...amounts, newMinor: most }),
    ],
    [
      'overflow',
      'movements',
      'expected sums within the safe integers',
      () => retention.netRevenueRetention({ ...amounts, expansionMinor: most }),
    ],
    [
      'overflow',
      'movements',
      'expected sums within the safe integers',
      () => retention.netRevenueRetention({ ...amounts, reactivationMinor: most }),
    ],
    [
      'unknown-name',
      'movements.policy.churnBase',
      'got closing',
      () => retention.grossRevenueChurnRate({ ...amounts, policy: oddPolicy }),
    ],
    [
      'unknown-name',
      'movements.policy.churnBase',
      'got closing',
      () => retention.logoChurnRate({ ...logos, policy: oddPolicy }),
    ],
    [
      'unknown-name',
      'options.policy',
      'expected a policy key, got churn',
      () =>
        retention.revenueMovements({ opening: [], closing: [], paidBefore: [] }, { policy: { churn: 1 } as object }),
    ],
    [
      'needs-changes',
      'options.policy.reactivationWithinDays',
      'expected null for two snapshots',
      () =>
        retention.revenueMovements(
          { opening: [], closing: [], paidBefore: [] },
          { policy: { reactivationWithinDays: 90 } },
        ),
    ],
    [
      'duplicate',
      'levels.opening[1].customerId',
      'expected each customer once, got a again',
      () => retention.revenueMovements({ opening: [level, level], closing: [], paidBefore: [] }),
    ],
    [
      'overflow',
      'amountMinor',
      'expected sums within the safe integers',
      () =>
        retention.revenueMovements({
          opening: [
            { ...level, amountMinor: most },
            { ...level, customerId: 'b' },
          ],
          closing: [],
          paidBefore: [],
        }),
    ],
    [
      'out-of-range',
      'options.acquisitionSpend',
      'got -1',
      () => retention.expectedProspectValue(budget, { ...spends, acquisitionSpend: -1 }),
    ],
    [
      'out-of-range',
      'options.retentionSpend',
      'got -1',
      () => retention.expectedProspectValue(budget, { ...spends, retentionSpend: -1 }),
    ],
    [
      'wrong-kind',
      'input.acquisition',
      'expected a stored spend-response',
      () => retention.expectedProspectValue({ ...budget, acquisition: orders as never }, spends),
    ],
    [
      'wrong-kind',
      'input.retention',
      'expected a stored spend-response',
      () => retention.expectedProspectValue({ ...budget, retention: orders as never }, spends),
    ],
    [
      'out-of-range',
      'input.retention.ceilingRate',
      'expected less than 1 + -0.5, got 0.8',
      () => retention.expectedProspectValue({ ...budget, discountRatePerPeriod: -0.5 }, spends),
    ],
    [
      'wrong-kind',
      'response',
      'expected a stored spend-response',
      () => retention.expectedRateAtSpend(orders as never, { spend: 1 }),
    ],
    ['out-of-range', 'options.spend', 'got -1', () => retention.expectedRateAtSpend(response, { spend: -1 })],
    [
      'out-of-range',
      'point',
      'expected a curve of finite steepness, got Infinity',
      () => fitSpendResponse({ ceilingRate: 0.8, spend: 1e-320, rate: 0.4 }),
    ],
    [
      'out-of-range',
      'input.currentCustomers',
      'got -1',
      () => retention.customerEquity({ ...equity, currentCustomers: -1 }),
    ],
    ['out-of-range', 'input.futureCohorts[0].inPeriods', 'got -1', future({ inPeriods: -1 })],
    ['out-of-range', 'input.futureCohorts[0].customers', 'got -1', future({ customers: -1 })],
    ['out-of-range', 'input.futureCohorts[0].acquisitionCost', 'got -1', future({ acquisitionCost: -1 })],
    [
      'out-of-range',
      'input.periodDays',
      'got 0',
      () => retention.rescaleDiscountRate({ annualDiscountRate: 0.1, periodDays: 0 }),
    ],
    [
      'out-of-range',
      'input.periodDays',
      'got -7',
      () => retention.rescaleDiscountRate({ annualDiscountRate: 0.1, periodDays: -7 }),
    ],
    [
      'overflow',
      'input.periodDays',
      'expected a rate below 1.8e308, got 3650000 days',
      () => retention.rescaleDiscountRate({ annualDiscountRate: 0.1, periodDays: 3_650_000 }),
    ],
    [
      'out-of-range',
      'input.fromDays',
      'got 0',
      () => retention.rescaleRetentionRate({ retentionRate: 0.9, fromDays: 0, toDays: 30 }),
    ],
    [
      'out-of-range',
      'input.toDays',
      'got 0',
      () => retention.rescaleRetentionRate({ retentionRate: 0.9, fromDays: 30, toDays: 0 }),
    ],
    [
      'out-of-range',
      'input.toDays',
      'got -7',
      () => retention.rescaleRetentionRate({ retentionRate: 0.9, fromDays: 30, toDays: -7 }),
    ],
    ['wrong-kind', 'tally', 'expected a stored order-tally', () => retention.tabulateOrderNumbers(cohorts as never)],
    [
      'wrong-kind',
      'tally',
      'expected a stored cohort-tally',
      () => retention.tabulateCohorts(orders as never, { metric: 'orders' }),
    ],
    [
      'unknown-name',
      'view.metric',
      'expected one of customers, orders, amount, got sums',
      () => retention.tabulateCohorts(cohorts, { metric: 'sums' as 'orders' }),
    ],
    [
      'unknown-name',
      'view.kind',
      'expected one of bounded, rolling, unbroken, got free',
      () => retention.tabulateCohorts(cohorts, { metric: 'customers', kind: 'free' as 'bounded' }),
    ],
    [
      'unknown-name',
      'view.per',
      'expected one of cohort, customer, first-period, got head',
      () => retention.tabulateCohorts(cohorts, { metric: 'orders', per: 'head' as 'cohort' }),
    ],
    [
      'inconsistent',
      'tally.cohorts',
      'expected the start of a month, got 2024-01-02',
      () =>
        retention.tabulateCohorts(
          { ...cohorts, cohorts: [cohorts.cohorts[0]!, { ...cohorts.cohorts[0]!, startOn: '2024-01-02', startAt: 1 }] },
          { metric: 'orders' },
        ),
    ],
    [
      'not-tallied',
      'view.metric',
      'expected a tally with amount, got one without',
      () => retention.tabulateCohorts(cohorts, { metric: 'amount' }),
    ],
    [
      'not-tallied',
      'view.metric',
      'expected a tally with amount, got one without',
      () =>
        retention.tabulateCohorts(
          { ...cohorts, cohorts: [{ ...cohorts.cohorts[0]!, orders: null }] },
          { metric: 'amount' },
        ),
    ],
    [
      'not-an-instant',
      'options.from',
      'soon',
      () => retention.tabulateLifecycle([], { asOf, period: 'month', from: 'soon' }),
    ],
    [
      'overflow',
      'amountMinor',
      'expected sums within the safe integers',
      () =>
        retention.tallyRevenueCohorts(
          [
            { customerId: 'a', at: 0, amountMinor: most },
            { customerId: 'b', at: 0, amountMinor: most },
          ],
          { asOf, period: 'year' },
        ),
    ],
    [
      'unknown-name',
      'terms.firstMargin',
      'got soon',
      () => retention.valueElasticities({ ...economics, firstMargin: 'soon' as 'now' }),
    ],
    [
      'missing-value',
      'terms.margin',
      'expected a margin beside options.acquisitionCost, got none',
      () =>
        retention.valueElasticities(
          { retentionRate: 0.5, discountRatePerPeriod: 0, firstMargin: 'now' },
          { acquisitionCost: 1 },
        ),
    ],
    [
      'out-of-range',
      'options.acquisitionCost',
      'expected another amount than the value, got 200',
      () =>
        retention.valueElasticities(
          { retentionRate: 0.5, discountRatePerPeriod: 0, firstMargin: 'now', margin: 100 },
          { acquisitionCost: 200 },
        ),
    ],
    ['out-of-range', 'input.acquisitionSpend', 'got -1', units({ acquisitionSpend: -1 })],
    ['out-of-range', 'input.revenuePerCustomer', 'got -1', units({ revenuePerCustomer: -1 })],
    [
      'not-tallied',
      'options.afterOrder',
      'expected an order number kept apart, got 5',
      () =>
        retention.fitReturnCurve(
          tallyOrders([buy('a'), buy('a', '2024-01-15T09:00:00Z')], { asOf, orderNumbersUpTo: 1 }),
          { afterOrder: 5 },
        ),
    ],
    [
      'unknown-name',
      'options.dayRule',
      'expected one of calendar, elapsed, got business',
      () => retention.retentionByDay([], { asOf, dayRule: 'business' as 'elapsed', windows: [] }),
    ],
    ...Object.keys(ratio).map((name): [string, string, string, () => unknown] => [
      'out-of-range',
      `input.${name}`,
      'got -1',
      () => retention.acquisitionRetentionRatio({ ...ratio, [name]: -1 }),
    ]),
  ])('%s %s: %s', (code, argument, words, run) => {
    expectRefusal(run, code, argument, words);
  });
});
