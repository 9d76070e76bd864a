import type { RandomState } from './create-random.ts';
import { nextUniform } from './next-uniform.ts';
import { portableLog } from './portable-log.ts';

/**
 * A draw from the standard normal distribution (mean 0, standard deviation 1); for others, `mean + sd * drawNormal(…)`.
 *
 * @param random - a stream made by `createRandom`; **it is advanced**, and keeps the second draw of a pair for next time
 * @returns any finite number; beyond ±6 about twice in a billion
 *
 * @example How far does the order value of the next customer stray, if it is 50 ± 10?
 * ```ts
 * import { createRandom, drawNormal } from 'clientele/statistics';
 *
 * 50 + 10 * drawNormal(createRandom(1)); // => ~45.78
 * ```
 * @see Marsaglia & Bray 1964, "A convenient method for generating normal variables", SIAM Review 6(3) (polar method)
 */
export function drawNormal(random: RandomState): number {
  const spare = random.spareNormal;
  if (spare !== null) {
    random.spareNormal = null;
    return spare;
  }
  for (;;) {
    const u = 2 * nextUniform(random) - 1;
    const v = 2 * nextUniform(random) - 1;
    const square = u * u + v * v;
    if (square >= 1 || square === 0) continue;
    const factor = Math.sqrt((-2 * portableLog(square)) / square);
    random.spareNormal = v * factor;
    return u * factor;
  }
}
