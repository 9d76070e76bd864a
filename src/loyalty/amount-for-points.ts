import { multiplyRatio } from '../amounts/index.ts';
import { requireCount } from '../errors/index.ts';
import { priceOfPoint } from './points-for-amount.ts';
import type { Program } from './program.ts';

/**
 * What points are worth at the checkout, by the program's price; rounded down.
 *
 * @param program - a program with `points.spending.price`
 * @param points - points in units of 10^-scale, 0 or more
 * @returns amount in minor units
 * @throws InputError `missing-value` for a program without a price, `not-a-count`, `overflow`
 *
 * @example What are 500 points worth?
 * ```ts
 * import { amountForPoints } from 'clientele/loyalty';
 *
 * const program = {
 *   kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC',
 *   points: { spending: { price: { points: 100, minor: 100 } } },
 * } as const;
 * amountForPoints(program, 500); // => 500
 * ```
 */
export function amountForPoints(program: Program, points: number): number {
  return multiplyRatio(requireCount(points, 'points'), priceOfPoint(program), 'down');
}
