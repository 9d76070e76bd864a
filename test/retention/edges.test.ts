import { describe, expect, test } from 'vitest';
import {
  acquisitionRetentionRatio,
  allocateBudget,
  breakEvenRetentionRate,
  checkScorecard,
  cohortProfit,
  customerEquity,
  expectedRateAtSpend,
  fitReturnCurve,
  fitSpendResponse,
  logoChurnRate,
  mergeCohortTallies,
  mergeLifecycles,
  mergeOrderTallies,
  mergeRevenueMovements,
  METRIC_CATALOGUE,
  orderStats,
  recurringRevenueChanges,
  repeatPurchaseRate,
  retentionByDay,
  retentionRateFromCounts,
  retentionWhatIf,
  REVENUE_POLICY,
  revenueMovements,
  revenueMovementSeries,
  tabulateLifecycle,
  tabulateOrderNumbers,
  tallyCohorts,
  tallyOrders,
  unitEconomics,
} from 'clientele/retention';
import { probabilitySurviving } from 'clientele/survival';

const code = (value: string) => expect.objectContaining({ code: value });
const on = (customerId: string, day: string, amount?: number) => ({
  customerId,
  at: `${day}T12:00:00Z`,
  ...(amount === undefined ? {} : { amount }),
});

describe('the catalogue of metrics', () => {
  const names = (kind: string, direction: string) =>
    METRIC_CATALOGUE.filter((metric) => metric.kind === kind && metric.direction === direction).map(({ name }) => name);

  test('outcomes, drivers and vanity, with the direction that is better', () => {
    expect(names('outcome', 'up')).toEqual([
      'retentionRate',
      'repeatPurchaseRate',
      'grossRevenueRetention',
      'netRevenueRetention',
      'revenuePerCustomer',
      'lifetimeValue',
      'customerEquity',
      'valueToCostRatio',
      'quickRatio',
      'growthRate',
      'reactivationRate',
    ]);
    expect(names('outcome', 'down')).toEqual(['churnRate', 'grossRevenueChurnRate', 'netRevenueChurnRate']);
    expect(names('driver', 'up')).toEqual([
      'netPromoterScore',
      'satisfiedShare',
      'averageOrderAmount',
      'ordersPerCustomer',
      'keptPromiseRate',
      'closedLoopRate',
      'redemptionRate',
      'activeMemberShare',
    ]);
    expect(names('driver', 'down')).toEqual([
      'daysBetweenOrders',
      'daysToSecondOrder',
      'acquisitionCost',
      'paybackPeriods',
      'firstReplyHours',
    ]);
    expect(names('vanity', 'up')).toEqual([
      'openRate',
      'clickRate',
      'followers',
      'pageViews',
      'registeredAccounts',
      'downloads',
      'messagesSent',
      'impressions',
    ]);
    expect(names('vanity', 'down')).toEqual([]);
  });

  test('a question, what it needs, and a unit that its name promises', () => {
    for (const { name, question, needs, unit } of METRIC_CATALOGUE) {
      expect(question, name).toMatch(/^[A-Z][^?]{10,}\?$/);
      expect(needs.length, name).toBeGreaterThan(5);
      if (/(Rate|Share|Retention)$/.test(name)) expect(unit, name).toBe('rate');
      if (name.startsWith('days')) expect(unit, name).toBe('days');
    }
    const unitOf = (name: string) => METRIC_CATALOGUE.find((metric) => metric.name === name)!.unit;
    for (const [unit, ...members] of [
      ['amount', 'revenuePerCustomer', 'lifetimeValue', 'customerEquity', 'averageOrderAmount', 'acquisitionCost'],
      ['ratio', 'valueToCostRatio', 'quickRatio', 'ordersPerCustomer'],
      ['score', 'netPromoterScore'],
      ['periods', 'paybackPeriods'],
      ['hours', 'firstReplyHours'],
      ['count', 'followers', 'pageViews', 'registeredAccounts', 'downloads', 'messagesSent', 'impressions'],
    ] as const) {
      for (const name of members) expect(unitOf(name), name).toBe(unit);
    }
  });

  test('one quantity said twice: what stays and what is lost', () => {
    const pairs = new Map<string, string[]>();
    for (const { name, quantity } of METRIC_CATALOGUE)
      if (quantity !== undefined) pairs.set(quantity, [...(pairs.get(quantity) ?? []), name]);
    expect([...pairs.values()]).toEqual([
      ['retentionRate', 'churnRate'],
      ['grossRevenueRetention', 'grossRevenueChurnRate'],
      ['netRevenueRetention', 'netRevenueChurnRate'],
    ]);
  });

  test('every problem says where it is and what to do', () => {
    const found = checkScorecard({
      goals: [
        { metric: 'retentionRate', baseline: 0.8, target: 0.8 },
        { metric: 'churnRate', baseline: 0.2, target: null },
        { metric: 'retentionRate', baseline: null, target: 0.9 },
        { metric: 'unheardOf', baseline: 1, target: 0 },
        { metric: 'firstReplyHours', baseline: 3, target: 4 },
      ],
    });
    expect(found.map(({ code: name, path, severity }) => `${severity} ${path} ${name}`)).toEqual([
      'warning /goals/0/target no-change',
      'warning /goals/1/metric same-quantity',
      'warning /goals/1/target missing-target',
      'warning /goals/2/metric duplicate-metric',
      'warning /goals/2/baseline missing-baseline',
      'error /goals/3/metric unknown-metric',
      'warning /goals/4/target wrong-direction',
    ]);
    for (const { message } of found) expect(message).toMatch(/^[A-Z'].{20,}\.$/);
    for (const goals of [
      [],
      [{ metric: 'openRate', baseline: 0, target: 1 }],
      [{ metric: 'satisfiedShare', baseline: 0, target: 1 }],
    ]) {
      const [whole] = checkScorecard({ goals });
      expect(whole).toMatchObject({ path: '/goals', severity: 'warning', message: expect.stringMatching(/.{20,}\.$/) });
    }
  });

  test('only unknown metrics: nothing is said of their kinds', () => {
    expect(checkScorecard({ goals: [{ metric: 'x', baseline: 1, target: 2 }] }).map((problem) => problem.code)).toEqual(
      ['unknown-metric'],
    );
  });
});

describe('verdicts and curves at their edges', () => {
  const spent = { acquisitionSpend: 500, newCustomers: 5, retentionSpend: 40, keptCustomers: 2, customerValue: 100 };
  const verdict = (marginalAcquisitionCost: number) => acquisitionRetentionRatio({ ...spent, marginalAcquisitionCost });

  test('within one percent of the value is the optimum, on both sides', () => {
    expect([98.9, 99, 101, 101.1].map((cost) => verdict(cost).acquisitionVerdict)).toEqual([
      'spend-more',
      'at-optimum',
      'at-optimum',
      'spend-less',
    ]);
    expect([98.9, 99, 101.1].map((cost) => verdict(cost).reasons[0]!.code)).toEqual([
      'below-value',
      'equals-value',
      'above-value',
    ]);
  });

  test('each verdict names its spend and the figures it stands on', () => {
    expect(verdict(80)).toEqual({
      averageAcquisitionCost: 100,
      averageRetentionCost: 20,
      ratio: 5,
      acquisitionVerdict: 'spend-more',
      retentionVerdict: 'not-comparable',
      reasons: [
        { code: 'below-value', facts: { spend: 'acquisition', marginalCost: 80, customerValue: 100 } },
        { code: 'averages-only', facts: { spend: 'retention' } },
      ],
    });
    const { customerValue: _, ...averages } = spent;
    expect(acquisitionRetentionRatio({ ...averages, marginalRetentionCost: 5 }).retentionVerdict).toBe(
      'not-comparable',
    );
    expect(acquisitionRetentionRatio({ ...spent, retentionSpend: 0 })).toMatchObject({
      averageRetentionCost: 0,
      ratio: null,
    });
    expect(acquisitionRetentionRatio({ ...spent, newCustomers: 0 })).toMatchObject({
      averageAcquisitionCost: null,
      ratio: null,
    });
    expect(acquisitionRetentionRatio({ ...spent, acquisitionSpend: 0 }).ratio).toBe(0);
  });

  test('a curve is weak below 2 % and above 98 % of its ceiling, not at them', () => {
    const at = (rate: number) => fitSpendResponse({ ceilingRate: 0.5, spend: 1, rate }).fit;
    expect([0.0099, 0.01, 0.49, 0.4901].map((rate) => at(rate).status)).toEqual([
      'weak',
      'interior',
      'interior',
      'weak',
    ]);
    expect(at(0.005).warnings).toEqual([
      {
        code: 'near-edge',
        message: expect.stringMatching(/^The known rate lies.*\.$/),
        facts: { shareOfCeiling: 0.01 },
      },
    ]);
    expect(fitSpendResponse({ ceilingRate: 1, spend: 3, rate: 0.2 })).toMatchObject({
      kind: 'spend-response',
      version: 1,
      ceilingRate: 1,
      calibratedAt: { spend: 3, rate: 0.2 },
    });
  });

  test('reasons of a budget name the spend, and what the last one costs', () => {
    const response = fitSpendResponse({ ceilingRate: 0.8, spend: 8, rate: 0.6 });
    const best = allocateBudget({
      margin: 50,
      discountRatePerPeriod: 0.12,
      acquisition: response,
      retention: response,
    });
    expect(best.reasons).toEqual([
      {
        code: 'marginal-cost-equals-value',
        facts: { spend: 'acquisition', marginalCost: best.marginalAcquisitionCost, customerValue: best.customerValue },
      },
      {
        code: 'marginal-cost-equals-value',
        facts: { spend: 'retention', marginalCost: best.marginalRetentionCost, customerValue: best.customerValue },
      },
    ]);
    expect(best.averageAcquisitionCost).toBeCloseTo(best.acquisitionSpend / best.acquisitionRate, 12);
    expect(best.averageRetentionCost).toBeCloseTo(best.retentionSpend / best.retentionRate, 12);
    expect(best.averageCostRatio).toBeCloseTo(best.averageAcquisitionCost! / best.averageRetentionCost!, 12);
    expect(expectedRateAtSpend(response, { spend: 0 }).marginalCost).toBeCloseTo(1 / (0.8 * response.steepness), 12);
  });
});

describe('economics at their edges', () => {
  test('a cohort that has just earned back its cost has broken even', () => {
    const plan = { customers: 10, retentionRates: [0.5], marginsPerCustomer: [5, 10], discountRatePerPeriod: 0.1 };
    expect(cohortProfit({ ...plan, acquisitionCost: 10 })).toEqual({
      customers: [10, 5],
      profit: [50, 50],
      cumulativeProfit: [-50, 0],
      presentValue: -100 + 50 + 50 / 1.1,
      breakEvenPeriod: 1,
    });
    expect(cohortProfit({ ...plan, acquisitionCost: 10.01 })).toMatchObject({ breakEvenPeriod: null, reason: 'never' });
    expect(cohortProfit({ ...plan, retentionRates: [0.5, 0.5], acquisitionCost: 0 }).breakEvenPeriod).toBe(0);
  });

  test('equity adds the present and what is to come, cohort by cohort', () => {
    const terms = { margin: 10, retentionRate: 0.5, discountRatePerPeriod: 0.5, firstMargin: 'now' } as const;
    const equity = customerEquity({
      ...terms,
      currentCustomers: 3,
      futureCohorts: [
        { inPeriods: 0, customers: 2, acquisitionCost: 5 },
        { inPeriods: 2, customers: 9, acquisitionCost: 24 },
      ],
    });
    // A customer is worth 15: 2 × 10 now, and 9 × (15 − 24)/1.5² later.
    expect(equity).toEqual({ valuePerCustomer: 15, currentValue: 45, futureValue: 20 - 36, total: 45 - 16 });
  });

  test('unit economics: each null is told with its field and why', () => {
    const month = {
      acquisitionSpend: 10,
      newCustomers: 0,
      revenuePerCustomer: 0,
      marginShare: 1,
      churnRate: 0,
      discountRatePerPeriod: 0,
    };
    const reasons = (change: object) =>
      unitEconomics({ ...month, ...change }).reasons.map((reason) => `${reason.facts.field} ${reason.code}`);
    expect(reasons({})).toEqual([
      'acquisitionCost empty',
      'expectedLifetimePeriods unbounded',
      'lifetimeValue unbounded',
      'valueToCostRatio empty',
      'paybackPeriods empty',
      'paymentsToPayback empty',
    ]);
    expect(reasons({ newCustomers: 1, churnRate: 0.5 })).toEqual(['paybackPeriods never', 'paymentsToPayback never']);
    expect(reasons({ newCustomers: 1, acquisitionSpend: 0, churnRate: 0.5, revenuePerCustomer: 5 })).toEqual([
      'valueToCostRatio unbounded',
    ]);
    // Without churn or discount every payment counts in full: 10 at 3 a payment are four.
    expect(unitEconomics({ ...month, newCustomers: 1, revenuePerCustomer: 3 }).paymentsToPayback).toBe(4);
    // With a discount of −10 % later payments count more, so fewer are needed.
    expect(
      unitEconomics({ ...month, newCustomers: 1, revenuePerCustomer: 3, discountRatePerPeriod: -0.1 })
        .paymentsToPayback,
    ).toBe(3);
  });

  test('break-even retention: free is 0, without a margin nothing brings the cost back', () => {
    const input = { margin: 0, discountRatePerPeriod: 0.1, firstMargin: 'now' } as const;
    expect(breakEvenRetentionRate({ ...input, acquisitionCost: 0 })).toEqual({ value: 0 });
    expect(breakEvenRetentionRate({ ...input, acquisitionCost: 1 })).toEqual({ value: null, reason: 'unreachable' });
    // A rate of exactly 1 is no rate that a customer base can have for ever.
    expect(
      breakEvenRetentionRate({
        margin: 10,
        acquisitionCost: 100,
        discountRatePerPeriod: 0.1,
        firstMargin: 'next-period',
      }),
    ).toEqual({ value: null, reason: 'unreachable' });
  });

  test('a what-if takes points or a share, never both or neither', () => {
    const today = { retentionRate: 0.5, discountRatePerPeriod: 0.1, firstMargin: 'now', margin: 10 } as const;
    expect(() => retentionWhatIf(today, { change: {} as never })).toThrow(code('inconsistent'));
    expect(() => retentionWhatIf(today, { change: { points: 0.1, share: 0.1 } })).toThrow(code('inconsistent'));
    expect(() => retentionWhatIf(today, { change: { points: 0.51 } })).toThrow(code('out-of-range'));
    expect(() => retentionWhatIf(today, { change: { points: -0.51 } })).toThrow(code('out-of-range'));
    const { lifetimeBefore, lifetimeAfter, lifetimeGainShare } = retentionWhatIf(today, { change: { points: 0.25 } });
    expect([lifetimeBefore, lifetimeAfter, lifetimeGainShare]).toEqual([2, 4, 1]);
  });

  test('counts: everybody kept and nobody kept are allowed, one more or less is not', () => {
    const counts = { opening: 5, closing: 5, new: 0, reactivated: 0 };
    expect(retentionRateFromCounts(counts).value).toBe(1);
    expect(retentionRateFromCounts({ ...counts, new: 5 }).value).toBe(0);
    expect(() => retentionRateFromCounts({ ...counts, closing: 6 })).toThrow(code('inconsistent'));
    expect(() => retentionRateFromCounts({ ...counts, new: 6 })).toThrow(code('inconsistent'));
  });
});

describe('logs at their edges', () => {
  const options = { asOf: '2024-03-01T00:00:00Z' };
  const LOG = [on('a', '2024-01-01', 1), on('a', '2024-01-11', 2), on('a', '2024-01-31', 4), on('b', '2024-02-29', 8)];

  test('an order tally in full', () => {
    expect(tallyOrders(LOG, { ...options, withinDays: [0, 9, 10, 59, 60], orderNumbersUpTo: 2 })).toEqual({
      kind: 'order-tally',
      version: 1,
      asOfAt: Date.UTC(2024, 2, 1),
      timeZone: 'UTC',
      sameDay: 'merge',
      refunds: 'exclude',
      orderNumbersUpTo: 2,
      customers: 2,
      returned: 1,
      orders: 4,
      amount: [15],
      within: [
        { days: 0, eligible: 2, returned: 0 },
        { days: 9, eligible: 1, returned: 0 },
        { days: 10, eligible: 1, returned: 1 },
        { days: 59, eligible: 1, returned: 1 },
        { days: 60, eligible: 0, returned: 0 },
      ],
      gaps: [
        { afterOrder: 1, returned: [[10, 1]], waiting: [[1, 1]] },
        { afterOrder: 2, returned: [[20, 1]], waiting: [] },
        { afterOrder: 'more', returned: [], waiting: [[30, 1]] },
      ],
      byOrderNumber: [
        { orderNumber: 1, customers: 2, amount: [9], firstAmount: [9] },
        { orderNumber: 2, customers: 1, amount: [2], firstAmount: [1] },
      ],
      ignored: { afterAsOf: 0, refunds: 0 },
    });
  });

  test('no order number kept apart: all gaps in one bucket, and the second order has no place of its own', () => {
    const tally = tallyOrders(LOG, { ...options, orderNumbersUpTo: 0 });
    expect(tally.gaps.map((gap) => gap.afterOrder)).toEqual(['more']);
    expect(tabulateOrderNumbers(tally)).toEqual([]);
    expect(orderStats(tally)).toMatchObject({ gapDays: { count: 2 }, daysToSecondOrder: { count: 0, p50: null } });
    expect(fitReturnCurve(tally).fit.weight).toBe(4);
  });

  test('by instants a gap is whole days elapsed', () => {
    const log = [on('a', '2024-01-01'), { customerId: 'a', at: '2024-01-11T11:59:59Z' }];
    expect(tallyOrders(log, { ...options, sameDay: 'instants' }).gaps[0]!.returned).toEqual([[9, 1]]);
    expect(tallyOrders(log, options).gaps[0]!.returned).toEqual([[10, 1]]);
  });

  test('merging keeps every field: within, gaps of numbers that one part lacks, what was ignored', () => {
    const [mine, theirs] = [LOG.slice(0, 3), [LOG[3]!, on('b', '2024-03-05', 1), on('b', '2024-02-01', -1)]];
    const whole = tallyOrders([...mine, ...theirs], options);
    const merged = mergeOrderTallies(tallyOrders(mine, options), tallyOrders(theirs, options));
    expect(merged).toEqual(whole);
    expect(merged.ignored).toEqual({ afterAsOf: 1, refunds: 1 });
    expect(repeatPurchaseRate(merged)).toMatchObject({ numerator: 1, denominator: 2, sameDay: 'merge' });
    for (const other of [{ sameDay: 'rows' }, { asOf: 0 }, { timeZone: 'Asia/Tokyo' }] as const) {
      expect(() => mergeOrderTallies(whole, tallyOrders([], { ...options, ...other }))).toThrow(code('tally-mismatch'));
    }
  });

  test('a cohort tally in full, with the order that repeats in the first period', () => {
    expect(tallyCohorts(LOG, { ...options, period: 'month' })).toEqual({
      kind: 'cohort-tally',
      version: 1,
      period: 'month',
      timeZone: 'UTC',
      asOfAt: Date.UTC(2024, 2, 1),
      sameDay: 'merge',
      refunds: 'exclude',
      givenStarts: false,
      cohorts: [
        {
          startOn: '2024-01-01',
          startAt: Date.UTC(2024, 0, 1),
          customers: 1,
          repeatedInFirstPeriod: 1,
          activeCustomers: [1, 0],
          lastActive: [1, 0],
          unbrokenUntil: [1, 0],
          orders: [3, 0],
          amount: [[7], []],
        },
        {
          startOn: '2024-02-01',
          startAt: Date.UTC(2024, 1, 1),
          customers: 1,
          repeatedInFirstPeriod: 0,
          activeCustomers: [1],
          lastActive: [1],
          unbrokenUntil: [1],
          orders: [1],
          amount: [[8]],
        },
      ],
      ignored: { afterAsOf: 0, refunds: 0, beforeStart: 0, unknownCustomer: 0 },
    });
  });

  test('elapsed days: a window of hours is over a moment before the day is', () => {
    const windows = [{ fromDay: 1, toDay: 2 }];
    const log = [on('a', '2024-01-01'), { customerId: 'a', at: '2024-01-02T12:00:00Z' }];
    const at = (asOf: string) => retentionByDay(log, { asOf, dayRule: 'elapsed', windows }).windows[0]!;
    expect(at('2024-01-03T11:59:59.999Z')).toMatchObject({ value: null, denominator: 0 });
    expect(at('2024-01-03T12:00:00Z')).toMatchObject({ value: 1, numerator: 1, denominator: 1 });
  });

  test('cohorts of disjoint customers merge to the whole, customers who came back at once and strangers included', () => {
    const view = { asOf: options.asOf, period: 'month' } as const;
    const of = (id: string) => [on(id, '2024-01-05'), on(id, '2024-01-09')];
    const both = mergeCohortTallies(tallyCohorts(of('a'), view), tallyCohorts(of('b'), view));
    expect(both).toEqual(tallyCohorts([...of('a'), ...of('b')], view));
    expect(both.cohorts[0]!.repeatedInFirstPeriod).toBe(2);
    const starts = (id: string) => [{ customerId: id, at: '2024-01-01T00:00:00Z' }];
    const strangers = mergeCohortTallies(
      tallyCohorts([...of('a'), ...of('x')], { ...view, starts: starts('a') }),
      tallyCohorts([...of('b'), on('y', '2024-02-05')], { ...view, starts: starts('b') }),
    );
    expect(strangers.ignored).toEqual({ afterAsOf: 0, refunds: 0, beforeStart: 0, unknownCustomer: 3 });
  });

  test('gaps of one length after different orders are one spell of their number', () => {
    // a comes back after 10 days twice and is silent since, b from the first: of four gaps two have ended at 10 days.
    const log = [on('a', '2024-01-20'), on('a', '2024-01-30'), on('a', '2024-02-09'), on('b', '2024-02-10')];
    const curve = fitReturnCurve(tallyOrders(log, { asOf: '2024-03-01T00:00:00Z' }));
    expect(curve.fit.weight).toBe(4);
    expect(probabilitySurviving(curve, { days: 10 }).value).toBeCloseTo(0.5, 12);
  });

  test('a repeat rate has the confidence asked for', () => {
    const tally = tallyOrders(LOG, options);
    const [wide, narrow] = [0.95, 0.5].map((level) => repeatPurchaseRate(tally, { withinDays: 30, level }).interval!);
    expect([wide!.level, narrow!.level]).toEqual([0.95, 0.5]);
    expect(narrow!.low).toBeGreaterThan(wide!.low);
  });

  test('a day after the window is not in it; "on or after" asks for one whole day', () => {
    const log = [on('a', '2024-01-01'), on('a', '2024-01-08')];
    const found = (asOf: string) =>
      retentionByDay(log, {
        asOf,
        dayRule: 'calendar',
        windows: [
          { fromDay: 6, toDay: 7 },
          { fromDay: 7, toDay: 8 },
          { fromDay: 7, toDay: null },
        ],
      }).windows.map(({ numerator, denominator }) => [numerator, denominator]);
    expect(found('2024-02-01T00:00:00Z')).toEqual([
      [0, 1],
      [1, 1],
      [1, 1],
    ]);
    // The eighth of January has begun and is not over.
    expect(found('2024-01-08T23:00:00Z')).toEqual([
      [0, 1],
      [0, 0],
      [0, 0],
    ]);
  });

  test('lifecycles of unequal length merge from behind, and rows of another rule do not', () => {
    const of = (log: ReturnType<typeof on>[], asOf = options.asOf) => tabulateLifecycle(log, { asOf, period: 'month' });
    const merged = mergeLifecycles(of([on('b', '2024-02-10')]), of([on('a', '2024-01-01')]));
    expect(merged.map((row) => [row.startOn, row.active, row.new, row.dormant])).toEqual([
      ['2024-01-01', 1, 1, 0],
      ['2024-02-01', 1, 1, 1],
    ]);
    expect(mergeLifecycles([], merged)).toEqual(merged);
    // Nobody has stayed away from a month that is not over: null in both parts, null in the whole.
    const late = '2024-02-20T00:00:00Z';
    const [mine, theirs] = [of([on('a', '2024-01-01')], late), of([on('b', '2024-01-02')], late)];
    expect(mergeLifecycles(mine, theirs)).toEqual(of([on('a', '2024-01-01'), on('b', '2024-01-02')], late));
    expect(mergeLifecycles(mine, theirs).map((row) => row.dormant)).toEqual([0, null]);
    const open = of([on('a', '2024-01-01')], '2024-02-20T00:00:00Z');
    expect(() => mergeLifecycles(of([on('a', '2024-01-01')]), open)).toThrow(code('tally-mismatch'));
  });
});

describe('revenue at its edges', () => {
  const none = revenueMovements({ opening: [], closing: [], paidBefore: [] });

  test('the policy where none is given', () => {
    expect(none.policy).toEqual({
      counting: 'net',
      reactivation: 'separate',
      reactivationWithinDays: null,
      churnBase: 'opening',
      netRetentionReactivation: 'excluded',
      quickRatioReactivation: 'included',
    });
    expect(none).toMatchObject({ startOn: null, startAt: null, endAt: null, complete: true, currency: null });
  });

  test.each(
    Object.entries({
      ...REVENUE_POLICY,
      counting: 'gross',
      reactivation: 'as-new',
      reactivationWithinDays: 5,
      churnBase: 'opening-plus-new',
      netRetentionReactivation: 'included',
      quickRatioReactivation: 'excluded',
    }),
  )('movements under another %s do not merge', (key, value) => {
    const other = { ...none, policy: { ...none.policy, [key]: value } };
    expect(() => mergeRevenueMovements(none, other)).toThrow(
      expect.objectContaining({ code: 'tally-mismatch', argument: `b.policy.${key}` }),
    );
  });

  test.each(['startAt', 'endAt', 'complete'])('nor of another %s', (key) => {
    expect(() => mergeRevenueMovements(none, { ...none, [key]: key === 'complete' ? false : 7 })).toThrow(
      expect.objectContaining({ code: 'tally-mismatch', argument: `b.${key}` }),
    );
  });

  test('all customers of the opening may leave: a rate of 1 with its interval; one leaving more has none', () => {
    const logos = {
      openingCustomers: 30,
      newCustomers: 0,
      churnedCustomers: 30,
      complete: false,
      policy: REVENUE_POLICY,
    };
    expect(logoChurnRate(logos)).toMatchObject({ value: 1, smallBase: false, complete: false, interval: { high: 1 } });
    expect(logoChurnRate({ ...logos, churnedCustomers: 31 })).toMatchObject({
      value: 31 / 30,
      interval: null,
      smallBase: false,
    });
    expect(logoChurnRate({ ...logos, openingCustomers: 29 })).toMatchObject({ smallBase: true, complete: false });
    const wide = { ...logos, newCustomers: 10, policy: { ...REVENUE_POLICY, churnBase: 'opening-plus-new' } as const };
    expect(logoChurnRate(wide)).toMatchObject({ value: 0.75, denominator: 40 });
  });

  test('half a minor unit goes to the even neighbor; a subscription of no length changes nothing', () => {
    const monthly = (amountMinor: number, everyMonths: number) =>
      recurringRevenueChanges([{ customerId: 'a', amountMinor, everyMonths, startAt: 0, endAt: null }])[0]?.amountMinor;
    expect([1, 3, 5, 7].map((price) => monthly(price, 2))).toEqual([undefined, 2, 2, 4]);
    expect([13, 14, 17, 18, 19].map((price) => monthly(price, 12))).toEqual([1, 1, 1, 2, 2]);
    expect(
      recurringRevenueChanges([{ customerId: 'a', amountMinor: 5, everyMonths: 1, startAt: 9, endAt: 9 }]),
    ).toEqual([]);
    // Without a currency there is no such key, not one without a value.
    const plain = { customerId: 'a', amountMinor: 5, everyMonths: 1, startAt: 9, endAt: null };
    expect(recurringRevenueChanges([plain])).toStrictEqual([{ customerId: 'a', at: 9, amountMinor: 5 }]);
    const euro = { customerId: 'a', amountMinor: 5, everyMonths: 1, startAt: 9, endAt: null, currency: 'EUR' };
    expect(recurringRevenueChanges([euro])).toEqual([{ customerId: 'a', at: 9, amountMinor: 5, currency: 'EUR' }]);
  });

  test('a customer of the opening who moved under gross counting is not unchanged, whatever she ends at', () => {
    const at = (day: string, amountMinor: number) => ({ customerId: 'a', at: `${day}T00:00:00Z`, amountMinor });
    const range = { from: '2024-01-01T00:00:00Z', to: '2024-02-01T00:00:00Z', period: 'month' } as const;
    const changes = [at('2023-12-01', 5), at('2024-01-05', 7), at('2024-01-09', 5)];
    expect(revenueMovementSeries(changes, range)[0]).toMatchObject({ unchangedCustomers: 1, expansionCustomers: 0 });
    expect(revenueMovementSeries(changes, { ...range, policy: { counting: 'gross' } })[0]).toMatchObject({
      unchangedCustomers: 0,
      expansionCustomers: 1,
      contractionCustomers: 1,
      openingCustomers: 1,
      closingCustomers: 1,
    });
  });
});
