import { describe, expect, test } from 'vitest';
import {
  customerLifetimeValue,
  estimateInterval,
  expectedDiscountedPurchases,
  expectedPurchases,
  expectedSpend,
  fitGammaGamma,
  logLikelihood,
  measureHoldout,
  probabilityAlive,
  probabilityAliveAt,
  simulatePurchases,
  simulateSpend,
  tabulateTracking,
} from 'clientele/clv';
import { splitCalibrationHoldout } from 'clientele/purchases';
import { GG } from './models.ts';

const BG = {
  kind: 'bg-nbd',
  version: 1,
  purchaseShape: 0.243,
  purchaseScaleDays: 30.898,
  dropoutA: 0.793,
  dropoutB: 2.426,
  fit: null,
} as const;
const MBG = { ...BG, kind: 'mbg-nbd' } as const;
const NBD = { kind: 'nbd', version: 1, purchaseShape: 0.4, purchaseScaleDays: 80, fit: null } as const;
const bob = { repeatPurchases: 2, daysToLast: 213, daysObserved: 272 };

describe('expectations are regular where others are not', () => {
  test('a + b far above R, where the published series loses six digits', () => {
    const model = { ...BG, purchaseShape: 0.7226, purchaseScaleDays: 65.9715, dropoutA: 50, dropoutB: 1e6 };
    const history = { repeatPurchases: 3, daysToLast: 140, daysObserved: 272 };
    expect(expectedPurchases(model, history, { horizonDays: 70_000 }) / 752.3000902604927).toBeCloseTo(1, 9);
  });
  test.each([
    // 60 digits: equation 10 of the paper by 2F1, and ∫ Beta(p; a, b')·(1 − (A/(A + pt))^R)/p dp by quadrature.
    [
      'mbg-nbd',
      { r: 0.34324390232953034, alpha: 0.15914208465793014, a: 1.9623530605662458, b: 113.44615640015502 },
      5000,
      94.2924249002748,
    ],
    [
      'mbg-nbd',
      { r: 0.14797066564314368, alpha: 0.41375246548678707, a: 0.5208472342231195, b: 0.3397637545631481 },
      18697.253364189033,
      33.18656897226602,
    ],
    ['bg-nbd', { r: 0.05, alpha: 1e-6, a: 1, b: 40 }, 1000, 213.81268025382985],
    ['bg-nbd', { r: 0.01, alpha: 1e-8, a: 0.002, b: 30 }, 1e6, 946886145610.4626],
  ] as const)('a horizon of very many scales, %s %o', (kind, { r, alpha, a, b }, horizonDays, orders) => {
    const model = {
      kind,
      version: 1,
      purchaseShape: r,
      purchaseScaleDays: alpha,
      dropoutA: a,
      dropoutB: b,
      fit: null,
    } as const;
    const newcomer = { repeatPurchases: 0, daysToLast: 0, daysObserved: 0 };
    expect(expectedPurchases(model, newcomer, { horizonDays }) / orders).toBeCloseTo(1, 11);
  });
  test.each([
    // 50 digits, 1 − 2F1(R, a − 1; c; −t/A): on both sides of where one series takes over from the other.
    ['bg-nbd', 0.793, 2.426, 2, 272, 90.5, 0.5083891504112033],
    ['bg-nbd', 0.793, 2.426, 2, 272, 91, 0.511019675958904],
    ['bg-nbd', 0.793, 2.426, 12, 250, 22.5, 0.9014100286029968],
    ['bg-nbd', 0.793, 2.426, 12, 250, 23, 0.920906012494003],
    ['bg-nbd', 1, 2.426, 3, 272, 60, 0.4926156956861598],
    ['bg-nbd', 3.5, 2e5, 2, 272, 60, 0.44429771234584],
    ['mbg-nbd', 0.793, 2.426, 1, 272, 85, 0.2707703336625163],
    ['bg-nbd', 0.793, 2.426, 40, 250, 80, 10.20005080375255],
    ['bg-nbd', 0.793, 2.426, 300, 250, 80, 77.07156205404097],
    ['bg-nbd', 0.25, 0.5, 0, 272, 0.001, 8.02249713767606e-7],
  ] as const)(
    '%s, a %d, b %d: %d repeat purchases in %d days, %d days ahead',
    (kind, a, b, x, T, horizonDays, orders) => {
      const history = { repeatPurchases: x, daysToLast: x === 0 ? 0 : T, daysObserved: T };
      const model = { ...BG, kind, dropoutA: a, dropoutB: b };
      const got = expectedPurchases(model, history, { horizonDays });
      expect(got / orders).toBeCloseTo(1, 14);
    },
  );
  test('a and b beyond 1e60: everybody leaves with the same probability p, (1 − (A/(A + pt))^R)/p', () => {
    const model = { ...BG, dropoutA: 1e76, dropoutB: 1e78 };
    const share = 1 / 101;
    const orders = -Math.expm1(-0.243 * Math.log1p((share * 90) / 302.898)) / share;
    const newcomer = { repeatPurchases: 0, daysToLast: 0, daysObserved: 272 };
    expect(expectedPurchases(model, newcomer, { horizonDays: 90 }) / orders).toBeCloseTo(1, 13);
  });
  test('staying over very many scales: as exact, and at once (40 digits, 2F1)', () => {
    const newcomer = { repeatPurchases: 0, daysToLast: 0, daysObserved: 0 };
    const cases = [
      [0.05, 1e-5, 0.8, 2.4, 1000, 0.4402854789586413],
      [1, 1e-4, 0.8, 2.4, 1000, 2.140288446518227e-5],
      [0.3, 0.01, 2, 40, 3650, 0.05951524767110767],
    ] as const;
    const begun = performance.now();
    for (const [purchaseShape, purchaseScaleDays, dropoutA, dropoutB, afterDays, alive] of cases) {
      const model = { ...BG, purchaseShape, purchaseScaleDays, dropoutA, dropoutB };
      expect(probabilityAliveAt(model, newcomer, { afterDays }) / alive).toBeCloseTo(1, 12);
    }
    expect(performance.now() - begun).toBeLessThan(1000);
    // A rhythm has no such way out: what would be broken off is refused.
    const rhythm = { ...BG, kind: 'bg-cnbd', regularity: 2, purchaseShape: 0.05, purchaseScaleDays: 1e-5 } as const;
    expect(() => probabilityAliveAt(rhythm, newcomer, { afterDays: 1000 })).toThrow('expected 40 days or fewer');
  });
  test.each([
    // 60 digits, 2F1: a narrow beta, one with all its weight at both ends, at one end, at the other, many purchases a scale.
    [0.3, 0.01, 500, 800, 3650, 0.0285698212494391, 2.528805717501101],
    [0.3, 0.01, 0.001, 0.001, 3650, 0.5057805588067603, 54085.94481775807],
    [0.3, 0.01, 0.05, 1000, 3650, 0.859573777989042, 86485.10497189377],
    [0.3, 0.01, 1000, 0.4, 3650, 0.02144687015019319, 0.978944940335265],
    [20, 0.01, 0.5, 3, 100, 0.00378712982901629, 1471.996191294756],
    [2000, 1, 0.3, 5, 5000, 0.0126038990605379, 180022.621685648],
  ])('thousands of scales: r %d, alpha %d, a %d, b %d, %d days', (r, alpha, a, b, days, alive, orders) => {
    const model = { ...BG, purchaseShape: r, purchaseScaleDays: alpha, dropoutA: a, dropoutB: b };
    const newcomer = { repeatPurchases: 0, daysToLast: 0, daysObserved: 0 };
    expect(probabilityAliveAt(model, newcomer, { afterDays: days }) / alive).toBeCloseTo(1, 12);
    expect(expectedPurchases(model, newcomer, { horizonDays: days }) / orders).toBeCloseTo(1, 12);
  });
  test('a and b of next to nothing keep their digits: all who leave at all leave at once (60 digits, 2F1)', () => {
    const model = { ...BG, purchaseShape: 0.5, purchaseScaleDays: 20, dropoutA: 3e-9, dropoutB: 7e-9 };
    const cases = [
      ['bg-nbd', 0, 0, 0, 1, 1.747079564980761],
      ['bg-nbd', 1, 40, 100, 0.4520421573769562, 0.5085474260252503],
      ['mbg-nbd', 0, 0, 100, 0.487856919689348, 0.1829463446429407],
    ] as const;
    for (const [kind, repeatPurchases, daysToLast, daysObserved, alive, orders] of cases) {
      const history = { repeatPurchases, daysToLast, daysObserved };
      expect(probabilityAlive({ ...model, kind }, history)).toBeCloseTo(alive, 12);
      expect(expectedPurchases({ ...model, kind }, history, { horizonDays: 90 }) / orders).toBeCloseTo(1, 12);
      // Only their ratio is left, so a hundred-thousandth of them is as likely.
      const tinier = { ...model, kind, dropoutA: 3e-14, dropoutB: 7e-14 };
      const loss = logLikelihood(tinier, [history]) - logLikelihood({ ...model, kind }, [history]);
      expect(Math.abs(loss)).toBeLessThan(1e-7);
    }
  });
  test.each([
    [{ r: 0.5, alpha: 60, s: 0.3, beta: 2e-5 }, [0, 0, 7342], 0.00024498573499401273, -0.009613357090441076],
    [{ r: 0.02, alpha: 1e-5, s: 0.4, beta: 300 }, [0, 0, 9000], 0.24282360167112943, -0.3705329699448019],
    [{ r: 2, alpha: 1e-6, s: 0.01, beta: 5000 }, [1, 0, 4000], 1.5533427713562402e-17, -13.122363377606328],
    [{ r: 0.3, alpha: 1000, s: 0.7, beta: 1e-8 }, [0, 0, 5000], 3.778118975701932e-9, null],
    [{ r: 0.2, alpha: 1e-7, s: 1.5, beta: 40 }, [3, 0, 3650], 1.0510047693384572e-28, null],
  ] as const)(
    'Pareto/NBD whose two scales lie powers of ten apart: %o of %o (40 digits)',
    (p, [x, tx, T], alive, log) => {
      const model = {
        kind: 'pareto-nbd',
        version: 1,
        purchaseShape: p.r,
        purchaseScaleDays: p.alpha,
        dropoutShape: p.s,
        dropoutScaleDays: p.beta,
        fit: null,
      } as const;
      const history = { repeatPurchases: x, daysToLast: tx, daysObserved: T };
      expect(probabilityAlive(model, history) / alive).toBeCloseTo(1, 11);
      if (log !== null) expect(logLikelihood(model, [history]) / log).toBeCloseTo(1, 11);
    },
  );
  // r, α, a, b, x, T, horizon, whether leaving after the first purchase too; equation 10 in 36 digits.
  test.each([
    [0.7, 65, 2, 5000, 3, 272, 900, 0, 9.856599617878476],
    [0.5, 20, 1.0000001, 2.5, 4, 200, 365, 1, 5.104589215401779],
    [0.5, 20, 0.2, 0.3, 0, 200, 365, 0, 0.6226637963427492],
    [60, 20, 0.5, 0.7, 0, 200, 365, 0, 13.663796808871458],
    [60, 20, 0.5, 0.7, 2, 200, 3650, 1, 112.81524964734022],
    [0.3, 40, 0.8, 2.4, 2, 250, 1e-7, 0, 7.931034482064392e-10],
    [0.3, 40, 12, 30, 5, 250, 9000, 0, 4.181672588552891],
    [0.3, 5, 0.6, 1.4, 1, 10, 10000.0, 0, 49.98451960335197],
    [0.3, 5, 3.6, 1.4, 1, 10, 5000.0, 1, 2.3019691418852193],
    [250, 900, 0.9, 30, 40, 700, 365, 0, 48.22493435766344],
    [0.02, 0.5, 12, 0.4, 1, 3, 800, 0, 1.1222412977559433],
  ] as const)(
    'r = %f, α = %f, a = %f, b = %f: %i repeats in %f days, the next %f days (MBG: %i)',
    (purchaseShape, purchaseScaleDays, dropoutA, dropoutB, repeatPurchases, daysObserved, horizonDays, first, want) => {
      const kind = first === 1 ? 'mbg-nbd' : 'bg-nbd';
      const model = { kind, version: 1, purchaseShape, purchaseScaleDays, dropoutA, dropoutB, fit: null } as const;
      const history = { repeatPurchases, daysToLast: repeatPurchases && daysObserved / 2, daysObserved };
      const whileAlive = expectedPurchases(model, history, { horizonDays }) / probabilityAlive(model, history);
      expect(whileAlive / want).toBeCloseTo(1, 12);
    },
  );
  test('without dropout it is NBD', () => {
    for (const model of [BG, MBG]) {
      const still = { ...model, dropoutA: 0, dropoutB: 1 };
      expect(probabilityAlive(still, bob)).toBe(1);
      expect(expectedPurchases(still, bob, { horizonDays: 90 })).toBeCloseTo(
        expectedPurchases({ ...NBD, purchaseShape: 0.243, purchaseScaleDays: 30.898 }, bob, { horizonDays: 90 }),
        12,
      );
    }
  });
  test('a horizon of 0 brings nothing, and a negative or endless one is refused', () => {
    for (const model of [NBD, BG, MBG]) expect(expectedPurchases(model, bob, { horizonDays: 0 })).toBe(0);
    for (const horizonDays of [-1, NaN, Infinity])
      expect(() => expectedPurchases(BG, bob, { horizonDays })).toThrow(RangeError);
  });
});

