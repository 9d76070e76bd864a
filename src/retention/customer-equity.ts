import { requireFinite, requireWithin } from '../errors/index.ts';
import { readTerms, type RetentionEconomics } from './retention-economics.ts';

/** Customers who are still to be won. */
export interface FutureCohort {
  /** periods from now until they are won, 0 or more */
  inPeriods: number;
  /** how many, 0 or more */
  customers: number;
  /** cost of winning one of them then, in units of money, 0 or more */
  acquisitionCost: number;
}

/** The present customers and those to come. */
export interface CustomerEquityInput extends RetentionEconomics {
  /** customers of today, 0 or more */
  currentCustomers: number;
  /** cohorts to come */
  futureCohorts: readonly FutureCohort[];
}

/** The value of a customer base in today's money. */
export interface CustomerEquity {
  /** value of one customer at the start of her life */
  valuePerCustomer: number;
  /** value of the present customers */
  currentValue: number;
  /** value of those to come, less what winning them costs, discounted to now */
  futureValue: number;
  /** both together */
  total: number;
}

/**
 * What the customer base is worth today: present customers, and those to come less their cost.
 *
 * Every customer is taken to be worth the same, the old as the new. Where that is too coarse, sum the values of
 * `clientele/clv`.
 *
 * @param input - economics of one customer, present and future numbers
 * @returns units of money of today
 * @throws InputError as {@link marginMultiple}, `out-of-range` for negative numbers, with the cohort
 *
 * @example What are our 1,000 customers worth, with 300 more next year at 120 each?
 * ```ts
 * import { customerEquity } from 'clientele/retention';
 *
 * const equity = customerEquity({
 *   margin: 50, retentionRate: 0.8, discountRatePerPeriod: 0.1, firstMargin: 'now',
 *   currentCustomers: 1000,
 *   futureCohorts: [{ inPeriods: 1, customers: 300, acquisitionCost: 120 }],
 * });
 * [equity.currentValue, equity.futureValue]; // => [~183333.33, ~17272.73]
 * ```
 * @see Gupta, Lehmann & Stuart 2004, "Valuing Customers", Journal of Marketing Research 41(1)
 */
export function customerEquity(input: CustomerEquityInput): CustomerEquity {
  const { discount, multiple } = readTerms(input, 'input');
  const valuePerCustomer = requireFinite(input.margin, 'input.margin') * multiple;
  const currentValue = requireWithin(input.currentCustomers, { from: 0 }, 'input.currentCustomers') * valuePerCustomer;
  let futureValue = 0;
  input.futureCohorts.forEach((cohort, i) => {
    const path = `input.futureCohorts[${i}]`;
    const periods = requireWithin(cohort.inPeriods, { from: 0 }, `${path}.inPeriods`);
    const customers = requireWithin(cohort.customers, { from: 0 }, `${path}.customers`);
    const cost = requireWithin(cohort.acquisitionCost, { from: 0 }, `${path}.acquisitionCost`);
    futureValue += (customers * (valuePerCustomer - cost)) / (1 + discount) ** periods;
  });
  return { valuePerCustomer, currentValue, futureValue, total: currentValue + futureValue };
}
