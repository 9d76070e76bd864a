import type { Rate } from './results.ts';
import type { LevelOptions, ShareCounts } from './share-counts.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** What else is known about a measured rate. */
export interface MeasureRateOptions extends LevelOptions {
  /** `false` while the window of the question is not over: the value stays null; `true` unless said otherwise */
  complete?: boolean;
}

/**
 * A share of counted cases with its base, its Wilson interval and a word on how far it may be trusted.
 *
 * The shape of every rate in this library. A window that is not over has no value yet (`incomplete`): its counts so far
 * are kept, so that a chart can hatch the cell and an average can skip it. When *all* customers were measured the
 * interval speaks of the luck of this month, not of sampling.
 *
 * @param counts - how many of how many
 * @param options - the confidence, and whether the window is over
 * @returns the rate; value and interval `null` with reason `empty` (no base) or `incomplete`
 * @throws InputError `not-a-count`, `inconsistent` (more than all), `out-of-range` (level)
 *
 * @example 12 of 80 customers came back: how sure is that rate?
 * ```ts
 * import { measureRate } from 'clientele/statistics';
 *
 * const rate = measureRate({ numerator: 12, denominator: 80 });
 * rate.value; // => 0.15
 * rate.interval; // => { low: ~0.08794041, high: ~0.24413229, level: 0.95, method: 'wilson' }
 * measureRate({ numerator: 0, denominator: 0 }).reason; // => 'empty'
 * measureRate({ numerator: 3, denominator: 2 }); // => throws 'inconsistent'
 * ```
 * @see Wilson 1927, "Probable inference, the law of succession, and statistical inference", JASA 22(158)
 */
export function measureRate(counts: ShareCounts, options: MeasureRateOptions = {}): Rate {
  const { complete = true } = options;
  const { numerator, denominator } = counts;
  const interval = wilsonInterval(counts, options);
  const base = { numerator, denominator, complete, smallBase: denominator < 30 };
  if (interval && complete) return { value: numerator / denominator, ...base, interval };
  return { value: null, ...base, interval: null, reason: interval ? 'incomplete' : 'empty' };
}
