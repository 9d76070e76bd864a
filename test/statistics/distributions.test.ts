import {
  adjustBenjaminiHochberg,
  adjustHolm,
  agrestiCoullInterval,
  assignBand,
  betaQuantile,
  checkBands,
  chiSquareSurvival,
  clopperPearsonInterval,
  compareProportions,
  digamma,
  fisherExactTest,
  fQuantile,
  fSurvival,
  jeffreysInterval,
  log10ChiSquareSurvival,
  logAddExp,
  logBeta,
  logBinomial,
  logGamma,
  logNormalSurvival,
  logSumExp,
  measureRate,
  mergeRates,
  negativeBinomialCdf,
  normalCdf,
  normalQuantile,
  pooledProportionTest,
  regularizedBeta,
  regularizedBetaInverse,
  regularizedGamma,
  requireConverged,
  sigmoid,
  spreadOf,
  squareAndAddInterval,
  studentCdf,
  studentQuantile,
  trigamma,
  welchTest,
  wilsonInterval,
} from 'clientele/statistics';
import type { FitReport, FitStatus } from 'clientele/statistics';
import { describe, expect, test } from 'vitest';

const refused = (code: string, argument?: string): unknown =>
  expect.objectContaining(argument === undefined ? { code } : { code, argument });
const text = '0.5' as unknown as number;
const of = (numerator: number, denominator: number) => ({ numerator, denominator });

describe('special functions at their edges', () => {
  test('0, negatives and NaN', () => {
    expect([logGamma(0), logGamma(-1), logGamma(NaN)]).toEqual([Infinity, NaN, NaN]);
    expect([digamma(0), digamma(-1), digamma(NaN)]).toEqual([-Infinity, NaN, NaN]);
    expect([trigamma(0), trigamma(-1), trigamma(1e-300)]).toEqual([Infinity, NaN, Infinity]);
    expect([logBeta(-1, 2), logBeta(NaN, 2)]).toEqual([NaN, NaN]);
    expect([logGamma(1), logGamma(2)].every((x) => Math.abs(x) < 1e-15)).toBe(true);
  });
  test('logBeta does not care for the order and does not cancel', () => {
    expect(logBeta(1e-3, 1e12)).toBe(logBeta(1e12, 1e-3));
    // B(1, b) = 1/b
    for (const b of [1e-5, 0.5, 7.99, 8, 1e3, 1e15]) {
      expect(Math.abs(logBeta(1, b) + Math.log(b))).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.abs(Math.log(b))));
    }
  });
  test('sums of logarithms hold 0, huge and no terms', () => {
    expect(logSumExp([])).toBe(-Infinity);
    expect(logSumExp([-Infinity, -Infinity])).toBe(-Infinity);
    expect(logSumExp([1, Infinity])).toBe(Infinity);
    expect(logSumExp([-Infinity, 3])).toBe(3);
    expect(logSumExp(Float64Array.of(1000, 1000))).toBe(1000 + Math.LN2);
    expect(logSumExp([1, NaN])).toBeNaN();
    expect(logAddExp(-Infinity, -Infinity)).toBe(-Infinity);
    expect(logAddExp(-Infinity, 2)).toBe(2);
    expect(logAddExp(Infinity, Infinity)).toBe(Infinity);
    expect([sigmoid(-Infinity), sigmoid(0), sigmoid(Infinity)]).toEqual([0, 0.5, 1]);
  });
  test('ways to choose', () => {
    expect([logBinomial(9, 0), logBinomial(9, 9), logBinomial(0, 0)]).toEqual([0, 0, 0]);
    expect(Math.exp(logBinomial(5, 2))).toBeCloseTo(10, 12);
  });
});

