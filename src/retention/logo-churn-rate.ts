import { requireCount } from '../errors/index.ts';
import { measureRate, type Rate } from '../statistics/index.ts';
import type { RevenueMovements } from './movement-counter.ts';
import { readPolicy } from './revenue-policy.ts';

/** What the rate reads: any {@link RevenueMovements}. */
export type LogoCounts = Pick<
  RevenueMovements,
  'openingCustomers' | 'newCustomers' | 'churnedCustomers' | 'complete' | 'policy'
>;

/**
 * The share of paying customers who left, however much they paid: churned / opening customers.
 *
 * Under `counting: 'gross'` each leaving counts, also of customers who came inside the period; where those make more leavings than
 * customers in the base there is no interval, and the value exceeds 1.
 *
 * @param movements - of `revenueMovements` or one entry of `revenueMovementSeries`
 * @returns the rate; for an open period of what is known so far; `null` with reason `empty` for a base of 0
 * @throws InputError `not-a-count`, `unknown-name` (policy)
 *
 * @example Which share of our subscribers left?
 * ```ts
 * import { logoChurnRate, revenueMovements } from 'clientele/retention';
 *
 * const month = revenueMovements({
 *   opening: [{ customerId: 'A', amountMinor: 6000 }, { customerId: 'B', amountMinor: 3000 }],
 *   closing: [{ customerId: 'A', amountMinor: 7000 }],
 *   paidBefore: [],
 * });
 * logoChurnRate(month).value; // => 0.5
 * ```
 */
export function logoChurnRate(movements: LogoCounts): Rate {
  const { complete } = movements;
  const { churnBase } = readPolicy(movements.policy, 'movements.policy');
  const opening = requireCount(movements.openingCustomers, 'movements.openingCustomers');
  const fresh = requireCount(movements.newCustomers, 'movements.newCustomers');
  const numerator = requireCount(movements.churnedCustomers, 'movements.churnedCustomers');
  const denominator = churnBase === 'opening' ? opening : opening + fresh;
  if (numerator > denominator && denominator > 0) {
    return {
      value: numerator / denominator,
      numerator,
      denominator,
      interval: null,
      complete,
      smallBase: denominator < 30,
    };
  }
  // Leavings without a base are not a share of anything.
  return { ...measureRate({ numerator: denominator === 0 ? 0 : numerator, denominator }), numerator, complete };
}
