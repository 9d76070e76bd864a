import {
  acquisitionRetentionRatio,
  allocateBudget,
  assignRevenueMovement,
  breakEvenRetentionRate,
  breakEvenRetentionSpend,
  checkScorecard,
  churnRate,
  cohortProfit,
  compareRates,
  customerBaseBridge,
  customerEquity,
  dailySumChurnRate,
  expectedProspectValue,
  expectedRateAtSpend,
  fitReturnCurve,
  fitSpendResponse,
  grossRevenueChurnRate,
  grossRevenueRetention,
  logoChurnRate,
  marginMultiple,
  maxAcquisitionSpend,
  mergeRevenueMovements,
  netRevenueChurnRate,
  netRevenueRetention,
  orderStats,
  quickRatio,
  repeatPurchaseRate,
  rescaleRetentionRate,
  retentionByDay,
  retentionRate,
  retentionRateFromCounts,
  retentionWhatIf,
  type RevenueAmounts,
  revenueMovements,
  revenueMovementSeries,
  type RevenueMovements,
  tabulateCohorts,
  tabulateLifecycle,
  tabulateOrderNumbers,
  tallyCohorts,
  tallyOrders,
  unitEconomics,
  valueElasticities,
} from 'clientele/retention';
import { probabilitySurviving, quantileDays } from 'clientele/survival';
import type { Purchase } from 'clientele/purchases';
import type { Comparison, Rate } from 'clientele/statistics';
import { measureRate } from 'clientele/statistics';
import type { Adapter, CaseContext } from './adapter.ts';
import { readLog } from './read-log.ts';

const withEnds = (rate: Rate): object => ({
  ...rate,
  low: rate.interval?.low ?? null,
  high: rate.interval?.high ?? null,
});

const level = (input: any): { level?: number } => (input.level === undefined ? {} : { level: input.level });

const logOf = (input: any, context: CaseContext): Purchase[] => input.purchases ?? readLog(input.data, context);

const logOptions = (input: any) => ({
  asOf: input.asOf,
  ...(input.timeZone && { timeZone: input.timeZone }),
  ...(input.sameDay && { sameDay: input.sameDay === 'separate' ? ('rows' as const) : input.sameDay }),
});

const comparison = (found: Comparison): object => ({
  ...found,
  low: found.interval?.low ?? null,
  high: found.interval?.high ?? null,
  zScore: found.statistic,
});

/** The suite's rates, both readings of net retention and of the quick ratio under keys of their own. */
const revenueRates = (movements: RevenueAmounts): object => {
  const reading = (net: 'excluded' | 'included', quick: 'excluded' | 'included'): RevenueAmounts => ({
    ...movements,
    policy: { ...movements.policy, netRetentionReactivation: net, quickRatioReactivation: quick },
  });
  const plain = reading('excluded', 'included');
  const other = reading('included', 'excluded');
  return {
    grossRevenueChurnRate: grossRevenueChurnRate(plain).value,
    grossRevenueRetention: grossRevenueRetention(plain).value,
    netRevenueChurnRate: netRevenueChurnRate(plain).value,
    netRevenueRetention: netRevenueRetention(plain).value,
    netRevenueChurnRateWithReactivation: netRevenueChurnRate(other).value,
    netRevenueRetentionWithReactivation: netRevenueRetention(other).value,
    quickRatio: quickRatio(plain).value,
    quickRatioWithoutReactivation: quickRatio(other).value,
  };
};

const movementsWithRates = (movements: RevenueMovements): object => ({
  ...movements,
  logoChurnRate: logoChurnRate(movements).value,
  ...revenueRates(movements),
});

const levelsOf = (snapshot: Record<string, number>) =>
  Object.entries(snapshot).map(([customerId, amountMinor]) => ({ customerId, amountMinor }));

const policyOf = (input: any) => (input.policy ? { policy: input.policy } : {});

const budgetOf = (input: any) => ({
  ...input,
  acquisition: fitSpendResponse(input.acquisition),
  retention: fitSpendResponse(input.retention),
});

