/** What a million draws look like, for three seeds: moments, and counts in cells of known probability. */
import {
  betaQuantile,
  createRandom,
  drawBeta,
  drawBinomial,
  drawGamma,
  drawMultinomial,
  drawNormal,
  drawPoisson,
  findRoot,
  hashFraction,
  logBinomial,
  logGamma,
  nextUniform,
  normalQuantile,
  regularizedGamma,
} from 'clientele/statistics';
import type { RandomState } from 'clientele/statistics';
import { describe, expect, test } from 'vitest';

const N = 1e6;
const SEEDS = [1, 20261125, -7];
const CELLS = 100;

/** χ² of counts against expectations; 5 standard deviations of χ² above its mean at most. */
function expectCounts(counts: readonly number[], expected: readonly number[], about = ''): void {
  const total = counts.reduce((sum, count, i) => sum + (count - expected[i]!) ** 2 / expected[i]!, 0);
  const df = counts.length - 1;
  expect(total, `χ² of ${df + 1} cells ${about}`).toBeLessThan(df + 5 * Math.sqrt(2 * df));
}

const filled = (length: number, value: number): number[] => Array.from({ length }, () => value);

/** How many of the ascending edges lie at or below x. */
function cellOf(edges: readonly number[], x: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The edges of equally likely cells. */
const edgesOf = (quantile: (p: number) => number): number[] =>
  Array.from({ length: CELLS - 1 }, (_, i) => quantile((i + 1) / CELLS));

const gammaQuantile =
  (shape: number, rate = 1) =>
  (p: number): number =>
    Math.exp(
      findRoot((t) => regularizedGamma(shape, Math.exp(t)).lower - p, { low: -60, high: 10, tolerance: 1e-12 })!,
    ) / rate;

/** Mean and variance of a million draws are within five standard errors of theirs (kurtosis by the draws themselves). */
function expectMoments(draws: Float64Array, mean: number, variance: number, about: string): void {
  let sum = 0;
  let squares = 0;
  let fourths = 0;
  for (const value of draws) {
    const deviation = value - mean;
    const square = deviation * deviation;
    sum += deviation;
    squares += square;
    fourths += square * square;
  }
  const seen = squares / N;
  expect(Math.abs(sum / N), `mean ${about}`).toBeLessThan(5 * Math.sqrt(variance / N));
  expect(Math.abs(seen - variance), `variance ${about}`).toBeLessThan(5 * Math.sqrt((fourths / N - seen * seen) / N));
}

type Draw = (random: RandomState) => number;

/** A million draws of each seed; nothing else runs between them. */
const million = (seed: number, draw: Draw): Float64Array => {
  const random = createRandom(seed);
  const draws = new Float64Array(N);
  for (let i = 0; i < N; i++) draws[i] = draw(random);
  return draws;
};

describe('a million draws of a continuous variable', () => {
  test.each<[string, Draw, (p: number) => number, number, number]>([
    ['uniform', nextUniform, (p) => p, 1 / 2, 1 / 12],
    ['normal', drawNormal, normalQuantile, 0, 1],
    ['gamma 2.5, rate 0.5', (r) => drawGamma(r, 2.5, 0.5), gammaQuantile(2.5, 0.5), 5, 10],
    ['gamma 0.3', (r) => drawGamma(r, 0.3), gammaQuantile(0.3), 0.3, 0.3],
    ['beta 13, 89', (r) => drawBeta(r, 13, 89), (p) => betaQuantile(p, 13, 89), 13 / 102, (13 * 89) / (102 ** 2 * 103)],
    ['beta 0.2, 0.3', (r) => drawBeta(r, 0.2, 0.3), (p) => betaQuantile(p, 0.2, 0.3), 0.4, 0.16],
  ])('%s', (_, draw, quantile, mean, variance) => {
    const edges = edgesOf(quantile);
    for (const seed of SEEDS) {
      const draws = million(seed, draw);
      expectMoments(draws, mean, variance, `with seed ${seed}`);
      const counts = filled(CELLS, 0);
      for (const value of draws) counts[cellOf(edges, value)]!++;
      expectCounts(counts, filled(CELLS, N / CELLS), `with seed ${seed}`);
    }
  });
});

const poisson = (mean: number) => (k: number) => Math.exp(k * Math.log(mean) - mean - logGamma(k + 1));
const binomial = (n: number, p: number) => (k: number) =>
  k > n ? 0 : Math.exp(logBinomial(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));

describe('a million draws of a count', () => {
  test.each<[string, Draw, (k: number) => number, number, number]>([
    ['poisson 3.2, by inversion', (r) => drawPoisson(r, 3.2), poisson(3.2), 3.2, 3.2],
    ['poisson 25, by rejection', (r) => drawPoisson(r, 25), poisson(25), 25, 25],
    ['poisson 400', (r) => drawPoisson(r, 400), poisson(400), 400, 400],
    ['binomial 20, 0.3', (r) => drawBinomial(r, 20, 0.3), binomial(20, 0.3), 6, 4.2],
    ['binomial 500, 0.7', (r) => drawBinomial(r, 500, 0.7), binomial(500, 0.7), 350, 105],
  ])('%s', (_, draw, probability, mean, variance) => {
    for (const seed of SEEDS) {
      const draws = million(seed, draw);
      expectMoments(draws, mean, variance, `with seed ${seed}`);
      const counts = new Map<number, number>();
      for (const value of draws) counts.set(value, (counts.get(value) ?? 0) + 1);
      // Rare counts share one cell, so that each cell expects enough for χ².
      const common = [...counts.keys()].filter((k) => probability(k) * N > 20);
      const seen = common.map((k) => counts.get(k)!);
      const expected = common.map((k) => probability(k) * N);
      const rest = (parts: readonly number[]): number => N - parts.reduce((sum, part) => sum + part, 0);
      expectCounts([...seen, rest(seen)], [...expected, rest(expected)], `with seed ${seed}`);
    }
  });
  test.each(SEEDS)('a multinomial draw of a million, seed %i', (seed) => {
    const weights = [5, 0.5, 30, 1, 63.5];
    expectCounts(
      drawMultinomial(createRandom(seed), N, weights),
      weights.map((weight) => (weight / 100) * N),
    );
  });
});

test('ids spread evenly over hash fractions, and neighbouring ids are not alike', () => {
  for (const seed of SEEDS) {
    const cells = filled(CELLS, 0);
    for (let i = 0; i < 1e5; i++) cells[Math.floor(hashFraction(seed, `customer-${i}`) * CELLS)]!++;
    expectCounts(cells, filled(CELLS, 1e5 / CELLS), `with seed ${seed}`);
  }
});
