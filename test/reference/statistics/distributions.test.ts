import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  agrestiCoullInterval,
  betaQuantile,
  chiSquareSurvival,
  clopperPearsonInterval,
  compareProportions,
  digamma,
  fisherExactTest,
  fQuantile,
  fSurvival,
  jeffreysInterval,
  log10ChiSquareSurvival,
  log1pExp,
  logAddExp,
  logBeta,
  logBinomial,
  logGamma,
  logNormalSurvival,
  logSumExp,
  negativeBinomialCdf,
  normalCdf,
  normalHalfWidth,
  normalQuantile,
  pooledProportionTest,
  regularizedBeta,
  regularizedBetaInverse,
  regularizedGamma,
  sigmoid,
  studentCdf,
  studentQuantile,
  trigamma,
  welchTest,
  wilsonInterval,
} from 'clientele/statistics';
import { describe, expect, test } from 'vitest';

type Row = number[];
type Ends = [low: number, high: number];
const figures = JSON.parse(readFileSync(join(import.meta.dirname, 'distributions.json'), 'utf8')) as Record<
  string,
  Row[]
> & { intervals: [number, number, number, Ends, Ends, Ends, Ends][]; wilson: [number, number, number, Ends][] };

/** Relative error, absolute where the true figure is 0. */
const errorOf = (got: number, want: number): number => {
  if (got === want) return 0;
  return Math.abs(got - want) / (want === 0 ? 1 : Math.abs(want));
};

/** Every row whose error is over its goal, with the arguments, so that a failure names the points. */
function misses(rows: readonly Row[], f: (...args: number[]) => number, goal: number, absolute = false): unknown[] {
  expect(rows.length).toBeGreaterThanOrEqual(100);
  return rows.flatMap((row) => {
    const want = row.at(-1)!;
    const args = row.slice(0, -1);
    const got = f(...args);
    const error = absolute ? Math.abs(got - want) : errorOf(got, want);
    return error <= goal ? [] : [{ args, got, want, error }];
  });
}

type Case = [name: string, f: (...args: never[]) => number, goal: number];
const CASES: Case[] = [
  ['logBeta', logBeta, 1e-13],
  ['digamma', digamma, 1e-13],
  ['trigamma', trigamma, 1e-13],
  ['logAddExp', logAddExp, 1e-15],
  ['log1pExp', log1pExp, 1e-15],
  ['sigmoid', sigmoid, 1e-15],
  ['normalCdf', normalCdf, 1e-14],
  ['logNormalSurvival', logNormalSurvival, 1e-12],
  ['normalQuantile', normalQuantile, 1e-15],
  ['normalHalfWidth', normalHalfWidth, 1e-14],
  ['regularizedBeta', regularizedBeta, 1e-12],
  ['studentCdf', studentCdf, 1e-11],
  ['fSurvival', fSurvival, 1e-11],
  ['chiSquareSurvival', chiSquareSurvival, 1e-10],
  ['log10ChiSquareSurvival', log10ChiSquareSurvival, 1e-10],
  ['logBinomial', logBinomial, 1e-12],
  ['negativeBinomialCdf', negativeBinomialCdf, 1e-12],
  ['regularizedBetaInverse', regularizedBetaInverse, 1e-12],
];

test.each(CASES)('%s is within its goal of the true figure at every point', (name, f, goal) => {
  // A logarithm that crosses 0 has no relative error there: within 1 % of it the error is absolute.
  const nearZero = (row: number[]): boolean => name.startsWith('log') && Math.abs(row.at(-1)!) < 0.01;
  const call = f as (...args: number[]) => number;
  expect(
    misses(
      figures[name]!.filter((row) => !nearZero(row)),
      call,
      goal,
    ),
  ).toEqual([]);
  for (const row of figures[name]!.filter(nearZero)) {
    expect(Math.abs(call(...row.slice(0, -1)) - row.at(-1)!), `${name} at ${String(row)}`).toBeLessThanOrEqual(1e-14);
  }
});

test('logGamma: relative to 1e-14, absolute near its zeros at 1 and 2', () => {
  const near = (x: number): boolean => x > 0.5 && x < 2.5;
  const rows = figures['logGamma']!;
  expect(
    misses(
      rows.filter(([x]) => !near(x!)),
      logGamma,
      1e-14,
    ),
  ).toEqual([]);
  const close = rows.filter(([x]) => near(x!));
  expect(close.length).toBeGreaterThan(5);
  for (const [x, want] of close) expect(Math.abs(logGamma(x!) - want!), `at ${x}`).toBeLessThanOrEqual(1e-14);
});

test('both tails of the gamma distribution, 1e-12 each', () => {
  const rows = figures['regularizedGamma']!;
  const inRange = (v: number): boolean => v > 1e-290;
  const lower = rows.map(([a, x, low]) => [a!, x!, low!]).filter((row) => inRange(row[2]!));
  const upper = rows.map(([a, x, , high]) => [a!, x!, high!]).filter((row) => inRange(row[2]!));
  expect(misses(lower, (a, x) => regularizedGamma(a!, x!).lower, 1e-12)).toEqual([]);
  expect(misses(upper, (a, x) => regularizedGamma(a!, x!).upper, 1e-12)).toEqual([]);
});

