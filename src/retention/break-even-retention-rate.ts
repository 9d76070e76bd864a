import { requireOneOf, requireWithin } from '../errors/index.ts';
import type { Figure } from '../statistics/index.ts';
import { requireDiscount } from './retention-economics.ts';

/** What a customer costs and brings; all for one and the same period. */
export interface BreakEvenRetentionInput {
  /** cost of winning one customer, in units of money, 0 or more */
  acquisitionCost: number;
  /** margin per customer and period, in units of money, 0 or more */
  margin: number;
  /** discount rate per period, above −1 */
  discountRatePerPeriod: number;
  /** whether the first margin comes at once or after one period */
  firstMargin: 'now' | 'next-period';
}

/**
 * The lowest retention rate at which a customer brings back what she cost.
 *
 * @param input - cost, margin and discount
 * @returns share kept per period, 0 when the first margin pays for all; `null` with reason `unreachable` when even a rate of 1
 * would not do
 * @throws InputError `out-of-range`, `not-finite`, `unknown-name`
 *
 * @example A customer costs 200 and brings 60 a year: how many must stay?
 * ```ts
 * import { breakEvenRetentionRate } from 'clientele/retention';
 *
 * const terms = { margin: 60, discountRatePerPeriod: 0.1, firstMargin: 'next-period' } as const;
 * breakEvenRetentionRate({ ...terms, acquisitionCost: 200 }).value; // => ~0.84615
 * breakEvenRetentionRate({ ...terms, acquisitionCost: 1000 }).reason; // => 'unreachable'
 * ```
 */
export function breakEvenRetentionRate(input: BreakEvenRetentionInput): Figure<'unreachable'> {
  const cost = requireWithin(input.acquisitionCost, { from: 0 }, 'input.acquisitionCost');
  const margin = requireWithin(input.margin, { from: 0 }, 'input.margin');
  const growth = 1 + requireDiscount(input.discountRatePerPeriod, 'input.discountRatePerPeriod');
  const now = requireOneOf(input.firstMargin, ['now', 'next-period'], 'input.firstMargin') === 'now';
  if (cost === 0) return { value: 0 };
  // Without a margin no rate brings anything back, though the formulas give 1 + d.
  if (margin === 0) return { value: null, reason: 'unreachable' };
  const rate = now ? Math.max(0, growth * (1 - margin / cost)) : (cost * growth) / (margin + cost);
  return rate > 1 ? { value: null, reason: 'unreachable' } : { value: rate };
}
