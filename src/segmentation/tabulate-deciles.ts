import { createExactSummer } from '../statistics/index.ts';
import { requireRecord, requireSize } from './population-input.ts';
import { sortAmounts } from './sorted-amounts.ts';

/** Into how many groups to cut. */
export interface TabulateDecilesOptions {
  /** groups of equal size, the larger ones first; 10 by default */
  groups?: number;
}

/** One group of customers, the richest first. */
export interface DecileRow {
  /** 1 for the richest */
  group: number;
  /** customers in it */
  customers: number;
  /** what they hold */
  amount: number;
  /** of everything, 0..1; null without a positive total */
  amountShare: number | null;
  /** what they and all richer groups hold, 0..1; null without a positive total */
  cumulativeAmountShare: number | null;
  /** smallest amount in the group; null when it is empty */
  lowestAmount: number | null;
  /** largest amount in the group; null when it is empty */
  highestAmount: number | null;
  /** mean of the group over the mean of all; null without a positive total or when it is empty */
  index: number | null;
}

/**
 * Customers in equal groups from the richest to the poorest, with what each group holds: the decile table.
 *
 * @param amounts - one amount a customer, in any order; negative ones are ordinary numbers here, shares are null then
 * @param options - number of groups
 * @returns one row a group, also when there are fewer customers than groups
 * @throws InputError `wrong-type`, `not-finite`, `out-of-range` (beyond 1e300), `not-a-count` for groups, 1 to 1000
 *
 * @example What does my best tenth bring, and the next?
 * ```ts
 * import { tabulateDeciles } from 'clientele/segmentation';
 *
 * const [best, rest] = tabulateDeciles([100, 10, 30, 20, 40], { groups: 2 });
 * best; // => { group: 1, customers: 3, amount: 170, amountShare: 0.85, cumulativeAmountShare: 0.85, lowestAmount: 30, highestAmount: 100, index: ~1.41667 }
 * rest!.customers; // => 2
 * ```
 */
export function tabulateDeciles(amounts: Iterable<number>, options: TabulateDecilesOptions = {}): DecileRow[] {
  const { groups = 10 } = requireRecord(options, 'options');
  requireSize(groups, 1000, 'options.groups');
  const { sorted, total, reason } = sortAmounts(amounts);
  const n = sorted.length;
  const mean = total / n;
  const running = createExactSummer();
  const rows: DecileRow[] = [];
  for (let group = 1, start = 0; group <= groups; group++) {
    const customers = Math.floor(n / groups) + (group <= n % groups ? 1 : 0);
    const sum = createExactSummer();
    for (let i = start; i < start + customers; i++) {
      sum.add(sorted[n - 1 - i]!);
      running.add(sorted[n - 1 - i]!);
    }
    const amount = sum.value();
    rows.push({
      group,
      customers,
      amount,
      amountShare: reason ? null : amount / total,
      cumulativeAmountShare: reason ? null : running.value() / total,
      lowestAmount: customers > 0 ? sorted[n - start - customers]! : null,
      highestAmount: customers > 0 ? sorted[n - 1 - start]! : null,
      index: reason || customers === 0 ? null : amount / customers / mean,
    });
    start += customers;
  }
  return rows;
}