test('quantiles of Student, F and beta', () => {
  expect(misses(figures['studentQuantile']!, studentQuantile, 1e-12)).toEqual([]);
  expect(misses(figures['fQuantile']!, fQuantile, 1e-12)).toEqual([]);
  for (const [p, df, t] of figures['studentQuantile']!) {
    if (p! <= 0.5 || p! > 0.999) continue;
    // t with df degrees, squared, is F with 1 and df
    expect(errorOf(fQuantile(2 * p! - 1, 1, df!), t! * t!), `p ${p}, df ${df}`).toBeLessThanOrEqual(1e-10);
  }
  expect(misses(figures['regularizedBetaInverse']!, betaQuantile, 1e-12)).toEqual([]);
});

test('logSumExp of two terms is logAddExp', () => {
  for (const [a, b, want] of figures['logAddExp']!) {
    expect(Math.abs(logSumExp([a!, b!]) - want!)).toBeLessThanOrEqual(
      1e-15 * Math.max(1, Math.abs(want!), Math.abs(a!)),
    );
  }
});

describe('intervals of a share: 1e-12, exactly 0 and 1 at the ends', () => {
  const METHODS = [wilsonInterval, agrestiCoullInterval, clopperPearsonInterval, jeffreysInterval] as const;
  test.each(METHODS.map((method, i) => [method.name, method, i] as const))('%s', (_, method, i) => {
    for (const [numerator, denominator, level, ...ends] of figures.intervals) {
      const got = method({ numerator, denominator }, { level })!;
      const [low, high] = ends[i]!;
      const at = `${numerator} of ${denominator} at ${level}`;
      expect(errorOf(got.low, low), `low, ${at}`).toBeLessThanOrEqual(1e-12);
      expect(errorOf(got.high, high), `high, ${at}`).toBeLessThanOrEqual(1e-12);
      expect(got.level).toBe(level);
      if (i === 1) continue;
      if (numerator === 0) expect(got.low).toBe(0);
      if (numerator === denominator) expect(got.high).toBe(1);
    }
  });
  test('wilson up to counts of 1e15', () => {
    for (const [numerator, denominator, level, [low, high]] of figures.wilson) {
      const got = wilsonInterval({ numerator, denominator }, { level })!;
      expect(errorOf(got.low, low), `${numerator} of ${denominator}`).toBeLessThanOrEqual(1e-12);
      expect(errorOf(got.high, high), `${numerator} of ${denominator}`).toBeLessThanOrEqual(1e-12);
    }
  });
});

describe('two groups', () => {
  test('pooled z and the interval of Newcombe, method 10', () => {
    for (const [k1, n1, k2, n2, difference, se, z, p, low, high] of figures['twoProportions']!) {
      const pair = {
        reference: { numerator: k1!, denominator: n1! },
        compared: { numerator: k2!, denominator: n2! },
      };
      const got = compareProportions(pair);
      expect(pooledProportionTest(pair)).toMatchObject({ statistic: got.statistic, pValue: got.pValue });
      expect(Math.abs(got.difference! - difference!)).toBeLessThanOrEqual(1e-15);
      expect(errorOf(got.standardError!, se!)).toBeLessThanOrEqual(1e-14);
      expect(Math.abs(got.statistic! - z!)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(z!)));
      if (p! > 1e-12) expect(errorOf(got.pValue!, p!)).toBeLessThanOrEqual(1e-9);
      expect(Math.abs(got.interval!.low - low!)).toBeLessThanOrEqual(1e-12);
      expect(Math.abs(got.interval!.high - high!)).toBeLessThanOrEqual(1e-12);
    }
  });
  test('Fisher: p to 1e-9 down to 1e-12', () => {
    expect(
      misses(
        figures['fisher']!,
        (k1, n1, k2, n2) =>
          fisherExactTest({
            reference: { numerator: k1!, denominator: n1! },
            compared: { numerator: k2!, denominator: n2! },
          }),
        1e-9,
      ),
    ).toEqual([]);
  });
  test('Welch: difference, standard error, t, degrees of freedom, p', () => {
    for (const [n1, m1, v1, n2, m2, v2, ...want] of figures['welch']!) {
      const got = welchTest({
        reference: { count: n1!, mean: m1!, variance: v1! },
        compared: { count: n2!, mean: m2!, variance: v2! },
      });
      const figuresOf = [got.difference, got.standardError, got.statistic, got.degreesOfFreedom, got.pValue];
      want.forEach((w, i) =>
        expect(errorOf(figuresOf[i]!, w!), `figure ${i}`).toBeLessThanOrEqual(i === 4 ? 1e-9 : 1e-12),
      );
    }
  });
});
