/**
 * One test a defect that people met in other packages, named after the package, its version and the issue where there is
 * one. The figures on the right are those of the papers, or of an evaluation in 28 digits and more.
 */
import { describe, expect, test } from 'vitest';
import * as clv from 'clientele/clv';
import { BGBB } from './models.ts';
import { simulateShop } from './simulate-shop.ts';

const BG = {
  kind: 'bg-nbd',
  version: 1,
  purchaseShape: 0.243,
  purchaseScaleDays: 4.414 * 7,
  dropoutA: 0.793,
  dropoutB: 2.426,
  fit: null,
} as const;
const MBG = { ...BG, kind: 'mbg-nbd' } as const;
const PARETO = {
  kind: 'pareto-nbd',
  version: 1,
  purchaseShape: 0.553,
  purchaseScaleDays: 10.578 * 7,
  dropoutShape: 0.606,
  dropoutScaleDays: 11.669 * 7,
  fit: null,
} as const;
const NEWCOMER = { repeatPurchases: 0, daysToLast: 0, daysObserved: 0 };
const bob = { repeatPurchases: 2, daysToLast: 213, daysObserved: 272 };

const near = (got: number, want: number, relative = 1e-9): void =>
  expect(Math.abs(got / want - 1), `${got} for ${want}`).toBeLessThan(relative);

/** Every number inside is finite. */
function allFinite(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return value === null || typeof value !== 'object' || Object.values(value).every(allFinite);
}

