import { describe, expect, test } from 'vitest';
import {
  condenseHistories,
  estimateInterval,
  expectedPurchases,
  expectedPurchasesForNewCustomer,
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  logLikelihood,
  probabilityAlive,
  simulatePurchases,
  type FitOptions,
  type PurchaseHistory,
} from 'clientele/clv';
import { logGamma, requireConverged } from 'clientele/statistics';
import { TRUTH } from './models.ts';
import { simulateShop } from './simulate-shop.ts';

const HISTORIES = simulateShop(TRUTH, 1, 500);
const FITS = [fitNbd, fitBgNbd, fitMbgNbd] as ((
  histories: Iterable<PurchaseHistory>,
  options?: FitOptions,
) => ReturnType<typeof fitNbd | typeof fitBgNbd | typeof fitMbgNbd>)[];

/** Everything in a value is finite: no NaN and no infinity anywhere. */
function allFinite(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return value === null || typeof value !== 'object' || Object.values(value).every(allFinite);
}

describe('a fit', () => {
  test.each(FITS.map((fit) => [fit.name, fit] as const))(
    '%s is at least as likely as the truth, and a maximum',
    (_, fit) => {
      const model = fit(HISTORIES);
      expect(model.fit!.status).toBe('interior');
      expect(model.fit!.gradientNorm).toBeLessThan(1e-6);
      expect(model.fit!.logLikelihood).toBeCloseTo(logLikelihood(model, HISTORIES), 8);
      for (const factor of [0.97, 1.03]) {
        for (const name of model.fit!.parameters) {
          const moved = { ...model, [name]: (model as unknown as Record<string, number>)[name]! * factor };
          expect(logLikelihood(moved, HISTORIES)).toBeLessThan(model.fit!.logLikelihood);
        }
      }
    },
  );

  test('does not depend on the order of the customers, nor on how equal ones are counted, to the last bit', () => {
    const shuffled = HISTORIES.map((row, i) => [(i * 7919) % 501, row] as const).toSorted((p, q) => p[0] - q[0]);
    expect(fitMbgNbd(shuffled.map(([, row]) => row))).toEqual(fitMbgNbd(HISTORIES));
    expect(fitMbgNbd(condenseHistories(HISTORIES))).toEqual(fitMbgNbd(HISTORIES));
  });

  test('nor where they differ in nothing but how long they were watched', () => {
    const rows = Array.from({ length: 60 }, (_, i) => {
      return { repeatPurchases: (i % 3) * 2, daysToLast: (i % 3) * 20, daysObserved: 60 + ((i * 17) % 61) };
    });
    for (const fit of FITS) expect(fit(rows.toReversed())).toEqual(fit(rows));
  });

  test('of a model without covariates does not read them: histories that differ in nothing else are one', () => {
    const known = HISTORIES.map((history, i) => ({ ...history, covariates: { age: 20 + ((i * 7) % 5) } }));
    for (const fit of FITS) {
      const plain = fit(HISTORIES);
      expect(fit(known)).toEqual(plain);
      expect(fit(known.toReversed())).toEqual(plain);
    }
  });

  test('tells apart histories that differ in the tenth digit of a time, or whose numbers are beyond one key', () => {
    const at = (repeatPurchases: number, daysToLast: number) => ({ repeatPurchases, daysToLast, daysObserved: 3e5 });
    for (const [one, other] of [
      [at(1, 1.0000000001), at(1, 1.0000000002)],
      [at(200_000, 131_071), at(200_001, 131_071 - 131_072 + 1)],
      [at(1, 131_072), at(2, 0)],
    ] as const) {
      expect(condenseHistories([one, other, one]).map((row) => row.customers)).toEqual([2, 1]);
    }
  });

  test('scales with the unit of time: days × 7 leaves every probability as it was', () => {
    const weeks = HISTORIES.map((row) => ({
      ...row,
      daysToLast: row.daysToLast / 7,
      daysObserved: row.daysObserved / 7,
    }));
    const [days, inWeeks] = [fitMbgNbd(HISTORIES), fitMbgNbd(weeks)];
    expect(days.purchaseScaleDays / inWeeks.purchaseScaleDays).toBeCloseTo(7, 6);
    expect(probabilityAlive(inWeeks, weeks[3]!)).toBeCloseTo(probabilityAlive(days, HISTORIES[3]!), 8);
  });

  test('is plain JSON under 2 kB', () => {
    for (const fit of FITS) {
      const model = fit(HISTORIES);
      expect(JSON.parse(JSON.stringify(model))).toEqual(model);
      expect(JSON.stringify(model).length).toBeLessThan(2000);
    }
  });
});

