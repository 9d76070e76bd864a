import { InputError, requireInteger } from '../errors/index.ts';

/**
 * The exact sum of two counts of points or minor units. Beyond 2^53 − 1 a float sum is silently wrong; here it is an
 * error.
 *
 * @param a - safe integer
 * @param b - safe integer
 * @returns a safe integer, never −0
 * @throws InputError `not-an-integer`, `overflow`
 *
 * @example What is the balance after a purchase?
 * ```ts
 * import { addSafe } from 'clientele/amounts';
 *
 * addSafe(1200, 62); // => 1262
 * addSafe(Number.MAX_SAFE_INTEGER, 1); // => throws 'overflow'
 * ```
 */
export function addSafe(a: number, b: number): number {
  const sum = requireInteger(a, 'a') + requireInteger(b, 'b');
  if (Number.isSafeInteger(sum)) return sum + 0;
  throw new InputError('overflow', 'b', `expected a sum within ±(2^53 - 1), got ${a} + ${b}`);
}
