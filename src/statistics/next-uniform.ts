import type { RandomState } from './create-random.ts';

/** Advances the stream by one and gives 32 random bits as a signed integer (xoshiro128**). */
export function nextBits(random: RandomState): number {
  const { a, b, c, d } = random;
  const five = Math.imul(b, 5);
  const bits = Math.imul((five << 7) | (five >>> 25), 9);
  const third = c ^ a;
  const fourth = d ^ b;
  random.b = b ^ third;
  random.a = a ^ fourth;
  random.c = third ^ (b << 9);
  random.d = (fourth << 11) | (fourth >>> 21);
  return bits;
}

/**
 * The next number of the stream, even over 0 (included) to 1 (excluded), in steps of 2^−53.
 *
 * @param random - a stream made by `createRandom`; **it is advanced**
 * @returns a number in [0, 1)
 *
 * @example How do I put each customer into one of two groups by chance?
 * ```ts
 * import { createRandom, nextUniform } from 'clientele/statistics';
 *
 * const random = createRandom(7);
 * const groups = ['Ada', 'Bo', 'Cy', 'Di'].map(() => (nextUniform(random) < 0.5 ? 'test' : 'control'));
 * groups; // => ['test', 'control', 'test', 'test']
 * ```
 * @see Blackman & Vigna 2018, "Scrambled linear pseudorandom number generators", xoshiro128**
 */
export function nextUniform(random: RandomState): number {
  const high = nextBits(random) >>> 5;
  const low = nextBits(random) >>> 6;
  return (high * 67108864 + low) / 9007199254740992;
}
