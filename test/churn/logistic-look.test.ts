/** Gradient and information of the logistic likelihood, as derived by hand, against differences of the likelihood. */
import { createRandom, drawNormal, nextUniform } from 'clientele/statistics';
import { describe, expect, test } from 'vitest';
import type { LogisticRows } from '../../src/churn/logistic-look.ts';
import { lookAt, lookAtRate } from '../../src/churn/logistic-look.ts';
import { sumRows, tableOf } from '../../src/churn/weighted-sums.ts';

/** Rows that fill their last block of four only by chance: a column of ones, a number, a mostly empty one. */
function someRows(n: number, over: Partial<LogisticRows> = {}): LogisticRows {
  const random = createRandom(n);
  const x = tableOf(n, 3);
  for (let i = 0; i < n; i++) x.set([1, drawNormal(random), nextUniform(random) < 0.2 ? 1 : 0], i * 3);
  const y = Float64Array.from({ length: n }, () => (nextUniform(random) < 0.4 ? 1 : 0));
  const w = new Float64Array(n).fill(1);
  return { n, p: 3, x, y, w, offset: null, ridge: Float64Array.of(0, 0.5, 2), firth: false, ...over };
}

const BETA = Float64Array.of(-0.3, 0.7, -1.2);

/** Row by row, in the words of the textbook. */
function plainLikelihood({ n, p, x, y, w, offset, ridge }: LogisticRows, beta: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    let z = offset?.[i] ?? 0;
    for (let j = 0; j < p; j++) z += x[i * p + j]! * beta[j]!;
    sum += w[i]! * (y[i]! * z - Math.max(z, 0) - Math.log1p(Math.exp(-Math.abs(z))));
  }
  return beta.reduce((rest, b, j) => rest - 0.5 * ridge[j]! * b * b, sum);
}

const moved = (j: number, by: number): Float64Array => BETA.map((b, i) => (i === j ? b + by : b));

describe.each([1, 2, 3, 4, 5, 41])('%i rows', (n) => {
  const halves = Float64Array.from({ length: n }, (_, i) => [1, 0, 2.5, 1, 0.25][i % 5]!);
  const offset = Float64Array.from({ length: n }, (_, i) => Math.sin(i));
  test.each<[string, Partial<LogisticRows>]>([
    ['as they are', {}],
    ['weighted, with an offset', { w: halves, offset }],
    ['with shares as outcomes', { y: Float64Array.from({ length: n }, (_, i) => (i % 7) / 6) }],
  ])('%s: likelihood, gradient, information', (_, over) => {
    const rows = someRows(n, over);
    const here = lookAt(rows, BETA);
    const likelihood = plainLikelihood(rows, BETA);
    expect(Math.abs(here.penalized - likelihood)).toBeLessThan(1e-13 * (1 + Math.abs(likelihood)));
    for (let j = 0; j < 3; j++) {
      const h = 1e-5;
      const slope = (plainLikelihood(rows, moved(j, h)) - plainLikelihood(rows, moved(j, -h))) / (2 * h);
      expect(here.gradient[j]).toBeCloseTo(slope, 7);
      const [up, down] = [lookAt(rows, moved(j, h)), lookAt(rows, moved(j, -h))];
      for (let k = 0; k < 3; k++) {
        expect(here.information[j]![k]).toBeCloseTo((down.gradient[k]! - up.gradient[k]!) / (2 * h), 6);
      }
    }
  });
});

test('where all have one chance, sums of the plain rows tell the same', () => {
  const rows = someRows(37);
  const rate = rows.y.reduce((sum, y) => sum + y, 0) / 37;
  const beta = Float64Array.of(Math.log(rate / (1 - rate)), 0, 0);
  const residual = new Float64Array(40).map((_, i) => (i < 37 ? rows.y[i]! - rate : 0));
  const weight = new Float64Array(40).fill(1, 0, 37);
  const [quick, full] = [lookAtRate(rows, beta, rate, sumRows(rows.x, 3, residual, weight)), lookAt(rows, beta)];
  expect(quick.logLikelihood).toBeCloseTo(full.logLikelihood, 12);
  expect([...quick.probability]).toEqual(Array.from(full.probability, (p) => expect.closeTo(p, 14)));
  for (let j = 0; j < 3; j++) {
    expect(quick.gradient[j]).toBeCloseTo(full.gradient[j]!, 12);
    for (let k = 0; k < 3; k++) expect(quick.information[j]![k]).toBeCloseTo(full.information[j]![k]!, 12);
  }
});

test('certain outcomes keep their digits: no chance is rounded to 1, no likelihood to 0 or −Infinity', () => {
  const x = tableOf(2, 1).fill(1, 0, 2);
  const one = (y: number): LogisticRows => ({
    ...someRows(2),
    p: 1,
    x,
    y: Float64Array.of(y, y),
    ridge: new Float64Array(1),
  });
  // ln(1 + e^−50) = 1.928749847963918e-22, twice
  expect(lookAt(one(1), Float64Array.of(50)).logLikelihood).toBeCloseTo(-2 * 1.928749847963918e-22, 36);
  expect(lookAt(one(0), Float64Array.of(50)).logLikelihood).toBe(-100);
  expect(lookAt(one(1), Float64Array.of(800)).logLikelihood).toBe(0);
  expect(lookAt(one(0), Float64Array.of(800)).logLikelihood).toBe(-1600);
  expect(lookAt(one(1), Float64Array.of(50)).gradient[0]).toBeCloseTo(0, 15);
  expect(lookAt(one(1), Float64Array.of(-50)).gradient[0]).toBe(2);
});

test('a likelihood of many rows is that of the textbook, however many logarithms share one', () => {
  const rows = someRows(5001, { ridge: new Float64Array(3) });
  const { logLikelihood } = lookAt(rows, BETA);
  expect(logLikelihood).toBeCloseTo(plainLikelihood(rows, BETA), 9);
});
