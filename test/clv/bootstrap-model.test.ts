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
import { BGBB, TRUTH } from './models.ts';
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