export const adapter: Adapter = {
  rate: (input) => withEnds(measureRate(input, level(input))),
  retention_rate: (input) => withEnds(retentionRate(input, level(input))),
  churn_rate: (input) => withEnds(churnRate(input, level(input))),
  retention_rate_from_counts: (input) => withEnds(retentionRateFromCounts(input, level(input))),
  rescale_retention_rate: (input) => rescaleRetentionRate(input),
  daily_sum_churn_rate: (input) => dailySumChurnRate(input.days),
  customer_base_bridge(input) {
    const bridge = customerBaseBridge(input);
    return {
      ...bridge,
      retentionRate: bridge.retentionRate.value,
      churnRate: bridge.churnRate.value,
      growthRate: bridge.growthRate.value,
    };
  },
  repeat_purchase_rate(input, context) {
    const { withinDays } = input;
    const tally = tallyOrders(logOf(input, context), {
      ...logOptions(input),
      ...(withinDays !== undefined && { withinDays: [withinDays] }),
    });
    return withEnds(repeatPurchaseRate(tally, { ...level(input), ...(withinDays !== undefined && { withinDays }) }));
  },
  order_stats: (input, context) => orderStats(tallyOrders(logOf(input, context), logOptions(input))),
  amount_by_order_number: (input, context) => ({
    rows: tabulateOrderNumbers(
      tallyOrders(logOf(input, context), { ...logOptions(input), orderNumbersUpTo: input.upTo }),
    ),
  }),
  cohort_table(input, context) {
    const { view, period, starts } = input;
    const tally = tallyCohorts(logOf(input, context), { ...logOptions(input), period, ...(starts && { starts }) });
    const table = tabulateCohorts(tally, view);
    const cells = table.cohorts.map((row) =>
      row.cells.map((cell) => (view.metric === 'customers' && cell.complete ? cell.numerator : cell.value)),
    );
    return {
      startOn: table.cohorts.map((row) => row.startOn),
      customers: table.cohorts.map((row) => row.customers),
      counts: cells,
      values: cells,
      averages: table.averages.map((rate) => rate.value),
    };
  },
  compare_rates: (input) => comparison(compareRates({ reference: input.before, compared: input.after }, level(input))),
  retention_by_day(input, context) {
    const { dayRule, windows } = input;
    const found = retentionByDay(logOf(input, context), { ...logOptions(input), dayRule, windows });
    return { windows: found.windows.map(withEnds) };
  },
  lifecycle(input, context) {
    const { period, from } = input;
    return {
      periods: tabulateLifecycle(logOf(input, context), { ...logOptions(input), period, ...(from && { from }) }),
    };
  },
  return_curve(input, context) {
    const { afterOrder } = input;
    const tally = tallyOrders(logOf(input, context), {
      ...logOptions(input),
      ...(afterOrder > 10 && { orderNumbersUpTo: afterOrder }),
    });
    const curve = fitReturnCurve(tally, afterOrder === undefined ? {} : { afterOrder });
    // Beyond the longest gap the suite reads the last step.
    const seen = (days: number): number => Math.min(days, curve.longestDays);
    return {
      spells: curve.fit.weight,
      returns: curve.fit.ended,
      notReturned: input.atDays.map((days: number) => probabilitySurviving(curve, { days: seen(days) }).value),
      medianDays: quantileDays(curve, { share: 0.5 }).value,
      conditional: (input.conditional ?? []).map(
        ({ inactiveDays, horizonDays }: { inactiveDays: number; horizonDays: number }) =>
          probabilitySurviving(curve, {
            days: seen(inactiveDays + horizonDays),
            conditionalOnDays: seen(inactiveDays),
          }).value,
      ),
    };
  },
  assign_revenue_movement: (input) => ({ movement: assignRevenueMovement(input) }),
  revenue_rates(input) {
    const nobody = { opening: [], closing: [], paidBefore: [] };
    const { policy } = revenueMovements(nobody, policyOf(input));
    const amounts = { ...input, complete: true, policy };
    const closing = mergeRevenueMovements(revenueMovements(nobody, { policy }), {
      ...revenueMovements(nobody, { policy }),
      ...amounts,
    });
    return { closingMinor: closing.closingMinor, ...revenueRates(amounts) };
  },
  revenue_movements: (input) =>
    movementsWithRates(
      revenueMovements(
        {
          opening: levelsOf(input.opening),
          closing: levelsOf(input.closing),
          // The suite's convention: every id of the opening has paid before, whatever its level.
          paidBefore: [...(input.paidBefore ?? []), ...Object.keys(input.opening)],
        },
        policyOf(input),
      ),
    ),
  revenue_movement_series(input) {
    const [year, month] = input.firstMonth.split('-').map(Number) as [number, number];
    const startOf = (k: number): number => Date.UTC(year, month - 1 + k, 1);
    const rows = Object.entries<number[]>(input.levels);
    const changes = rows.flatMap(([customerId, levels]) =>
      levels.flatMap((amountMinor, k) =>
        amountMinor === (levels[k - 1] ?? 0) ? [] : [{ customerId, at: startOf(k), amountMinor }],
      ),
    );
    const months = Math.max(0, ...rows.map(([, levels]) => levels.length));
    const series = revenueMovementSeries(changes, {
      from: startOf(0),
      to: startOf(months),
      period: 'month',
      ...policyOf(input),
    });
    return { periods: series.map(movementsWithRates) };
  },
  revenue_change_series: ({ changes, ...options }) => ({
    periods: revenueMovementSeries(changes, options).map(movementsWithRates),
  }),
  unit_economics: ({ grossMarginShare, ...input }) => unitEconomics({ ...input, marginShare: grossMarginShare }),
  margin_multiple: (input) => ({ value: marginMultiple(input) }),
  value_elasticities({ acquisitionCost, ...terms }) {
    return valueElasticities(terms, acquisitionCost === undefined ? {} : { acquisitionCost });
  },
  retention_what_if: ({ change, ...economics }) => retentionWhatIf(economics, { change }),
  break_even_retention_spend: ({ newRetentionRate, ...economics }) => ({
    value: breakEvenRetentionSpend(economics, { newRetentionRate }),
  }),
  break_even_retention_rate: (input) => breakEvenRetentionRate(input),
  max_acquisition_spend: ({ targetRatio, ...economics }) => ({
    value: maxAcquisitionSpend(economics, targetRatio === undefined ? {} : { targetRatio }),
  }),
  fit_spend_response({ atSpend, ...point }) {
    const response = fitSpendResponse(point);
    const { rate, marginalCost } = expectedRateAtSpend(response, { spend: atSpend ?? point.spend });
    return { steepness: response.steepness, expectedRate: rate, marginalCost };
  },
  expected_prospect_value: ({ acquisitionSpend, retentionSpend, ...input }) =>
    expectedProspectValue(budgetOf(input), { acquisitionSpend, retentionSpend }),
  allocate_budget(input) {
    const best = allocateBudget(budgetOf(input));
    return {
      ...best,
      currentProspectValue: best.today.prospectValue,
      currentCustomerValue: best.today.customerValue,
    };
  },
  acquisition_retention_ratio: (input) => acquisitionRetentionRatio(input),
  customer_equity: (input) => customerEquity(input),
  cohort_profit: (input) => cohortProfit(input),
  check_scorecard: (input) => ({
    codes: [...new Set(checkScorecard(input).map((problem) => problem.code))].sort(),
  }),
};
