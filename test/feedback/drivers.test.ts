import { describe, expect, test } from 'vitest';
import { measureCronbachAlpha, measureDrivers, measureEarnedGrowth, measureKano } from 'clientele/feedback';
import { codeOf } from '../code-of.ts';

const outcome = [9, 8, 4, 6, 2, 7];
const service = [9, 9, 3, 5, 2, 8];
const price = [5, 4, 4, 6, 3, 5];
const METHODS = ['johnson', 'shapley', 'correlation'] as const;

describe('measureDrivers', () => {
  test('two identical columns, and sums of others, are collinear: null with a reason, not NaN (rwa #10, dominance-analysis #16)', () => {
    for (const method of ['johnson', 'shapley'] as const) {
      const twice = measureDrivers({ outcome, predictors: { service, again: service } }, { method });
      expect(twice).toMatchObject({ importance: null, importanceShare: null, rSquared: null, reason: 'collinear' });
      expect(twice.correlation?.service).toBeCloseTo(twice.correlation!.again, 12);
    }
    expect(
      measureDrivers({ outcome, predictors: { service, again: service } }, { method: 'correlation' }).importance,
    ).not.toBeNull();
  });

  test('constant columns and too few rows have reasons', () => {
    for (const method of METHODS) {
      expect(measureDrivers({ outcome, predictors: { service, same: outcome.map(() => 1) } }, { method }).reason).toBe(
        'constant-column',
      );
      expect(measureDrivers({ outcome: outcome.map(() => 1), predictors: { service } }, { method }).reason).toBe(
        'constant-column',
      );
      expect(
        measureDrivers({ outcome: [1, 2, 3], predictors: { a: [1, 2, 2], b: [1, 3, 2] } }, { method }).reason,
      ).toBe('too-few-rows');
    }
  });

  test('rows with a hole are dropped as a whole and counted', () => {
    const holes = {
      outcome: [...outcome, null, 5],
      predictors: { service: [...service, 5, null], price: [...price, 5, 5] },
    };
    expect(measureDrivers(holes, { method: 'johnson' })).toEqual({
      ...measureDrivers({ outcome, predictors: { service, price } }, { method: 'johnson' }),
      dropped: 2,
    });
  });

  test('an outcome that nothing explains shares nothing out unfairly', () => {
    const flat = measureDrivers({ outcome: [1, -1, 1, -1], predictors: { a: [1, 1, -1, -1] } }, { method: 'johnson' });
    expect(flat).toMatchObject({ rSquared: 0, importanceShare: { a: 1 } });
    const both = { outcome: [1, -1, -1, 1, 0, 0], predictors: { a: [1, 1, -1, -1, 0, 0], b: [1, -1, 1, -1, 0, 0] } };
    expect(measureDrivers(both, { method: 'shapley' })).toMatchObject({
      rSquared: 0,
      importanceShare: { a: 0.5, b: 0.5 },
    });
  });

  test('alone, a driver is worth the square of its correlation', () => {
    // Around their means: −1½ −½ ½ 1½ and −½ ½ −½ ½, so r is 1/√(5·1).
    const { importance, rSquared } = measureDrivers(
      { outcome: [1, 2, 3, 4], predictors: { a: [1, 2, 1, 2] } },
      { method: 'correlation' },
    );
    expect(importance!.a).toBeCloseTo(0.2, 14);
    expect(rSquared).toBeNull();
  });

  test('fifteen drivers can be shared out by Shapley, more by the others', () => {
    const rows = Array.from({ length: 40 }, (_, i) => i + 1);
    const columns = (k: number) =>
      Object.fromEntries(
        Array.from({ length: k }, (_, j) => [`p${j}`, rows.map((i) => (i * i * (j + 2) * 31 + i * j * j) % 97)]),
      );
    const sum = (of: Record<string, number>): number => Object.values(of).reduce((a, b) => a + b, 0);
    const shapley = measureDrivers({ outcome: rows, predictors: columns(15) }, { method: 'shapley' });
    expect(sum(shapley.importance!)).toBeCloseTo(shapley.rSquared!, 10);
    const johnson = measureDrivers({ outcome: rows, predictors: columns(16) }, { method: 'johnson' });
    expect(sum(johnson.importance!)).toBeCloseTo(johnson.rSquared!, 10);
  });

  test('a hole of a sparse column drops its row like null', () => {
    const sparse = Array<number>(6);
    service.forEach((score, row) => row !== 2 && (sparse[row] = score));
    const found = measureDrivers({ outcome, predictors: { service: sparse } }, { method: 'johnson' });
    expect(found).toMatchObject({ answers: 5, dropped: 1, importanceShare: { service: 1 } });
  });

  test('names are only names', () => {
    const predictors = JSON.parse(JSON.stringify({ a: service }).replace('"a"', '"__proto__"')) as Record<
      string,
      number[]
    >;
    expect(Object.keys(measureDrivers({ outcome, predictors }, { method: 'johnson' }).importance!)).toEqual([
      '__proto__',
    ]);
  });

  test('unsound data', () => {
    const run = (data: object, method = 'johnson'): string =>
      codeOf(() => measureDrivers(data as never, { method: method as 'johnson' }));
    expect(run({ outcome, predictors: {} })).toBe('empty');
    expect(run({ outcome, predictors: { a: [1] } })).toBe('inconsistent');
    expect(run({ outcome, predictors: { a: [NaN, ...service.slice(1)] } })).toBe('not-finite');
    expect(run({ outcome, predictors: { a: ['9', ...service.slice(1)] } })).toBe('wrong-type');
    expect(run({ outcome, predictors: { service } }, 'pratt')).toBe('unknown-name');
    const many = Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`p${i}`, service]));
    expect(run({ outcome, predictors: many }, 'shapley')).toBe('too-many');
  });
});

