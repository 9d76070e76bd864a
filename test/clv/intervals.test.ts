import { describe, expect, test } from 'vitest';
import {
  estimateInterval,
  expectedLifetime,
  expectedPurchases,
  expectedPurchasesForNewCustomer,
  expectedSpend,
  expectedSuccesses,
  fitBdw,
  fitBgBb,
  fitBgNbdWithCovariates,
  fitGammaGamma,
  fitMbgNbd,
  fitParetoNbd,
  fitSbg,
  probabilityAlive,
  probabilityAliveAtOpportunity,
} from 'clientele/clv';
import { TRUTH } from './models.ts';
import { simulateShop } from './simulate-shop.ts';

const SHOP = simulateShop(TRUTH, 1, 2000);
const MBG = fitMbgNbd(SHOP);
const BOB = { repeatPurchases: 4, daysToLast: 300, daysObserved: 365 };
const DRAWS = { method: 'draws', seed: 11, draws: 20_000 } as const;
const Z = 1.959963984540054;

/** Standard error and ends of two intervals agree to so many shares. */
function expectAlike(
  one: ReturnType<typeof estimateInterval>,
  other: ReturnType<typeof estimateInterval>,
  share: number,
): void {
  expect(one.value).toBe(other.value);
  expect(Math.abs(one.standardError! / other.standardError! - 1)).toBeLessThan(share);
  const width = other.interval!.high - other.interval!.low;
  expect(Math.abs(one.interval!.low - other.interval!.low)).toBeLessThan(share * width);
  expect(Math.abs(one.interval!.high - other.interval!.high)).toBeLessThan(share * width);
}

describe('estimateInterval of a fit typed in, by hand', () => {
  // Logarithms have variance 0.01 each and covariance 0.002; the effect has an error of 0.2 and goes with neither.
  const covariance = [
    [0.0025, 0.03, 0],
    [0.03, 9, 0],
    [0, 0, 0.04],
  ];
  const parameters = ['purchaseShape', 'purchaseScaleDays', 'effects.purchase.age'];
  const fit = { ...MBG.fit!, boundary: null, parameters, covariance, standardErrors: [0.05, 3, 0.2] };
  const model = {
    kind: 'bg-nbd',
    version: 1,
    purchaseShape: 0.5,
    purchaseScaleDays: 30,
    dropoutA: 1,
    dropoutB: 2,
    effects: { purchase: { age: 0.3 }, dropoutA: {}, dropoutB: {} },
    fit,
  } as const;
  type Typed = typeof model;
  const wide = 0.05 * Z;
  test.each<[string, 'log' | 'logit' | 'identity', (m: Typed) => number, number, number, number]>([
    ['identity', 'identity', (m) => m.purchaseShape, 0.05, 0.5 - wide, 0.5 + wide],
    ['log: by a factor', 'log', (m) => m.purchaseShape, 0.05, 0.5 / Math.exp(wide / 0.5), 0.5 * Math.exp(wide / 0.5)],
    [
      'logit of one half',
      'logit',
      (m) => m.purchaseShape,
      0.05,
      1 / (1 + Math.exp(4 * wide)),
      1 / (1 + Math.exp(-4 * wide)),
    ],
    // What has no logarithm, or no logit, is measured as it is.
    ['log of 0', 'log', (m) => m.purchaseShape - 0.5, 0.05, -wide, wide],
    ['log below 0', 'log', (m) => -m.purchaseShape, 0.05, -0.5 - wide, -0.5 + wide],
    ['logit of 0', 'logit', (m) => m.purchaseShape - 0.5, 0.05, -wide, wide],
    ['logit of 1', 'logit', (m) => m.purchaseShape + 0.5, 0.05, 1 - wide, 1 + wide],
    ['logit above 1', 'logit', (m) => m.purchaseShape + 1, 0.05, 1.5 - wide, 1.5 + wide],
    ['logit below 0', 'logit', (m) => m.purchaseShape - 1, 0.05, -0.5 - wide, -0.5 + wide],
    ['an effect', 'identity', (m) => m.effects.purchase.age, 0.2, 0.3 - 0.2 * Z, 0.3 + 0.2 * Z],
    // ln r − ln α: 0.01 + 0.01 − 2·0.002.
    [
      'two that go together',
      'identity',
      (m) => Math.log(m.purchaseShape / m.purchaseScaleDays),
      Math.sqrt(0.016),
      Math.log(1 / 60) - Z * Math.sqrt(0.016),
      Math.log(1 / 60) + Z * Math.sqrt(0.016),
    ],
  ])('%s', (_, scale, quantity, error, low, high) => {
    const found = estimateInterval(model, quantity, { scale });
    expect(found.value).toBe(quantity(model));
    expect(found.standardError).toBeCloseTo(error, 9);
    const close = (end: number) => expect.closeTo(end, 9) as number;
    expect(found.interval).toEqual({ low: close(low), high: close(high), level: 0.95, method: 'delta' });
  });
  test('draws: the quantiles and the deviation of the figures that were seen', () => {
    const seen: number[] = [];
    const quantity = (m: Typed): number => {
      seen.push(Math.log(m.purchaseShape / m.purchaseScaleDays) + m.effects.purchase.age);
      return seen.at(-1)!;
    };
    const { value, standardError, interval } = estimateInterval(model, quantity, {
      scale: 'log',
      method: 'draws',
      seed: 3,
      draws: 2001,
      level: 0.9,
    });
    expect(value).toBe(seen.shift());
    const mean = seen.reduce((sum, figure) => sum + figure, 0) / 2001;
    const variance = seen.reduce((sum, figure) => sum + (figure - mean) ** 2, 0) / 2000;
    const sorted = seen.toSorted((p, q) => p - q);
    expect(standardError).toBeCloseTo(Math.sqrt(variance), 12);
    // A twentieth of the way from the first to the last of 2,001 is the 101st.
    expect(interval).toEqual({ low: sorted[100], high: sorted[1900], level: 0.9, method: 'draws' });
    const error = Math.sqrt(0.016 + 0.04);
    expect(Math.abs(mean - value!)).toBeLessThan((4 * error) / Math.sqrt(2001));
    expect(Math.abs(standardError! / error - 1)).toBeLessThan(4 / Math.sqrt(2 * 2001));
  });
  test('1,000 models are drawn unless another number is asked for', () => {
    let calls = 0;
    estimateInterval(model, () => calls++, { scale: 'identity', method: 'draws', seed: 1 });
    expect(calls).toBe(1001);
  });
});

