import {
  createRandom,
  drawBeta,
  drawBinomial,
  drawGamma,
  drawMultinomial,
  drawNormal,
  drawPoisson,
  hashFraction,
  hashText,
  nextUniform,
} from 'clientele/statistics';
import type { RandomState } from 'clientele/statistics';
import { describe, expect, test } from 'vitest';

const code = (wanted: string): unknown => expect.objectContaining({ code: wanted });
describe('streams', () => {
  test('go on from stored JSON, with the second normal of a pair', () => {
    const random = createRandom(5);
    drawNormal(random);
    const stored = JSON.stringify(random);
    const ahead = [drawNormal(random), nextUniform(random), drawGamma(random, 2)];
    const again = JSON.parse(stored) as RandomState;
    expect([drawNormal(again), nextUniform(again), drawGamma(again, 2)]).toEqual(ahead);
  });
  test('are the same for ever', () => {
    const random = createRandom(20261125);
    const draws = [
      nextUniform(random),
      drawNormal(random),
      drawGamma(random, 0.5),
      drawBeta(random, 2, 3),
      drawPoisson(random, 100),
      drawBinomial(random, 1000, 0.4),
    ];
    expect(draws).toEqual(PINNED);
  });
  test('differ between neighbouring seeds, and between seeds 2^32 apart', () => {
    const first = [0, 1, 2, -1, 2 ** 32, 2 ** 33].map((seed) => nextUniform(createRandom(seed)));
    expect(new Set(first).size).toBe(first.length);
  });
});

const PINNED: readonly number[] = [
  0.6903622782024836, 0.4899441466750117, 0.07862642619415311, 0.3825132247697905, 114, 374,
];

describe('edges', () => {
  test('certain outcomes are certain', () => {
    const random = createRandom(1);
    expect(drawPoisson(random, 0)).toBe(0);
    expect(drawBinomial(random, 10, 0)).toBe(0);
    expect(drawBinomial(random, 10, 1)).toBe(10);
    expect(drawBinomial(random, 0, 0.5)).toBe(0);
    expect(drawMultinomial(random, 0, [1, 2])).toEqual([0, 0]);
  });
  test('tiny shapes give numbers, not NaN', () => {
    const random = createRandom(1);
    for (let i = 0; i < 1000; i++) {
      expect(drawGamma(random, 1e-5)).toBeGreaterThanOrEqual(0);
      const b = drawBeta(random, 1e-5, 1e-5);
      expect(b >= 0 && b <= 1).toBe(true);
    }
  });
  test('huge counts stay near their mean', () => {
    const random = createRandom(1);
    expect(Math.abs(drawPoisson(random, 1e9) - 1e9)).toBeLessThan(6 * Math.sqrt(1e9));
    expect(Math.abs(drawBinomial(random, 1e9, 0.5) - 5e8)).toBeLessThan(6 * Math.sqrt(2.5e8));
  });
  test('a multinomial draw adds up and leaves empty boxes empty', () => {
    const random = createRandom(1);
    for (let i = 0; i < 200; i++) {
      const counts = drawMultinomial(random, 37, [0, 5, 1e-300, 5, 0]);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(37);
      expect([counts[0], counts[4]]).toEqual([0, 0]);
    }
  });
  test('bad parameters are refused', () => {
    const random = createRandom(1);
    expect(() => createRandom(0.5)).toThrow(code('not-an-integer'));
    expect(() => createRandom(NaN)).toThrow(code('not-an-integer'));
    expect(() => drawGamma(random, 0)).toThrow(code('out-of-range'));
    expect(() => drawGamma(random, 1, 0)).toThrow(code('out-of-range'));
    expect(() => drawBeta(random, 1, NaN)).toThrow(code('not-finite'));
    expect(() => drawPoisson(random, -1)).toThrow(code('out-of-range'));
    expect(() => drawPoisson(random, 1e10)).toThrow(code('out-of-range'));
    expect(() => drawBinomial(random, 1.5, 0.5)).toThrow(code('not-a-count'));
    expect(() => drawBinomial(random, 1e10, 0.5)).toThrow(code('out-of-range'));
    expect(() => drawBinomial(random, 1, 50)).toThrow(code('not-a-probability'));
    expect(() => drawMultinomial(random, 1, [])).toThrow(code('empty'));
    expect(() => drawMultinomial(random, 1, [0])).toThrow(code('empty'));
    expect(() => drawMultinomial(random, 1, [-1])).toThrow(code('out-of-range'));
    expect(() => drawMultinomial(random, 1, [1e308, 1e308])).toThrow(code('overflow'));
    expect(() => hashFraction(0.5, 'a')).toThrow(code('not-an-integer'));
    expect(() => hashFraction(1, 5 as unknown as string)).toThrow(code('wrong-type'));
    expect(() => hashText(5 as unknown as string)).toThrow(code('wrong-type'));
  });
});

describe('hashes', () => {
  test('are the same for ever', () => {
    expect(hashText('')).toBe(PINNED_HASHES[0]);
    expect(hashText('clientèle 🛍')).toBe(PINNED_HASHES[1]);
    expect(hashFraction(2 ** 40 + 1, 'a')).toBe(PINNED_HASHES[2]);
  });
  test('tell texts and seeds apart', () => {
    const texts = Array.from({ length: 20_000 }, (_, i) => hashText(`t${i}`));
    expect(new Set(texts).size).toBe(texts.length);
    expect(hashFraction(1, 'a')).not.toBe(hashFraction(2, 'a'));
    expect(hashFraction(1, 'a')).not.toBe(hashFraction(1 + 2 ** 32, 'a'));
  });
});

const PINNED_HASHES: readonly (string | number)[] = ['1388a0fb6cc8e406', '2ed8f719dfea20ff', 0.331879943376407];