describe('discounting', () => {
  test('no rate is no discount; a rate takes some off; more rate takes more', () => {
    const at = (annualDiscountRate: number) =>
      expectedDiscountedPurchases(BG, bob, { annualDiscountRate, horizonDays: 365 });
    expect(at(0)).toBe(expectedPurchases(BG, bob, { horizonDays: 365 }));
    expect(at(1e-9) / at(0)).toBeCloseTo(1, 8);
    expect(at(0.1)).toBeLessThan(at(0.05));
  });
  test('no rate is no discount, and no time no purchase, for every model', () => {
    const pareto = { ...NBD, kind: 'pareto-nbd', dropoutShape: 0.6, dropoutScaleDays: 80 } as const;
    for (const model of [NBD, BG, MBG, pareto]) {
      const plain = expectedPurchases(model, bob, { horizonDays: 365 });
      expect(expectedDiscountedPurchases(model, bob, { annualDiscountRate: 0, horizonDays: 365 })).toBe(plain);
      expect(expectedDiscountedPurchases(model, bob, { annualDiscountRate: 0.1, horizonDays: 0 })).toBe(0);
    }
  });
  test('an unlimited horizon is the limit of long ones, and needs a rate', () => {
    const endless = expectedDiscountedPurchases(MBG, bob, { annualDiscountRate: 0.15, horizonDays: 'unlimited' });
    const long = expectedDiscountedPurchases(MBG, bob, { annualDiscountRate: 0.15, horizonDays: 365 * 150 });
    expect(long / endless).toBeCloseTo(1, 7);
    expect(() => expectedDiscountedPurchases(MBG, bob, { annualDiscountRate: 0, horizonDays: 'unlimited' })).toThrow(
      expect.objectContaining({ code: 'unsupported' }),
    );
  });
  test('by parts equals the plain sum over short steps', () => {
    const steps = expectedDiscountedPurchases(BG, bob, {
      annualDiscountRate: 0.2,
      horizonDays: 400,
      bookingDays: 0.02,
    });
    const exact = expectedDiscountedPurchases(BG, bob, { annualDiscountRate: 0.2, horizonDays: 400 });
    expect(steps / exact).toBeCloseTo(1, 5);
  });
  test('booking at the end of a step is worth less', () => {
    const options = { annualDiscountRate: 0.1, horizonDays: 365 };
    expect(expectedDiscountedPurchases(BG, bob, { ...options, bookingDays: 30 })).toBeLessThan(
      expectedDiscountedPurchases(BG, bob, options),
    );
  });
});

