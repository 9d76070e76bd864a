import { allocate } from '../amounts/index.ts';
import { requireCount } from '../errors/index.ts';

/** What is handed out. */
export interface ApportionOptions {
  /** whole parts that the shares must add up to, 100 by default */
  units?: number;
}

/**
 * Shares as whole percents that add up to 100: the largest remainders are rounded up (Hamilton's method), ties go to the
 * larger count, then to the earlier.
 *
 * For bars and tables only: a score computed from these parts is wrong in a quarter of all cases; take
 * {@link measureScore}.
 *
 * @param counts - whole counts, 0 or more
 * @param options - how many units are handed out
 * @returns one whole part per count, adding up to `units`; null when nothing was counted
 * @throws InputError `not-a-count`
 *
 * @example Why do my three thirds show as 33 + 33 + 33 = 99 %?
 * ```ts
 * import { apportionShares } from 'clientele/feedback';
 *
 * apportionShares([1, 1, 1]); // => [34, 33, 33]
 * apportionShares([0, 0, 0]); // => null
 * ```
 */
export function apportionShares(counts: readonly number[], options: ApportionOptions = {}): number[] | null {
  const units = requireCount(options.units ?? 100, 'options.units');
  let some = false;
  counts.forEach((count, i) => {
    if (requireCount(count, `counts[${i}]`) > 0) some = true;
  });
  return some ? allocate(units, counts, { ties: 'largest' }) : null;
}
