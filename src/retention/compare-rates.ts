import { type Comparison, compareProportions, type ShareCounts } from '../statistics/index.ts';
import type { LevelChoice } from './member-sets.ts';

/** Two rates; every `Rate` of this library fits. */
export interface RatePair {
  /** the rate that the other is held against: before, without, last year */
  reference: ShareCounts;
  /** the rate in question: after, with, this year */
  compared: ShareCounts;
}

/** The difference of two rates and what it says. */
export interface RateComparison extends Comparison {
  /** direction when the whole interval lies on one side of 0; null when one of the rates has no base */
  verdict: 'up' | 'down' | 'not-distinguishable' | null;
}

/**
 * Has a rate moved, or is that noise? The difference compared − reference with its interval and test.
 *
 * Meant for different customers (two shops, two cohorts). Two months of one shop share customers and are not independent: the
 * interval is then too wide where the same customers tend to do the same again, and too narrow where they alternate.
 *
 * @param rates - reference and compared
 * @param options - confidence of the interval
 * @returns the difference with Newcombe's interval, pooled z test and verdict; `null` with reason `empty` where one rate has no base
 * @throws InputError `not-a-count`, `inconsistent`, `out-of-range` (level)
 *
 * @example Retention went from 60 % to 80 %. Is that real with so few customers?
 * ```ts
 * import { compareRates } from 'clientele/retention';
 *
 * const found = compareRates({ reference: { numerator: 48, denominator: 80 }, compared: { numerator: 56, denominator: 70 } });
 * found.difference; // => ~0.2
 * found.interval; // => { low: ~0.0524, high: ~0.3339, level: 0.95, method: 'square-and-add' }
 * found.verdict; // => 'up'
 * ```
 * @see Newcombe 1998, "Interval estimation for the difference between independent proportions", Statistics in Medicine 17(8),
 * method 10
 */
export function compareRates(rates: RatePair, options: LevelChoice = {}): RateComparison {
  const found = compareProportions(rates, options);
  const { interval } = found;
  const verdict =
    interval === null ? null : interval.low > 0 ? 'up' : interval.high < 0 ? 'down' : 'not-distinguishable';
  return { ...found, verdict };
}
