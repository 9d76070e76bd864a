import { describe, expect, test } from 'vitest';
import {
  fitBgNbd,
  fitMbgCnbd,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  logLikelihood,
  profileInterval,
  type NbdModel,
  type PurchaseHistory,
} from 'clientele/clv';
import { TRUTH } from './models.ts';
import { simulateShop } from './simulate-shop.ts';

const row = (repeatPurchases: number, daysToLast: number, customers: number): PurchaseHistory => ({
  repeatPurchases,
  daysToLast,
  daysObserved: 270,
  customers,
});
const customers = [row(0, 0, 140), row(1, 60, 30), row(2, 90, 20), row(4, 180, 12), row(9, 255, 9)];
const shop = simulateShop(TRUTH, 5, 1500);
/** Half of χ² with one degree of freedom at 0.95, from a table. */
const ALLOWED = 3.841458820694124 / 2;

describe('NBD with one age for all, where the best scale of a shape is known: α = r·T/mean', () => {
  const nbd = fitNbd(customers);
  const mean = nbd.fit!.repeatPurchases / nbd.fit!.n;
  const at = (r: number): NbdModel => ({ ...nbd, purchaseShape: r, purchaseScaleDays: (r * 270) / mean });

  test('both ends lie where the likelihood is lower by half of the quantile', () => {
    const { low, high, level, method } = profileInterval(nbd, customers, { parameter: 'purchaseShape' });
    expect([level, method]).toEqual([0.95, 'profile']);
    for (const end of [low!, high!]) {
      expect(nbd.fit!.logLikelihood - logLikelihood(at(end), customers)).toBeCloseTo(ALLOWED, 6);
    }
    expect(low).toBeLessThan(nbd.purchaseShape);
    expect(high).toBeGreaterThan(nbd.purchaseShape);
  });

  test('a higher level is wider, and the start does not matter', () => {
    const narrow = profileInterval(nbd, customers, { parameter: 'purchaseShape', level: 0.5 });
    const wide = profileInterval(at(3), customers, { parameter: 'purchaseShape', level: 0.99 });
    const fromTop = profileInterval(nbd, customers, { parameter: 'purchaseShape', level: 0.99 });
    expect(wide.low!).toBeLessThan(narrow.low!);
    expect(wide.high!).toBeGreaterThan(narrow.high!);
    expect(wide.low! / fromTop.low!).toBeCloseTo(1, 6);
    expect(wide.high! / fromTop.high!).toBeCloseTo(1, 6);
  });
});

describe.each([
  ['bg-nbd', fitBgNbd],
  ['mbg-nbd', fitMbgNbd],
  ['mbg-cnbd', fitMbgCnbd],
  ['pareto-nbd', fitParetoNbd],
] as const)('%s', (_, fit) => {
  const model = fit(shop);

  test('near to the standard errors where these can be trusted', () => {
    const { low, high } = profileInterval(model, shop, { parameter: 'purchaseScaleDays' });
    const place = model.fit!.parameters.indexOf('purchaseScaleDays');
    const error = model.fit!.standardErrors[place]! / model.purchaseScaleDays;
    const width = Math.log(high! / low!) / (2 * 1.959964 * error);
    expect(width).toBeGreaterThan(0.85);
    expect(width).toBeLessThan(1.15);
  });

  test('no other parameters do better at an end than it says', () => {
    const { high } = profileInterval(model, shop, { parameter: 'purchaseScaleDays' });
    // A prior that holds the scale at the end leaves the climb of a fit to the others: the same height.
    const held = fit(shop, { priors: { purchaseScaleDays: { median: high!, logSd: 1e-5 } } });
    expect(held.purchaseScaleDays / high!).toBeCloseTo(1, 5);
    expect(model.fit!.logLikelihood - held.fit!.logLikelihood).toBeCloseTo(ALLOWED, 2);
  });
});

test('an end that the data do not set is null, though the standard error promises one', () => {
  const few = [row(0, 0, 30), row(1, 60, 6), row(2, 90, 3), row(4, 180, 3), row(9, 255, 2), row(20, 150, 1)];
  const model = fitMbgNbd(few);
  expect(model.fit!.status).toBe('interior');
  expect(model.fit!.standardErrors[3]).toBeLessThan(0.3);
  const { low, high } = profileInterval(model, few, { parameter: 'dropoutB' });
  expect(low).toBeLessThan(model.dropoutB);
  expect(high).toBeNull();
});

test('a model without dropout is profiled as one', () => {
  const faithful = Array.from({ length: 30 }, (_, i) => row(1 + (i % 5) ** 2, 270, 1));
  const model = fitBgNbd(faithful);
  expect(model.fit!.boundary).toBe('no-dropout');
  const { low } = profileInterval(model, faithful, { parameter: 'purchaseShape' });
  expect(low).toBeGreaterThan(0);
  expect(() => profileInterval(model, faithful, { parameter: 'dropoutA' })).toThrow(
    expect.objectContaining({ code: 'unknown-name', argument: 'options.parameter' }),
  );
});

test('refuses what has no profile', () => {
  const nbd = fitNbd(customers);
  const parameter = 'purchaseShape';
  expect(() => profileInterval(nbd, customers, { parameter: 'spend' })).toThrow(
    expect.objectContaining({ code: 'unknown-name' }),
  );
  expect(() => profileInterval({ ...nbd, purchaseShape: 0 }, customers, { parameter })).toThrow(
    expect.objectContaining({ code: 'unsupported', argument: 'model' }),
  );
  const effects = { purchase: {}, dropout: {} };
  const withTraits = { ...nbd, kind: 'pareto-nbd', dropoutShape: 1, dropoutScaleDays: 90, effects } as const;
  expect(() => profileInterval(withTraits, customers, { parameter })).toThrow(
    expect.objectContaining({ code: 'unsupported', argument: 'model' }),
  );
  expect(() => profileInterval(nbd, [], { parameter })).toThrow(expect.objectContaining({ code: 'empty' }));
});
