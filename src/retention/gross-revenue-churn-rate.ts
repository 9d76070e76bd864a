import { amountRate, type AmountRate, readAmounts, type RevenueAmounts } from './amount-rate.ts';

/**
 * The share of recurring revenue that was lost to leaving and to paying less, growth left aside: (churn + contraction) / base.
 *
 * Under `counting: 'gross'` it may exceed 1: what came and went inside the period is lost without having been in the base.
 *
 * @param movements - of `revenueMovements` or one entry of `revenueMovementSeries`
 * @returns the rate with its base and policy; `null` with reason `empty` for a base of 0
 * @throws InputError `not-an-integer`, `out-of-range` (a negative amount), `overflow`, `unknown-name` (policy)
 *
 * @example Which share of our recurring revenue did we lose?
 * ```ts
 * import { grossRevenueChurnRate, revenueMovements } from 'clientele/retention';
 *
 * const month = revenueMovements({
 *   opening: [{ customerId: 'A', amountMinor: 6000 }, { customerId: 'B', amountMinor: 3000 }, { customerId: 'C', amountMinor: 1000 }],
 *   closing: [{ customerId: 'A', amountMinor: 7000 }, { customerId: 'B', amountMinor: 2000 }],
 *   paidBefore: [],
 * });
 * grossRevenueChurnRate(month).value; // => 0.2
 * ```
 */
export function grossRevenueChurnRate(movements: RevenueAmounts): AmountRate {
  const { base, lost } = readAmounts(movements);
  return amountRate(movements, lost, base, 'empty');
}