describe('always an answer', () => {
  const few = { daysObserved: 100, daysToLast: 40, repeatPurchases: 2 };
  test.each([
    ['nobody came back', [{ repeatPurchases: 0, daysToLast: 0, daysObserved: 90, customers: 40 }], 'no-repeats'],
    ['observed for no day', [{ repeatPurchases: 0, daysToLast: 0, daysObserved: 0, customers: 3 }], 'no-repeats'],
    [
      'everybody bought to the end',
      [
        { repeatPurchases: 5, daysToLast: 99, daysObserved: 100, customers: 50 },
        { ...few, daysToLast: 99, customers: 30 },
      ],
      null,
    ],
    ['one customer', [few], null],
    [
      'three customers',
      [
        few,
        { repeatPurchases: 0, daysToLast: 0, daysObserved: 50 },
        { repeatPurchases: 9, daysToLast: 80, daysObserved: 81 },
      ],
      null,
    ],
    [
      'one heavy buyer among one-timers',
      [
        { repeatPurchases: 20_000, daysToLast: 700, daysObserved: 730 },
        { repeatPurchases: 0, daysToLast: 0, daysObserved: 700, customers: 300 },
      ],
      null,
    ],
    [
      'unmerged data, x > 0 at t_x = 0',
      [{ repeatPurchases: 2, daysToLast: 0, daysObserved: 10, customers: 5 }, few],
      null,
    ],
    [
      'everyone on the first and last day',
      [{ repeatPurchases: 1, daysToLast: 365, daysObserved: 365, customers: 90 }],
      null,
    ],
  ])('%s: a status in words, no exception, no NaN', (_, histories, boundary) => {
    for (const fit of FITS) {
      const model = fit(histories);
      expect(allFinite(model)).toBe(true);
      if (boundary !== null) expect(model.fit).toMatchObject({ status: 'boundary', boundary });
      if (model.fit!.status !== 'interior') expect(model.fit!.warnings[0]!.message.length).toBeGreaterThan(20);
      for (const history of histories) {
        expect(Number.isFinite(probabilityAlive(model, history))).toBe(true);
        expect(Number.isFinite(expectedPurchases(model, history, { horizonDays: 90 }))).toBe(true);
      }
    }
  });

  test('without visible dropout the model without dropout is the answer, with its standard errors (lifetimes 0.11.3 raises, CLVTools 0.12.1 gives NA)', () => {
    const loyal = simulateShop(
      { kind: 'nbd', version: 1, purchaseShape: 0.8, purchaseScaleDays: 40, fit: null },
      4,
      900,
    );
    const still = fitNbd(loyal);
    for (const fit of [fitBgNbd, fitMbgNbd]) {
      const model = fit(loyal);
      if (model.fit!.boundary !== 'no-dropout') continue;
      expect(model).toMatchObject({
        dropoutA: 0,
        dropoutB: 1,
        purchaseShape: still.purchaseShape,
        purchaseScaleDays: still.purchaseScaleDays,
      });
      expect(model.fit!.standardErrors).toEqual([...still.fit!.standardErrors, null, null]);
      expect(model.fit!.warnings[0]!.code).toBe('no-dropout');
      expect(probabilityAlive(model, loyal[0]!)).toBe(1);
      expect(
        estimateInterval(model, (m) => expectedPurchases(m, loyal[0]!, { horizonDays: 30 }), { scale: 'log' }).interval,
      ).not.toBeNull();
    }
    expect([fitBgNbd, fitMbgNbd].some((fit) => fit(loyal).fit!.boundary === 'no-dropout')).toBe(true);
  });

  test('requireConverged stops those who want to be stopped', () => {
    expect(() => requireConverged(fitBgNbd([{ repeatPurchases: 0, daysToLast: 0, daysObserved: 9 }]))).toThrow(
      expect.objectContaining({ code: 'not-converged' }),
    );
    expect(requireConverged(fitMbgNbd(HISTORIES)).kind).toBe('mbg-nbd');
  });
});

