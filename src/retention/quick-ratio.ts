import { amountRate, type AmountRate, readAmounts, type RevenueAmounts } from './amount-rate.ts';

/**
 * How much recurring revenue was won for each unit lost: (new + expansion + reactivation) / (churn + contraction).
 *
 * Revenue that came back counts unless the policy says `quickRatioReactivation: 'excluded'`: this is a ratio of flows, not of a group followed.
 *
 * @param movements - of `revenueMovements` or one entry of `revenueMovementSeries`
 * @returns the ratio, not capped at 1; `null` with reason `no-losses` when nothing was lost
 * @throws InputError `not-an-integer`, `out-of-range` (a negative amount), `overflow`, `unknown-name` (policy)
 *
 * @example Do we win faster than we lose?
 * ```ts
 * import { quickRatio, revenueMovements } from 'clientele/retention';
 *
 * const month = revenueMovements({
 *   opening: [{ customerId: 'A', amountMinor: 6000 }, { customerId: 'B', amountMinor: 3000 }, { customerId: 'C', amountMinor: 1000 }],
 *   closing: [{ customerId: 'A', amountMinor: 7000 }, { customerId: 'B', amountMinor: 2000 }],
 *   paidBefore: [],
 * });
 * quickRatio(month).value; // => 0.5
 * ```
 */
export function quickRatio(movements: RevenueAmounts): AmountRate {
  const { lost, policy } = readAmounts(movements);
  const { newMinor, expansionMinor, reactivationMinor } = movements;
  const back = policy.quickRatioReactivation === 'included' ? reactivationMinor : 0;
  return amountRate(movements, newMinor + expansionMinor + back, lost, 'no-losses');
}