describe('distributions at their edges', () => {
  test('normal', () => {
    expect([normalCdf(-Infinity), normalCdf(0), normalCdf(Infinity), normalCdf(NaN)]).toEqual([0, 0.5, 1, NaN]);
    expect([logNormalSurvival(Infinity), logNormalSurvival(-Infinity) + 0]).toEqual([-Infinity, 0]);
    expect([normalQuantile(0), normalQuantile(0.5), normalQuantile(1)]).toEqual([-Infinity, 0, Infinity]);
    expect(() => normalQuantile(95)).toThrow(refused('not-a-probability', 'p'));
    expect(() => normalQuantile(NaN)).toThrow(refused('not-a-probability', 'p'));
    expect(() => normalQuantile(text)).toThrow(refused('not-a-probability', 'p'));
  });
  test('beta', () => {
    expect([regularizedBeta(-1, 2, 3), regularizedBeta(0, 2, 3)]).toEqual([0, 0]);
    expect([regularizedBeta(1, 2, 3), regularizedBeta(2, 2, 3)]).toEqual([1, 1]);
    expect(regularizedBeta(NaN, 2, 3)).toBeNaN();
    expect(regularizedBeta(0.5, 1e5, 1e5)).toBeCloseTo(0.5, 12);
    expect(regularizedBeta(0.9, 1e5, 1e5)).toBe(1);
    expect(regularizedBeta(0.1, 1e5, 1e5)).toBe(0);
    expect(regularizedBeta(1e-5, 4e3, 4e8)).toBeCloseTo(0.5, 1);
    expect([regularizedBetaInverse(0, 2, 3), regularizedBetaInverse(1, 2, 3)]).toEqual([0, 1]);
    expect(regularizedBetaInverse(0.5, 1e-3, 1)).toBeCloseTo(0.5 ** 1000, 300);
    expect(regularizedBetaInverse(1e-9, 1e-3, 2)).toBe(0);
    expect(() => regularizedBetaInverse(2, 1, 1)).toThrow(refused('not-a-probability', 'p'));
    expect(() => regularizedBetaInverse(0.5, 0, 1)).toThrow(refused('out-of-range', 'a'));
    expect(() => regularizedBetaInverse(0.5, 1, NaN)).toThrow(refused('out-of-range', 'b'));
    expect(() => betaQuantile(0.5, -1, 1)).toThrow(refused('out-of-range', 'a'));
  });
  test('gamma and chi-square', () => {
    expect(regularizedGamma(2, 0)).toEqual({ lower: 0, upper: 1 });
    expect(regularizedGamma(2, -1)).toEqual({ lower: 0, upper: 1 });
    expect(regularizedGamma(2, Infinity)).toEqual({ lower: 1, upper: 0 });
    for (const [a, x] of [
      [0, 1],
      [-1, 1],
      [NaN, 1],
      [1, NaN],
    ] as const) {
      expect(regularizedGamma(a, x)).toEqual({ lower: NaN, upper: NaN });
    }
    expect(regularizedGamma(1e6, 1)).toEqual({ lower: 0, upper: 1 });
    expect([chiSquareSurvival(0, 3), chiSquareSurvival(1e6, 3)]).toEqual([1, 0]);
    expect(Math.abs(log10ChiSquareSurvival(0, 3))).toBe(0);
    expect(log10ChiSquareSurvival(1e6, 1)).toBeCloseTo(-217150.5, 0);
    expect(log10ChiSquareSurvival(10, 10_000)).toBeCloseTo(0, 12);
    expect(log10ChiSquareSurvival(9800, 10_000)).toBeCloseTo(Math.log10(chiSquareSurvival(9800, 10_000)), 12);
  });
  test('Student and F', () => {
    expect([studentCdf(0, 3), studentCdf(-Infinity, 3), studentCdf(Infinity, 3)]).toEqual([0.5, 0, 1]);
    expect(studentCdf(1e200, 0.5)).toBe(1);
    expect([studentQuantile(0, 3), studentQuantile(1, 3)]).toEqual([-Infinity, Infinity]);
    expect(Math.abs(studentQuantile(0.5, 3))).toBe(0);
    expect(studentQuantile(0.25, 1)).toBeCloseTo(-1, 13);
    expect(() => studentQuantile(0.5, 0)).toThrow(refused('out-of-range', 'df'));
    expect(() => studentQuantile(-1, 3)).toThrow(refused('not-a-probability', 'p'));
    expect([fSurvival(-1, 2, 3), fSurvival(0, 2, 3), fSurvival(Infinity, 2, 3)]).toEqual([1, 1, 0]);
    expect([fQuantile(0, 2, 3), fQuantile(1, 2, 3)]).toEqual([0, Infinity]);
    expect(() => fQuantile(0.5, 0, 3)).toThrow(refused('out-of-range', 'df1'));
    expect(() => fQuantile(0.5, 2, -3)).toThrow(refused('out-of-range', 'df2'));
    expect(() => fQuantile(9, 2, 3)).toThrow(refused('not-a-probability', 'p'));
  });
  test('negative binomial', () => {
    expect([negativeBinomialCdf(-1, 2, 0.5), negativeBinomialCdf(0, 1, 0.25)]).toEqual([0, 0.25]);
    expect(negativeBinomialCdf(2.9, 1.5, 0.3)).toBe(negativeBinomialCdf(2, 1.5, 0.3));
    expect(negativeBinomialCdf(5, 2, 1)).toBe(1);
  });
});

