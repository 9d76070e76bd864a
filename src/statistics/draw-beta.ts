import { requireWithin } from '../errors/index.ts';
import type { RandomState } from './create-random.ts';
import { drawLogGamma } from './draw-gamma.ts';
import { portableExp } from './portable-log.ts';

/**
 * A draw from the beta distribution with mean a / (a + b), such as the chance that a customer leaves after a purchase.
 *
 * @param random - a stream made by `createRandom`; **it is advanced**
 * @param a - above 0
 * @param b - above 0
 * @returns a number from 0 to 1; for tiny parameters the ends themselves
 * @throws InputError `out-of-range`, `not-finite`, `wrong-type`
 *
 * @example What could the true conversion be after 12 sales in 100 visits?
 * ```ts
 * import { createRandom, drawBeta } from 'clientele/statistics';
 *
 * drawBeta(createRandom(1), 13, 89); // => ~0.097
 * drawBeta(createRandom(1), 0, 1); // => throws 'out-of-range'
 * ```
 * @see Devroye 1986, "Non-Uniform Random Variate Generation", IX.4 (ratio of gammas, here in logarithms)
 */
export function drawBeta(random: RandomState, a: number, b: number): number {
  requireWithin(a, { from: 0, fromOpen: true }, 'a');
  requireWithin(b, { from: 0, fromOpen: true }, 'b');
  const x = drawLogGamma(random, a);
  const y = drawLogGamma(random, b);
  return 1 / (1 + portableExp(y - x));
}