describe('customerLifetimeValue', () => {
  const options = { horizonDays: 365, annualDiscountRate: 0.1, marginShare: 0.4, spendPerPurchase: 35 };
  test('echoes what it rests on', () => {
    const value = customerLifetimeValue(BG, bob, options);
    expect(value).toMatchObject(options);
    expect(value.value).toBeCloseTo(0.4 * 35 * value.discountedPurchases, 12);
    expect(value.expectedPurchases).toBe(expectedPurchases(BG, bob, { horizonDays: 365 }));
    expect(customerLifetimeValue(BG, bob, { ...options, horizonDays: 'unlimited' }).expectedPurchases).toBeNull();
  });
  test.each([
    [{ marginShare: 40 }, 'not-a-probability'],
    [{ spendPerPurchase: -1 }, 'out-of-range'],
    [{ annualDiscountRate: -0.1 }, 'out-of-range'],
    [{ horizonDays: NaN }, 'not-finite'],
    [{ bookingDays: 0 }, 'out-of-range'],
  ])('%j is refused', (wrong, code) => {
    expect(() => customerLifetimeValue(BG, bob, { ...options, ...wrong })).toThrow(expect.objectContaining({ code }));
  });
});

describe('spend', () => {
  test('lies between the own mean and that of all, nearer to the own the more is known', () => {
    const at = (repeatPurchases: number) => expectedSpend(GG, { repeatPurchases, meanRepeatAmount: 100 });
    expect(at(1)).toBeGreaterThan(expectedSpend(GG, { repeatPurchases: 0, meanRepeatAmount: null }));
    expect(at(50)).toBeGreaterThan(at(1));
    expect(at(50)).toBeLessThan(100);
  });
  test('is not free of the unit: cents are v × 100', () => {
    const rows = [12, 25, 31, 60, 18, 44, 27, 90].map((mean, i) => ({
      repeatPurchases: 1 + (i % 4),
      meanRepeatAmount: mean,
    }));
    const [euros, cents] = [
      fitGammaGamma(rows),
      fitGammaGamma(rows.map((row) => ({ ...row, meanRepeatAmount: row.meanRepeatAmount * 100 }))),
    ];
    expect(cents.spreadScale / euros.spreadScale).toBeCloseTo(100, 5);
    expect(cents.spendShape).toBeCloseTo(euros.spendShape, 6);
  });
  test('nobody with a repeat amount, and amounts that do not differ, are boundaries', () => {
    expect(fitGammaGamma([{ repeatPurchases: 0, meanRepeatAmount: null }]).fit).toMatchObject({
      n: 0,
      status: 'boundary',
      boundary: 'no-repeats',
      correlation: null,
    });
    const same = fitGammaGamma(
      Array.from({ length: 20 }, (_, i) => ({ repeatPurchases: 1 + (i % 3), meanRepeatAmount: 20 })),
    );
    expect(same.fit!.status).not.toBe('interior');
    expect(expectedSpend(same, { repeatPurchases: 2, meanRepeatAmount: 20 })).toBeCloseTo(20, 1);
  });
  test('a mean that hangs on a few who spend very much is weak, with a warning of its own', () => {
    const truth = { ...GG, spreadShape: 1.05 };
    const repeats = Array.from({ length: 12 }, (_, i) => ({ repeatPurchases: i + 1, customers: 900 }));
    const model = fitGammaGamma(simulateSpend(truth, repeats, { seed: 4 }));
    expect(model.spreadShape).toBeGreaterThan(1);
    expect(model.spreadShape).toBeLessThan(1.1);
    expect(model.fit).toMatchObject({ status: 'weak', boundary: null });
    expect(model.fit!.warnings[0]).toMatchObject({
      code: 'heavy-tail',
      facts: { spreadShape: model.spreadShape },
      message: expect.stringMatching(/a few who spend very much/u),
    });
  });
  test('warns where frequency and spend go together', () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({
      repeatPurchases: 1 + (i % 6),
      meanRepeatAmount: 10 * (1 + (i % 6)) + (i % 7),
    }));
    expect(fitGammaGamma(rows).fit!.warnings.map((warning) => warning.code)).toContain('correlated');
  });
  test('purchases without an amount say nothing of spend, and without a mean of the model there is the pooled one', () => {
    const newcomer = expectedSpend(GG, { repeatPurchases: 0, meanRepeatAmount: null });
    expect(newcomer).toBeCloseTo((6.25 * 15.44) / 2.74, 12);
    expect(expectedSpend(GG, { repeatPurchases: 3, meanRepeatAmount: null })).toBe(newcomer);
    // At q = 1 the mean over customers has no end; a purchase of her own gives it one: p(v + m)/p.
    const endless = { ...GG, spreadShape: 1 };
    expect(expectedSpend(endless, { repeatPurchases: 0, meanRepeatAmount: null })).toBe(GG.pooledMeanSpend);
    expect(expectedSpend(endless, { repeatPurchases: 1, meanRepeatAmount: 30 })).toBeCloseTo(45.44, 12);
  });
  test('refuses a negative mean', () => {
    expect(() => expectedSpend(GG, { repeatPurchases: 1, meanRepeatAmount: -3 })).toThrow(
      expect.objectContaining({ code: 'out-of-range' }),
    );
  });
});

