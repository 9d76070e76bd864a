import { describe, expect, test } from 'vitest';
import {
  bootstrapModel,
  expectedPurchases,
  fitBgBb,
  fitBgCnbd,
  fitBgNbd,
  fitBgNbdWithCovariates,
  fitGammaGamma,
  fitMbgCnbd,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  fitParetoNbdWithCovariates,
  simulateSpend,
  simulateSuccesses,
  type PurchaseHistory,
} from 'clientele/clv';
import { createRandom } from 'clientele/statistics';
import { countedRows, drawCustomers, simulateLike } from '../../src/clv/draw-histories.ts';
import { refit, type ResampledModel } from '../../src/clv/refit.ts';
import { BGBB, GG, TRUTH } from './models.ts';
import { simulateShop } from './simulate-shop.ts';

const SHOP = simulateShop(TRUTH, 1, 1000);
const MODEL = fitMbgNbd(SHOP);
const BOB = { repeatPurchases: 4, daysToLast: 300, daysObserved: 365 };

describe('bootstrapModel', () => {
  test.each(['customers', 'parametric'] as const)('%s: scatters as the standard errors say', (kind) => {
    // Of a thousand customers b scatters to the right, by more than a normal distribution knows; of five thousand it does not.
    const rows = simulateShop(TRUTH, 1, 5000);
    const model = fitMbgNbd(rows);
    const found = bootstrapModel(model, rows, { seed: 3, kind, resamples: 60 });
    expect(found.resamples).toBe(60);
    expect(found.models).toHaveLength(60);
    expect(found.statuses.interior).toBeGreaterThan(0.9);
    expect(found.parameters.map(({ name }) => name)).toEqual(model.fit!.parameters);
    found.parameters.forEach(({ name, value, bias, standardError, interval }, i) => {
      expect(value).toBe((model as unknown as Record<string, number>)[name]);
      expect(standardError / model.fit!.standardErrors[i]!).toBeGreaterThan(0.75);
      expect(standardError / model.fit!.standardErrors[i]!).toBeLessThan(1.5);
      expect(Math.abs(bias)).toBeLessThan(0.6 * standardError);
      expect(interval.low).toBeLessThan(value);
      expect(interval.high).toBeGreaterThan(value);
      expect(interval).toMatchObject({ level: 0.95, method: 'bootstrap' });
    });
    const orders = found.models.map((m) => expectedPurchases(m, BOB, { horizonDays: 90 })).toSorted((p, q) => p - q);
    const point = expectedPurchases(model, BOB, { horizonDays: 90 });
    expect(orders[0]).toBeLessThan(point);
    expect(orders.at(-1)).toBeGreaterThan(point);
  });

  test('the same seed gives the same models in any order of the customers; another seed others', () => {
    const options = { kind: 'customers', resamples: 4 } as const;
    const one = bootstrapModel(MODEL, SHOP, { ...options, seed: 5 });
    expect(bootstrapModel(MODEL, SHOP.toReversed(), { ...options, seed: 5 })).toEqual(one);
    expect(bootstrapModel(MODEL, SHOP, { ...options, seed: 6 }).models).not.toEqual(one.models);
    const made = bootstrapModel(MODEL, SHOP, { kind: 'parametric', resamples: 3, seed: 5 });
    expect(bootstrapModel(MODEL, SHOP.toReversed(), { kind: 'parametric', resamples: 3, seed: 5 })).toEqual(made);
    expect(JSON.parse(JSON.stringify(one))).toEqual(one);
  });

  test('draws as many customers as there are, watched as long as they are', () => {
    const rows = countedRows(MODEL, [...SHOP, { ...SHOP[0]!, customers: 7 }]);
    const drawn = drawCustomers(createRandom(1), rows);
    expect(drawn.reduce((sum, { customers }) => sum + customers, 0)).toBe(1007);
    for (const row of drawn) expect(rows).toContainEqual({ ...row, customers: expect.any(Number) as number });
    const ages = [30, 90, 90, 365].map((daysObserved) => ({ repeatPurchases: 0, daysToLast: 0, daysObserved }));
    const made = simulateLike(createRandom(1), MODEL, countedRows(MODEL, ages)) as PurchaseHistory[];
    expect(made.map(({ daysObserved }) => daysObserved)).toEqual([30, 90, 90, 365]);
    for (const row of made) expect(row.daysToLast).toBeLessThanOrEqual(row.daysObserved);
  });

  const traits = SHOP.slice(0, 400).map((row, i) => ({ ...row, covariates: { even: i % 2 } }));
  const both = { purchaseCovariates: ['even'], dropoutCovariates: ['even'] };
  const few = SHOP.slice(0, 400);
  test.each<[string, any, any[]]>([
    ['NBD', fitNbd(few), few],
    ['BG/NBD', fitBgNbd(few), few],
    ['Pareto/NBD', fitParetoNbd(few), few],
    ['BG/CNBD-2', fitBgCnbd(few, { regularity: 2 }), few],
    ['MBG/CNBD-2', fitMbgCnbd(few, { regularity: 2 }), few],
    ['BG/NBD with covariates', fitBgNbdWithCovariates(traits, both), traits],
    ['Pareto/NBD with covariates', fitParetoNbdWithCovariates(traits, both), traits],
    [
      'BG/BB',
      ...((): [any, any[]] => {
        const rows = simulateSuccesses(BGBB, { seed: 2, customers: 600, opportunities: 6 });
        return [fitBgBb(rows), rows];
      })(),
    ],
    [
      'Gamma-Gamma',
      ...((): [any, any[]] => {
        const truth = {
          kind: 'gamma-gamma',
          version: 1,
          spendShape: 6,
          spreadShape: 4,
          spreadScale: 15,
          pooledMeanSpend: 30,
          fit: null,
        } as const;
        const rows = simulateSpend(truth, few, { seed: 3 });
        return [fitGammaGamma(rows), rows];
      })(),
    ],
  ])('%s: refits its own kind, with its stages and covariates', (_, model, rows) => {
    for (const kind of ['customers', 'parametric'] as const) {
      const found = bootstrapModel(model, rows, { seed: 8, kind, resamples: 5 });
      expect(Object.values(found.statuses).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      expect(found.models.length).toBe(5 * (1 - found.statuses.failed));
      expect(new Set(found.parameters.map(({ name }) => name))).toEqual(new Set(model.fit.parameters));
      for (const again of found.models as any[]) {
        expect(again).toMatchObject({ kind: model.kind, version: 1, fit: null });
        expect(again.regularity).toBe(model.regularity);
        expect(Object.keys(again)).toEqual(Object.keys(model));
      }
      for (const { standardError } of found.parameters) expect(standardError).toBeGreaterThan(0);
    }
  });

  describe('a model fitted to its own customers again is the same, with its kind, stages, covariates and priors', () => {
    const row = (repeatPurchases: number, daysToLast: number, customers: number, even: number) => {
      const sumLogGapDays = repeatPurchases * Math.log(daysToLast / repeatPurchases || 1) - 0.1;
      return { repeatPurchases, daysToLast, daysObserved: 270, customers, sumLogGapDays, covariates: { even } };
    };
    const rows = [0, 1].flatMap((even) => [
      row(0, 0, 70, even),
      row(1, 60, 12 + 9 * even, even),
      row(2, 90, 20, even),
      row(4, 180, 12 + 7 * even, even),
      row(19, 255, 9, even),
    ]);
    const spends = [12, 25, 31, 60, 18, 44, 27, 90].map((meanRepeatAmount, i) => {
      return { repeatPurchases: 1 + (i % 4), meanRepeatAmount };
    });
    const galas = simulateSuccesses(BGBB, { seed: 2, customers: 100, opportunities: 5 });
    const onlyBuying = { purchaseCovariates: ['even'], dropoutCovariates: [] };
    const onlyLeaving = { purchaseCovariates: [], dropoutCovariates: ['even'] };
    test.each<[string, (options: object) => ResampledModel, readonly unknown[]]>([
      ['NBD', (options) => fitNbd(rows, options), rows],
      ['BG/NBD', (options) => fitBgNbd(rows, options), rows],
      ['MBG/NBD', (options) => fitMbgNbd(rows, options), rows],
      ['Pareto/NBD', (options) => fitParetoNbd(rows, options), rows],
      ['BG/CNBD-3', (options) => fitBgCnbd(rows, { ...options, regularity: 3 }), rows],
      ['MBG/CNBD-2', (options) => fitMbgCnbd(rows, { ...options, regularity: 2 }), rows],
      ['BG/NBD with a trait', (options) => fitBgNbdWithCovariates(rows, { ...options, ...onlyBuying }), rows],
      ['BG/NBD with one of leaving', (options) => fitBgNbdWithCovariates(rows, { ...options, ...onlyLeaving }), rows],
      ['Pareto/NBD with a trait', (options) => fitParetoNbdWithCovariates(rows, { ...options, ...onlyBuying }), rows],
      ['BG/BB', (options) => fitBgBb(galas, options), galas],
      ['Gamma-Gamma', (options) => fitGammaGamma(spends, options), spends],
    ])('%s', (_, fit, histories) => {
      for (const priors of ['none', 'weak'] as const) {
        const model = fit({ priors });
        expect(refit(model, histories)).toEqual(model);
      }
      // Typed in by hand, a model has no priors.
      expect(refit({ ...fit({}), fit: null }, histories)).toEqual(fit({}));
    });
  });

  test('keeps the priors of the fit', () => {
    const priors = { purchaseScaleDays: { median: 50, logSd: 0.01 } };
    const fitted = fitMbgNbd(few, { priors });
    const { parameters } = bootstrapModel(fitted, few, { seed: 1, kind: 'customers', resamples: 10 });
    const scale = parameters.find(({ name }) => name === 'purchaseScaleDays')!;
    expect(scale.interval.low).toBeGreaterThan(48);
    expect(scale.interval.high).toBeLessThan(52);
  });

  test('tells how often such a shop would show no dropout at all', () => {
    // Hardly anybody is silent for long: sometimes the likelihood sees dropout here, sometimes not.
    const nearly = simulateShop({ ...TRUTH, kind: 'bg-nbd', dropoutA: 0.05, dropoutB: 4 }, 4, 120);
    const { statuses, models } = bootstrapModel(fitBgNbd(nearly), nearly, {
      seed: 1,
      kind: 'customers',
      resamples: 30,
    });
    expect(statuses.boundary).toBeGreaterThan(0);
    expect(statuses.boundary).toBeLessThan(1);
    expect(models.filter((m) => m.dropoutA === 0).length).toBeGreaterThan(0);
  });

  describe('customers to draw from, and customers who are made', () => {
    const row = (
      repeatPurchases: number,
      daysToLast: number,
      daysObserved: number,
      covariates?: Record<string, number>,
    ) => {
      return { repeatPurchases, daysToLast, daysObserved, ...(covariates && { covariates }) };
    };
    test('stand in one order, whatever that of the log, each with how many share it', () => {
      const sorted = [
        row(0, 0, 5),
        row(1, 2, 9),
        row(1, 3, 8),
        row(1, 3, 9),
        row(1, 3, 9, { age: 1 }),
        row(1, 3, 9, { age: 2 }),
      ];
      for (const mixed of [sorted, sorted.toReversed(), [3, 5, 0, 4, 2, 1].map((i) => sorted[i]!)]) {
        const counted = countedRows(MODEL, [...mixed, row(1, 2, 9)]);
        expect(counted.map(({ customers }) => customers)).toEqual([1, 2, 1, 1, 1, 1]);
        expect(counted).toMatchObject(sorted);
      }
      const occasions = { successes: 1, lastSuccess: 2, opportunities: 3 };
      expect(countedRows({ ...BGBB }, [occasions, occasions])).toEqual([{ ...occasions, customers: 2 }]);
      const gala = (successes: number, lastSuccess: number, opportunities: number) => {
        return { successes, lastSuccess, opportunities };
      };
      const galas = [gala(1, 1, 3), gala(0, 0, 4), gala(1, 1, 4), gala(1, 2, 4), gala(2, 2, 4)];
      for (const mixed of [galas.toReversed(), [2, 4, 0, 3, 1].map((i) => galas[i]!)]) {
        expect(countedRows({ ...BGBB }, [...mixed, { ...galas[3]!, customers: 0 }])).toEqual(
          galas.map((each) => ({ ...each, customers: 1 })),
        );
      }
      const spend = { repeatPurchases: 2, meanRepeatAmount: 7 };
      expect(countedRows({ ...GG }, [spend, { ...spend, meanRepeatAmount: null }])).toEqual([
        { ...spend, customers: 1 },
      ]);
    });
    test('drawn: as many as there are, none of a row that was not drawn', () => {
      const rows = [row(0, 0, 5), row(1, 2, 9), row(4, 3, 8)].map((each) => ({ ...each, customers: 1 }));
      const random = createRandom(4);
      const sizes = Array.from({ length: 40 }, () => {
        const drawn = drawCustomers(random, rows);
        expect(drawn.reduce((sum, { customers }) => sum + customers, 0)).toBe(3);
        expect(drawn.every(({ customers }) => customers > 0)).toBe(true);
        return drawn.length;
      });
      // 3/27 of the draws are of one row, 6/27 of all three.
      expect(new Set(sizes)).toEqual(new Set([1, 2, 3]));
    });
    test('made: watched as long, with the same traits, and with gaps that add up to the days', () => {
      const effects = { purchase: { age: 0.5 }, dropout: {} };
      const model = { ...TRUTH, kind: 'pareto-nbd', dropoutShape: 0.6, dropoutScaleDays: 80, effects } as const;
      const rows = countedRows(model, [
        row(0, 0, 300, { age: 0 }),
        row(0, 0, 300, { age: 2 }),
        row(0, 0, 300, { age: 2 }),
      ]);
      const made = Array.from(
        { length: 30 },
        (_, i) => simulateLike(createRandom(i), model, rows) as PurchaseHistory[],
      );
      for (const three of made) {
        expect(three.map(({ covariates }) => covariates)).toEqual([{ age: 0 }, { age: 2 }, { age: 2 }]);
        for (const { repeatPurchases: x, daysToLast, daysObserved, sumLogGapDays } of three) {
          expect(daysObserved).toBe(300);
          if (x === 0) expect([daysToLast, sumLogGapDays]).toEqual([0, 0]);
          if (x === 1) expect(sumLogGapDays).toBeCloseTo(Math.log(daysToLast), 9);
          // Of gaps with one sum those of equal length have the largest product.
          if (x > 1) expect(sumLogGapDays!).toBeLessThanOrEqual(x * Math.log(daysToLast / x) + 1e-9);
        }
      }
      const orders = (i: number) => made.reduce((sum, three) => sum + three[i]!.repeatPurchases, 0);
      // e^(0.5·2) = 2.7 times as many, and no two customers alike.
      expect(orders(1)).toBeGreaterThan(orders(0));
      expect(made.filter(([, one, two]) => one!.daysToLast === two!.daysToLast && one!.daysToLast > 0)).toEqual([]);
      const plain = simulateLike(createRandom(1), MODEL, countedRows(MODEL, [row(0, 0, 300)]));
      expect(plain[0]).not.toHaveProperty('covariates');
    });
    test('made: occasions and amounts, one row a customer', () => {
      const donors = simulateLike(createRandom(1), BGBB, [
        { successes: 0, lastSuccess: 0, opportunities: 4, customers: 3 },
      ]);
      expect(donors).toMatchObject([{ opportunities: 4 }, { opportunities: 4 }, { opportunities: 4 }]);
      const spends = simulateLike(createRandom(1), GG, [{ repeatPurchases: 3, meanRepeatAmount: 1, customers: 2 }]);
      expect(spends).toEqual([
        { repeatPurchases: 3, meanRepeatAmount: expect.any(Number) as number },
        { repeatPurchases: 3, meanRepeatAmount: expect.any(Number) as number },
      ]);
      expect(spends[0]).not.toEqual(spends[1]);
    });
  });

  describe('a small shop, by definition', () => {
    const small = [
      { repeatPurchases: 0, daysToLast: 0, daysObserved: 270, customers: 140 },
      { repeatPurchases: 1, daysToLast: 60, daysObserved: 270, customers: 12 },
      { repeatPurchases: 4, daysToLast: 180, daysObserved: 270, customers: 30 },
    ];
    test.each(['customers', 'parametric'] as const)('%s: bias, error and interval are those of the models', (kind) => {
      const model = fitNbd(small);
      const found = bootstrapModel(model, small, { seed: 2, kind, resamples: 5, level: 0.5 });
      expect(found.resamples).toBe(5);
      expect(found.models).toHaveLength(5);
      expect(found.statuses).toEqual({ interior: 1, boundary: 0, weak: 0, failed: 0 });
      const by = (name: 'purchaseShape' | 'purchaseScaleDays') => {
        const values = found.models.map((again) => again[name]).toSorted((p, q) => p - q);
        const mean = values.reduce((sum, value) => sum + value, 0) / 5;
        const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4;
        return {
          name,
          value: model[name],
          bias: expect.closeTo(mean - model[name], 9) as number,
          standardError: expect.closeTo(Math.sqrt(variance), 9) as number,
          // A quarter and three quarters of the way from the first to the fifth.
          interval: { low: values[1], high: values[3], level: 0.5, method: 'bootstrap' },
        };
      };
      expect(found.parameters).toEqual([by('purchaseShape'), by('purchaseScaleDays')]);
    });
    test('customers who are drawn again have the histories that there are; those who are made, new ones', () => {
      const seen = bootstrapModel(fitNbd([small[2]!]), [small[2]!], { seed: 2, kind: 'customers', resamples: 2 });
      expect(seen.models[0]).toEqual(seen.models[1]);
      expect(seen.statuses).toEqual({ interior: 0, boundary: 1, weak: 0, failed: 0 });
      const made = bootstrapModel(fitNbd(small), small, { seed: 2, kind: 'parametric', resamples: 2 });
      expect(made.parameters).toHaveLength(2);
      expect(made.models[0]).not.toEqual(made.models[1]);
    });
    test('effects are named by their field and covariate, stages and versions are no parameters', () => {
      const model = {
        ...TRUTH,
        kind: 'bg-nbd',
        effects: { purchase: { 'a.b': 0.2 }, dropoutA: { c: 0.1 }, dropoutB: { c: 0 } },
      } as const;
      const rows = small.map((row, i) => ({ ...row, customers: 3, covariates: { 'a.b': i % 2, c: i } }));
      const { parameters } = bootstrapModel(model, rows, { seed: 1, kind: 'customers', resamples: 2 });
      expect(parameters.map(({ name, value }) => [name, value])).toEqual([
        ['purchaseShape', 0.8],
        ['purchaseScaleDays', 40],
        ['dropoutA', 0.9],
        ['dropoutB', 2],
        ['effects.purchase.a.b', 0.2],
        ['effects.dropoutA.c', 0.1],
        ['effects.dropoutB.c', 0],
      ]);
    });
  });

  test('refuses what it cannot draw', () => {
    const ask =
      (options: object, rows: Iterable<PurchaseHistory> = SHOP) =>
      () =>
        bootstrapModel(MODEL, rows, { seed: 1, kind: 'customers', resamples: 2, ...options });
    expect(ask({ resamples: 1 })).toThrow(
      expect.objectContaining({ code: 'out-of-range', argument: 'options.resamples' }),
    );
    expect(ask({ resamples: 2.5 })).toThrow(expect.objectContaining({ code: 'not-a-count' }));
    expect(ask({ level: 1 })).toThrow(expect.objectContaining({ code: 'out-of-range', argument: 'options.level' }));
    expect(ask({ kind: 'rows' })).toThrow(expect.objectContaining({ code: 'unknown-name', argument: 'options.kind' }));
    expect(ask({ seed: 0.5 })).toThrow(expect.objectContaining({ code: 'not-an-integer' }));
    expect(ask({}, [])).toThrow(expect.objectContaining({ code: 'empty', argument: 'histories' }));
    expect(ask({}, [{ ...BOB, customers: 0.5 }])).toThrow(
      expect.objectContaining({ code: 'not-a-count', argument: 'histories.customers' }),
    );
  });
});
