import { requireProbability, requireWithin } from '../errors/index.ts';

/** The figures of the sheet. */
export interface OrderFigures {
  /** mean amount of an order, in currency units */
  spendPerPurchase: number;
  /** orders a year of a customer */
  purchasesPerYear: number;
  /** share of revenue that is margin, 0..1 */
  marginShare: number;
  /** years that a customer stays */
  lifetimeYears: number;
  /** price of waiting a year, 0 or more; 0 by default */
  annualDiscountRate?: number;
}

/**
 * The spreadsheet formula: amount × orders a year × margin × years. Here so that you can see how far it is from a model:
 * it takes all customers as one, and the years they stay as known.
 *
 * @param figures - the five figures; with a rate the years become (1 − (1 + d)^−L)/ln(1 + d)
 * @returns value of a customer, in the unit of the amounts
 * @throws InputError `out-of-range`, `not-finite`, `wrong-type`, `not-a-probability` (margin)
 *
 * @example What does our sheet say a customer is worth?
 * ```ts
 * import { expectedValueFromOrders } from 'clientele/clv';
 *
 * const sheet = { spendPerPurchase: 50, purchasesPerYear: 4, marginShare: 0.25, lifetimeYears: 3 };
 * expectedValueFromOrders(sheet); // => 150
 * expectedValueFromOrders({ ...sheet, annualDiscountRate: 0.1 }); // => ~130.461
 * ```
 */
export function expectedValueFromOrders(figures: OrderFigures): number {
  const spend = requireWithin(figures?.spendPerPurchase, { from: 0 }, 'figures.spendPerPurchase');
  const orders = requireWithin(figures.purchasesPerYear, { from: 0 }, 'figures.purchasesPerYear');
  const margin = requireProbability(figures.marginShare, 'figures.marginShare');
  const years = requireWithin(figures.lifetimeYears, { from: 0 }, 'figures.lifetimeYears');
  const { annualDiscountRate = 0 } = figures;
  const rate = requireWithin(annualDiscountRate, { from: 0 }, 'figures.annualDiscountRate');
  const force = Math.log1p(rate);
  return spend * orders * margin * (force === 0 ? years : -Math.expm1(-force * years) / force);
}
