/** Customers counted together: which are one history, what becomes of their gaps and traits, and the likelihood of all of them. */
import { describe, expect, test } from 'vitest';
import {
  condenseHistories,
  historicValue,
  logLikelihood,
  measureFrequencyFit,
  type PurchaseHistory,
} from 'clientele/clv';
import { uncertaintyOf } from '../../src/clv/model-fit-of.ts';

const row = (
  repeatPurchases: number,
  daysToLast: number,
  daysObserved: number,
  more: Partial<PurchaseHistory> = {},
) => {
  return { repeatPurchases, daysToLast, daysObserved, ...more };
};
const NBD = { kind: 'nbd', version: 1, purchaseShape: 1, purchaseScaleDays: 30, fit: null } as const;
const BG = { ...NBD, kind: 'bg-nbd', dropoutA: 0.8, dropoutB: 2.4 } as const;
const PARETO = { ...NBD, kind: 'pareto-nbd', dropoutShape: 0.6, dropoutScaleDays: 80 } as const;

describe('condenseHistories', () => {
  test('equal rows are one, in the order in which they came first, with all of their customers', () => {
    expect(
      condenseHistories([row(2, 5, 9), row(0, 0, 9), row(2, 5, 9, { customers: 3 }), row(0, 0, 9, { customers: 0 })]),
    ).toEqual([
      { ...row(2, 5, 9), customers: 4 },
      { ...row(0, 0, 9), customers: 1, sumLogGapDays: 0 },
    ]);
  });
  test.each([
    ['one more order', row(1, 5, 9), row(2, 5, 9)],
    ['one more day to the last', row(1, 5, 9), row(1, 6, 9)],
    ['one more day', row(1, 5, 9), row(1, 5, 10)],
    ['a day from the last to the end', row(1, 5, 131_071), row(1, 6, 131_071)],
    ['half a day', row(1, 5, 9), row(1, 5.5, 9)],
    ['half a day at the end', row(1, 5, 9), row(1, 5, 9.5)],
    ['days beyond 2^17', row(1, 5, 131_072), row(1, 6, 131_071)],
    ['days that would carry over', row(1, 0, 131_072), row(1, 1, 131_072)],
    ['orders beyond 2^17', row(131_072, 5, 9), row(131_073, 5, 9)],
    ['a day more, where a key would have more than 53 bits', row(600_000, 5, 11), row(600_000, 5, 12)],
    ['one more order and one day less', row(1, 5, 9), row(2, 5, 8)],
    ['a trait', row(1, 5, 9, { covariates: { age: 1 } }), row(1, 5, 9, { covariates: { age: 2 } })],
    ['a trait and none', row(1, 5, 9, { covariates: { age: 1 } }), row(1, 5, 9)],
  ])('%s is another history', (_, one, other) => {
    expect(condenseHistories([one, other])).toHaveLength(2);
    expect(condenseHistories([one, other, one, other]).map(({ customers }) => customers)).toEqual([2, 2]);
  });
  test('traits are the same in whatever order they were written, and stay with the row', () => {
    const [only, ...others] = condenseHistories([
      row(1, 5, 9, { covariates: { age: 1, size: 2 } }),
      row(1, 5, 9, { covariates: { size: 2, age: 1 } }),
    ]);
    expect(others).toEqual([]);
    expect(only).toEqual({ ...row(1, 5, 9), customers: 2, covariates: { age: 1, size: 2 } });
    const [half] = condenseHistories([row(1, 5.5, 9, { customers: 2 }), row(1, 5.5, 9)]);
    expect(half).toEqual({ ...row(1, 5.5, 9), customers: 3 });
  });
  test('the logarithms of their gaps are a mean over customers, and unknown where one does not say it', () => {
    const gaps = (sumLogGapDays: number | null | undefined, customers = 1) => ({
      ...row(2, 5, 9),
      customers,
      ...(sumLogGapDays !== undefined && { sumLogGapDays }),
    });
    const [mean] = condenseHistories([gaps(1), gaps(4, 2), gaps(2)]);
    expect(mean).toEqual({ ...row(2, 5, 9), customers: 4, sumLogGapDays: (1 + 4 + 4 + 2) / 4 });
    for (const unknown of [undefined, null]) {
      for (const rows of [
        [gaps(unknown), gaps(1)],
        [gaps(1), gaps(unknown)],
        [gaps(1), gaps(unknown), gaps(1)],
      ]) {
        expect(condenseHistories(rows)).toEqual([{ ...row(2, 5, 9), customers: rows.length }]);
      }
    }
    // Without a repeat order there is no gap, and nothing to be unknown.
    expect(condenseHistories([row(0, 0, 9), row(0, 0, 9)])).toEqual([
      { ...row(0, 0, 9), customers: 2, sumLogGapDays: 0 },
    ]);
  });
});

