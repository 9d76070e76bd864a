import { InputError, requireCount } from '../errors/index.ts';
import {
  closeMovements,
  type MovementCounts,
  noMovements,
  oneCurrency,
  type RevenueMovements,
} from './movement-counter.ts';

/**
 * The movements of two parts of the customers in one period. The parts must not share customers.
 *
 * @param a - one part
 * @param b - the other part, of the same period and policy
 * @returns the movements of both, the identity kept
 * @throws InputError `tally-mismatch`, `not-a-count`, `mixed-currency`, `overflow`
 *
 * @example How do I add up the movements of two regions?
 * ```ts
 * import { mergeRevenueMovements, revenueMovements } from 'clientele/retention';
 *
 * const north = revenueMovements({ opening: [{ customerId: 'A', amountMinor: 5000 }], closing: [], paidBefore: [] });
 * const south = revenueMovements({ opening: [], closing: [{ customerId: 'B', amountMinor: 2000 }], paidBefore: [] });
 * const both = mergeRevenueMovements(north, south);
 * [both.openingMinor, both.churnMinor, both.newMinor, both.closingMinor]; // => [5000, 5000, 2000, 2000]
 * ```
 */
export function mergeRevenueMovements(a: RevenueMovements, b: RevenueMovements): RevenueMovements {
  for (const key of ['startAt', 'endAt', 'complete'] as const) {
    if (a[key] !== b[key]) throw new InputError('tally-mismatch', `b.${key}`, `expected ${a[key]}, got ${b[key]}`);
  }
  for (const key of Object.keys(a.policy) as (keyof typeof a.policy)[]) {
    if (a.policy[key] !== b.policy[key]) {
      throw new InputError('tally-mismatch', `b.policy.${key}`, `expected ${a.policy[key]}, got ${b.policy[key]}`);
    }
  }
  const counts = noMovements();
  for (const key of Object.keys(counts) as (keyof MovementCounts)[])
    counts[key] = requireCount(a[key], `a.${key}`) + requireCount(b[key], `b.${key}`);
  return { ...a, currency: oneCurrency(a.currency, b.currency ?? undefined, 'b.currency'), ...closeMovements(counts) };
}
