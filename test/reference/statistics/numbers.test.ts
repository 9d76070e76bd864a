import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  addExact,
  cholesky,
  correlation,
  createExactSummer,
  gaussLegendre,
  integrate,
  invertSymmetric,
  leastSquares,
  meanAndVariance,
  nextUniform,
  quantile,
  quantileOfHistogram,
  selectQuantiles,
  solveCholesky,
  symmetricEigen,
  valueOfExact,
} from 'clientele/statistics';
import type { QuantileType, RandomState } from 'clientele/statistics';
import { describe, expect, test } from 'vitest';

interface Figures {
  quantiles: { values: number[]; ps: number[]; types: number[][] }[];
  sums: [number[], number][];
  systems: {
    matrix: number[][];
    b: number[];
    x: number[];
    inverse: number[][];
    values: number[];
    vectors: number[][];
  }[];
  leastSquares: {
    rows: number[][];
    y: number[];
    weights: number[];
    coefficients: number[];
    residualSumOfSquares: number;
    covarianceDiagonal: number[];
  }[];
  moments: { x: number[]; y: number[]; mean: number; variance: number; correlation: number }[];
  integrals: { f: string; from: number | null; to: number | null; integral: number }[];
  xoshiro128: { state: number[]; bits: number[] };
}
const figures = JSON.parse(readFileSync(join(import.meta.dirname, 'numbers.json'), 'utf8')) as Figures;

/** Highest error of a list against the size of its largest figure. */
const worst = (got: readonly number[], want: readonly number[]): number =>
  Math.max(...want.map((w, i) => Math.abs(got[i]! - w))) / Math.max(...want.map(Math.abs));

describe('quantiles equal those of NumPy in all nine definitions', () => {
  test.each(figures.quantiles)('%#', ({ values, ps, types }) => {
    types.forEach((wanted, t) => {
      const type = (t + 1) as QuantileType;
      const slack = 1e-14 * 100;
      const shuffled = values.toSorted((a, b) => Math.sin(a * 1e3) - Math.sin(b * 1e3));
      const selected = selectQuantiles(shuffled, ps, { type });
      ps.forEach((p, i) => {
        const got = quantile(values, p, { type });
        expect(Math.abs(got - wanted[i]!), `type ${type}, p ${p}`).toBeLessThanOrEqual(slack);
        expect(selected[i]).toBe(got);
        const counts = new Map<number, number>();
        for (const value of shuffled) counts.set(value, (counts.get(value) ?? 0) + 1);
        expect(quantileOfHistogram(counts, p, { type })).toBe(got);
      });
    });
  });
});

test('exact sums equal math.fsum to the bit', () => {
  for (const [values, sum] of figures.sums) {
    expect(valueOfExact(values.reduce(addExact, []))).toBe(sum);
    const summer = createExactSummer();
    values.forEach(summer.add);
    expect(summer.value()).toBe(sum);
  }
});

describe('symmetric systems of condition 1e2 and 1e6', () => {
  test.each(figures.systems)('%#', ({ matrix, b, x, inverse, values, vectors }) => {
    expect(worst(solveCholesky(cholesky(matrix), b), x)).toBeLessThan(1e-12);
    expect(worst(invertSymmetric(matrix).inverse.flat(), inverse.flat())).toBeLessThan(1e-12);
    const eigen = symmetricEigen(matrix);
    expect(worst(eigen.values, values)).toBeLessThan(1e-12);
    expect(worst(eigen.vectors.flat(), vectors.flat())).toBeLessThan(1e-9);
  });
});

describe('least squares with columns of condition 1e6', () => {
  test.each(figures.leastSquares)('%#', ({ rows, y, weights, ...want }) => {
    const fit = leastSquares(rows, y, { weights });
    expect(fit.dropped).toEqual([]);
    expect(worst(fit.coefficients, want.coefficients)).toBeLessThan(1e-12);
    expect(worst([fit.residualSumOfSquares], [want.residualSumOfSquares])).toBeLessThan(1e-12);
    const diagonal = fit.unscaledCovariance.map((row, i) => row[i]!);
    want.covarianceDiagonal.forEach((w, i) => expect(Math.abs(diagonal[i]! / w - 1)).toBeLessThan(1e-9));
  });
});

test('moments and correlation of shifted columns', () => {
  for (const { x, y, mean, variance, correlation: r } of figures.moments) {
    const moments = meanAndVariance(x);
    expect(Math.abs(moments.mean! / mean - 1)).toBeLessThan(1e-12);
    expect(Math.abs(moments.variance! / variance - 1)).toBeLessThan(1e-12);
    expect(Math.abs(correlation(x, y).value! - r)).toBeLessThan(1e-12);
  }
});

const INTEGRANDS: Record<string, (x: number) => number> = {
  'exp(-x^2)': (x) => Math.exp(-x * x),
  '1/(1+x^2)': (x) => 1 / (1 + x * x),
  'sqrt(x)': Math.sqrt,
  'log(1+x)*sin(3x)': (x) => Math.log1p(x) * Math.sin(3 * x),
  'exp(-x)*x^2.5': (x) => Math.exp(-x) * x ** 2.5,
  'exp(-x^2/2)': (x) => Math.exp((-x * x) / 2),
  '|x-1/3|': (x) => Math.abs(x - 1 / 3),
};

test.each(figures.integrals)('the integral of $f', ({ f, from, to, integral }) => {
  const got = integrate(INTEGRANDS[f]!, { from: from ?? -Infinity, to: to ?? Infinity, tolerance: 1e-11 });
  expect(Math.abs(got / integral - 1)).toBeLessThan(1e-11);
});

test.each([16, 24, 32] as const)('Gauss–Legendre with %i nodes is exact on its polynomials', (nodes) => {
  for (let degree = 0; degree < 2 * nodes; degree++) {
    const got = gaussLegendre((x) => x ** degree, { from: 0, to: 1, nodes });
    expect(Math.abs(got * (degree + 1) - 1)).toBeLessThan(1e-13);
  }
});

test('the stream is that of xoshiro128** as published', () => {
  const [a, b, c, d] = figures.xoshiro128.state as [number, number, number, number];
  const random: RandomState = { kind: 'random', version: 1, a, b, c, d, spareNormal: null };
  const { bits } = figures.xoshiro128;
  for (let i = 0; i < bits.length; i += 2) {
    expect(nextUniform(random)).toBe(((bits[i]! >>> 5) * 67108864 + (bits[i + 1]! >>> 6)) / 2 ** 53);
  }
});
