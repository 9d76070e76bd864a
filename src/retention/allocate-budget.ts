import type { Reason } from '../errors/index.ts';
import { findRoot } from '../statistics/index.ts';
import { type BudgetInput, readBudget, valueAt } from './expected-prospect-value.ts';
import { expectedRateAtSpend } from './expected-rate-at-spend.ts';

/** The best spends on winning and on keeping, and what they bring. */
export interface BudgetAllocation {
  /** best spend per prospect, in units of money */
  acquisitionSpend: number;
  /** best spend per customer and period, in units of money */
  retentionSpend: number;
  /** share of prospects won with it, 0..1 */
  acquisitionRate: number;
  /** share of customers kept per period with it, 0..1 */
  retentionRate: number;
  /** value of a customer after her retention spend */
  customerValue: number;
  /** value of a prospect after both spends */
  prospectValue: number;
  /** spend per customer won; null when nothing is spent */
  averageAcquisitionCost: number | null;
  /** spend per customer kept; null when nothing is spent */
  averageRetentionCost: number | null;
  /** cost of winning one more; at a spend of 0 the cost of the first */
  marginalAcquisitionCost: number;
  /** cost of keeping one more; at a spend of 0 the cost of the first */
  marginalRetentionCost: number;
  /** average cost of winning over average cost of keeping; null where one is */
  averageCostRatio: number | null;
  /** `boundary` when one of the spends is 0 */
  status: 'interior' | 'boundary';
  /** the same business at the spends of the known points */
  today: { customerValue: number; prospectValue: number };
  /** why each spend is what it is */
  reasons: Reason<'marginal-cost-equals-value' | 'first-unit-costs-too-much'>[];
}

/**
 * How much to spend on winning and how much on keeping, so that a prospect is worth the most.
 *
 * At an inner optimum the *last* customer won and the *last* one kept both cost exactly what a customer is worth, while the
 * ratio of the averages may be anything: "winning is five times dearer than keeping" says nothing about where to spend.
 *
 * @param input - margin, discount and both responses, all for the same period
 * @returns spends, rates and values; `boundary` with a spend of 0 where the first unit already costs more than it brings
 * @throws InputError as {@link expectedProspectValue}
 *
 * @example Should we spend more on new customers or on the ones we have?
 * ```ts
 * import { allocateBudget, fitSpendResponse } from 'clientele/retention';
 *
 * const best = allocateBudget({
 *   margin: 50,
 *   discountRatePerPeriod: 0.12,
 *   acquisition: fitSpendResponse({ ceilingRate: 0.4, spend: 5, rate: 0.1 }),
 *   retention: fitSpendResponse({ ceilingRate: 0.8, spend: 8, rate: 0.6 }),
 * });
 * [best.acquisitionSpend, best.retentionSpend]; // => [~15.8474, ~15.6243]
 * [best.marginalAcquisitionCost, best.marginalRetentionCost, best.customerValue]; // => [~108.1405, ~108.1405, ~108.1405]
 * best.averageCostRatio; // => ~3.1649
 * [best.today.prospectValue, best.prospectValue]; // => [~4.2308, ~10.0285]
 * ```
 * @see Pfeifer 2005, "The optimal ratio of acquisition and retention costs", Journal of Targeting, Measurement and Analysis for
 * Marketing 13(2); Blattberg & Deighton 1996
 */
export function allocateBudget(input: BudgetInput): BudgetAllocation {
  readBudget(input);
  const { acquisition, retention } = input;
  const retentionSpend = bestRetentionSpend(input);
  const { customerValue: worth } = valueAt(input, { acquisitionSpend: 0, retentionSpend });
  // a′(A)·V = 1: the last prospect won costs what a customer is worth.
  const first = acquisition.ceilingRate * acquisition.steepness * worth;
  const acquisitionSpend = first > 1 ? Math.log(first) / acquisition.steepness : 0;
  const best = valueAt(input, { acquisitionSpend, retentionSpend });
  const today = valueAt(input, {
    acquisitionSpend: acquisition.calibratedAt.spend,
    retentionSpend: retention.calibratedAt.spend,
  });
  const averageAcquisitionCost = acquisitionSpend === 0 ? null : acquisitionSpend / best.acquisitionRate;
  const averageRetentionCost = retentionSpend === 0 ? null : retentionSpend / best.retentionRate;
  // Never beyond every number: at the optimum both are a customer's value.
  const marginalAcquisitionCost = expectedRateAtSpend(acquisition, { spend: acquisitionSpend }).marginalCost!;
  const marginalRetentionCost = expectedRateAtSpend(retention, { spend: retentionSpend }).marginalCost!;
  return {
    acquisitionSpend,
    retentionSpend,
    ...best,
    averageAcquisitionCost,
    averageRetentionCost,
    marginalAcquisitionCost,
    marginalRetentionCost,
    averageCostRatio:
      averageAcquisitionCost === null || averageRetentionCost === null
        ? null
        : averageAcquisitionCost / averageRetentionCost,
    status: acquisitionSpend > 0 && retentionSpend > 0 ? 'interior' : 'boundary',
    today: { customerValue: today.customerValue, prospectValue: today.prospectValue },
    reasons: [
      reasonOf('acquisition', acquisitionSpend, marginalAcquisitionCost, best.customerValue),
      reasonOf('retention', retentionSpend, marginalRetentionCost, best.customerValue),
    ],
  };
}

/**
 * Root of (m(1 + d) − R) r′(R) − (1 + d − r(R)), divided by e^(−kR) so that it stays in numbers however steep the curve is:
 * (M − R) c k − c − (1 + d − c) e^(kR), strictly decreasing in R.
 */
function bestRetentionSpend(input: BudgetInput): number {
  const { ceilingRate, steepness } = input.retention;
  const total = input.margin * (1 + input.discountRatePerPeriod);
  const rest = 1 - ceilingRate + input.discountRatePerPeriod;
  const slope = (spend: number): number =>
    (total - spend) * ceilingRate * steepness - ceilingRate - rest * Math.exp(steepness * spend);
  if (slope(0) <= 0) return 0;
  // Where the first term alone is used up; with a ceiling of 1 and no discount that is the root itself.
  const used = total - 1 / steepness;
  if (rest === 0) return used;
  const high = Math.min(used, Math.log(((total * steepness - 1) * ceilingRate) / rest) / steepness);
  // Rounding may leave the upper end a hair below the root: then it is the root.
  return findRoot(slope, { low: 0, high, tolerance: 1e-15 }) ?? high;
}

function reasonOf(
  spend: string,
  amount: number,
  marginalCost: number,
  customerValue: number,
): BudgetAllocation['reasons'][number] {
  const code = amount > 0 ? 'marginal-cost-equals-value' : 'first-unit-costs-too-much';
  return { code, facts: { spend, marginalCost, customerValue } };
}
