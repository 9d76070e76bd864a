import { requireInteger } from '../errors/index.ts';

/**
 * A stream of random numbers as plain JSON: store it, and the stream goes on where it stopped.
 *
 * The drawing functions **write to it**: `nextUniform(random)` advances the stream it is given. It is the one value of
 * the library that a function changes, because simulations draw millions; make your own by {@link createRandom} and do not
 * share it between runs that must not disturb each other.
 */
export interface RandomState {
  /** what this stored value is */
  kind: 'random';
  /** version of its form */
  version: 1;
  /** first word of the generator, a signed 32-bit integer */
  a: number;
  /** second word */
  b: number;
  /** third word */
  c: number;
  /** fourth word */
  d: number;
  /** second number of the last pair of normal draws, or null when it was used */
  spareNormal: number | null;
}

/**
 * A new stream of random numbers, the same for the same seed in every engine and for ever.
 *
 * All draws use additions, multiplications and square roots only, which every engine rounds alike. Not for secrets: the
 * stream can be predicted.
 *
 * @param seed - any safe integer; neighbouring seeds give unrelated streams
 * @returns the state of the stream, before its first number
 * @throws InputError `not-an-integer`
 *
 * @example Can I draw the same sample again next year?
 * ```ts
 * import { createRandom, nextUniform } from 'clientele/statistics';
 *
 * const random = createRandom(42);
 * const stored = JSON.stringify(random);
 * nextUniform(random) === nextUniform(JSON.parse(stored)); // => true
 * createRandom(0.5); // => throws 'not-an-integer'
 * ```
 * @see Blackman & Vigna 2018, "Scrambled linear pseudorandom number generators" (xoshiro128**); Steele, Lea & Flood 2014,
 * "Fast splittable pseudorandom number generators" (the seeding)
 */
export function createRandom(seed: number): RandomState {
  requireInteger(seed, 'seed');
  // Both halves of the 53-bit seed are mixed in; splitmix32 never leaves all four words 0 for more than one seed in 2^96.
  let state = Math.imul(Math.floor(seed / 4294967296) | 0, 0x9e3779b1) ^ (seed | 0);
  const word = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
  return { kind: 'random', version: 1, a: word(), b: word(), c: word(), d: word(), spareNormal: null };
}