describe('a small share keeps its digits: none is taken as 1 less something', () => {
  test('the upper end of 1 of a thousand million, by all four methods', () => {
    const one = of(1, 1e9);
    const z = normalQuantile(0.975);
    const wilson = (1 + (z * z) / 2 + z * Math.sqrt(1 - 1e-9 + (z * z) / 4)) / (1e9 + z * z);
    expect(Math.abs(wilsonInterval(one)!.high / wilson - 1)).toBeLessThan(1e-14);
    expect(Math.abs(regularizedBeta(clopperPearsonInterval(one)!.high, 2, 1e9 - 1) / 0.975 - 1)).toBeLessThan(1e-12);
    expect(Math.abs(regularizedBeta(jeffreysInterval(one)!.high, 1.5, 1e9 - 0.5) / 0.975 - 1)).toBeLessThan(1e-12);
    expect(regularizedBeta(regularizedBetaInverse(0.9, 1, 1e17), 1, 1e17)).toBeCloseTo(0.9, 12);
  });
  test('Student with a thousand million degrees of freedom is normal to the order of 1/df', () => {
    for (const p of [0.6, 0.9, 0.975, 0.999]) {
      const z = normalQuantile(p);
      expect(Math.abs(studentQuantile(p, 1e9) - z - (z ** 3 + z) / 4e9)).toBeLessThan(1e-12);
    }
    const t = studentQuantile(0.975, 1e9);
    expect(Math.abs(fQuantile(0.95, 1, 1e9) / (t * t) - 1)).toBeLessThan(1e-12);
  });
  test('the upper tail of a gamma of tiny shape is a · E₁(x)', () => {
    // E₁(1) = 0.2193839343955203, E₁(1e-5) = 10.93571980004370 (Abramowitz & Stegun, Table 5.1)
    expect(Math.abs(regularizedGamma(1e-20, 1).upper / 0.2193839343955203e-20 - 1)).toBeLessThan(1e-12);
    expect(Math.abs(regularizedGamma(1e-20, 1e-5).upper / 10.9357198000437e-20 - 1)).toBeLessThan(1e-12);
    const [below, above] = [0.999e-3, 1.001e-3].map((a) => regularizedGamma(a, 0.5).upper / a) as [number, number];
    expect(Math.abs(below / above - 1)).toBeLessThan(1e-5);
  });
});

