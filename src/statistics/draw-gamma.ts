import { requireWithin } from '../errors/index.ts';
import type { RandomState } from './create-random.ts';
import { drawNormal } from './draw-normal.ts';
import { nextUniform } from './next-uniform.ts';
import { portableExp, portableLog } from './portable-log.ts';

/**
 * A draw from the gamma distribution with mean `shape / rate`, such as the buying rate of a customer.
 *
 * Note the second parameter: a **rate** (1/scale), as in the models of customer lifetime value.
 *
 * @param random - a stream made by `createRandom`; **it is advanced**
 * @param shape - above 0; below about 0.001 most draws are 0 because they are too small for a double
 * @param rate - above 0; 1 unless given
 * @returns a number, 0 or more
 * @throws InputError `out-of-range`, `not-finite`, `wrong-type`
 *
 * @example How many purchases a year would a typical new customer make?
 * ```ts
 * import { createRandom, drawGamma } from 'clientele/statistics';
 *
 * drawGamma(createRandom(1), 2, 0.5); // => ~2.358
 * drawGamma(createRandom(1), 0); // => throws 'out-of-range'
 * ```
 * @see Marsaglia & Tsang 2000, "A simple method for generating gamma variables", ACM TOMS 26(3)
 */
export function drawGamma(random: RandomState, shape: number, rate = 1): number {
  requireWithin(shape, { from: 0, fromOpen: true }, 'shape');
  requireWithin(rate, { from: 0, fromOpen: true }, 'rate');
  return (shape < 1 ? portableExp(drawLogGamma(random, shape)) : drawFromOneUp(random, shape)) / rate;
}

/** ln of a draw with rate 1: stays finite where the draw itself is too small for a double (shape ≪ 1). */
export function drawLogGamma(random: RandomState, shape: number): number {
  if (shape >= 1) return portableLog(drawFromOneUp(random, shape));
  // X(shape) = X(shape + 1)·U^(1/shape), section 6 of the paper; 1 − u is never 0.
  const boost = portableLog(1 - nextUniform(random)) / shape;
  return portableLog(drawFromOneUp(random, shape + 1)) + boost;
}

/** A draw with rate 1 for a shape of 1 or more. */
function drawFromOneUp(random: RandomState, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = 1 - nextUniform(random);
    const square = x * x;
    // The first test (a squeeze) accepts nearly always and needs no logarithm.
    if (u < 1 - 0.0331 * square * square) return d * v;
    if (portableLog(u) < 0.5 * square + d * (1 - v + portableLog(v))) return d * v;
  }
}