describe('logLikelihood', () => {
  const rows = [row(0, 0, 90), row(2, 60, 90), row(1, 10, 40)];
  test('of customers with traits is that of each with parameters of her own', () => {
    const ages = [0, 2, 1];
    const withTraits = rows.map((each, i) => ({ ...each, covariates: { age: ages[i]!, unread: i } }));
    const bg = { ...BG, effects: { purchase: { age: 0.3 }, dropoutA: { age: 0.2 }, dropoutB: { age: -0.1 } } };
    const pareto = { ...PARETO, effects: { purchase: { age: 0.3 }, dropout: { age: -0.4 } } };
    const apart = (own: (age: number) => Parameters<typeof logLikelihood>[0]) =>
      rows.reduce((sum, each, i) => sum + logLikelihood(own(ages[i]!), [each]), 0);
    expect(logLikelihood(bg, withTraits)).toBeCloseTo(
      apart((age) => ({
        ...BG,
        purchaseScaleDays: 30 * Math.exp(-0.3 * age),
        dropoutA: 0.8 * Math.exp(0.2 * age),
        dropoutB: 2.4 * Math.exp(-0.1 * age),
      })),
      11,
    );
    expect(logLikelihood(pareto, withTraits)).toBeCloseTo(
      apart((age) => ({
        ...PARETO,
        purchaseScaleDays: 30 * Math.exp(-0.3 * age),
        dropoutScaleDays: 80 * Math.exp(0.4 * age),
      })),
      11,
    );
    // Customers of one age are one block, whoever stands between them.
    expect(logLikelihood(bg, [...withTraits, ...withTraits])).toBeCloseTo(2 * logLikelihood(bg, withTraits), 10);
  });
  test('a shape of 0 is certain where nobody came back, and impossible where somebody did', () => {
    for (const model of [NBD, BG, PARETO]) {
      const nobody = { ...model, purchaseShape: 0 };
      expect(logLikelihood(nobody, [row(0, 0, 90)])).toBe(0);
      expect(logLikelihood(nobody, rows)).toBe(-Number.MAX_VALUE);
    }
  });
  test('without dropout it is that of NBD, by hand: (r)_x·α^r/(α + T)^(r + x)', () => {
    // At r = 1: 30/120, 2·30/120³ and 30/70².
    const byHand = Math.log(30 / 120) + Math.log((2 * 30) / 120 ** 3) + Math.log(30 / 70 ** 2);
    expect(logLikelihood(NBD, rows)).toBeCloseTo(byHand, 11);
    expect(logLikelihood({ ...BG, dropoutA: 0 }, rows)).toBeCloseTo(byHand, 11);
    expect(logLikelihood({ ...PARETO, dropoutShape: 0 }, rows)).toBeCloseTo(byHand, 11);
  });
});

