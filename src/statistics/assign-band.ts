import type { Band } from './band.ts';

/**
 * The band that holds a value: the last one whose lower end is at most the value.
 *
 * Bands are `[from, next)`; the last is open and holds everything above. Use {@link checkBands} on bands that come from
 * outside: this function trusts their order.
 *
 * @param bands - ascending by `from`
 * @param value - any number
 * @returns the band's name; `null` below the first band, without bands, and for NaN
 *
 * @example Which tier of health is a score of 62?
 * ```ts
 * import { assignBand } from 'clientele/statistics';
 *
 * const bands = [{ name: 'at-risk', from: 0 }, { name: 'watch', from: 40 }, { name: 'healthy', from: 70 }] as const;
 * assignBand(bands, 62); // => 'watch'
 * assignBand(bands, 70); // => 'healthy'
 * assignBand(bands, -1); // => null
 * ```
 */
export function assignBand<N extends string>(bands: readonly Readonly<Band<N>>[], value: number): N | null {
  let name: N | null = null;
  for (const band of bands) {
    if (!(band.from <= value)) break;
    name = band.name;
  }
  return name;
}