describe('checking a model', () => {
  const log = simulatePurchases(MBG, { seed: 8, customers: 300, observedDays: 400 }).flatMap(({ purchaseDays }, i) =>
    purchaseDays.map((day) => ({
      customerId: `c${i}`,
      at: Date.UTC(2023, 0, 1 + (i % 50)) + Math.floor(day) * 86_400_000,
    })),
  );
  const cut = { splitOn: '2023-10-01', endOn: '2024-01-01' };
  test('the holdout adds up over the groups', () => {
    const report = measureHoldout(MBG, splitCalibrationHoldout(log, cut));
    expect(report.byFrequency.reduce((sum, group) => sum + group.customers, 0)).toBe(report.customers);
    expect(report.byFrequency.reduce((sum, group) => sum + group.customers * group.predictedMean, 0)).toBeCloseTo(
      report.predictedTotal,
      8,
    );
    expect(report.byFrequency.reduce((sum, group) => sum + group.customers * group.actualMean, 0)).toBeCloseTo(
      report.actualTotal,
      8,
    );
    expect(report.rootMeanSquareError! >= report.meanAbsoluteError!).toBe(true);
  });
  test('a split without customers has no means', () => {
    expect(measureHoldout(MBG, { rows: [], holdoutDays: 9, newCustomers: 0 })).toMatchObject({
      customers: 0,
      meanError: null,
      byFrequency: [],
    });
  });
  test('tracking of two customers, by hand', () => {
    const day = (customerId: string, of: number) => ({ customerId, at: Date.UTC(2024, 0, of) });
    // a comes on the 1st, 2nd, 4th and 20th, b on the 3rd and twice on the 8th; 0.1 repeat orders a day are expected.
    const two = [day('b', 3), day('a', 1), day('a', 4), day('a', 2), day('b', 8), day('b', 8), day('a', 20)];
    const nbd = { ...NBD, purchaseShape: 2, purchaseScaleDays: 20 };
    const options = { splitOn: '2024-01-05', endOn: '2024-01-10' };
    const row = (
      step: number,
      on: string,
      actual: number,
      expected: number,
      sums: [number, number],
      holdout: boolean,
    ) => {
      const close = (value: number) => expect.closeTo(value, 12) as number;
      const [actualCumulative, expectedCumulative] = [sums[0], close(sums[1])];
      return { day: step, on, actual, expected: close(expected), actualCumulative, expectedCumulative, holdout };
    };
    expect(tabulateTracking(nbd, two, { ...options, days: [4, 2, 7] })).toEqual([
      // b begins on the second day: none of her orders is expected before.
      row(2, '2024-01-03', 1, 0.2, [1, 0.2], false),
      row(4, '2024-01-05', 1, 0.4, [2, 0.6], true),
      row(7, '2024-01-08', 1, 0.6, [3, 1.2], true),
    ]);
    // Steps of a week by default, up to the day before the end: the 10th is not looked at, nor is the 20th read.
    const on = (rows: { on: string }[]) => rows.map((each) => each.on);
    expect(on(tabulateTracking(nbd, two, options))).toEqual(['2024-01-08']);
    expect(on(tabulateTracking(nbd, two, { ...options, everyDays: 4 }))).toEqual(['2024-01-05', '2024-01-09']);
    expect(on(tabulateTracking(nbd, two, { ...options, everyDays: 9 }))).toEqual([]);
    // Late on the 7th in UTC is the 8th in Auckland.
    const late = [...two.slice(0, 4), { customerId: 'b', at: '2024-01-07T20:00:00Z' }];
    const auckland = tabulateTracking(nbd, late, { ...options, days: [6, 7], timeZone: 'Pacific/Auckland' });
    expect(auckland.map(({ actual }) => actual)).toEqual([2, 1]);
  });
  test('a holdout of three, by hand', () => {
    const nbd = { ...NBD, purchaseShape: 1, purchaseScaleDays: 10 };
    const one = splitCalibrationHoldout([{ customerId: 'a', at: Date.UTC(2024, 0, 1) }], {
      splitOn: '2024-01-11',
      endOn: '2024-01-31',
    });
    const row = (repeatPurchases: number, holdoutPurchases: number) => {
      return { ...one.rows[0]!, repeatPurchases, daysToLast: repeatPurchases && 5, daysObserved: 10, holdoutPurchases };
    };
    // (1 + x)/(10 + 10) a day, for 20 days: 3, 1 and 1 orders.
    expect(measureHoldout(nbd, { rows: [row(2, 2), row(0, 0), row(0, 5)], holdoutDays: 20, newCustomers: 0 })).toEqual({
      customers: 3,
      holdoutDays: 20,
      actualTotal: 7,
      predictedTotal: 5,
      meanError: expect.closeTo(-2 / 3, 12) as number,
      meanAbsoluteError: expect.closeTo(6 / 3, 12) as number,
      rootMeanSquareError: expect.closeTo(Math.sqrt(18 / 3), 12) as number,
      byFrequency: [
        { repeatPurchases: 0, customers: 2, actualMean: 2.5, predictedMean: 1 },
        { repeatPurchases: 2, customers: 1, actualMean: 2, predictedMean: 3 },
      ],
    });
  });
  test('tracking rises, its steps add up, and the holdout begins at the split', () => {
    const rows = tabulateTracking(MBG, log, { ...cut, everyDays: 42 });
    expect(rows.reduce((sum, row) => sum + row.actual, 0)).toBe(rows.at(-1)!.actualCumulative);
    rows.forEach((row, i) => {
      expect(row.holdout).toBe(row.on >= cut.splitOn);
      if (i > 0) expect(row.expectedCumulative).toBeGreaterThan(rows[i - 1]!.expectedCumulative);
    });
    expect(tabulateTracking(MBG, [], cut)).toEqual([]);
    expect(tabulateTracking(MBG, log, { ...cut, days: [10, 5] }).map((row) => row.day)).toEqual([5, 10]);
    expect(() => tabulateTracking(MBG, log, { splitOn: '2024-02-01', endOn: '2024-01-01' })).toThrow(
      expect.objectContaining({ code: 'out-of-order' }),
    );
    expect(() => tabulateTracking(MBG, log, { ...cut, everyDays: 0 })).toThrow(
      expect.objectContaining({ code: 'out-of-range' }),
    );
  });
});