describe('measureFrequencyFit by hand', () => {
  // After 30 days P(n) = 2^−(n + 1), after 90 days P(n) = (3/4)^n/4.
  const eight = [row(0, 0, 30, { customers: 5 }), row(1, 9, 30), row(1, 8, 30), row(4, 9, 30)];
  const close = (value: number) => expect.closeTo(value, 10) as number;
  test('a table with a test: χ² = 1/4 + 0 + 1 + 0 with one degree of freedom', () => {
    expect(measureFrequencyFit(NBD, eight, { top: 3 })).toEqual({
      purchases: [0, 1, 2, 3],
      actual: [5, 2, 0, 1],
      expected: [close(4), close(2), close(1), close(1)],
      chiSquare: close(1.25),
      degreesOfFreedom: 1,
      // erfc(√(1.25/2))
      pValue: close(0.26355247728297),
    });
  });
  test('no degree of freedom, no test', () => {
    expect(measureFrequencyFit(NBD, eight, { top: 2 })).toEqual({
      purchases: [0, 1, 2],
      actual: [5, 2, 1],
      expected: [close(4), close(2), close(2)],
      chiSquare: close(0.25 + 0.5),
      degreesOfFreedom: 0,
      pValue: null,
    });
  });
  test('each over her own days and traits', () => {
    const ages = [row(0, 0, 30), row(0, 0, 90), row(2, 9, 30), row(0, 0, 30, { customers: 4 })];
    expect(measureFrequencyFit(NBD, ages, { top: 1 }).expected).toEqual([close(6 / 2 + 1 / 4), close(6 / 2 + 3 / 4)]);
    // A trait of 1 buys twice as often: α of 15 days.
    const model = { ...PARETO, dropoutShape: 0, effects: { purchase: { age: Math.LN2 }, dropout: {} } };
    const traits = [0, 1, 1].map((age) => row(0, 0, 30, { covariates: { age } }));
    expect(measureFrequencyFit(model, traits, { top: 1 }).expected).toEqual([
      close(1 / 2 + 2 / 3),
      close(1 / 2 + 4 / 3),
    ]);
  });
  test('a cell in which nobody is expected has no test', () => {
    expect(measureFrequencyFit({ ...NBD, purchaseShape: 0 }, eight, { top: 3 })).toEqual({
      purchases: [0, 1, 2, 3],
      actual: [5, 2, 0, 1],
      expected: [8, 0, 0, 0],
      chiSquare: 9 / 8,
      degreesOfFreedom: 3,
      pValue: null,
    });
  });
});

test('historicValue: the margin of what came, and the same a year', () => {
  expect(historicValue({ totalAmount: 80, daysObserved: 99 }, { marginShare: 0.25 })).toEqual({
    value: 20,
    perYear: expect.closeTo(20 * 3.652425, 10) as number,
  });
  expect(historicValue({ totalAmount: null, daysObserved: 99 }, { marginShare: 0.25 })).toEqual({
    value: null,
    reason: 'no-amounts',
    perYear: null,
  });
});

describe('the uncertainty of a top', () => {
  const nothing = { logCovariance: null, largestLogError: Infinity, vague: true };
  test('is the inverse of the curvature, its largest error a root of the diagonal', () => {
    const { logCovariance, largestLogError, vague } = uncertaintyOf([
      [-2, 1],
      [1, -2],
    ]);
    logCovariance!.forEach((each, i) =>
      each.forEach((value, j) => expect(value).toBeCloseTo(i === j ? 2 / 3 : 1 / 3, 12)),
    );
    expect(largestLogError).toBeCloseTo(Math.sqrt(2 / 3), 12);
    expect(vague).toBe(false);
  });
  test.each([
    ['an error of e² either way is still no doubt', [[-0.25]], 2, false],
    ['a larger one is', [[-0.24]], Math.sqrt(1 / 0.24), true],
    [
      'errors that are ten powers of ten apart are, however small',
      [
        [-1e12, 0],
        [0, -10],
      ],
      Math.sqrt(0.1),
      true,
    ],
    [
      'nine are not',
      [
        [-1e10, 0],
        [0, -10],
      ],
      Math.sqrt(0.1),
      false,
    ],
    [
      'nor are they across the axes',
      [
        [-5e9 - 5, 5 - 5e9],
        [5 - 5e9, -5e9 - 5],
      ],
      Math.sqrt(0.05),
      false,
    ],
    [
      'eleven across the axes are',
      [
        [-5e11 - 5, 5 - 5e11],
        [5 - 5e11, -5e11 - 5],
      ],
      Math.sqrt(0.05),
      true,
    ],
  ])('%s', (_, hessian, largest, vague) => {
    const found = uncertaintyOf(hessian);
    expect(found.largestLogError / largest).toBeCloseTo(1, 3);
    expect(found.vague).toBe(vague);
  });
  test.each([
    [
      'a saddle',
      [
        [-1, 0],
        [0, 1],
      ],
    ],
    [
      'a ridge',
      [
        [-1, -1],
        [-1, -1],
      ],
    ],
    [
      'a curvature with one hole',
      [
        [-1, 0],
        [0, NaN],
      ],
    ],
    [
      'one without an end',
      [
        [-Infinity, 0],
        [0, -1],
      ],
    ],
  ])('%s has none', (_, hessian) => {
    expect(uncertaintyOf(hessian)).toEqual(nothing);
  });
});
