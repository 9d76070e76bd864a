import { requireLevel } from '../errors/index.ts';

/** The level asked for last, and its z: reports ask for the same one a million times. */
let lastLevel: number | undefined;
let z: number;

/**
 * How many standard errors a two-sided interval reaches to each side: z with P(|Z| ≤ z) = level for a standard normal Z.
 *
 * The same as `normalQuantile((1 + level) / 2)` without its tables, so what draws intervals stays small; and it keeps its
 * digits for levels close to 1.
 *
 * @param level - confidence, between 0 and 1, ends excluded
 * @returns z above 0, relative error 1e-14
 * @throws InputError `out-of-range` for anything but a level
 *
 * @example How wide is a 95 % interval?
 * ```ts
 * import { normalHalfWidth } from 'clientele/statistics';
 *
 * normalHalfWidth(0.95); // => ~1.95996398454
 * normalHalfWidth(95); // => throws 'out-of-range'
 * ```
 * @see Marsaglia 2004, "Evaluating the normal distribution", Journal of Statistical Software 11(4) (the series);
 * Abramowitz & Stegun 26.2.14 (the continued fraction)
 */
export function normalHalfWidth(level: number): number {
  if (requireLevel(level, 'level') === lastLevel) return z;
  lastLevel = level;
  // Newton's method on 2φ(z)·(z + z³/3 + z⁵/(3·5) + …) = level, and for high levels, where the share outside is what is
  // known exactly, on 2φ(z)/(z + 1/(z + 2/(z + …))) = 1 − level, both summed from behind: 49 terms are enough up to and from
  // z = 2.6, where one takes over. z is above the level, and from below the steps never overshoot; each is over 2φ(z).
  const high = level > 0.99;
  z = level;
  let step: number;
  do {
    const inverse = Math.sqrt(Math.PI / 2) * Math.exp((z * z) / 2);
    let sum = z;
    for (let k = 49; k > 0; k--) sum = z + (high ? k / sum : (sum * z * z) / (2 * k + 1));
    step = high ? 1 / sum - (1 - level) * inverse : level * inverse - sum;
    z += step;
    // Steps square: after one of 1e-9 nothing is left. To wait for a step of the last bit would be to wait for luck.
  } while (Math.abs(step) > 1e-9 * z);
  return z;
}
