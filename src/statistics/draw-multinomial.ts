import { InputError, requireCount, requireWithin } from '../errors/index.ts';
import type { RandomState } from './create-random.ts';
import { drawBinomial } from './draw-binomial.ts';

/**
 * A draw from the multinomial distribution: how n things fall into boxes, such as a bootstrap sample of counted groups.
 *
 * @param random - a stream made by `createRandom`; **it is advanced**
 * @param n - how many things, a count up to 1e9
 * @param weights - weight of every box, 0 or more, at least one above 0; only their ratios count
 * @returns one count a box, in the order of the weights; they add up to n
 * @throws InputError `not-a-count`, `empty` without boxes or when all weights are 0, `out-of-range`, `not-finite`
 *
 * @example What might another sample of my 100 answers have looked like?
 * ```ts
 * import { createRandom, drawMultinomial } from 'clientele/statistics';
 *
 * drawMultinomial(createRandom(1), 100, [50, 30, 20]); // => [42, 36, 22]
 * drawMultinomial(createRandom(1), 5, [0, 2, 0]); // => [0, 5, 0]
 * drawMultinomial(createRandom(1), 5, []); // => throws 'empty'
 * ```
 * @see Davis 1993, "The computer generation of multinomial random variates", Computational Statistics & Data Analysis 16
 * (conditional binomials)
 */
export function drawMultinomial(random: RandomState, n: number, weights: readonly number[]): number[] {
  requireCount(n, 'n');
  // What remains after each box, summed from the end so that the last box takes exactly what is left.
  const rest = new Float64Array(weights.length + 1);
  for (let i = weights.length - 1; i >= 0; i--) {
    rest[i] = rest[i + 1]! + requireWithin(weights[i]!, { from: 0 }, `weights[${i}]`);
  }
  if (!(rest[0]! > 0)) throw new InputError('empty', 'weights', 'expected a weight above 0, got none');
  if (rest[0] === Infinity) throw new InputError('overflow', 'weights', 'expected a finite sum, got more');
  let left = n;
  return weights.map((weight, i) => {
    const taken = left === 0 || weight === 0 ? 0 : drawBinomial(random, left, Math.min(1, weight / rest[i]!));
    left -= taken;
    return taken;
  });
}
