import { InputError, requireCount } from '../errors/index.ts';
import type { Rate } from '../statistics/index.ts';
import { measureRate } from '../statistics/index.ts';
import type { LevelChoice } from './member-sets.ts';

/** Sizes of a customer base, for those who have no ids. */
export interface BaseCounts {
  /** customers at the start */
  opening: number;
  /** customers at the end */
  closing: number;
  /** customers at the end who had never been any before */
  new: number;
  /** customers at the end who had left before the start and came back */
  reactivated: number;
}

/**
 * The retention rate from counts: (closing − new − reactivated) / opening.
 *
 * `reactivated` is required, because leaving it out counts a customer who came back as one who was kept. With ids at hand
 * use `retentionRate`, which cannot be told wrong.
 *
 * @param counts - the four counts
 * @param options - confidence of the interval
 * @returns the rate; `null` with reason `empty` for an opening of 0
 * @throws InputError `not-a-count`, `inconsistent` when the counts say that fewer than none or more than all were kept
 *
 * @example 200 at the start, 220 at the end, 40 new: what is my retention?
 * ```ts
 * import { retentionRateFromCounts } from 'clientele/retention';
 *
 * retentionRateFromCounts({ opening: 200, closing: 220, new: 40, reactivated: 0 }).value; // => 0.9
 * retentionRateFromCounts({ opening: 10, closing: 30, new: 5, reactivated: 0 }); // => throws 'inconsistent'
 * ```
 */
export function retentionRateFromCounts(counts: BaseCounts, options: LevelChoice = {}): Rate {
  const opening = requireCount(counts.opening, 'counts.opening');
  const closing = requireCount(counts.closing, 'counts.closing');
  const fresh = requireCount(counts.new, 'counts.new');
  const reactivated = requireCount(counts.reactivated, 'counts.reactivated');
  const kept = closing - fresh - reactivated;
  if (kept < 0 || kept > opening) {
    throw new InputError('inconsistent', 'counts', `expected 0 to ${opening} customers kept, got ${kept}`);
  }
  return measureRate({ numerator: kept, denominator: opening }, options);
}
