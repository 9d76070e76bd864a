import { requireLevel } from '../errors/index.ts';
import { normalHalfWidth } from './normal-half-width.ts';
import type { Interval } from './results.ts';
import type { LevelOptions, ShareCounts } from './share-counts.ts';
import { requireShareCounts } from './share-counts.ts';

/**
 * Wilson's score interval of a share: the usual choice for rates, also with few cases and near 0 or 1.
 *
 * No continuity correction. When *all* customers were measured it does not speak of sampling but of the luck of this
 * month: how far the share would have moved had the same customers decided once more.
 *
 * @param counts - how many of how many
 * @param options - the confidence, 0.95 unless said otherwise
 * @returns the interval, exactly 0 at no case and exactly 1 at all cases; `null` where there is no base
 * @throws InputError `not-a-count`, `inconsistent` (more than all), `out-of-range` (level)
 *
 * @example 12 of 80 customers came back: where may the true share lie?
 * ```ts
 * import { wilsonInterval } from 'clientele/statistics';
 *
 * wilsonInterval({ numerator: 12, denominator: 80 }); // => { low: ~0.08794041, high: ~0.24413229, level: 0.95, method: 'wilson' }
 * wilsonInterval({ numerator: 0, denominator: 0 }); // => null
 * ```
 * @see Wilson 1927, "Probable inference, the law of succession, and statistical inference", JASA 22(158)
 */
export function wilsonInterval(counts: ShareCounts, options: LevelOptions = {}): Interval | null {
  const { numerator: k, denominator: n } = requireShareCounts(counts, 'counts');
  const level = requireLevel(options.level ?? 0.95, 'options.level');
  if (n === 0) return null;
  const z = normalHalfWidth(level);
  // The ends are the roots of (n + z²)p² − (2k + z²)p + k²/n: the larger one, and the product of the roots over it, so that
  // neither end loses digits where it is small.
  const half = (z * z) / 2;
  const larger = k + half + z * Math.sqrt((k / n) * (n - k) + half / 2);
  return { low: ((k / n) * k) / larger, high: k === n ? 1 : larger / (n + 2 * half), level, method: 'wilson' };
}
