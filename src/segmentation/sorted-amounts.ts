import { createExactSummer } from '../statistics/index.ts';
import { numbersOf } from './population-input.ts';

/** Amounts of a population put in order, with what every measure of concentration needs. */
export interface SortedAmounts {
  /** ascending */
  sorted: Float64Array;
  total: number;
  /** why there is no share to speak of; undefined when there is one */
  reason?: 'empty' | 'negative' | 'zero-total';
}

/** Checks, sorts and sums; the sum is exact whatever the order. */
export function sortAmounts(amounts: Iterable<number>): SortedAmounts {
  const sorted = numbersOf(amounts, 'amounts');
  const sum = createExactSummer();
  for (let i = 0; i < sorted.length; i++) sum.add(sorted[i]!);
  sorted.sort();
  const total = sum.value();
  if (sorted.length === 0) return { sorted, total, reason: 'empty' };
  if (sorted[0]! < 0) return { sorted, total, reason: 'negative' };
  return total === 0 ? { sorted, total, reason: 'zero-total' } : { sorted, total };
}

/**
 * ceil(share · n), the share read as the decimal that it is written as: 0.1 of 30 is 3, though the double 0.1 is a little
 * more than a tenth.
 */
export function countOfShare(share: number, n: number): number {
  const count = share * n;
  const nearest = Math.round(count);
  return Math.abs(count - nearest) <= 1e-12 * Math.max(1, n) ? nearest : Math.ceil(count);
}
