import { requireLevel } from '../errors/index.ts';
import { invertBeta } from './invert-beta.ts';
import type { Interval } from './results.ts';
import type { LevelOptions, ShareCounts } from './share-counts.ts';
import { requireShareCounts } from './share-counts.ts';

/**
 * The equal-tailed interval of a share under Jeffreys' prior, Beta(k + ½, n − k + ½), with the ends fixed.
 *
 * A Bayesian statement that also covers well in repeated use; about as short as {@link wilsonInterval}.
 *
 * @param counts - how many of how many
 * @param options - the probability that the share lies within, 0.95 unless said otherwise
 * @returns the interval, exactly 0 at no case and exactly 1 at all cases; `null` where there is no base
 * @throws InputError `not-a-count`, `inconsistent` (more than all), `out-of-range` (level)
 *
 * @example 12 of 80 customers came back: where does the true share lie with 95 % probability?
 * ```ts
 * import { jeffreysInterval } from 'clientele/statistics';
 *
 * jeffreysInterval({ numerator: 12, denominator: 80 })!.low; // => ~0.08469949
 * ```
 * @see Brown, Cai & DasGupta 2001, "Interval estimation for a binomial proportion", Statistical Science 16(2), section 4.1
 */
export function jeffreysInterval(counts: ShareCounts, options: LevelOptions = {}): Interval | null {
  const { numerator: k, denominator: n } = requireShareCounts(counts, 'counts');
  const level = requireLevel(options.level ?? 0.95, 'options.level');
  if (n === 0) return null;
  const tail = (1 - level) / 2;
  return {
    low: k === 0 ? 0 : invertBeta(tail, 1 - tail, k + 0.5, n - k + 0.5).x,
    high: k === n ? 1 : invertBeta(1 - tail, tail, k + 0.5, n - k + 0.5).x,
    level,
    method: 'jeffreys',
  };
}
