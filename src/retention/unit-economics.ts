import { type Reason, requireCount, requireProbability, requireWithin } from '../errors/index.ts';
import { requireDiscount } from './retention-economics.ts';

/** One period of a business, per customer; all for one and the same period. */
export interface UnitEconomicsInput {
  /** spent on winning customers, in units of money, 0 or more */
  acquisitionSpend: number;
  /** customers won by it */
  newCustomers: number;
  /** revenue per customer and period, in units of money, 0 or more */
  revenuePerCustomer: number;
  /** share of revenue that is left after what the sale itself costs, at most 1 */
  marginShare: number;
  /** share of customers lost per period, 0..1 */
  churnRate: number;
  /** discount rate per period, above −1; write 0 for the textbook figure */
  discountRatePerPeriod: number;
}

/** What one customer costs and brings. */
export interface UnitEconomics {
  /** spend per new customer; null without new customers */
  acquisitionCost: number | null;
  /** margin per customer and period */
  marginPerPeriod: number;
  /** 1 / churn; null without churn */
  expectedLifetimePeriods: number | null;
  /** m(1 + d)/(1 + d − r), the first margin now; null when it has no end */
  lifetimeValue: number | null;
  /** lifetimeValue / acquisitionCost */
  valueToCostRatio: number | null;
  /** acquisitionCost / margin, the figure everybody quotes: as if nobody ever left */
  paybackPeriods: number | null;
  /** payments until the cost is back, counting that customers leave and later money is worth less; null when it never is */
  paymentsToPayback: number | null;
  /** one for each null, naming its field */
  reasons: Reason<'empty' | 'unbounded' | 'never', { field: string }>[];
}

/**
 * What a customer costs, brings and when she has paid for herself.
 *
 * The quoted payback (cost / margin) forgets that customers leave: at 5 % churn 12.5 months become 20 payments, and with a
 * slightly higher cost it never comes.
 *
 * @param input - one period of the business
 * @returns the figures; `null` where there is none, with a reason: `empty` (nobody won), `unbounded` (a denominator of 0, or a
 * value without end), `never` (the margins do not reach the cost)
 * @throws InputError `not-a-count`, `not-a-probability`, `out-of-range`, `not-finite`
 *
 * @example We spent 75,000 on 75 customers who bring 100 a month: when are they paid for?
 * ```ts
 * import { unitEconomics } from 'clientele/retention';
 *
 * const figures = unitEconomics({
 *   acquisitionSpend: 75_000,
 *   newCustomers: 75,
 *   revenuePerCustomer: 100,
 *   marginShare: 0.8,
 *   churnRate: 0.05,
 *   discountRatePerPeriod: 0,
 * });
 * [figures.acquisitionCost, figures.lifetimeValue, figures.valueToCostRatio]; // => [1000, ~1600, ~1.6]
 * [figures.paybackPeriods, figures.paymentsToPayback]; // => [12.5, 20]
 * ```
 */
export function unitEconomics(input: UnitEconomicsInput): UnitEconomics {
  const spend = requireWithin(input.acquisitionSpend, { from: 0 }, 'input.acquisitionSpend');
  const customers = requireCount(input.newCustomers, 'input.newCustomers');
  const revenue = requireWithin(input.revenuePerCustomer, { from: 0 }, 'input.revenuePerCustomer');
  const margin = revenue * requireWithin(input.marginShare, { to: 1 }, 'input.marginShare');
  const churn = requireProbability(input.churnRate, 'input.churnRate');
  const discount = requireDiscount(input.discountRatePerPeriod, 'input.discountRatePerPeriod');
  const cost = customers === 0 ? null : spend / customers;
  const shrink = churn + discount;
  const value = shrink > 0 ? (margin * (1 + discount)) / shrink : null;
  const reasons: UnitEconomics['reasons'] = [];
  const figure = (field: string, amount: number | null, code: 'empty' | 'unbounded' | 'never'): number | null => {
    if (amount === null) reasons.push({ code, facts: { field } });
    return amount;
  };
  const lifetime = churn === 0 ? null : 1 / churn;
  const ratio = cost === null || cost === 0 || value === null ? null : value / cost;
  const payback = cost === null || margin <= 0 ? null : cost / margin;
  const payments = cost === null ? null : paymentsUntil(cost, margin, shrink / (1 + discount));
  return {
    acquisitionCost: figure('acquisitionCost', cost, 'empty'),
    marginPerPeriod: margin,
    expectedLifetimePeriods: figure('expectedLifetimePeriods', lifetime, 'unbounded'),
    lifetimeValue: figure('lifetimeValue', value, 'unbounded'),
    valueToCostRatio: figure('valueToCostRatio', ratio, cost === null ? 'empty' : 'unbounded'),
    paybackPeriods: figure('paybackPeriods', payback, cost === null ? 'empty' : 'never'),
    paymentsToPayback: figure('paymentsToPayback', payments, cost === null ? 'empty' : 'never'),
    reasons,
  };
}

/**
 * Smallest n with Σ_{t<n} m q^t ≥ cost, where q = 1 − `fade`. The cost is lowered by 1e-12 of itself, so that an exact hit is
 * not missed by rounding.
 */
function paymentsUntil(cost: number, margin: number, fade: number): number | null {
  if (cost === 0) return 0;
  if (margin <= 0) return null;
  const target = (cost * (1 - 1e-12)) / margin;
  if (target <= 1) return 1;
  if (fade === 0) return Math.ceil(target);
  // All payments together are 1/fade.
  if (target * fade >= 1) return null;
  return Math.ceil(Math.log1p(-target * fade) / Math.log1p(-fade));
}
