import { InputError, requireWithin } from '../errors/index.ts';
import { rateAt } from './expected-rate-at-spend.ts';
import type { SpendResponse } from './fit-spend-response.ts';
import { readSpendResponse } from './read-spend-response.ts';
import { requireDiscount } from './retention-economics.ts';

/** A customer's margin and how winning and keeping answer to spend; all for one and the same period. */
export interface BudgetInput {
  /** margin per customer and period before retention spend, the first one now, in units of money, 0 or more */
  margin: number;
  /** discount rate per period, above −1 */
  discountRatePerPeriod: number;
  /** share of prospects won by spend per prospect */
  acquisition: SpendResponse;
  /** share of customers kept per period by spend per customer and period */
  retention: SpendResponse;
}

/** The two spends. */
export interface ProspectSpends {
  /** spend per prospect, in units of money, 0 or more */
  acquisitionSpend: number;
  /** spend per customer and period, in units of money, 0 or more */
  retentionSpend: number;
}

/** What one prospect is worth at some spends. */
export interface ProspectValue {
  /** share of prospects won, 0..1 */
  acquisitionRate: number;
  /** share of customers kept per period, 0..1 */
  retentionRate: number;
  /** V = (m(1 + d) − R)/(1 + d − r(R)): value of a customer after her retention spend */
  customerValue: number;
  /** a(A)·V − A: what a prospect is worth after both spends */
  prospectValue: number;
}

/**
 * What a prospect is worth at given spends on winning and on keeping: for comparing today's plan with a cut one.
 *
 * @param input - margin, discount and both responses
 * @param options - the two spends
 * @returns rates 0..1, values in units of money; negative when more is spent than comes back
 * @throws InputError `out-of-range`, also where the retention ceiling reaches 1 + a negative discount; `not-finite`, `wrong-kind` (another
 * stored value than a response), `overflow` where without discount a spend on keeping leaves nobody to lose
 *
 * @example What does a budget cut of 30 % cost us per prospect?
 * ```ts
 * import { expectedProspectValue, fitSpendResponse } from 'clientele/retention';
 *
 * const plan = {
 *   margin: 50,
 *   discountRatePerPeriod: 0.12,
 *   acquisition: fitSpendResponse({ ceilingRate: 0.4, spend: 5, rate: 0.1 }),
 *   retention: fitSpendResponse({ ceilingRate: 0.8, spend: 8, rate: 0.6 }),
 * };
 * expectedProspectValue(plan, { acquisitionSpend: 5, retentionSpend: 8 }).prospectValue; // => ~4.2308
 * expectedProspectValue(plan, { acquisitionSpend: 3.5, retentionSpend: 5.6 }).prospectValue; // => ~2.4009
 * ```
 * @see Blattberg & Deighton 1996, "Manage Marketing by the Customer Equity Test", Harvard Business Review 74(4)
 */
export function expectedProspectValue(input: BudgetInput, options: ProspectSpends): ProspectValue {
  readBudget(input);
  const acquisitionSpend = requireWithin(options.acquisitionSpend, { from: 0 }, 'options.acquisitionSpend');
  const retentionSpend = requireWithin(options.retentionSpend, { from: 0 }, 'options.retentionSpend');
  return valueAt(input, { acquisitionSpend, retentionSpend });
}

/** Guards of everything that values a prospect. */
export function readBudget(input: BudgetInput): void {
  requireWithin(input.margin, { from: 0 }, 'input.margin');
  const discount = requireDiscount(input.discountRatePerPeriod, 'input.discountRatePerPeriod');
  readSpendResponse(input.acquisition, 'input.acquisition');
  const { ceilingRate } = readSpendResponse(input.retention, 'input.retention');
  if (discount < 0 && ceilingRate >= 1 + discount) {
    throw new InputError(
      'out-of-range',
      'input.retention.ceilingRate',
      `expected less than 1 + ${discount}, got ${ceilingRate}`,
    );
  }
}

/** The value of a prospect, unguarded. */
export function valueAt(input: BudgetInput, spends: ProspectSpends): ProspectValue {
  const { margin, discountRatePerPeriod: discount, acquisition, retention } = input;
  const acquisitionRate = rateAt(acquisition, spends.acquisitionSpend);
  const retentionRate = rateAt(retention, spends.retentionSpend);
  // 1 + d − c(1 − e^(−kR)), summed so that a ceiling of 1 without discount does not cancel to 0.
  const { ceilingRate, steepness } = retention;
  const shrink = 1 - ceilingRate + discount + ceilingRate * Math.exp(-steepness * spends.retentionSpend);
  const customerValue = (margin * (1 + discount) - spends.retentionSpend) / shrink;
  // A ceiling of 1 without discount: so much spent that nobody is lost in floats.
  if (!Number.isFinite(customerValue)) {
    throw new InputError('overflow', 'input.retention', `expected a rate below 1, got 1 at ${spends.retentionSpend}`);
  }
  return {
    acquisitionRate,
    retentionRate,
    customerValue,
    prospectValue: acquisitionRate * customerValue - spends.acquisitionSpend,
  };
}