describe('estimateInterval', () => {
  const covariance = [
    [0.0025, 0, 0, 0],
    [0, 9, 0, 0],
    [0, 0, 0.01, 0],
    [0, 0, 0, 0.04],
  ];
  const fit = {
    n: 9,
    status: 'interior',
    warnings: [],
    logLikelihood: -9,
    aic: 1,
    bic: 1,
    iterations: 1,
    gradientNorm: 0,
    parameters: ['purchaseShape', 'purchaseScaleDays', 'dropoutA', 'dropoutB'],
    standardErrors: [0.05, 3, 0.1, 0.2],
    covariance,
    uniqueHistories: 1,
    repeatPurchases: 1,
    boundary: null,
    priors: null,
  } as const;
  const fitted = { ...BG, fit };
  test('stays on the scale it was asked for', () => {
    const share = estimateInterval(fitted, (m) => probabilityAlive(m, bob), { scale: 'logit' });
    expect(
      share.interval!.low > 0 &&
        share.interval!.low < share.value! &&
        share.value! < share.interval!.high &&
        share.interval!.high < 1,
    ).toBe(true);
    const count = estimateInterval(fitted, (m) => expectedPurchases(m, bob, { horizonDays: 9 }), {
      scale: 'log',
      level: 0.8,
    });
    expect(count.interval!.low).toBeGreaterThan(0);
    expect(Math.log(count.interval!.high / count.value!)).toBeCloseTo(Math.log(count.value! / count.interval!.low), 10);
  });
  test('of a parameter itself is its standard error', () => {
    expect(estimateInterval(fitted, (m) => m.purchaseShape, { scale: 'identity' })).toMatchObject({
      standardError: expect.closeTo(0.05, 10),
    });
  });
  test('typed-in parameters have a value and no interval', () => {
    expect(estimateInterval(BG, (m) => probabilityAlive(m, bob), { scale: 'logit' })).toMatchObject({
      standardError: null,
      interval: null,
      noInterval: 'no-covariance',
    });
  });
  test('refuses an unknown scale and a level of 95', () => {
    expect(() => estimateInterval(fitted, () => 1, { scale: 'sqrt' as 'log' })).toThrow(
      expect.objectContaining({ code: 'unknown-name' }),
    );
    expect(() => estimateInterval(fitted, () => 1, { scale: 'log', level: 95 })).toThrow(
      expect.objectContaining({ code: 'out-of-range' }),
    );
  });
});

