import {
  churnRate,
  customerBaseBridge,
  dailySumChurnRate,
  orderStats,
  repeatPurchaseRate,
  rescaleRetentionRate,
  retentionRate,
  retentionRateFromCounts,
  tabulateCohorts,
  tabulateOrderNumbers,
  tallyCohorts,
  tallyOrders,
} from 'clientele/retention';
import type { Purchase } from 'clientele/purchases';
import type { Comparison, Rate } from 'clientele/statistics';
import { compareProportions, measureRate } from 'clientele/statistics';
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

export const adapter: Adapter = {
  rate: (input) => withEnds(measureRate(input, level(input))),
  retention_rate: (input) => withEnds(retentionRate(input, level(input))),
  churn_rate: (input) => withEnds(churnRate(input, level(input))),
  retention_rate_from_counts: (input) => withEnds(retentionRateFromCounts(input, level(input))),
  rescale_retention_rate: (input) => rescaleRetentionRate(input),
  daily_sum_churn_rate: (input) => dailySumChurnRate(input.days),
  customer_base_bridge(input) {
    const bridge = customerBaseBridge(input);
    return { ...bridge, retentionRate: bridge.retentionRate.value, churnRate: bridge.churnRate.value };
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
  compare_rates: (input) =>
    comparison(compareProportions({ reference: input.before, compared: input.after }, level(input))),
};
