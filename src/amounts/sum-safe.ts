import { InputError, requireInteger } from '../errors/index.ts';

/**
 * The exact sum of counts of points or minor units, in any order: only the result has to be a safe integer, not the
 * sums on the way to it.
 *
 * @param values - safe integers
 * @returns a safe integer, never −0; 0 for none
 * @throws InputError `not-an-integer`, `overflow`
 *
 * @example How many points are in these lots?
 * ```ts
 * import { sumSafe } from 'clientele/amounts';
 *
 * sumSafe([500, 250, -50]); // => 700
 * sumSafe([]); // => 0
 * ```
 */
export function sumSafe(values: Iterable<number>): number {
  let sum = 0;
  // What the running sum gave away to stay exact; only sums beyond the safe integers ever need it.
  let large = 0n;
  let i = 0;
  for (const value of values) {
    const next = sum + requireInteger(value, `values[${i++}]`);
    if (Number.isSafeInteger(next)) sum = next;
    else {
      large += BigInt(sum);
      sum = value;
    }
  }
  const total = large === 0n ? sum : Number(large + BigInt(sum));
  if (Number.isSafeInteger(total)) return total + 0;
  throw new InputError('overflow', 'values', 'expected a sum within ±(2^53 - 1)');
}
