/** Counts of one customer's future, where they are known by hand: a shape of 1 makes them geometric, 3 a wait for the third. */
import { describe, expect, test } from 'vitest';
import { probabilityNoPurchase, probabilityOfPurchases, purchaseCountInterval } from 'clientele/clv';
import { bob } from './every-call.ts';
import { TRUTH } from './models.ts';

const newcomer = { repeatPurchases: 0, daysToLast: 0, daysObserved: 0 };
/** Of shape 1 and 30 days: after t days P(n) = (1 − z)·z^n with z = t/(30 + t). */
const geometric = { kind: 'nbd', version: 1, purchaseShape: 1, purchaseScaleDays: 30, fit: null } as const;
const third = { ...geometric, purchaseShape: 3 } as const;
const PARETO = { ...geometric, kind: 'pareto-nbd', dropoutShape: 0.6, dropoutScaleDays: 80 } as const;
const CNBD = { ...TRUTH, kind: 'bg-cnbd', regularity: 2 } as const;

describe('purchaseCountInterval', () => {
  test.each([
    // Half of them: z = 1/2, cumulative 1/2, 3/4, 7/8, …
    ['an inner level', geometric, 30, 0.9, { low: 0, high: 4, coverage: 31 / 32 }],
    // Cumulative of the third: 4/32, 10/32, 16/32, 21/32, 99/128.
    ['both ends off zero', third, 30, 0.5, { low: 1, high: 4, coverage: 99 / 128 - 1 / 8 }],
    ['nobody comes, nearly', geometric, 30 / 9, 0.5, { low: 0, high: 0, coverage: 0.9 }],
    ['no time at all', geometric, 0, 0.9, { low: 0, high: 0, coverage: 1 }],
    // (1 + level)/2 = 1 − 1.5/2^20 lies between 1 − 2^−19 and 1 − 2^−20.
    ['a level near 1', geometric, 30, 1 - 3 / 2 ** 20, { low: 0, high: 19, coverage: 1 - 2 ** -20 }],
  ])('%s', (_, model, horizonDays, level, expected) => {
    const { coverage, ...interval } = purchaseCountInterval(model, newcomer, { horizonDays, level });
    expect(interval).toEqual({ low: expected.low, high: expected.high, level, method: 'predictive' });
    expect(coverage).toBeCloseTo(expected.coverage, 12);
  });

  test('the largest level below 1 comes to an end, where the sum of what is left is rounding', () => {
    for (const model of [geometric, third, PARETO, CNBD]) {
      const { high, coverage } = purchaseCountInterval(model, newcomer, { horizonDays: 30, level: 1 - 2 ** -53 });
      expect(high).toBeLessThan(200);
      expect(coverage).toBeCloseTo(1, 12);
    }
  });

  test('who buys every day: the first counts have no probability that a double could show', () => {
    // Negative binomial of 2000 and 1/2: mean 2000, deviation √4000 = 63.2; quantiles of scipy 1.17, nbinom.ppf.
    const heavy = { repeatPurchases: 1999, daysToLast: 2000, daysObserved: 2000 };
    const { low, high, coverage } = purchaseCountInterval(geometric, heavy, { horizonDays: 2030, level: 0.9 });
    expect([low, high]).toEqual([1897, 2105]);
    expect(coverage).toBeGreaterThan(0.9);
    expect(coverage).toBeLessThan(0.91);
  });
});

test('in no time nobody buys, for certain', () => {
  for (const model of [geometric, PARETO, TRUTH, CNBD]) {
    for (const history of [newcomer, bob]) {
      expect(probabilityNoPurchase(model, history, { horizonDays: 0 })).toBe(1);
      expect(probabilityOfPurchases(model, history, { horizonDays: 0, purchases: 2 })).toBe(0);
    }
  }
});

test('a shape of 0 says that nobody buys again', () => {
  for (const model of [geometric, PARETO, TRUTH, CNBD]) {
    const nobody = { ...model, purchaseShape: 0 };
    expect(probabilityNoPurchase(nobody, newcomer, { horizonDays: 90 })).toBeCloseTo(1, 12);
    expect(probabilityOfPurchases(nobody, newcomer, { horizonDays: 90, purchases: 1 })).toBe(0);
  }
});

test('where nobody leaves the counts are those of NBD', () => {
  const nbd = { ...geometric, purchaseShape: 0.7 };
  const lapse = { ...nbd, kind: 'pareto-nbd', dropoutShape: 0, dropoutScaleDays: 80 } as const;
  const after = { ...nbd, kind: 'bg-nbd', dropoutA: 0, dropoutB: 2 } as const;
  for (const purchases of [0, 1, 5, 60]) {
    const expected = probabilityOfPurchases(nbd, bob, { horizonDays: 90, purchases });
    for (const model of [lapse, after]) {
      expect(probabilityOfPurchases(model, bob, { horizonDays: 90, purchases }) / expected).toBeCloseTo(1, 12);
    }
  }
});
