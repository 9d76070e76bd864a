import { multiplyRatio, multiplyRatios } from '../amounts/index.ts';
import { InputError, requireCount, requireKind } from '../errors/index.ts';
import type { Ratio } from '../amounts/index.ts';
import type { Program } from './program.ts';

/**
 * Points that pay an amount at the checkout, by the program's price; rounded up, so that the amount is covered.
 *
 * @param program - a program with `points.spending.price`
 * @param amountMinor - amount to pay, minor units, 0 or more
 * @returns points in units of 10^-scale; `amountForPoints` of them is never less than the amount
 * @throws InputError `missing-value` for a program without a price, `not-a-count`, `overflow`
 *
 * @example How many points pay 12.34?
 * ```ts
 * import { pointsForAmount } from 'clientele/loyalty';
 *
 * const program = {
 *   kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC',
 *   points: { spending: { price: { points: 150, minor: 100 } } },
 * } as const;
 * pointsForAmount(program, 1234); // => 1851
 * ```
 */
export function pointsForAmount(program: Program, amountMinor: number): number {
  const { numerator, denominator } = priceOfPoint(program);
  return multiplyRatio(
    requireCount(amountMinor, 'amountMinor'),
    { numerator: denominator, denominator: numerator },
    'up',
  );
}

/** What one unit of points is worth in minor units. */
export function priceOfPoint(program: Program): Ratio {
  const price = requireKind(program, 'loyalty-program', 'program').points?.spending?.price;
  if (!price) throw new InputError('missing-value', 'program.points.spending.price', 'expected a price of points');
  return multiplyRatios([{ numerator: price.minor, denominator: price.points }]);
}
