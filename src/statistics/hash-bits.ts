/**
 * 32 bits from a text: every UTF-16 unit is mixed in, then the finalizer of MurmurHash3 spreads them (Appleby 2011,
 * public domain, `fmix32`). Stable for ever: stored assignments depend on it.
 *
 * @returns a signed 32-bit integer
 */
export function hashBits(seed: number, text: string): number {
  let hash = seed | 0;
  for (let i = 0; i < text.length; i++) {
    let unit = Math.imul(text.charCodeAt(i), 0xcc9e2d51);
    unit = (unit << 15) | (unit >>> 17);
    hash ^= Math.imul(unit, 0x1b873593);
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  hash ^= text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
