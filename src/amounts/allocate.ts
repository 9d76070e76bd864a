import { InputError, requireInteger, requireOneOf, requireWithin } from '../errors/index.ts';

/** How parts are made whole. */
export interface AllocateOptions {
  /** who gets the odd unit among equal remainders: the `'first'` (default), or the `'largest'` weight, then the first */
  ties?: 'first' | 'largest';
}

const TIES = ['first', 'largest'] as const;

/**
 * Divides a whole amount in proportion to weights so that the parts are whole and add up to it (largest remainders,
 * Hamilton's method). Each part lies less than one unit from its exact share. A negative amount is the mirror image.
 *
 * @param total - points or minor units, a safe integer
 * @param weights - 0 or more each, finite; counts, prices or quantities; taken at their exact value
 * @param options - who gets the odd unit among equals
 * @returns one part per weight, in their order; safe integers that add up to `total`
 * @throws InputError `not-an-integer`, `not-finite`, `wrong-type`, `out-of-range` for a negative weight, `unknown-name`,
 * `empty` when there is something to divide and no weight above 0
 *
 * @example How do I spread a discount of 1 euro over three equal lines?
 * ```ts
 * import { allocate } from 'clientele/amounts';
 *
 * allocate(100, [1, 1, 1]); // => [34, 33, 33]
 * allocate(-100, [1, 1, 1]); // => [-34, -33, -33]
 * allocate(5, [0.5, 1.5]); // => [1, 4]
 * ```
 */
export function allocate(total: number, weights: readonly number[], options: AllocateOptions = {}): number[] {
  const ties = requireOneOf(options.ties ?? 'first', TIES, 'options.ties');
  const amount = BigInt(Math.abs(requireInteger(total, 'total')));
  const exact = exactWeights(weights);
  const sum = exact.reduce((a, b) => a + b, 0n);
  if (sum === 0n) {
    if (amount === 0n) return weights.map(() => 0);
    throw new InputError('empty', 'weights', 'expected a weight above 0, got none');
  }
  const parts = exact.map((weight) => (amount * weight) / sum);
  const rests = exact.map((weight) => (amount * weight) % sum);
  const left = Number(amount - parts.reduce((a, b) => a + b, 0n));
  const order = parts.map((_, i) => i);
  // Sorting is stable, so what compares equal keeps its place: the first comes first.
  order.sort((i, j) => descending(rests[i]!, rests[j]!) || (ties === 'largest' ? descending(exact[i]!, exact[j]!) : 0));
  for (const i of order.slice(0, left)) parts[i]! += 1n;
  return parts.map((part) => (total < 0 ? -Number(part) + 0 : Number(part)));
}

function descending(a: bigint, b: bigint): number {
  return a > b ? -1 : a < b ? 1 : 0;
}

/** Whole numbers in the proportions of the weights: a double is a whole number times a power of two. */
function exactWeights(weights: readonly number[]): bigint[] {
  const shifts: number[] = [];
  const wholes = weights.map((given, i) => {
    let weight = requireWithin(given, { from: 0 }, `weights[${i}]`);
    let shift = 0;
    // Doubling is exact, and ends after at most 1,074 steps, the length of the smallest double.
    for (; !Number.isInteger(weight); weight *= 2) shift++;
    shifts.push(shift);
    return BigInt(weight);
  });
  const most = shifts.reduce((a, b) => Math.max(a, b), 0);
  return wholes.map((whole, i) => whole << BigInt(most - shifts[i]!));
}
