import { describe, expect, test } from 'vitest';
import { allIntervals, coverageOf, gridOf, rejectionRate } from './enumerate-coverage.ts';

/** Populations with at least 2.5 % promoters, 5 % passives and 2.5 % detractors, in steps of 2.5 %: 703 of them. */
const GRID = gridOf({ denominator: 40, minimumTop: 1, minimumMiddle: 2, minimumBottom: 1 });
const NONE: [number, number][] = [];

describe('the default interval keeps its promise: every outcome enumerated over 703 populations', () => {
  test.each([
    [10, 0.939],
    [30, 0.934],
    ...(process.env['COVERAGE_100'] ? ([[100, 0.944]] as [number, number][]) : NONE),
  ])(
    'n = %i: worst coverage at least %f, mean 95.0 to 96.6 %, never off the scale, never without width',
    (n, least) => {
      const intervals = allIntervals('score', n, 0.95);
      expect(intervals.every(({ outOfRange, degenerate, holds }) => !outOfRange && !degenerate && holds)).toBe(true);
      const coverages = GRID.map((shares) => coverageOf(intervals, n, shares).coverage);
      expect(coverages).toHaveLength(703);
      expect(Math.min(...coverages)).toBeGreaterThanOrEqual(least);
      const mean = coverages.reduce((sum, value) => sum + value, 0) / coverages.length;
      expect(mean).toBeGreaterThanOrEqual(0.95);
      expect(mean).toBeLessThanOrEqual(0.966);
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
  test.each([[10, 10], [30, 30], ...(process.env['COVERAGE_100'] ? ([[20, 100]] as [number, number][]) : NONE)])(
    '%i against %i: at most 6 %',
    (a, b) => {
      for (const shares of shapes) expect(rejectionRate('pooled-score', { a, b }, 0.95, shares)).toBeLessThan(0.06);
    },
    120_000,
  );
});
