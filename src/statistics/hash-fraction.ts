import { InputError, requireInteger } from '../errors/index.ts';
import { hashBits } from './hash-bits.ts';

/**
 * A fixed number in [0, 1) for a text, the same on every machine and for ever: for stable samples, splits and folds.
 *
 * Another seed gives an unrelated split of the same ids. It is no secret and no proof against people who choose their ids.
 *
 * @param seed - which split, a safe integer; its low and high 32 bits both count
 * @param text - usually a customer id, as text: `String(id)`
 * @returns a number in [0, 1), in steps of 2^−32
 * @throws InputError `not-an-integer`, `wrong-type` for anything but text
 *
 * @example Is this customer in the tenth that gets no offer?
 * ```ts
 * import { hashFraction } from 'clientele/statistics';
 *
 * hashFraction(2026, 'customer-17') < 0.1; // => false
 * hashFraction(2026, 'customer-17'); // => ~0.1689
 * ```
 * @see Appleby 2011, MurmurHash3 (`fmix32`)
 */
export function hashFraction(seed: number, text: string): number {
  requireInteger(seed, 'seed');
  if (typeof text !== 'string') throw new InputError('wrong-type', 'text', `expected a text, got ${String(text)}`);
  const high = Math.floor(seed / 4294967296);
  return (hashBits(Math.imul(high, 0x9e3779b1) ^ (seed | 0), text) >>> 0) / 4294967296;
}
