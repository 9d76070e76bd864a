import { describe, expect, test } from 'vitest';
import { allIntervals, coverageOf, gridOf, rejectionRates } from '../../feedback/enumerate-coverage.ts';

/** Populations with at least 2.5 % promoters, 5 % passives and 2.5 % detractors, in steps of 2.5 %: 703 of them. */
const GRID = gridOf({ denominator: 40, minimumTop: 1, minimumMiddle: 2, minimumBottom: 1 });

/** Each population once: swapping promoters and detractors mirrors every interval exactly, so coverage is the same. */
const HALF = GRID.filter(({ top, bottom }) => top >= bottom);

describe('the default interval keeps its promise: every outcome enumerated over 703 populations', () => {
  test('the populations are 703, and the mirrored half has the coverage of the other', () => {
    expect(GRID).toHaveLength(703);
    const intervals = allIntervals('score', 10, 0.95);
    for (const { top, middle, bottom } of HALF) {
      const mirrored = coverageOf(intervals, 10, { top: bottom, middle, bottom: top }).coverage;
      expect(mirrored).toBeCloseTo(coverageOf(intervals, 10, { top, middle, bottom }).coverage, 12);
    }
  });

  // The least coverage to five digits, and where: 93.4 % is the promise, and n = 30 with 32.5/65/2.5 comes closest to it.
  test.each([
    { n: 10, least: 0.93947, at: [0.525, 0.05, 0.425] },
    { n: 30, least: 0.93467, at: [0.325, 0.65, 0.025] },
    { n: 100, least: 0.9442, at: [0.2, 0.775, 0.025] },
  ])(
    'n = $n: worst coverage $least, mean 95.0 to 96.5 %, never off the scale, never without width',
    (row) => {
      const { n, least, at } = row;
      const intervals = allIntervals('score', n, 0.95);
      expect(intervals).toHaveLength(((n + 1) * (n + 2)) / 2);
      expect(intervals.every(({ outOfRange, degenerate, holds }) => !outOfRange && !degenerate && holds)).toBe(true);
      expect(intervals.every(({ low, high }) => low >= -100 && high <= 100 && high > low)).toBe(true);
      const coverages = HALF.map((shares) => coverageOf(intervals, n, shares).coverage);
      const worst = Math.min(...coverages);
      expect(worst).toBeGreaterThanOrEqual(0.934);
      expect(worst).toBeCloseTo(least, 5);
      const { top, middle, bottom } = HALF[coverages.indexOf(worst)]!;
      expect([top, middle, bottom]).toEqual(at);
      // Populations off the diagonal stand for their mirror image too.
      let [sum, weights] = [0, 0];
      HALF.forEach((shares, i) => {
        const weight = shares.top > shares.bottom ? 2 : 1;
        sum += weight * coverages[i]!;
        weights += weight;
      });
      expect(weights).toBe(703);
      expect(sum / weights).toBeGreaterThanOrEqual(0.95);
      expect(sum / weights).toBeLessThanOrEqual(0.965);
    },
    120_000,
  );

  test('and Wald does not: 53.9 % at worst with ten answers', () => {
    const intervals = allIntervals('wald', 10, 0.95);
    expect(Math.min(...GRID.map((shares) => coverageOf(intervals, 10, shares).coverage))).toBeCloseTo(0.539, 3);
  });
});

describe('the default test rarely cries wolf: type I error enumerated over five shapes', () => {
  const shapes = [
    [0.62, 0.14],
    [0.9, 0.02],
    [0.45, 0.45],
    [0.2, 0.5],
    [0.34, 0.33],
  ].map(([top, bottom]) => ({
    top: top!,
    middle: 1 - top! - bottom!,
    bottom: bottom!,
  }));
  // Ten seconds more: COVERAGE_100=1 npx vitest run --project reference test/reference/feedback/coverage.test.ts
  const slow: [number, number][] = process.env['COVERAGE_100'] ? [[20, 100]] : [];
  test.each([[10, 10], [30, 30], ...slow])(
    '%i against %i: at most 6 in 100',
    (a, b) => {
      // What is left out weighs at most 1e-10 a pair, 0.012 % in all, and counts against the test.
      const rates = rejectionRates('pooled-score', { a, b }, 0.95, shapes, 1e-10);
      expect(Math.max(...rates)).toBeLessThan(0.06);
      expect(Math.max(...rates)).toBeGreaterThan(0.04);
    },
    120_000,
  );
});