describe('measureCronbachAlpha', () => {
  const scale = { min: 1, max: 5 };
  const a = [1, 2, 3, 4, 5, 4];
  const b = [2, 2, 3, 5, 5, 3];

  test('reverses named items only, and min + max − x', () => {
    const plain = measureCronbachAlpha({ a, b }, { scale });
    const turned = measureCronbachAlpha({ a, b: b.map((x) => 6 - x) }, { scale, reversed: ['b'] });
    expect(turned).toEqual(plain);
    expect(measureCronbachAlpha({ a, b: b.map((x) => 6 - x) }, { scale }).alpha).toBeLessThan(0);
  });

  test('two items have no alpha without one; one item, one row and no variance have reasons', () => {
    expect(measureCronbachAlpha({ a, b }, { scale }).alphaIfDropped).toBeNull();
    expect(measureCronbachAlpha({ a }, { scale })).toMatchObject({ alpha: null, reason: 'one-item', respondents: 6 });
    expect(measureCronbachAlpha({ a: [1, null], b: [2, 3] }, { scale })).toMatchObject({
      reason: 'too-few',
      respondents: 1,
      dropped: 1,
    });
    expect(measureCronbachAlpha({ a: [3, 3, 3], b: [4, 4, 4] }, { scale })).toMatchObject({
      alpha: null,
      reason: 'no-variance',
    });
    expect(measureCronbachAlpha({ a: [3, 3, 3], b: [4, 4, 5] }, { scale })).toMatchObject({
      alpha: null,
      reason: 'no-variance',
    });
  });

  test('two respondents are enough: by hand 2·(1 − (0.5 + 2)/4.5)', () => {
    const { alpha, interval, respondents } = measureCronbachAlpha({ a: [1, 2], b: [2, 4] }, { scale });
    expect(alpha).toBeCloseTo(8 / 9, 14);
    expect(respondents).toBe(2);
    // F(1, 1) is the square of a Cauchy variable: its quantile at 97.5 % is tan²(0.975·π/2).
    expect(interval!.low).toBeCloseTo(1 - Math.tan((0.975 * Math.PI) / 2) ** 2 / 9, 6);
    expect(interval).toMatchObject({ level: 0.95, method: 'feldt' });
  });

  test('items whose sum is the same for everybody have no alpha', () => {
    expect(measureCronbachAlpha({ a: [1, 2, 3], b: [3, 2, 1] }, { scale })).toEqual({
      alpha: null,
      standardizedAlpha: null,
      averageCorrelation: null,
      interval: null,
      alphaIfDropped: null,
      itemRestCorrelation: null,
      respondents: 3,
      dropped: 0,
      reason: 'no-variance',
    });
  });

  test('perfectly opposed items have an alpha, 2·(1 − 5/1), and none of standardized answers, which cancel', () => {
    expect(measureCronbachAlpha({ a: [1, 3, 5], b: [4, 3, 2] }, { scale })).toMatchObject({
      alpha: -8,
      standardizedAlpha: null,
      averageCorrelation: -1,
    });
  });

  test('items that cancel have no standardized alpha, not infinity', () => {
    const result = measureCronbachAlpha({ a: [1, 2, 3, 5], b: [5, 4, 3, 2] }, { scale });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  test('unsound data', () => {
    expect(codeOf(() => measureCronbachAlpha({}, { scale }))).toBe('empty');
    expect(codeOf(() => measureCronbachAlpha({ a: [6], b: [1] }, { scale }))).toBe('out-of-range');
    expect(codeOf(() => measureCronbachAlpha({ a, b }, { scale, reversed: ['c' as 'a'] }))).toBe('unknown-name');
    expect(codeOf(() => measureCronbachAlpha({ a, b }, { scale, level: 1 }))).toBe('out-of-range');
  });
});

describe('measureKano', () => {
  test('ties go to what hurts most when left out; reverse alone has no coefficients', () => {
    expect(
      measureKano([
        { present: 2, absent: 5 },
        { present: 1, absent: 5 },
        { present: 1, absent: 3 },
      ]).category,
    ).toBe('must-be');
    expect(measureKano([{ present: 5, absent: 1 }])).toMatchObject({ category: 'reverse', better: null, worse: null });
    expect(measureKano([{ present: 3, absent: 3 }])).toMatchObject({ better: 0, worse: 0 });
    expect(measureKano([])).toMatchObject({ category: null, reason: 'empty' });
  });
  test('answers are 1 to 5', () => {
    expect(codeOf(() => measureKano([{ present: 0, absent: 5 }]))).toBe('out-of-range');
    expect(codeOf(() => measureKano([{ present: 1, absent: 5.5 }]))).toBe('not-an-integer');
  });
});

describe('measureEarnedGrowth', () => {
  const year = {
    baseRevenueMinor: 100,
    retainedRevenueMinor: 85,
    earnedNewRevenueMinor: 25,
    boughtNewRevenueMinor: 20,
  };
  test('Reichheld 2021, figure B-1: 85 + 25 - 100 is 10 %, a third of the growth', () => {
    expect(measureEarnedGrowth(year)).toEqual({
      netRevenueRetention: 0.85,
      earnedNewRate: 0.25,
      earnedGrowthRate: 0.1,
      earnedShareOfGrowth: 10 / 30,
    });
  });
  test('no growth has no share, no base no answer; fractions and negatives are refused', () => {
    expect(measureEarnedGrowth({ ...year, retainedRevenueMinor: 10 }).earnedShareOfGrowth).toBeNull();
    expect(measureEarnedGrowth({ ...year, baseRevenueMinor: 0 })).toMatchObject({
      netRevenueRetention: null,
      reason: 'empty',
    });
    expect(codeOf(() => measureEarnedGrowth({ ...year, baseRevenueMinor: 1.5 }))).toBe('not-an-integer');
    expect(codeOf(() => measureEarnedGrowth({ ...year, boughtNewRevenueMinor: -1 }))).toBe('out-of-range');
  });
});