describe('intervals of a share', () => {
  const METHODS = [wilsonInterval, agrestiCoullInterval, clopperPearsonInterval, jeffreysInterval];
  test.each(METHODS.map((method) => [method.name, method] as const))('%s', (_, method) => {
    expect(method(of(0, 0))).toBeNull();
    expect(method(of(3, 10))).toMatchObject({ level: 0.95 });
    expect(method(of(3, 10))).toEqual(method(of(3, 10), { level: 0.95 }));
    expect(() => method(of(11, 10))).toThrow(refused('inconsistent', 'counts.numerator'));
    expect(() => method(of(1.5, 10))).toThrow(refused('not-a-count', 'counts.numerator'));
    expect(() => method(of(1, -10))).toThrow(refused('not-a-count', 'counts.denominator'));
    for (const level of [0, 1, 95]) {
      expect(() => method(of(1, 2), { level })).toThrow(refused('out-of-range', 'options.level'));
    }
  });
  test('the 15 of 148 of Newcombe 1998, Table I', () => {
    expect(wilsonInterval(of(15, 148))).toMatchObject({
      low: expect.closeTo(0.0624, 4) as number,
      high: expect.closeTo(0.1605, 4) as number,
      method: 'wilson',
    });
  });
  test('Agresti–Coull is cut at 0 and 1', () => {
    expect(agrestiCoullInterval(of(0, 5))!.low).toBe(0);
    expect(agrestiCoullInterval(of(5, 5))!.high).toBe(1);
  });
  test('a tiny and a nearly sure level', () => {
    const narrow = wilsonInterval(of(50, 100), { level: 1e-9 })!;
    expect(narrow.high - narrow.low).toBeLessThan(1e-9);
    const wide = wilsonInterval(of(50, 100), { level: 1 - 1e-12 })!;
    expect(wide.low).toBeLessThan(0.22);
    expect(wide.low).toBeGreaterThan(0.2);
  });
  test('square and add takes the ends of each group', () => {
    const reference = { value: 0.4, interval: { low: 0.3, high: 0.7, level: 0.9 } };
    const compared = { value: 0.6, interval: { low: 0.2, high: 0.6, level: 0.9 } };
    const got = squareAndAddInterval(reference, compared);
    expect(got).toEqual({
      low: expect.closeTo(0.2 - 0.5, 14) as number,
      high: expect.closeTo(0.2 + 0.1, 14) as number,
      level: 0.9,
      method: 'square-and-add',
    });
  });
});

describe('rates', () => {
  test('carry their base, and say when there is none or it is too early', () => {
    expect(measureRate(of(3, 10))).toEqual({
      value: 0.3,
      ...of(3, 10),
      complete: true,
      smallBase: true,
      interval: wilsonInterval(of(3, 10)),
    });
    const none = { ...of(0, 0), value: null, complete: true, smallBase: true, interval: null, reason: 'empty' };
    expect(measureRate(of(0, 0))).toEqual(none);
    expect(measureRate(of(9, 40), { complete: false })).toEqual({
      ...of(9, 40),
      value: null,
      complete: false,
      smallBase: false,
      interval: null,
      reason: 'incomplete',
    });
    expect(measureRate(of(0, 0), { complete: false }).reason).toBe('empty');
    expect([measureRate(of(1, 29)).smallBase, measureRate(of(1, 30)).smallBase]).toEqual([true, false]);
    expect(() => measureRate(of(11, 10))).toThrow(refused('inconsistent'));
    expect(() => measureRate(of(1, 10), { level: 95 })).toThrow(refused('out-of-range', 'options.level'));
  });
  test('merge by their bases, never by their values', () => {
    const [a, b] = [measureRate(of(1, 2), { level: 0.9 }), measureRate(of(0, 98), { level: 0.9 })];
    expect(mergeRates(a, b)).toEqual(measureRate(of(1, 100), { level: 0.9 }));
    const early = measureRate(of(1, 2), { complete: false });
    expect(mergeRates(a, early)).toEqual(measureRate(of(2, 4), { complete: false }));
    expect(mergeRates(early, a).reason).toBe('incomplete');
    const none = measureRate(of(0, 0));
    expect(mergeRates(none, none)).toEqual(none);
    expect(mergeRates(none, a)).toEqual(a);
    expect(() => mergeRates(a, measureRate(of(1, 2)))).toThrow(refused('inconsistent', 'b.interval.level'));
    const huge = { ...a, denominator: Number.MAX_SAFE_INTEGER };
    expect(() => mergeRates(huge, a)).toThrow(refused('not-a-count'));
  });
});

