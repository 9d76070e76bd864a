import { InputError, requireList, requireProbability } from '../errors/index.ts';
import type { FitReport } from '../statistics/index.ts';
import { requireRecord } from './population-input.ts';
import { richestHolding } from './richest-first.ts';
import { sortAmounts } from './sorted-amounts.ts';

/** Where A and B end. */
export interface FitAbcOptions {
  /** shares of the amount that A, and A with B, hold at least: ascending; [0.8, 0.95] by default */
  amountShares?: readonly [number, number];
}

/** Stored borders of the three classes: plain JSON. */
export interface AbcModel {
  /** tells stored values apart */
  kind: 'abc';
  /** version of the shape */
  version: 1;
  /** smallest amount of class A and of class B; null where there was nothing to divide */
  lowestAmount: { A: number | null; B: number | null };
  /** how the borders came about */
  fit: FitReport & {
    /** customers in each class */
    counts: { A: number; B: number; C: number };
  };
}

/**
 * The borders of A, B and C customers: A are the fewest richest customers who hold at least 80 % of the money, the one
 * who crosses the line included, and everyone with the same amount.
 *
 * The other convention (cumulative share at most 80 %) leaves A empty when one customer has 90 %.
 *
 * @param amounts - one amount a customer, 0 or more, in any order
 * @param options - the two shares
 * @returns the model for {@link assignAbc}; borders are null and `fit.status` is `'failed'` for nobody, nothing or
 * negative amounts
 * @throws InputError `wrong-type`, `not-finite`, `out-of-range` (beyond 1e300), `not-a-probability`, `out-of-order` for the shares
 *
 * @example Which customers are my A customers?
 * ```ts
 * import { assignAbc, fitAbc } from 'clientele/segmentation';
 *
 * const model = fitAbc([90, 5, 3, 2]);
 * model.fit.counts; // => { A: 1, B: 1, C: 2 }
 * assignAbc(model, 5); // => 'B'
 * ```
 * @see Dickie 1951, "ABC inventory analysis shoots for dollars, not pennies", Factory Management and Maintenance
 */
export function fitAbc(amounts: Iterable<number>, options: FitAbcOptions = {}): AbcModel {
  const { amountShares = [0.8, 0.95] } = requireRecord(options, 'options');
  const [a, b] = requireList(amountShares, 'options.amountShares') as readonly [number, number];
  requireProbability(a, 'options.amountShares[0]');
  requireProbability(b, 'options.amountShares[1]');
  if (!(a < b)) throw new InputError('out-of-order', 'options.amountShares[1]', `expected more than ${a}, got ${b}`);
  const { sorted, total, reason } = sortAmounts(amounts);
  const n = sorted.length;
  if (reason) {
    const message =
      reason === 'empty' ? 'there are no customers' : 'no shares without a positive total of amounts >= 0';
    const warnings = [{ code: reason, message, facts: { customers: n, total } }];
    const fit = { n, status: 'failed' as const, warnings, counts: { A: 0, B: 0, C: n } };
    return { kind: 'abc', version: 1, lowestAmount: { A: null, B: null }, fit };
  }
  const border = (share: number): number => sorted[n - Math.max(1, richestHolding(sorted, total, share))]!;
  const lowestAmount = { A: border(a), B: border(b) };
  const counts = { A: 0, B: 0, C: 0 };
  for (const amount of sorted) counts[amount >= lowestAmount.A ? 'A' : amount >= lowestAmount.B ? 'B' : 'C']++;
  return { kind: 'abc', version: 1, lowestAmount, fit: { n, status: 'interior', warnings: [], counts } };
}