describe('what is refused, with its place', () => {
  const sound = { repeatPurchases: 1, daysToLast: 5, daysObserved: 9 };
  test.each([
    [{ ...sound, repeatPurchases: 1.5 }, 'not-a-count', 'histories[1].repeatPurchases'],
    [{ ...sound, repeatPurchases: -1 }, 'not-a-count', 'histories[1].repeatPurchases'],
    [{ ...sound, daysToLast: -1 }, 'out-of-range', 'histories[1].daysToLast'],
    [{ ...sound, daysToLast: 10 }, 'out-of-range', 'histories[1].daysToLast'],
    [{ ...sound, repeatPurchases: 0 }, 'out-of-range', 'histories[1].daysToLast'],
    [{ ...sound, daysObserved: NaN }, 'not-finite', 'histories[1].daysObserved'],
    [{ ...sound, daysObserved: Infinity }, 'not-finite', 'histories[1].daysObserved'],
    [{ ...sound, daysObserved: '9' as unknown as number }, 'wrong-type', 'histories[1].daysObserved'],
    [{ ...sound, customers: -1 }, 'out-of-range', 'histories[1].customers'],
  ])('%j: %s at %s', (bad, code, argument) => {
    for (const fit of FITS) expect(() => fit([sound, bad])).toThrow(expect.objectContaining({ code, argument }));
  });
  test('no history at all', () => {
    for (const fit of FITS) expect(() => fit([])).toThrow(expect.objectContaining({ code: 'empty' }));
    expect(() => fitGammaGamma([])).toThrow(expect.objectContaining({ code: 'empty' }));
  });
  test('a prior of no parameter, or one that is no prior', () => {
    expect(() => fitNbd([sound], { priors: { slope: { median: 1, logSd: 1 } } })).toThrow(
      expect.objectContaining({ code: 'unknown-name' }),
    );
    expect(() => fitNbd([sound], { priors: { purchaseShape: { median: 0, logSd: 1 } } })).toThrow(
      expect.objectContaining({ code: 'out-of-range' }),
    );
  });
});

describe('Pareto/NBD where customers hardly differ in leaving', () => {
  // Shape and scale of the lapse run off together; ln β − ln(β + T) as a difference is then rounding times the shape, and a
  // climb on it ended at a log-likelihood of +554,074.
  const loyal = simulatePurchases(
    { kind: 'nbd', version: 1, purchaseShape: 0.8, purchaseScaleDays: 60, fit: null },
    { seed: 4, customers: 800, observedDays: 180 },
  ).map(({ purchaseDays }) => {
    const days = new Set(purchaseDays.map(Math.floor)).size;
    return { repeatPurchases: days - 1, daysToLast: Math.floor(purchaseDays.at(-1)!), daysObserved: 180 };
  });
  const sound = loyal.map((one) => (one.daysToLast === 0 ? { ...one, repeatPurchases: 0 } : one));

  test('the likelihood reaches its limit and stays there', () => {
    const at = (dropoutShape: number): number =>
      logLikelihood(
        {
          kind: 'pareto-nbd',
          version: 1,
          purchaseShape: 0.87,
          purchaseScaleDays: 60,
          dropoutShape,
          dropoutScaleDays: 3000 * dropoutShape,
          fit: null,
        },
        sound,
      );
    expect(at(1e7) / at(1e5)).toBeCloseTo(1, 6);
    expect(at(1e16) / at(1e10)).toBeCloseTo(1, 8);
  });
  test('the fit leaves the ridge for the higher top beside it, and is what its parameters say', () => {
    const model = fitParetoNbd(sound);
    const still = fitNbd(sound);
    // On the ridge, where everybody leaves alike, it is −10084.760.
    expect(model.fit!.logLikelihood).toBeCloseTo(-10084.41, 3);
    expect(model.fit!.status).toBe('weak');
    expect(model.fit!.logLikelihood).toBeGreaterThanOrEqual(still.fit!.logLikelihood - 1e-6);
    expect(model.fit!.logLikelihood / logLikelihood(model, sound)).toBeCloseTo(1, 8);
    const often = sound.reduce((most, one) => (one.repeatPurchases > most.repeatPurchases ? one : most));
    const [leaving, staying] = [model, still].map((m) => expectedPurchases(m, often, { horizonDays: 90 }));
    expect(leaving! / staying!).toBeCloseTo(1, 0);
  });
});

