import { createExactSummer } from '../statistics/index.ts';

/**
 * The fewest richest customers who together hold at least a share of the total; the one who crosses the line is counted.
 * A sum that reaches the line but for rounding (0.95 of a total has no exact double) has reached it: the share, the sum and
 * the total are each half an ulp away from the decimals that were meant.
 */
export function richestHolding(sorted: Float64Array, total: number, share: number): number {
  if (share <= 0) return 0;
  const line = share * total;
  const reached = line * (1 - 4 * Number.EPSILON);
  const sum = createExactSummer();
  let customers = 0;
  while (customers < sorted.length) {
    sum.add(sorted[sorted.length - 1 - customers]!);
    customers++;
    if (sum.value() >= reached) break;
  }
  return customers;
}