describe('lifetimes 0.11.3', () => {
  const often = { repeatPurchases: 29, daysToLast: 259, daysObserved: 272 };

  test('BG/NBD, MBG/NBD: a = 1 gives NaN or ±inf for every customer', () => {
    const at = { ...BG, purchaseScaleDays: 30.898, dropoutA: 1 };
    near(clv.expectedPurchases(at, often, { horizonDays: 36_400 }), 132.74170111668715);
    near(clv.expectedPurchases({ ...at, kind: 'mbg-nbd' }, often, { horizonDays: 36_400 }), 136.5120000798632);
    // And the neighbours of 1 lead up to it: a series with a factor a − 1 in a denominator jumps here.
    const [below, above] = [1 - 1e-7, 1 + 1e-7].map((dropoutA) =>
      clv.expectedPurchases({ ...at, dropoutA }, often, { horizonDays: 36_400 }),
    );
    near((below! + above!) / 2, 132.74170111668715);
  });

  test('MBG/NBD: x = 20,000 gives NaN', () => {
    const heavy = { repeatPurchases: 20_000, daysToLast: 730, daysObserved: 730 };
    near(clv.probabilityAlive(MBG, heavy), 1 / (1 + 0.793 / 20_002.426), 1e-14);
    expect(clv.expectedPurchases(MBG, heavy, { horizonDays: 365 })).toBeGreaterThan(1000);
    // 27 a day, then ten days of silence: she is gone, and the figure for it is small but a number.
    const silent = { ...heavy, daysToLast: 720 };
    expect(clv.expectedPurchases(MBG, silent, { horizonDays: 365 })).toBeGreaterThan(0);
    expect(clv.expectedPurchases(MBG, silent, { horizonDays: 365 })).toBeLessThan(1e-100);
  });

  test('P(X = n) is NaN from n = 180 on', () => {
    const mass = (purchases: number): number =>
      clv.probabilityOfPurchases(BG, NEWCOMER, { horizonDays: 39 * 7, purchases });
    near(mass(180), 4.1032e-13, 1e-4);
    expect(mass(2000)).toBeGreaterThan(0);
    expect(mass(2000)).toBeLessThan(mass(180));
  });

  test('Pareto/NBD: s = 1 gives NaN everywhere', () => {
    const at = { ...PARETO, purchaseScaleDays: 74.046, dropoutShape: 1, dropoutScaleDays: 81.683 };
    near(clv.probabilityAlive(at, often), 0.9336414168995436);
    near(clv.expectedPurchases(at, often, { horizonDays: 36_400 }), 130.9532114592528);
  });

  test('Pareto/NBD: x = 2,000 gives NaN for P(alive)', () => {
    const at = { ...PARETO, purchaseScaleDays: 74.046, dropoutShape: 1, dropoutScaleDays: 81.683 };
    const heavy = { repeatPurchases: 2000, daysToLast: 1400, daysObserved: 1404 };
    near(clv.probabilityAlive(at, heavy), 0.8990920613752923);
    near(clv.expectedPurchases(at, heavy, { horizonDays: 273 }), 304.9884545415268);
  });

  test('Pareto/NBD: the fourth digit of a fit differs from run to run', () => {
    const histories = simulateShop(PARETO, 6, 400);
    expect(clv.fitParetoNbd(histories)).toEqual(clv.fitParetoNbd(histories.toReversed()));
  });

  test('the covariance is scaled by columns only and is not symmetric', () => {
    for (const model of [clv.fitBgNbd(simulateShop(BG, 3, 1500)), clv.fitParetoNbd(simulateShop(PARETO, 3, 1500))]) {
      const { covariance, standardErrors, status } = model.fit!;
      expect(status).not.toBe('boundary');
      covariance!.forEach((row, i) => {
        row.forEach((value, j) => expect(value).toBe(covariance![j]![i]));
        expect(standardErrors[i]).toBeCloseTo(Math.sqrt(row[i]!), 10);
      });
    }
  });

  test('BG/BB: raises ConvergenceError at a gradient of 4e-9', () => {
    const donors = clv.simulateSuccesses(BGBB, { seed: 1, customers: 11_104, opportunities: 6 });
    expect(clv.fitBgBb(donors).fit!.status).toBe('interior');
  });

  test('the log-likelihood is a mean per customer on rescaled time (−.2503 on CDNOW)', () => {
    const histories = simulateShop(BG, 2, 300);
    const total = clv.logLikelihood(BG, histories);
    near(
      total,
      histories.reduce((sum, history) => sum + clv.logLikelihood(BG, [history]), 0),
    );
    // In weeks each repeat purchase is a density of another unit: the papers' figure is ours plus Σx·ln 7.
    const weeks = histories.map((history) => ({
      ...history,
      daysToLast: history.daysToLast / 7,
      daysObserved: history.daysObserved / 7,
    }));
    const repeats = histories.reduce((sum, { repeatPurchases }) => sum + repeatPurchases, 0);
    near(clv.logLikelihood({ ...BG, purchaseScaleDays: 4.414 }, weeks), total + repeats * Math.log(7));
  });

  test('Gamma-Gamma (#146, #362, #370): q ≤ 1 gives a new customer −91.05 without a word', () => {
    const tail = [1, 2, 3, 4, 5, 6, 7, 8].map((k) => ({ repeatPurchases: 3, meanRepeatAmount: 10 ** (k * 0.9) }));
    const model = clv.fitGammaGamma(tail);
    expect(model.spreadShape).toBeLessThan(1);
    expect(model.fit).toMatchObject({ status: 'boundary', boundary: 'infinite-mean-spend' });
    expect(model.fit!.warnings[0]!.message.length).toBeGreaterThan(40);
    const spend = clv.expectedSpend(model, { repeatPurchases: 0, meanRepeatAmount: null });
    expect(spend).toBe(model.pooledMeanSpend);
    near(spend, tail.reduce((sum, row) => sum + row.meanRepeatAmount, 0) / tail.length);
  });

  test('four customers raise ConvergenceError', () => {
    const four = [
      { repeatPurchases: 2, daysToLast: 30, daysObserved: 39 },
      { repeatPurchases: 1, daysToLast: 2, daysObserved: 39 },
      { repeatPurchases: 0, daysToLast: 0, daysObserved: 39 },
      { repeatPurchases: 7, daysToLast: 29, daysObserved: 30 },
    ];
    for (const fit of [clv.fitNbd, clv.fitBgNbd, clv.fitMbgNbd, clv.fitParetoNbd]) {
      const model = fit(four);
      expect(allFinite(model)).toBe(true);
      if (model.fit!.status !== 'interior') expect(model.fit!.warnings.length).toBeGreaterThan(0);
      expect(allFinite(four.map((one) => clv.expectedPurchases(model, one, { horizonDays: 90 })))).toBe(true);
    }
  });

  test('"P(alive) is always 1" (#409, #306, #231): the boundary is told, in words', () => {
    const loyal = simulateShop(
      { kind: 'nbd', version: 1, purchaseShape: 0.8, purchaseScaleDays: 40, fit: null },
      3,
      900,
    );
    const model = clv.fitMbgNbd(loyal);
    expect(model.fit).toMatchObject({ status: 'boundary', boundary: 'no-dropout' });
    expect(model.fit!.warnings[0]).toMatchObject({ code: 'no-dropout' });
    expect(model.fit!.warnings[0]!.message).toMatch(/survivors|too short/u);
    expect(clv.probabilityAlive(model, loyal[0]!)).toBe(1);
    expect(clv.expectedPurchases(model, loyal[0]!, { horizonDays: 90 })).toBeGreaterThan(0);
  });

  test('a stored model holds the log it was fitted on: a pickle of 900 MB (#97)', () => {
    const size = (customers: number): number => JSON.stringify(clv.fitBgNbd(simulateShop(BG, 9, customers))).length;
    expect(size(4000)).toBeLessThan(2000);
    expect(Math.abs(size(4000) - size(500))).toBeLessThan(120);
  });

  test('a month is 30 days or 4.345 weeks (#137, #194, #215, #233, #27): here every unit is in the name', () => {
    const value = clv.customerLifetimeValue(BG, bob, {
      horizonDays: 365,
      annualDiscountRate: 0,
      marginShare: 1,
      spendPerPurchase: 20,
    });
    near(value.value, 20 * clv.expectedPurchases(BG, bob, { horizonDays: 365 }));
    expect(Object.keys(value)).toContain('horizonDays');
  });
});