describe('priors', () => {
  test('pull a small sample towards the middle, and are stored with the model', () => {
    const small = simulateShop(TRUTH, 5, 25);
    const weak = fitMbgNbd(small, { priors: 'weak' });
    expect(weak.fit!.priors).toMatchObject({
      purchaseShape: { median: 1, logSd: 1.5 },
      purchaseScaleDays: { median: 365 },
    });
    expect(weak.fit!.logLikelihood).toBeLessThanOrEqual(logLikelihood(fitMbgNbd(small), small) + 1e-9);
  });
  test('a very sure prior is the answer', () => {
    const model = fitNbd(HISTORIES, { priors: { purchaseShape: { median: 2, logSd: 1e-4 } } });
    expect(model.purchaseShape).toBeCloseTo(2, 2);
  });
});

test('expectedPurchasesForNewCustomer is what simulated customers do', () => {
  const model = { ...TRUTH };
  const customers = simulatePurchases(model, { seed: 21, customers: 40_000, observedDays: 200 });
  const mean = customers.reduce((sum, { purchaseDays }) => sum + purchaseDays.length - 1, 0) / customers.length;
  expect(mean / expectedPurchasesForNewCustomer(model, { horizonDays: 200 })).toBeCloseTo(1, 1);
});

test('a log-likelihood of days is never above 0: customers who hardly differ once led to +14,106 for nineteen of them', () => {
  const row = (repeatPurchases: number, daysToLast: number, customers: number) => {
    return { repeatPurchases, daysToLast, daysObserved: 270, customers, sumLogGapDays: repeatPurchases * 3 };
  };
  const few = [row(0, 0, 12), row(1, 60, 3), row(2, 90, 2), row(4, 180, 1), row(9, 255, 1)];
  const model = fitMbgNbd(few);
  expect(model.fit).toMatchObject({ status: 'boundary', boundary: 'identical-rates' });
  expect(model.fit!.logLikelihood).toBeCloseTo(-116.89786, 4);
  for (const fit of [fitNbd, fitBgNbd, fitMbgNbd]) {
    const found = fit(few);
    expect(found.fit!.logLikelihood).toBeLessThan(0);
    // Where a shape is capped the likelihood of the model is a hair below that of the ridge.
    expect(logLikelihood(found, few)).toBeCloseTo(found.fit!.logLikelihood, 3);
  }
});

test('a customer of a hundred thousand orders is walked to in one step, and one of half as many in two', () => {
  const row = (repeatPurchases: number) => ({ repeatPurchases, daysToLast: 900, daysObserved: 1000 });
  const bg = {
    kind: 'bg-nbd',
    version: 1,
    purchaseShape: 0.7,
    purchaseScaleDays: 20,
    dropoutA: 0.9,
    dropoutB: 50,
    fit: null,
  } as const;
  const nbd = { kind: 'nbd', version: 1, purchaseShape: 0.7, purchaseScaleDays: 20, fit: null } as const;
  for (const model of [nbd, { ...bg, kind: 'mbg-nbd' } as const]) {
    const [half, whole] = [logLikelihood(model, [row(75_000)]), logLikelihood(model, [row(150_000)])];
    expect(logLikelihood(model, [row(75_000), row(150_000)]) / (half + whole)).toBeCloseTo(1, 11);
  }
});