describe('estimateInterval by draws', () => {
  test('of a parameter is its log-normal distribution', () => {
    const { value, standardError, interval } = estimateInterval(MBG, (m) => m.purchaseScaleDays, {
      scale: 'log',
      ...DRAWS,
    });
    const place = MBG.fit!.parameters.indexOf('purchaseScaleDays');
    const sd = MBG.fit!.standardErrors[place]! / MBG.purchaseScaleDays;
    expect(value).toBe(MBG.purchaseScaleDays);
    expect(interval!.low / (value! * Math.exp(-Z * sd))).toBeCloseTo(1, 2);
    expect(interval!.high / (value! * Math.exp(Z * sd))).toBeCloseTo(1, 2);
    const mean = value! * Math.exp((sd * sd) / 2);
    expect(standardError! / (mean * Math.sqrt(Math.expm1(sd * sd)))).toBeCloseTo(1, 1);
    expect(interval).toMatchObject({ level: 0.95, method: 'draws' });
  });

  test('draws keep the covariance: the ratio r/α is surer than either', () => {
    const rate = estimateInterval(MBG, (m) => m.purchaseShape / m.purchaseScaleDays, { scale: 'log', ...DRAWS });
    const delta = estimateInterval(MBG, (m) => m.purchaseShape / m.purchaseScaleDays, { scale: 'log' });
    expectAlike(rate, delta, 0.05);
    const shape = estimateInterval(MBG, (m) => m.purchaseShape, { scale: 'log', ...DRAWS });
    expect(rate.standardError! / rate.value!).toBeLessThan(shape.standardError! / shape.value!);
  });

  test('is the same for the same seed, another for another, and narrower at a lower level', () => {
    const ask = (seed: number, level = 0.95) =>
      estimateInterval(MBG, (m) => probabilityAlive(m, BOB), { scale: 'logit', method: 'draws', seed, level });
    expect(ask(3)).toEqual(ask(3));
    expect(ask(3).interval).not.toEqual(ask(4).interval);
    expect(ask(3, 0.5).interval!.low).toBeGreaterThan(ask(3).interval!.low);
    expect(ask(3, 0.5).interval!.high).toBeLessThan(ask(3).interval!.high);
    expect(JSON.parse(JSON.stringify(ask(3)))).toEqual(ask(3));
  });

  test('leaves the model as it was', () => {
    const before = JSON.stringify(MBG);
    estimateInterval(MBG, (m) => m.dropoutA, { scale: 'log', method: 'draws', seed: 1, draws: 10 });
    expect(JSON.stringify(MBG)).toBe(before);
  });

  test('covers what was simulated about as often as it says', () => {
    const truth = expectedPurchasesForNewCustomer(TRUTH, { horizonDays: 365 });
    let covered = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const fitted = fitMbgNbd(simulateShop(TRUTH, 1000 + seed, 400));
      const { interval } = estimateInterval(fitted, (m) => expectedPurchasesForNewCustomer(m, { horizonDays: 365 }), {
        scale: 'log',
        method: 'draws',
        seed,
        draws: 300,
        level: 0.8,
      });
      if (interval!.low <= truth && truth <= interval!.high) covered++;
    }
    // Binomial(40, 0.8): 32 ± 4 standard deviations of 2.5.
    expect(covered).toBeGreaterThanOrEqual(22);
    expect(covered).toBeLessThan(40);
  });

  test('refuses draws without a seed, and what cannot be drawn', () => {
    const ask =
      (options: object, quantity: () => number = () => 1) =>
      () =>
        estimateInterval(MBG, quantity, { scale: 'log', method: 'draws', seed: 1, ...options });
    expect(ask({ seed: undefined })).toThrow(
      expect.objectContaining({ code: 'missing-value', argument: 'options.seed' }),
    );
    expect(ask({ seed: 0.5 })).toThrow(expect.objectContaining({ code: 'not-an-integer' }));
    expect(ask({ draws: 1 })).toThrow(expect.objectContaining({ code: 'out-of-range', argument: 'options.draws' }));
    expect(ask({ draws: 2.5 })).toThrow(expect.objectContaining({ code: 'not-a-count' }));
    expect(ask({ method: 'bootstrap' })).toThrow(expect.objectContaining({ code: 'unknown-name' }));
    expect(ask({}, () => NaN)).toThrow(expect.objectContaining({ code: 'not-finite', argument: 'quantity' }));
  });
});

