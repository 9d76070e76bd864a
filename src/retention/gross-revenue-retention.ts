import { amountRate, type AmountRate, readAmounts, type RevenueAmounts } from './amount-rate.ts';

/**
 * The share of recurring revenue that stayed, growth left aside (GRR): 1 − gross revenue churn.
 *
 * Never above 1. It shows the leak that growth of the rest hides in net retention.
 *
 * @param movements - of `revenueMovements` or one entry of `revenueMovementSeries`
 * @returns the rate with its base and policy; `null` with reason `empty` for a base of 0
 * @throws InputError `not-an-integer`, `out-of-range` (a negative amount), `overflow`, `unknown-name` (policy)
 *
 * @example Which share of our recurring revenue stayed?
 * ```ts
 * import { grossRevenueRetention, revenueMovements } from 'clientele/retention';
 *
 * const month = revenueMovements({
 *   opening: [{ customerId: 'A', amountMinor: 6000 }, { customerId: 'B', amountMinor: 3000 }, { customerId: 'C', amountMinor: 1000 }],
 *   closing: [{ customerId: 'A', amountMinor: 7000 }, { customerId: 'B', amountMinor: 2000 }],
 *   paidBefore: [],
 * });
 * grossRevenueRetention(month).value; // => 0.8
 * ```
 */
export function grossRevenueRetention(movements: RevenueAmounts): AmountRate {
  const { base, lost } = readAmounts(movements);
  return amountRate(movements, base - lost, base, 'empty');
}
