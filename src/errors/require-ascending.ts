import { InputError } from './input-error.ts';

/**
 * Lets a list of numbers through that rises strictly: edges, band ends, times. NaN anywhere is out of order.
 *
 * @param values - what the caller gave; empty and one-element lists rise
 * @param argument - how the caller would write it
 * @returns the same list
 * @throws InputError `out-of-order`, with the index of the first value that does not rise
 *
 * @example Are my thresholds in order?
 * ```ts
 * import { requireAscending } from 'clientele/errors';
 *
 * requireAscending([30, 60, 90], 'options.edges'); // => [30, 60, 90]
 * requireAscending([30, 90, 60], 'options.edges'); // => throws 'out-of-order'
 * ```
 */
export function requireAscending<V extends readonly number[]>(values: V, argument: string): V {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (i === 0 ? value === value : value > values[i - 1]!) continue;
    throw new InputError(
      'out-of-order',
      `${argument}[${i}]`,
      `expected more than ${String(values[i - 1])}, got ${value}`,
    );
  }
  return values;
}
