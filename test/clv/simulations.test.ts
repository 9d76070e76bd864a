import { describe, expect, test } from 'vitest';
import {
  expectedPurchasesForNewCustomer,
  expectedSpend,
  expectedSuccesses,
  probabilityAliveAt,
  probabilityAliveAtOpportunity,
  probabilityNoPurchase,
  probabilityStillCustomer,
  simulateContracts,
  simulatePurchases,
  simulateSpend,
  simulateSuccesses,
  type ParetoNbdModel,
  type PurchaseModel,
} from 'clientele/clv';
import { BDW, BGBB, GG, SBG } from './models.ts';

const refused = (code: string) => expect.objectContaining({ name: 'InputError', code });

/** Mean of a list, and its standard error. */
function meanOf(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt(variance / values.length) };
}

describe('simulateSuccesses', () => {
  const options = { seed: 5, customers: 5000, opportunities: 6 };
  const draw = () => simulateSuccesses(BGBB, options);

  test('gives the same customers for the same seed, others for another', () => {
    const donors = simulateSuccesses(BGBB, { ...options, customers: 50 });
    expect(donors).toEqual(draw().slice(0, 50));
    expect(simulateSuccesses(BGBB, { ...options, customers: 50, seed: 6 })).not.toEqual(donors);
  });
  test('tells one story: counts, last success and occasions agree, and nobody gives after she left', () => {
    const odd = draw().filter(
      ({ successes, lastSuccess, opportunities, usedOccasions, leftBefore }) =>
        opportunities !== 6 ||
        usedOccasions.length !== successes ||
        (usedOccasions.at(-1) ?? 0) !== lastSuccess ||
        usedOccasions.some((occasion, i) => occasion <= (usedOccasions[i - 1] ?? 0)) ||
        lastSuccess >= (leftBefore ?? 7),
    );
    expect(odd).toEqual([]);
  });
  test('uses as many occasions as a new customer is expected to', () => {
    const { mean, error } = meanOf(draw().map(({ successes }) => successes));
    const fresh = { successes: 0, lastSuccess: 0, opportunities: 0 };
    expect(Math.abs(mean - expectedSuccesses(BGBB, fresh, { opportunities: 6 }))).toBeLessThan(4 * error);
  });
  test('leaves before an occasion as often as a new customer is expected to', () => {
    const donors = draw();
    for (const opportunities of [1, 3, 6]) {
      const left = donors.filter(({ leftBefore }) => leftBefore !== null && leftBefore <= opportunities).length;
      const fresh = { successes: 0, lastSuccess: 0, opportunities: 0 };
      const share = 1 - probabilityAliveAtOpportunity(BGBB, fresh, { opportunities });
      expect(Math.abs(left / 5000 - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / 5000));
    }
  });
  test('nobody, and no occasion', () => {
    expect(simulateSuccesses(BGBB, { ...options, customers: 0 })).toEqual([]);
    expect(simulateSuccesses(BGBB, { seed: 1, customers: 1, opportunities: 0 })).toEqual([
      { successes: 0, lastSuccess: 0, opportunities: 0, usedOccasions: [], leftBefore: null },
    ]);
  });
  test.each([
    [{ seed: 0.5 }, 'not-an-integer'],
    [{ customers: -1 }, 'not-a-count'],
    [{ opportunities: 2.5 }, 'not-a-count'],
  ])('refuses %j', (wrong, code) => {
    expect(() => simulateSuccesses(BGBB, { ...options, ...wrong })).toThrow(refused(code));
  });
  test('refuses a model without a distribution', () => {
    expect(() => simulateSuccesses({ ...BGBB, dropoutB: 0 }, options)).toThrow(refused('out-of-range'));
    expect(() => simulateSuccesses({ ...BGBB, purchaseA: NaN }, options)).toThrow(refused('not-finite'));
  });
});

