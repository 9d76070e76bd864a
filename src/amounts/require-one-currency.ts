import { InputError } from '../errors/index.ts';

/**
 * Lets amounts through that are all in one currency. Rows without a currency agree with any.
 *
 * @param currencies - what the rows say; `undefined` where a row says nothing
 * @param argument - the list as the caller would write it in code, for the error
 * @returns the currency; null when no row names one
 * @throws InputError `mixed-currency`, with the index of the first row that differs
 *
 * @example May these amounts be added?
 * ```ts
 * import { requireOneCurrency } from 'clientele/amounts';
 *
 * requireOneCurrency(['EUR', undefined, 'EUR'], 'purchases'); // => 'EUR'
 * requireOneCurrency(['EUR', 'USD'], 'purchases'); // => throws 'mixed-currency'
 * ```
 */
export function requireOneCurrency(currencies: Iterable<string | undefined>, argument: string): string | null {
  let first: string | null = null;
  let i = 0;
  for (const currency of currencies) {
    if (currency !== undefined) {
      first ??= currency;
      if (currency !== first) {
        throw new InputError('mixed-currency', `${argument}[${i}].currency`, `expected ${first}, got ${currency}`);
      }
    }
    i++;
  }
  return first;
}
