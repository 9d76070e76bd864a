import { requireLevel } from '../errors/index.ts';
import { normalHalfWidth } from './normal-half-width.ts';
import type { Interval } from './results.ts';
import type { LevelOptions, ShareCounts } from './share-counts.ts';
import { requireShareCounts } from './share-counts.ts';

/**
 * The interval of Agresti and Coull for a share: add z²/2 successes and as many failures, then take the textbook formula.
 *
 * Easy to explain and a little wider than {@link wilsonInterval}, around the same center. Cut to 0..1.
 *
 * @param counts - how many of how many
 * @param options - the confidence, 0.95 unless said otherwise
 * @returns the interval; `null` where there is no base
 * @throws InputError `not-a-count`, `inconsistent` (more than all), `out-of-range` (level)
 *
 * @example 12 of 80 customers came back: where may the true share lie?
 * ```ts
 * import { agrestiCoullInterval } from 'clientele/statistics';
 *
 * agrestiCoullInterval({ numerator: 12, denominator: 80 })!.low; // => ~0.08638487
 * ```
 * @see Agresti & Coull 1998, "Approximate is better than 'exact' for interval estimation of binomial proportions", The
 *   American Statistician 52(2)
 */
export function agrestiCoullInterval(counts: ShareCounts, options: LevelOptions = {}): Interval | null {
  const { numerator: k, denominator: n } = requireShareCounts(counts, 'counts');
  const level = requireLevel(options.level ?? 0.95, 'options.level');
  if (n === 0) return null;
  const z = normalHalfWidth(level);
  const total = n + z * z;
  const center = (k + (z * z) / 2) / total;
  const half = z * Math.sqrt((center * ((n - k + (z * z) / 2) / total)) / total);
  return { low: Math.max(0, center - half), high: Math.min(1, center + half), level, method: 'agresti-coull' };
}
