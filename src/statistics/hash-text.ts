import { InputError } from '../errors/index.ts';
import { hashBits } from './hash-bits.ts';

/**
 * A short fingerprint of a text, the same on every machine and for ever: has this policy changed since it was stored?
 *
 * 64 bits: two texts of a billion share one by chance with about 3 %, two of a million hardly ever. It is no proof
 * against people who want two texts to share one.
 *
 * @param text - any text; `''` has a fingerprint too
 * @returns 16 hexadecimal digits
 * @throws InputError `wrong-type` for anything but text
 *
 * @example Is this the programme that the ledger was written under?
 * ```ts
 * import { hashText } from 'clientele/statistics';
 *
 * hashText('{"kind":"program"}'); // => 'd89a449ae23eec3e'
 * ```
 * @see Appleby 2011, MurmurHash3 (`fmix32`)
 */
export function hashText(text: string): string {
  if (typeof text !== 'string') throw new InputError('wrong-type', 'text', `expected a text, got ${String(text)}`);
  const hex = (seed: number): string => (hashBits(seed, text) >>> 0).toString(16).padStart(8, '0');
  return hex(0x243f6a88) + hex(0x13198a2e);
}