describe('simulateContracts', () => {
  test.each([SBG, BDW])('$kind: the numbers left never rise and lie where the model says', (model) => {
    const { survivors } = simulateContracts(model, { seed: 9, customers: 1_000_000, periods: 8 });
    expect(survivors[0]).toBe(1_000_000);
    survivors.forEach((left, periods) => {
      const share = probabilityStillCustomer(model, { periods }).value!;
      expect(left).toBeLessThanOrEqual(survivors[periods - 1] ?? Infinity);
      expect(Math.abs(left / 1e6 - share)).toBeLessThanOrEqual(4 * Math.sqrt((share * (1 - share)) / 1e6));
    });
  });
  test('gives the same cohort for the same seed, another for another', () => {
    const options = { seed: 3, customers: 900, periods: 6 };
    expect(simulateContracts(SBG, options)).toEqual(simulateContracts(SBG, options));
    expect(simulateContracts(SBG, { ...options, seed: 4 })).not.toEqual(simulateContracts(SBG, options));
  });
  test('nobody leaves where a is 0; without a renewal there is only the beginning', () => {
    expect(simulateContracts({ ...SBG, dropoutA: 0 }, { seed: 1, customers: 7, periods: 3 }).survivors).toEqual([
      7, 7, 7, 7,
    ]);
    expect(simulateContracts(SBG, { seed: 1, customers: 7, periods: 0 })).toEqual({ survivors: [7] });
  });
  test.each([
    [{ seed: NaN }, 'not-an-integer'],
    [{ customers: 1.5 }, 'not-a-count'],
    [{ customers: 2e9 }, 'out-of-range'],
    [{ periods: -1 }, 'not-a-count'],
  ])('refuses %j', (wrong, code) => {
    expect(() => simulateContracts(SBG, { seed: 1, customers: 9, periods: 2, ...wrong })).toThrow(refused(code));
  });
});

describe('simulateSpend', () => {
  const draw = () => simulateSpend(GG, [{ repeatPurchases: 3, customers: 5000 }], { seed: 2 });

  test('one row a customer, in the order of the histories, null without a repeat', () => {
    const mixed = simulateSpend(
      GG,
      [{ repeatPurchases: 0 }, { repeatPurchases: 2, customers: 2 }, { repeatPurchases: 1 }],
      { seed: 2 },
    );
    expect(mixed.map((row) => row.repeatPurchases)).toEqual([0, 2, 2, 1]);
    expect(mixed.map((row) => row.meanRepeatAmount !== null)).toEqual([false, true, true, true]);
    expect(mixed[1]).not.toEqual(mixed[2]);
    expect(simulateSpend(GG, [], { seed: 2 })).toEqual([]);
  });
  test('spends what a customer is expected to, and scatters as the model says', () => {
    const amounts = draw().map(({ meanRepeatAmount }) => meanRepeatAmount!);
    const { mean, error } = meanOf(amounts);
    const { spendShape: p, spreadShape: q, spreadScale: v } = GG;
    expect(Math.abs(mean - expectedSpend(GG, { repeatPurchases: 0, meanRepeatAmount: null }))).toBeLessThan(4 * error);
    // Var(mean of x) = E[Var | ν] + Var(E | ν) = (p/x + p²)·E[1/ν²] − (p·E[1/ν])²
    const second = v ** 2 / ((q - 1) * (q - 2));
    const variance = (p / 3 + p ** 2) * second - ((p * v) / (q - 1)) ** 2;
    expect((error ** 2 * amounts.length) / variance).toBeCloseTo(1, 0);
  });
  test('the same seed gives the same amounts', () => {
    expect(draw()).toEqual(draw());
    expect(simulateSpend(GG, [{ repeatPurchases: 3, customers: 5000 }], { seed: 3 })).not.toEqual(draw());
  });
  test.each([
    [[{ repeatPurchases: -1 }], GG, 'not-a-count'],
    [[{ repeatPurchases: 1, customers: 0.5 }], GG, 'not-a-count'],
    [[{ repeatPurchases: 1 }], { ...GG, spreadScale: 0 }, 'out-of-range'],
    [[{ repeatPurchases: 1 }], { ...GG, spendShape: Infinity }, 'not-finite'],
  ])('refuses %j with %j', (histories, model, code) => {
    expect(() => simulateSpend(model, histories, { seed: 1 })).toThrow(refused(code));
  });
  test('refuses a seed that is no whole number', () => {
    expect(() => simulateSpend(GG, [], { seed: 0.1 })).toThrow(refused('not-an-integer'));
  });
});

