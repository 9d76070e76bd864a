import { requireLevel } from '../errors/index.ts';
import { invertBeta } from './invert-beta.ts';
import type { Interval } from './results.ts';
import type { LevelOptions, ShareCounts } from './share-counts.ts';
import { requireShareCounts } from './share-counts.ts';

/**
 * The "exact" interval of Clopper and Pearson for a share: never covers less than it says, usually more.
 *
 * Use it where a contract or an auditor demands a guarantee; {@link wilsonInterval} is the better everyday choice.
 *
 * @param counts - how many of how many
 * @param options - the confidence, 0.95 unless said otherwise
 * @returns the interval, exactly 0 at no case and exactly 1 at all cases; `null` where there is no base
 * @throws InputError `not-a-count`, `inconsistent` (more than all), `out-of-range` (level)
 *
 * @example None of 20 customers complained: how large can the true share be?
 * ```ts
 * import { clopperPearsonInterval } from 'clientele/statistics';
 *
 * clopperPearsonInterval({ numerator: 0, denominator: 20 }); // => { low: 0, high: ~0.168433, level: 0.95, method: 'clopper-pearson' }
 * ```
 * @see Clopper & Pearson 1934, "The use of confidence or fiducial limits illustrated in the case of the binomial",
 *   Biometrika 26(4)
 */
export function clopperPearsonInterval(counts: ShareCounts, options: LevelOptions = {}): Interval | null {
  const { numerator: k, denominator: n } = requireShareCounts(counts, 'counts');
  const level = requireLevel(options.level ?? 0.95, 'options.level');
  if (n === 0) return null;
  const tail = (1 - level) / 2;
  return {
    low: k === 0 ? 0 : invertBeta(tail, 1 - tail, k, n - k + 1).x,
    high: k === n ? 1 : invertBeta(1 - tail, tail, k + 1, n - k).x,
    level,
    method: 'clopper-pearson',
  };
}
