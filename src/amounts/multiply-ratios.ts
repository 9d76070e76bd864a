import { InputError } from '../errors/index.ts';
import type { Ratio } from './ratio.ts';
import { reduceRatio } from './reduce-ratio.ts';
import { requireRatio } from './require-ratio.ts';

/**
 * The exact product of fractions, in lowest terms: several multipliers of points become one before anything is rounded.
 *
 * @param ratios - fractions of safe integers with positive denominators
 * @returns the product; 1 for none
 * @throws InputError `not-an-integer`, `out-of-range` for a denominator below 1, `overflow` when a part of the product
 * in lowest terms is beyond 2^53 − 1
 *
 * @example What do a triple-points day and a 25 % status bonus make together?
 * ```ts
 * import { multiplyRatios } from 'clientele/amounts';
 *
 * multiplyRatios([{ numerator: 3, denominator: 1 }, { numerator: 5, denominator: 4 }]); // => { numerator: 15, denominator: 4 }
 * multiplyRatios([]); // => { numerator: 1, denominator: 1 }
 * ```
 */
export function multiplyRatios(ratios: readonly Ratio[]): Ratio {
  let numerator = 1n;
  let denominator = 1n;
  ratios.forEach((ratio, i) => {
    requireRatio(ratio, `ratios[${i}]`);
    numerator *= BigInt(ratio.numerator);
    denominator *= BigInt(ratio.denominator);
  });
  const product = reduceRatio(numerator, denominator);
  if (product) return product;
  throw new InputError('overflow', 'ratios', 'expected a product of safe integers in lowest terms');
}
