import { amountRate, type AmountRate, readAmounts, type RevenueAmounts } from './amount-rate.ts';

/**
 * What became of the recurring revenue of the start, growth of those customers included (NRR): (base + expansion − contraction − churn) / base.
 *
 * May exceed 1. Revenue that came back is left out unless the policy says `netRetentionReactivation: 'included'`, and new customers never count.
 *
 * @param movements - of `revenueMovements` or one entry of `revenueMovementSeries`
 * @returns the rate with its base and policy; `null` with reason `empty` for a base of 0
 * @throws InputError `not-an-integer`, `out-of-range` (a negative amount), `overflow`, `unknown-name` (policy)
 *
 * @example Would we grow without a single new customer?
 * ```ts
 * import { netRevenueRetention, revenueMovements } from 'clientele/retention';
 *
 * const month = revenueMovements({
 *   opening: [{ customerId: 'A', amountMinor: 6000 }, { customerId: 'B', amountMinor: 3000 }, { customerId: 'C', amountMinor: 1000 }],
 *   closing: [{ customerId: 'A', amountMinor: 7000 }, { customerId: 'B', amountMinor: 2000 }],
 *   paidBefore: [],
 * });
 * netRevenueRetention(month).value; // => 0.9
 * ```
 */
export function netRevenueRetention(movements: RevenueAmounts): AmountRate {
  const { base, lost, back } = readAmounts(movements);
  return amountRate(movements, base + movements.expansionMinor + back - lost, base, 'empty');
}
