import { requireWithin } from '../errors/index.ts';
import type { RandomState } from './create-random.ts';
import { nextUniform } from './next-uniform.ts';
import { portableExp, portableLog } from './portable-log.ts';
import { portableLogFactorial } from './portable-log-factorial.ts';

/**
 * A draw from the Poisson distribution: how many events come when `mean` are expected.
 *
 * @param random - a stream made by `createRandom`; **it is advanced**
 * @param mean - expected count, 0 to 1e9
 * @returns a whole number, 0 or more
 * @throws InputError `out-of-range`, `not-finite`, `wrong-type`
 *
 * @example How many orders may come on a day with 3.2 on average?
 * ```ts
 * import { createRandom, drawPoisson } from 'clientele/statistics';
 *
 * drawPoisson(createRandom(1), 3.2); // => 1
 * drawPoisson(createRandom(1), 0); // => 0
 * drawPoisson(createRandom(1), -1); // => throws 'out-of-range'
 * ```
 * @see Hörmann 1993, "The transformed rejection method for generating Poisson random variables", Insurance: Mathematics
 * and Economics 12 (PTRS, from a mean of 10); Devroye 1986, X.3 (inversion, below)
 */
export function drawPoisson(random: RandomState, mean: number): number {
  requireWithin(mean, { from: 0, to: 1e9 }, 'mean');
  return mean < 10 ? byInversion(random, mean) : byRejection(random, mean);
}

function byInversion(random: RandomState, mean: number): number {
  let rest = nextUniform(random);
  let probability = portableExp(-mean);
  let count = 0;
  // 200 is beyond any draw at a mean below 10; it ends the search where the probabilities' rounding would not.
  while (rest >= probability && count < 200) {
    rest -= probability;
    count++;
    probability *= mean / count;
  }
  return count;
}

function byRejection(random: RandomState, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  const logMean = portableLog(mean);
  for (;;) {
    const u = nextUniform(random) - 0.5;
    const v = 1 - nextUniform(random);
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= squeeze) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    const left = portableLog((v * inverseAlpha) / (a / (us * us) + b));
    if (left <= k * logMean - mean - portableLogFactorial(k)) return k;
  }
}