describe('simulatePurchases acts out the story of its model', () => {
  const fresh = { repeatPurchases: 0, daysToLast: 0, daysObserved: 0 };
  const nbd = { kind: 'nbd', version: 1, purchaseShape: 0.8, purchaseScaleDays: 40, fit: null } as const;
  const shapes = { dropoutA: 0.9, dropoutB: 2 } as const;
  const lapse = { dropoutShape: 0.6, dropoutScaleDays: 80 } as const;
  test.each<PurchaseModel>([
    nbd,
    { ...nbd, kind: 'bg-nbd', ...shapes },
    { ...nbd, kind: 'mbg-nbd', ...shapes },
    { ...nbd, kind: 'bg-cnbd', ...shapes, regularity: 3, purchaseScaleDays: 12 },
    { ...nbd, kind: 'mbg-cnbd', ...shapes, regularity: 3, purchaseScaleDays: 12 },
    { ...nbd, kind: 'pareto-nbd', ...lapse },
    // Nobody leaves.
    { ...nbd, kind: 'pareto-nbd', ...lapse, dropoutShape: 0 },
    { ...nbd, kind: 'mbg-nbd', dropoutA: 0, dropoutB: 1 },
  ])('$kind: as many orders, and as many who left, as are expected', (model) => {
    const days = 120;
    const shop = simulatePurchases(model, { seed: 11, customers: 4000, observedDays: days });
    const { mean, error } = meanOf(shop.map(({ purchaseDays }) => purchaseDays.length - 1));
    const expected = expectedPurchasesForNewCustomer(model, { horizonDays: days });
    expect(Math.abs(mean - expected)).toBeLessThan(4 * error);
    const none = shop.filter(({ purchaseDays }) => purchaseDays.length === 1).length / 4000;
    const silent = probabilityNoPurchase(model, fresh, { horizonDays: days });
    expect(Math.abs(none - silent)).toBeLessThan(4 * Math.sqrt((silent * (1 - silent)) / 4000));
    const left = shop.filter(({ leftAfterDays }) => leftAfterDays !== null).length / 4000;
    const gone = 1 - probabilityAliveAt(model, fresh, { afterDays: days });
    expect(Math.abs(left - gone)).toBeLessThanOrEqual(4 * Math.sqrt(Math.max(0, gone * (1 - gone)) / 4000));
    for (const { purchaseDays, leftAfterDays } of shop) {
      expect(purchaseDays.at(-1)!).toBeLessThanOrEqual(leftAfterDays ?? days);
      // After a purchase, or (Pareto/NBD) at any time.
      if (leftAfterDays !== null && model.kind !== 'pareto-nbd') expect(leftAfterDays).toBe(purchaseDays.at(-1));
    }
  });
});

describe('simulatePurchases of a model with covariates', () => {
  const model: ParetoNbdModel = {
    kind: 'pareto-nbd',
    version: 1,
    purchaseShape: 0.8,
    purchaseScaleDays: 40,
    dropoutShape: 0.6,
    dropoutScaleDays: 200,
    effects: { purchase: { campaign: Math.LN2 }, dropout: { campaign: -Math.LN2 } },
    fit: null,
  };
  const options = { seed: 4, customers: 200, observedDays: 300 };
  test('acts as the customer with these traits would', () => {
    const { effects: _, ...plain } = model;
    const own = { ...plain, purchaseScaleDays: 20, dropoutScaleDays: 400 };
    const [withTraits, direct] = [
      simulatePurchases(model, { ...options, covariates: { campaign: 1 } }),
      simulatePurchases(own, options),
    ];
    withTraits.forEach(({ purchaseDays }, i) => {
      expect(purchaseDays).toHaveLength(direct[i]!.purchaseDays.length);
      purchaseDays.forEach((day, j) => expect(day).toBeCloseTo(direct[i]!.purchaseDays[j]!, 9));
    });
  });
  test('asks for the traits instead of leaving them out', () => {
    expect(() => simulatePurchases(model, options)).toThrow(refused('missing-value'));
  });
});
