import { InputError, requireFinite, requireProbability, requireWithin } from '../errors/index.ts';
import { requireDiscount } from './retention-economics.ts';

/** A cohort and what is known of its coming periods. */
export interface CohortProfitInput {
  /** customers won, 0 or more */
  customers: number;
  /** entry t leads from period t to t + 1, 0..1; one fewer than margins, or as many */
  retentionRates: readonly number[];
  /** margin per customer at the start of period t, in units of money; its length is the number of periods */
  marginsPerCustomer: readonly number[];
  /** cost of winning one customer, paid at the start, in units of money, 0 or more */
  acquisitionCost: number;
  /** discount rate per period, above −1 */
  discountRatePerPeriod: number;
}

/** A cohort period by period. */
export interface CohortProfit {
  /** customers left in period t */
  customers: number[];
  /** their margin in period t, before acquisition, undiscounted */
  profit: number[];
  /** margins so far less the cost of acquisition, undiscounted */
  cumulativeProfit: number[];
  /** margins discounted to the start, less the cost of acquisition */
  presentValue: number;
  /** first period whose cumulative profit is 0 or more */
  breakEvenPeriod: number | null;
  /** why there is no such period */
  reason?: 'never';
}

/**
 * What a cohort earns period by period when both retention and margin change with its age.
 *
 * @param input - the cohort, its rates and margins
 * @returns one entry per margin; `breakEvenPeriod` is `null` with reason `never` when the cost is not earned back in sight;
 * all empty without margins
 * @throws InputError `out-of-range`, `not-a-probability`, `not-finite`, `inconsistent` when rates and margins do not fit together
 *
 * @example When does a cohort of 1,000 that cost 45 each pay for itself?
 * ```ts
 * import { cohortProfit } from 'clientele/retention';
 *
 * const cohort = cohortProfit({
 *   customers: 1000,
 *   retentionRates: [0.5, 0.6, 0.65],
 *   marginsPerCustomer: [20, 30, 40, 50],
 *   acquisitionCost: 45,
 *   discountRatePerPeriod: 0.1,
 * });
 * cohort.customers; // => [1000, 500, 300, 195]
 * cohort.cumulativeProfit; // => [-25000, -10000, 2000, 11750]
 * cohort.breakEvenPeriod; // => 2
 * ```
 */
export function cohortProfit(input: CohortProfitInput): CohortProfit {
  const { retentionRates: rates, marginsPerCustomer: margins } = input;
  let left = requireWithin(input.customers, { from: 0 }, 'input.customers');
  const cost = requireWithin(input.acquisitionCost, { from: 0 }, 'input.acquisitionCost');
  const discount = requireDiscount(input.discountRatePerPeriod, 'input.discountRatePerPeriod');
  if (rates.length !== margins.length && rates.length + 1 !== margins.length) {
    throw new InputError(
      'inconsistent',
      'input.retentionRates',
      `expected ${Math.max(0, margins.length - 1)} or ${margins.length} rates for ${margins.length} margins, got ${rates.length}`,
    );
  }
  rates.forEach((rate, t) => requireProbability(rate, `input.retentionRates[${t}]`));
  const customers: number[] = [];
  const profit: number[] = [];
  const cumulativeProfit: number[] = [];
  let sum = -cost * left + 0;
  let presentValue = sum;
  margins.forEach((margin, t) => {
    const earned = left * requireFinite(margin, `input.marginsPerCustomer[${t}]`) + 0;
    sum += earned;
    presentValue += earned / (1 + discount) ** t;
    customers.push(left);
    profit.push(earned);
    cumulativeProfit.push(sum);
    left *= rates[t] ?? 0;
  });
  const first = cumulativeProfit.findIndex((amount) => amount >= 0);
  const figures = { customers, profit, cumulativeProfit, presentValue };
  return first < 0 ? { ...figures, breakEvenPeriod: null, reason: 'never' } : { ...figures, breakEvenPeriod: first };
}
