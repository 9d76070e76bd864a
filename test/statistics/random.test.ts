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
const N = 1e6;
const SEEDS = [1, 20261125, -7];

/** Mean and variance of a million draws are within five standard errors of theirs (kurtosis by the draws themselves). */
function expectMoments(draw: (random: RandomState) => number, mean: number, variance: number): void {
  for (const seed of SEEDS) {
    const random = createRandom(seed);
    let sum = 0;
    let squares = 0;
    let fourths = 0;
    for (let i = 0; i < N; i++) {
      const deviation = draw(random) - mean;
      const square = deviation * deviation;
      sum += deviation;
      squares += square;
      fourths += square * square;
    }
    const seen = squares / N;
    expect(Math.abs(sum / N), `mean, seed ${seed}`).toBeLessThan(5 * Math.sqrt(variance / N));
    expect(Math.abs(seen - variance), `variance, seed ${seed}`).toBeLessThan(
      5 * Math.sqrt((fourths / N - seen * seen) / N),
    );
  }
}

/** χ² of counts against expectations; 5 standard deviations of χ² above its mean at most. */
function expectCounts(counts: readonly number[], expected: readonly number[]): void {
  const total = counts.reduce((sum, count, i) => sum + (count - expected[i]!) ** 2 / expected[i]!, 0);
  const df = counts.length - 1;
  expect(total).toBeLessThan(df + 5 * Math.sqrt(2 * df));
}

describe('a million draws have the moments of their distribution', () => {
  test.each<[string, (random: RandomState) => number, number, number]>([
    ['uniform', nextUniform, 1 / 2, 1 / 12],
    ['normal', drawNormal, 0, 1],
    ['gamma 2.5, rate 0.5', (r) => drawGamma(r, 2.5, 0.5), 5, 10],
    ['gamma 0.3', (r) => drawGamma(r, 0.3), 0.3, 0.3],
    ['beta 13, 89', (r) => drawBeta(r, 13, 89), 13 / 102, (13 * 89) / (102 * 102 * 103)],
    ['beta 0.2, 0.3', (r) => drawBeta(r, 0.2, 0.3), 0.4, 0.16],
    ['poisson 3.2', (r) => drawPoisson(r, 3.2), 3.2, 3.2],
    ['poisson 40', (r) => drawPoisson(r, 40), 40, 40],
    ['binomial 20, 0.3', (r) => drawBinomial(r, 20, 0.3), 6, 4.2],
    ['binomial 500, 0.7', (r) => drawBinomial(r, 500, 0.7), 350, 105],
  ])('%s', (_, draw, mean, variance) => expectMoments(draw, mean, variance), 120_000);
});

describe('a million draws fill their cells', () => {
  test.each(SEEDS)('uniform, seed %i', (seed) => {
    const random = createRandom(seed);
    const cells = Array.from({ length: 100 }, () => 0);
    for (let i = 0; i < N; i++) cells[Math.floor(nextUniform(random) * 100)]!++;
    expectCounts(
      cells,
      cells.map(() => N / 100),
    );
  });
  test.each([4, 25])('poisson %i, by inversion and by rejection', (mean) => {
    const random = createRandom(3);
    const top = 2 * mean + 4;
    const cells = Array.from({ length: top + 1 }, () => 0);
    for (let i = 0; i < N; i++) cells[Math.min(top, drawPoisson(random, mean))]!++;
    let p = Math.exp(-mean);
    let rest = 1;
    const expected = cells.map((_, k) => {
      if (k === top) return rest * N;
      const share = p;
      rest -= p;
      p *= mean / (k + 1);
      return share * N;
    });
    const used = cells.map((_, k) => k).filter((k) => expected[k]! > 20);
    expectCounts(
      used.map((k) => cells[k]!),
      used.map((k) => expected[k]!),
    );
  });
  test('ids spread evenly over hash fractions, and neighbouring ids are not alike', () => {
    for (const seed of SEEDS) {
      const cells = Array.from({ length: 100 }, () => 0);
      for (let i = 0; i < 1e5; i++) cells[Math.floor(hashFraction(seed, `customer-${i}`) * 100)]!++;
      expectCounts(
        cells,
        cells.map(() => 1000),
      );
    }
  });
});

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