describe('two groups', () => {
  const pair = (k1: number, n1: number, k2: number, n2: number) => ({ reference: of(k1, n1), compared: of(k2, n2) });
  test('shares: no base, and no variance', () => {
    const none = { difference: null, standardError: null, statistic: null, pValue: null };
    for (const empty of [pair(0, 0, 1, 2), pair(1, 2, 0, 0)]) {
      expect(pooledProportionTest(empty)).toEqual(none);
      expect(compareProportions(empty)).toEqual({ ...none, interval: null, test: 'pooled-z', reason: 'empty' });
      expect(fisherExactTest(empty)).toBe(1);
    }
    const alike = compareProportions(pair(5, 5, 9, 9));
    expect(alike).toMatchObject({
      difference: 0,
      standardError: 0,
      statistic: null,
      pValue: null,
      reason: 'no-variance',
    });
    expect(alike.interval!.low).toBeLessThan(0);
    expect(compareProportions(pair(1, 4, 2, 4))).not.toHaveProperty('reason');
  });
  test('the interval of Newcombe 1998, Table II: 56/70 against 48/80 is 0.0524 to 0.3339', () => {
    const { interval } = compareProportions(pair(48, 80, 56, 70));
    expect(interval!.low).toBeCloseTo(0.0524, 4);
    expect(interval!.high).toBeCloseTo(0.3339, 4);
  });
  test('Fisher: the lady tasting tea, and tables with no other as likely', () => {
    expect(fisherExactTest(pair(3, 4, 1, 4))).toBeCloseTo(34 / 70, 12);
    expect(fisherExactTest(pair(4, 4, 0, 4))).toBeCloseTo(2 / 70, 12);
    expect(fisherExactTest(pair(0, 4, 4, 4))).toBeCloseTo(2 / 70, 12);
    expect(fisherExactTest(pair(2, 4, 2, 4))).toBe(1);
    expect(fisherExactTest(pair(0, 1, 3, 3))).toBeCloseTo(1 / 4, 12);
    expect(fisherExactTest(pair(0, 500_000, 600, 500_000))).toBeGreaterThan(0);
  });
  test('what is refused names its group', () => {
    for (const ask of [pooledProportionTest, fisherExactTest, compareProportions]) {
      expect(() => ask(pair(3, 2, 0, 1))).toThrow(refused('inconsistent', 'pair.reference.numerator'));
      expect(() => ask(pair(0, 2, 1, 0.5))).toThrow(refused('not-a-count', 'pair.compared.denominator'));
    }
    expect(() => compareProportions(pair(1, 2, 1, 2), { level: 1 })).toThrow(refused('out-of-range'));
  });
  test('means: nothing, one value, no variance', () => {
    const group = (count: number, mean: number, variance: number) => ({ count, mean, variance });
    const none = { standardError: null, statistic: null, pValue: null, interval: null, test: 'welch' };
    const some = group(5, 3, 2);
    expect(welchTest({ reference: group(0, NaN, NaN), compared: some })).toEqual({
      difference: null,
      ...none,
      reason: 'empty',
    });
    expect(welchTest({ reference: some, compared: group(0, 0, 0) }).reason).toBe('empty');
    for (const [reference, compared] of [
      [group(1, 2, NaN), some],
      [some, group(1, 4, 0)],
      [group(4, 2, 0), group(4, 3, 0)],
    ] as const) {
      expect(welchTest({ reference, compared })).toEqual({
        difference: compared.mean - reference.mean,
        ...none,
        reason: 'no-variance',
      });
    }
    expect(welchTest({ reference: group(9, 0, 0), compared: group(9, 1, 1e-200) }).degreesOfFreedom).toBe(8);
    expect(welchTest({ reference: some, compared: some }, { level: 0.9 }).interval).toMatchObject({ level: 0.9 });
    const refuses = (reference: typeof some, code: string, argument: string): void => {
      expect(() => welchTest({ reference, compared: some })).toThrow(refused(code, argument));
    };
    refuses(group(1.5, 0, 0), 'not-a-count', 'pair.reference.count');
    refuses(group(3, NaN, 0), 'not-finite', 'pair.reference.mean');
    refuses(group(3, 0, -1), 'out-of-range', 'pair.reference.variance');
    expect(() => welchTest({ reference: some, compared: some }, { level: 0 })).toThrow(refused('out-of-range'));
  });
});

