import { type Reason, requireWithin } from '../errors/index.ts';

/** What was spent on winning and on keeping, and, where known, what the last one of each cost. */
export interface AcquisitionRetentionInput {
  /** spent on winning, in units of money, 0 or more */
  acquisitionSpend: number;
  /** customers won */
  newCustomers: number;
  /** spent on keeping, in units of money, 0 or more */
  retentionSpend: number;
  /** customers kept */
  keptCustomers: number;
  /** cost of winning the last one, 0 or more */
  marginalAcquisitionCost?: number;
  /** cost of keeping the last one, 0 or more */
  marginalRetentionCost?: number;
  /** value of a customer, above 0 */
  customerValue?: number;
}

/** What to do with a spend; `'not-comparable'` where only averages are known. */
export type SpendVerdict = 'spend-more' | 'spend-less' | 'at-optimum' | 'not-comparable';

/** Averages of winning and keeping, and what can be said from them. */
export interface AcquisitionRetentionRatio {
  /** spend per customer won; null without any */
  averageAcquisitionCost: number | null;
  /** spend per customer kept; null without any */
  averageRetentionCost: number | null;
  /** the first over the second; null where one is null or keeping cost nothing */
  ratio: number | null;
  /** what to do with the spend on winning */
  acquisitionVerdict: SpendVerdict;
  /** what to do with the spend on keeping */
  retentionVerdict: SpendVerdict;
  /** one for each verdict */
  reasons: Reason<'averages-only' | 'below-value' | 'above-value' | 'equals-value'>[];
}

/**
 * Is winning customers really five times dearer than keeping them, and does it matter?
 *
 * The ratio of averages is given because everybody asks for it. Where to spend the next unit of money depends on what the *last*
 * customer costs against what a customer is worth: without those figures the verdict is `'not-comparable'`.
 *
 * @param input - spends, numbers and, where known, marginal costs and value
 * @returns averages and verdicts; within 1 % of the value is `'at-optimum'`
 * @throws InputError `out-of-range`, `not-finite`
 *
 * @example Winning costs us five times as much as keeping. Should we shift money?
 * ```ts
 * import { acquisitionRetentionRatio } from 'clientele/retention';
 *
 * const spent = { acquisitionSpend: 150_000, newCustomers: 1000, retentionSpend: 30_000, keptCustomers: 1000 };
 * acquisitionRetentionRatio(spent).ratio; // => 5
 * acquisitionRetentionRatio(spent).acquisitionVerdict; // => 'not-comparable'
 * const known = { ...spent, marginalAcquisitionCost: 251, marginalRetentionCost: 180, customerValue: 250 };
 * acquisitionRetentionRatio(known).acquisitionVerdict; // => 'at-optimum'
 * acquisitionRetentionRatio(known).retentionVerdict; // => 'spend-more'
 * ```
 * @see Pfeifer 2005, "The optimal ratio of acquisition and retention costs", Journal of Targeting, Measurement and Analysis for
 * Marketing 13(2)
 */
export function acquisitionRetentionRatio(input: AcquisitionRetentionInput): AcquisitionRetentionRatio {
  const averageAcquisitionCost = average(input, 'acquisitionSpend', 'newCustomers');
  const averageRetentionCost = average(input, 'retentionSpend', 'keptCustomers');
  const value =
    input.customerValue === undefined
      ? undefined
      : requireWithin(input.customerValue, { from: 0, fromOpen: true }, 'input.customerValue');
  const acquisition = judge(
    'acquisition',
    optional(input.marginalAcquisitionCost, 'input.marginalAcquisitionCost'),
    value,
  );
  const retention = judge('retention', optional(input.marginalRetentionCost, 'input.marginalRetentionCost'), value);
  return {
    averageAcquisitionCost,
    averageRetentionCost,
    ratio:
      averageAcquisitionCost === null || !averageRetentionCost ? null : averageAcquisitionCost / averageRetentionCost,
    acquisitionVerdict: acquisition.verdict,
    retentionVerdict: retention.verdict,
    reasons: [acquisition.reason, retention.reason],
  };
}

function average(
  input: AcquisitionRetentionInput,
  spend: 'acquisitionSpend' | 'retentionSpend',
  customers: 'newCustomers' | 'keptCustomers',
): number | null {
  const amount = requireWithin(input[spend], { from: 0 }, `input.${spend}`);
  const count = requireWithin(input[customers], { from: 0 }, `input.${customers}`);
  return count === 0 ? null : amount / count;
}

function optional(value: number | undefined, argument: string): number | undefined {
  return value === undefined ? undefined : requireWithin(value, { from: 0 }, argument);
}

function judge(
  spend: string,
  marginalCost: number | undefined,
  customerValue: number | undefined,
): { verdict: SpendVerdict; reason: AcquisitionRetentionRatio['reasons'][number] } {
  if (marginalCost === undefined || customerValue === undefined) {
    return { verdict: 'not-comparable', reason: { code: 'averages-only', facts: { spend } } };
  }
  const facts = { spend, marginalCost, customerValue };
  if (Math.abs(marginalCost - customerValue) <= 0.01 * customerValue) {
    return { verdict: 'at-optimum', reason: { code: 'equals-value', facts } };
  }
  return marginalCost < customerValue
    ? { verdict: 'spend-more', reason: { code: 'below-value', facts } }
    : { verdict: 'spend-less', reason: { code: 'above-value', facts } };
}