describe('BTYD 2.4.3', () => {
  test('pnbd.PAlive is NaN for x = 221, 254, 500, 2000 (also CLVTools #100)', () => {
    const last = { daysToLast: 103.42857 * 7, daysObserved: 103.57143 * 7 };
    near(clv.probabilityAlive(PARETO, { ...last, repeatPurchases: 221 }), 0.999134, 1e-6);
    for (const repeatPurchases of [254, 500, 2000]) {
      const alive = clv.probabilityAlive(PARETO, { ...last, repeatPurchases });
      expect(alive > 0.99 && alive < 1).toBe(true);
    }
  });
});

describe('CLVTools 0.12.1', () => {
  test('stops 1.4 short of the maximum on 100,000 simulated customers', () => {
    const histories = simulateShop(BG, 17, 20_000);
    const model = clv.fitBgNbd(histories);
    expect(model.fit!.status).toBe('interior');
    for (const name of ['purchaseShape', 'purchaseScaleDays', 'dropoutA', 'dropoutB'] as const) {
      for (const factor of [0.999, 1.001]) {
        expect(clv.logLikelihood({ ...model, [name]: model[name] * factor }, histories)).toBeLessThan(
          model.fit!.logLikelihood,
        );
      }
    }
  });

  test('DERT is NA for a large β (#163)', () => {
    const slow = {
      ...PARETO,
      purchaseShape: 0.72,
      purchaseScaleDays: 65.94,
      dropoutShape: 1e-4,
      dropoutScaleDays: 1575,
    };
    const heavy = { repeatPurchases: 221, daysToLast: 724, daysObserved: 725 };
    near(
      clv.expectedDiscountedPurchases(slow, heavy, { annualDiscountRate: 0.15, horizonDays: 'unlimited' }),
      732.530111646217,
    );
    const endless = clv.expectedDiscountedPurchases({ ...slow, dropoutScaleDays: 1e9 }, heavy, {
      annualDiscountRate: 0.15,
      horizonDays: 'unlimited',
    });
    expect(endless).toBeGreaterThan(732);
  });

  test('has no DERT for BG/NBD (#5, open since 2020)', () => {
    const options = { annualDiscountRate: 0.15, horizonDays: 'unlimited' } as const;
    for (const model of [BG, MBG]) {
      const dert = clv.expectedDiscountedPurchases(model, bob, options);
      const far = clv.expectedDiscountedPurchases(model, bob, { ...options, horizonDays: 365 * 200 });
      near(far, dert, 1e-7);
    }
  });
});

describe('BTYDplus 1.2.0', () => {
  const GROCERY = {
    kind: 'mbg-cnbd',
    version: 1,
    regularity: 2,
    purchaseShape: 1.3291753535820736,
    purchaseScaleDays: 19.687858456909254,
    dropoutA: 0.42470899036325105,
    dropoutB: 0.7900287342335942,
    fit: null,
  } as const;
  const once = { repeatPurchases: 1, daysToLast: 352, daysObserved: 364 };

  test('the expectation of CNBD-k is approximate, and depends on who else is asked about: 1.544 for 1.050', () => {
    expect(clv.expectedPurchases(GROCERY, once, { horizonDays: 364 })).toBeCloseTo(1.05, 3);
  });

  test('k = 1 is the model without a rhythm', () => {
    for (const plain of [BG, MBG]) {
      const kind = plain.kind === 'bg-nbd' ? 'bg-cnbd' : 'mbg-cnbd';
      const rhythm = { ...plain, kind, regularity: 1 } as clv.PurchaseModel;
      near(
        clv.expectedPurchases(rhythm, bob, { horizonDays: 90 }),
        clv.expectedPurchases(plain, bob, { horizonDays: 90 }),
        1e-12,
      );
    }
  });
});

test('an early docstring of pymc-marketing gives other arguments to the hypergeometric function than its code', () => {
  // E[X(t)] = ∫ Beta(p; a, b) (1 − (α/(α + pt))^r)/p dp needs no hypergeometric function: midpoints in ln p, plain sums.
  const { purchaseShape: r, purchaseScaleDays: alpha, dropoutA: a, dropoutB: b } = BG;
  const t = 273;
  let [mass, sum] = [0, 0];
  for (let i = 0; i < 20_000; i++) {
    const s = -40 + ((i + 0.5) * 60) / 20_000;
    const p = 1 / (1 + Math.exp(-s));
    const weight = p ** a * (1 - p) ** b;
    mass += weight;
    sum += (weight * -Math.expm1(-r * Math.log1p((p * t) / alpha))) / p;
  }
  near(clv.expectedPurchasesForNewCustomer(BG, { horizonDays: t }), sum / mass, 1e-9);
});