describe('many tests', () => {
  test('Holm and Benjamini–Hochberg, as p.adjust of R', () => {
    const p = [0.01, 0.04, 0.03, 0.005];
    adjustHolm(p).forEach((got, i) => expect(got).toBeCloseTo([0.03, 0.06, 0.06, 0.02][i]!, 15));
    adjustBenjaminiHochberg(p).forEach((got, i) => expect(got).toBeCloseTo([0.02, 0.04, 0.04, 0.02][i]!, 15));
    expect(p).toEqual([0.01, 0.04, 0.03, 0.005]);
  });
  test('nothing, ones, and refusals', () => {
    for (const adjust of [adjustHolm, adjustBenjaminiHochberg]) {
      expect(adjust([])).toEqual([]);
      expect(adjust([1, 0, 0.9])).toEqual([1, 0, 1].map((x, i) => (i === 2 && adjust([1, 0, 0.9])[2]! < 1 ? 1 : x)));
      expect(() => adjust([0.1, 5])).toThrow(refused('not-a-probability', 'pValues[1]'));
      expect(() => adjust([NaN])).toThrow(refused('not-a-probability', 'pValues[0]'));
      expect(() => adjust([text])).toThrow(refused('not-a-probability', 'pValues[0]'));
    }
  });
});

describe('bands', () => {
  const bands = [
    { name: 'low', from: 0 },
    { name: 'high', from: 50 },
  ] as const;
  test('the highest lower end that is not above the value', () => {
    expect([-1, 0, 49.9, 50, Infinity, NaN].map((x) => assignBand(bands, x))).toEqual([
      null,
      'low',
      'low',
      'high',
      'high',
      null,
    ]);
    expect(assignBand([], 5)).toBeNull();
  });
  test('are checked', () => {
    expect(checkBands(bands)).toEqual([]);
    expect(checkBands([])).toMatchObject([{ code: 'empty', path: '', severity: 'error' }]);
    expect(checkBands('red' as never)).toMatchObject([{ code: 'wrong-type', path: '', severity: 'error' }]);
    expect(checkBands([null as never]).map(({ code, path }) => [code, path])).toEqual([
      ['not-finite', '/0/from'],
      ['wrong-type', '/0/name'],
    ]);
    const wrong = [
      { name: 'a', from: 5 },
      { name: 'a', from: NaN },
      { name: 'b', from: 5 },
      { name: 'c', from: 6 },
    ];
    expect(checkBands(wrong).map(({ code, path }) => [code, path])).toEqual([
      ['not-finite', '/1/from'],
      ['duplicate', '/1/name'],
      ['out-of-order', '/2/from'],
    ]);
  });
});

test('the spread of a histogram', () => {
  const none = { count: 0, mean: null, p10: null, p25: null, p50: null, p75: null, p80: null, p90: null, p95: null };
  expect(spreadOf([])).toEqual(none);
  expect(spreadOf([[5, 0]])).toEqual(none);
  expect(
    spreadOf(
      new Map([
        [2, 1],
        [1, 2],
        [10, 1],
      ]),
    ),
  ).toMatchObject({ count: 4, mean: 3.5, p25: 1, p50: 1.5, p75: 4 });
  expect(() => spreadOf([[NaN, 1]])).toThrow(refused('not-finite', 'histogram[0][0]'));
  expect(() =>
    spreadOf([
      [1, 1],
      [1, 0.5],
    ]),
  ).toThrow(refused('not-a-count', 'histogram[1][1]'));
});

test('requireConverged passes what is settled and says why it refuses', () => {
  const fit = (status: FitStatus, ...messages: string[]): { fit: FitReport } => ({
    fit: { n: 3, status, warnings: messages.map((message) => ({ code: 'x', message, facts: {} })) },
  });
  const model = fit('interior');
  expect(requireConverged(model)).toBe(model);
  const typed = { fit: null };
  expect(requireConverged(typed)).toBe(typed);
  for (const status of ['boundary', 'weak', 'failed'] as const) {
    expect(() => requireConverged(fit(status, 'No customer leaves.', 'Try NBD.'))).toThrow(
      expect.objectContaining({
        code: 'not-converged',
        argument: 'model.fit.status',
        message: `model.fit.status: expected 'interior', got '${status}'. No customer leaves. Try NBD.`,
      }),
    );
  }
  expect(() => requireConverged(fit('weak'))).toThrow("got 'weak'.");
});