describe('simulatePurchases', () => {
  test('gives the same customers for the same seed, others for another', () => {
    const options = { seed: 3, customers: 50, observedDays: 100 };
    expect(simulatePurchases(MBG, options)).toEqual(simulatePurchases(MBG, options));
    expect(simulatePurchases(MBG, { ...options, seed: 4 })).not.toEqual(simulatePurchases(MBG, options));
  });
  test('begins on day 0, rises, and ends with the window', () => {
    for (const { purchaseDays, leftAfterDays } of simulatePurchases(BG, {
      seed: 3,
      customers: 300,
      observedDays: 100,
    })) {
      expect(purchaseDays[0]).toBe(0);
      expect(purchaseDays.every((day, i) => i === 0 || (day > purchaseDays[i - 1]! && day <= 100))).toBe(true);
      if (leftAfterDays !== null) expect(leftAfterDays).toBe(purchaseDays.at(-1));
    }
  });
  test('nobody buys again where the shape is 0, and nobody leaves where dropout is', () => {
    expect(simulatePurchases({ ...NBD, purchaseShape: 0 }, { seed: 1, customers: 3, observedDays: 9 })).toEqual(
      Array.from({ length: 3 }, () => ({ purchaseDays: [0], leftAfterDays: null })),
    );
    expect(
      simulatePurchases({ ...BG, dropoutA: 0 }, { seed: 1, customers: 30, observedDays: 999 }).every(
        (one) => one.leftAfterDays === null,
      ),
    ).toBe(true);
  });
  test.each([
    [{ seed: 1.5 }, 'not-an-integer'],
    [{ customers: -1 }, 'not-a-count'],
    [{ observedDays: NaN }, 'not-finite'],
  ])('%j is refused', (wrong, code) => {
    expect(() => simulatePurchases(BG, { seed: 1, customers: 1, observedDays: 1, ...wrong })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