describe('customers who all spend alike', () => {
  const row = (repeatPurchases: number, meanRepeatAmount: number, customers: number) => {
    return { repeatPurchases, meanRepeatAmount, customers };
  };
  // One rate ν for all: the mean of x amounts is Gamma(px, νx), and ν = p over the pooled mean at its best.
  const likelihoodOfAlike = (rows: ReturnType<typeof row>[], p: number, pooledMean: number): number =>
    rows.reduce((sum, { repeatPurchases: x, meanRepeatAmount: mean, customers }) => {
      const [shape, rate] = [p * x, (p * x) / pooledMean];
      return sum + customers * (shape * Math.log(rate) + (shape - 1) * Math.log(mean) - rate * mean - logGamma(shape));
    }, 0);
  // The spreads are those of a gamma distribution by the maximum over p, found by halving.
  test.each([
    [
      '24 customers once led to a log-likelihood of +8,252',
      5.5875814,
      10,
      [row(1, 5, 5), row(1, 15, 5), row(2, 10, 6), row(2, 7, 4), row(2, 13, 4)],
    ],
    ['three', 2.188631, 12, [row(1, 5, 1), row(2, 20, 1), row(3, 9, 1)]],
    ['amounts that hardly scatter', 126.6965, 191 / 19, [row(1, 9, 3), row(3, 11, 2), row(8, 10, 6)]],
  ])('%s', (_, spendShape, pooledMean, rows) => {
    const model = fitGammaGamma(rows);
    expect(model.fit).toMatchObject({ status: 'boundary', boundary: 'identical-rates' });
    expect(model.spendShape / spendShape).toBeCloseTo(1, 6);
    expect(model.fit!.logLikelihood).toBeCloseTo(likelihoodOfAlike(rows, spendShape, pooledMean), 7);
    for (const other of [0.95, 1.05]) {
      expect(likelihoodOfAlike(rows, spendShape * other, pooledMean)).toBeLessThan(model.fit!.logLikelihood);
    }
    expect((model.spendShape * model.spreadScale) / (model.spreadShape - 1)).toBeCloseTo(pooledMean, 9);
  });
});

describe('more than one top of the likelihood', () => {
  const row = (repeatPurchases: number, daysToLast: number, daysObserved: number, customers: number) => ({
    repeatPurchases,
    daysToLast,
    daysObserved,
    customers,
  });

  test('two histories: customers who all buy alike beat customers who all leave alike', () => {
    // mpmath: −35.9818 on the ridge of equal rates, −36.4881 on that of equal dropout, where the first climb ends.
    const model = fitMbgNbd([row(0, 0, 1190, 5), row(5, 749, 1813, 1)]);
    expect(model.fit).toMatchObject({ status: 'boundary', boundary: 'identical-rates' });
    expect(model.fit!.logLikelihood).toBeCloseTo(-35.9818, 4);
  });

  test('some leave at once and the others stay: a ridge of its own, a and b next to nothing', () => {
    // By the limit itself, one share that leaves after the first repeat (Nelder and Mead): −58.1444569 against −58.4125331
    // of nobody leaving, which was the answer before a climb began there.
    const model = fitBgNbd([row(1, 30, 200, 1), row(4, 180, 200, 1), row(6, 199, 200, 1), row(0, 0, 200, 2)]);
    expect(model.fit!.status).toBe('weak');
    expect(model.fit!.logLikelihood).toBeCloseTo(-58.1444569, 6);
    expect(model.dropoutA + model.dropoutB).toBeLessThan(1e-6);
  });

  test('one heavy buyer: all leave alike, with a small chance, behind an inner top', () => {
    const model = fitMbgNbd([row(200, 60, 240, 1), row(0, 0, 150, 1), row(1, 30, 270, 2)]);
    expect(model.fit).toMatchObject({ status: 'boundary', boundary: 'identical-dropout' });
    expect(model.fit!.logLikelihood).toBeCloseTo(12.1853, 4);
  });

  test('where both shapes run off both are capped, and both are told', () => {
    const model = fitMbgNbd([
      row(1, 10, 100, 2),
      row(1, 60, 100, 1),
      row(3, 95, 100, 1),
      row(2, 80, 100, 1),
      row(0, 0, 100, 3),
    ]);
    expect(model.purchaseShape).toBe(1e5);
    expect(model.dropoutA + model.dropoutB).toBeCloseTo(1e5, 6);
    expect(model.fit).toMatchObject({ status: 'boundary', boundary: 'identical-rates' });
    expect(model.fit!.warnings.map(({ code }) => code)).toEqual(['identical-rates', 'identical-dropout']);
  });

  test('a little dropout is found beside none', () => {
    const truth = { kind: 'nbd', version: 1, purchaseShape: 0.8, purchaseScaleDays: 40, fit: null } as const;
    const model = fitBgNbd(simulateShop(truth, 5, 900));
    expect(model.fit!.status).toBe('weak');
    expect(model.fit!.warnings[0]!.facts['logLikelihoodGain']).toBeCloseTo(0.1393, 4);
  });
});