describe('estimateInterval of every model', () => {
  const donors = [
    [0, 0, 6, 40],
    [1, 1, 6, 12],
    [1, 4, 6, 6],
    [2, 3, 6, 9],
    [3, 5, 6, 9],
    [4, 6, 6, 7],
    [5, 6, 6, 6],
    [6, 6, 6, 14],
  ].map(([successes, lastSuccess, opportunities, customers]) => ({
    successes: successes!,
    lastSuccess: lastSuccess!,
    opportunities: opportunities!,
    customers: customers! * 20,
  }));
  const donor = { successes: 2, lastSuccess: 4, opportunities: 6 };
  const bgBb = fitBgBb(donors);
  const sbg = fitSbg({ survivors: [10000, 8690, 7430, 6530, 5930, 5510, 5170, 4910] });
  const bdw = fitBdw({ survivors: [10000, 8690, 7430, 6530, 5930, 5510, 5170, 4910] });
  const spenders = Array.from({ length: 400 }, (_, i) => ({
    repeatPurchases: 1 + (i % 6),
    customers: 10,
    meanRepeatAmount: 8 + ((i * 37) % 101) / 2 + (i % 7 === 0 ? 60 : 0),
  }));
  const spend = fitGammaGamma(spenders);
  const pareto = fitParetoNbd(simulateShop(TRUTH, 5, 2000));
  const rows = [0, 1].flatMap((campaign) =>
    simulateShop({ ...TRUTH, purchaseScaleDays: 40 - 20 * campaign }, 7 + campaign, 1000).map((row) => ({
      ...row,
      covariates: { campaign },
    })),
  );
  const traits = fitBgNbdWithCovariates(rows, { purchaseCovariates: ['campaign'], dropoutCovariates: [] });

  test.each([
    ['MBG/NBD', MBG, (m: any) => expectedPurchases(m, BOB, { horizonDays: 90 })],
    ['Pareto/NBD', pareto, (m: any) => expectedPurchases(m, BOB, { horizonDays: 90 })],
    ['BG/BB, alive', bgBb, (m: any) => probabilityAliveAtOpportunity(m, donor, { opportunities: 1 })],
    ['BG/BB, expected', bgBb, (m: any) => expectedSuccesses(m, donor, { opportunities: 5 })],
    ['sBG', sbg, (m: any) => expectedLifetime(m, { discountRatePerPeriod: 0.1 }).value!],
    ['BdW', bdw, (m: any) => expectedLifetime(m, { discountRatePerPeriod: 0.1 }).value!],
    ['Gamma-Gamma', spend, (m: any) => expectedSpend(m, { repeatPurchases: 2, meanRepeatAmount: 80 })],
    [
      'BG/NBD with covariates',
      traits,
      (m: any) => expectedPurchases(m, { ...BOB, covariates: { campaign: 1 } }, { horizonDays: 90 }),
    ],
  ])('%s: delta and draws agree where the fit is sharp', (_, model, quantity) => {
    expect(model.fit!.covariance).not.toBeNull();
    const delta = estimateInterval<any>(model, quantity, { scale: 'log' });
    expect(delta.value).toBe(quantity(model));
    expect(delta.standardError).toBeGreaterThan(0);
    expectAlike(estimateInterval<any>(model, quantity, { scale: 'log', ...DRAWS, draws: 5000 }), delta, 0.15);
  });

  test('an effect of a covariate is as sure as its own standard error, on any unit of the covariate', () => {
    const place = traits.fit!.parameters.indexOf('effects.purchase.campaign');
    const { standardError, interval } = estimateInterval(traits, (m) => m.effects!.purchase.campaign!, {
      scale: 'identity',
    });
    expect(standardError! / traits.fit!.standardErrors[place]!).toBeCloseTo(1, 9);
    expect((interval!.high - interval!.low) / (2 * Z * standardError!)).toBeCloseTo(1, 9);
    const tiny = rows.map((row) => ({ ...row, covariates: { 'euros.spent': 1e6 * row.covariates.campaign } }));
    const inEuros = fitBgNbdWithCovariates(tiny, { purchaseCovariates: ['euros.spent'], dropoutCovariates: [] });
    const history = { ...BOB, covariates: { 'euros.spent': 1e6 } };
    const quantity = (m: typeof inEuros) => expectedPurchases(m, history, { horizonDays: 90 });
    const same = estimateInterval(
      traits,
      (m) => expectedPurchases(m, { ...BOB, covariates: { campaign: 1 } }, { horizonDays: 90 }),
      { scale: 'log' },
    );
    expect(estimateInterval(inEuros, quantity, { scale: 'log' }).standardError! / same.standardError!).toBeCloseTo(
      1,
      5,
    );
  });

  test('at a boundary only what the data decided moves, and what nothing moves has no interval', () => {
    const faithful = Array.from({ length: 40 }, (_, i) => ({
      repeatPurchases: [1, 1, 2, 3, 5, 9, 14, 30][i % 8]!,
      daysToLast: 90,
      daysObserved: 90,
    }));
    const still = fitMbgNbd(faithful);
    expect(still.fit!.boundary).toBe('no-dropout');
    for (const method of [{}, { method: 'draws', seed: 1, draws: 100 }] as const) {
      const orders = estimateInterval(still, (m) => expectedPurchases(m, faithful[0]!, { horizonDays: 30 }), {
        scale: 'log',
        ...method,
      });
      expect(orders.interval!.low).toBeLessThan(orders.value!);
      expect(estimateInterval(still, (m) => probabilityAlive(m, faithful[0]!), { scale: 'logit', ...method })).toEqual({
        value: 1,
        standardError: null,
        interval: null,
        noInterval: 'boundary',
      });
    }
  });

  test('parameters typed in have no covariance, and a name that the model does not have is refused', () => {
    for (const method of [{}, { method: 'draws', seed: 1 }] as const) {
      const { interval, noInterval } = estimateInterval(TRUTH, (m) => probabilityAlive(m, BOB), {
        scale: 'logit',
        ...method,
      });
      expect([interval, noInterval]).toEqual([null, 'no-covariance']);
    }
    const strange = { ...MBG, fit: { ...MBG.fit!, parameters: ['r', 'alpha', 'a', 'b'] } };
    expect(() => estimateInterval(strange, () => 1, { scale: 'log' })).toThrow(
      expect.objectContaining({ code: 'unknown-name', argument: 'model.fit.parameters' }),
    );
  });
});
