import { amountRate, type AmountRate, readAmounts, type RevenueAmounts } from './amount-rate.ts';

/**
 * The share of recurring revenue that was lost after growth of the rest: 1 − net revenue retention.
 *
 * Negative when expansion outweighs the losses. Revenue that came back is left out unless the policy says otherwise.
 *
 * @param movements - of `revenueMovements` or one entry of `revenueMovementSeries`
 * @returns the rate with its base and policy; `null` with reason `empty` for a base of 0
 * @throws InputError `not-an-integer`, `out-of-range` (a negative amount), `overflow`, `unknown-name` (policy)
 *
 * @example What did we lose after all?
 * ```ts
 * import { netRevenueChurnRate, revenueMovements } from 'clientele/retention';
 *
 * const month = revenueMovements({
 *   opening: [{ customerId: 'A', amountMinor: 6000 }, { customerId: 'B', amountMinor: 3000 }, { customerId: 'C', amountMinor: 1000 }],
 *   closing: [{ customerId: 'A', amountMinor: 7000 }, { customerId: 'B', amountMinor: 2000 }],
 *   paidBefore: [],
 * });
 * netRevenueChurnRate(month).value; // => 0.1
 * ```
 */
export function netRevenueChurnRate(movements: RevenueAmounts): AmountRate {
  const { base, lost, back } = readAmounts(movements);
  return amountRate(movements, lost - movements.expansionMinor - back + 0, base, 'empty');
}
