/**
 * about: Customers simulated from known parameters, refitted. Every model finds every parameter within four standard
 * errors, from three seeds, and is at least as likely as the truth. No outside source: the truth is the one that was put in.
 * Times are whole days, as a log shows them, for models without a rhythm; elapsed days for those with one.
 */
import { describe, expect, test } from 'vitest';
import * as clv from 'clientele/clv';

const GAMMA = { version: 1, purchaseShape: 0.8, purchaseScaleDays: 40, fit: null } as const;
const BETA = { ...GAMMA, dropoutA: 0.9, dropoutB: 2 } as const;
const SEEDS = [11, 12, 13];

type Fitted = { fit: clv.ModelFit | null };

function expectRecovered(model: Fitted, truth: object): void {
  const { status, parameters, standardErrors } = model.fit!;
  expect(status).toBe('interior');
  const of = (value: object, name: string): number => (value as Record<string, number>)[name]!;
  for (const [i, name] of parameters.entries()) {
    expect(Math.abs(of(model, name) - of(truth, name)) / standardErrors[i]!, name).toBeLessThan(4);
  }
}

function shop(truth: clv.PurchaseModel, seed: number, customers: number, whole: boolean): clv.PurchaseHistory[] {
  return clv.simulatePurchases(truth, { seed, customers, observedDays: 365 }).map(({ purchaseDays }) => {
    const last = purchaseDays.at(-1)!;
    let sumLogGapDays = 0;
    for (let i = 1; i < purchaseDays.length; i++) sumLogGapDays += Math.log(purchaseDays[i]! - purchaseDays[i - 1]!);
    const daysToLast = whole ? Math.round(last) : last;
    return { repeatPurchases: purchaseDays.length - 1, daysToLast, daysObserved: 365, sumLogGapDays };
  });
}

describe.each(SEEDS)('seed %d', (seed) => {
  test.each([
    ['nbd', { kind: 'nbd', ...GAMMA }, clv.fitNbd, 20_000, true],
    ['bg-nbd', { kind: 'bg-nbd', ...BETA }, clv.fitBgNbd, 20_000, true],
    ['mbg-nbd', { kind: 'mbg-nbd', ...BETA }, clv.fitMbgNbd, 20_000, true],
    [
      'pareto-nbd',
      { kind: 'pareto-nbd', ...GAMMA, dropoutShape: 0.6, dropoutScaleDays: 80 },
      clv.fitParetoNbd,
      8000,
      true,
    ],
    ['bg-cnbd', { kind: 'bg-cnbd', ...BETA, regularity: 2 }, clv.fitBgCnbd, 8000, false],
    ['mbg-cnbd', { kind: 'mbg-cnbd', ...BETA, regularity: 3 }, clv.fitMbgCnbd, 8000, false],
  ] as [string, clv.PurchaseModel, (histories: clv.PurchaseHistory[]) => clv.PurchaseModel, number, boolean][])(
    '%s',
    (_, truth, fit, customers, whole) => {
      const histories = shop(truth, seed, customers, whole);
      const model = fit(histories);
      expectRecovered(model, truth);
      if ('regularity' in truth) expect(model).toMatchObject({ regularity: truth.regularity });
      // Rounding to whole days moves the likelihood a little; what was fitted is the best for what was seen.
      expect(model.fit!.logLikelihood).toBeGreaterThanOrEqual(clv.logLikelihood(truth, histories));
    },
  );

  test('gamma-gamma', () => {
    const truth = {
      kind: 'gamma-gamma',
      version: 1,
      spendShape: 6.25,
      spreadShape: 3.74,
      spreadScale: 15.44,
      pooledMeanSpend: 35,
      fit: null,
    } as const;
    const repeats = Array.from({ length: 12 }, (_, i) => ({ repeatPurchases: i, customers: 700 }));
    const model = clv.fitGammaGamma(clv.simulateSpend(truth, repeats, { seed }));
    expectRecovered(model, truth);
    expect(model.fit!.n).toBe(11 * 700);
    expect(Math.abs(model.fit!.correlation!)).toBeLessThan(0.05);
  });

  test('bg-bb', () => {
    const truth = {
      kind: 'bg-bb',
      version: 1,
      purchaseA: 1.2,
      purchaseB: 0.75,
      dropoutA: 0.66,
      dropoutB: 2.8,
      fit: null,
    } as const;
    const donors = clv.simulateSuccesses(truth, { seed, customers: 20_000, opportunities: 8 });
    const model = clv.fitBgBb(donors);
    expectRecovered(model, truth);
    expect(model.fit!.logLikelihood).toBeGreaterThanOrEqual(clv.opportunityLogLikelihood(truth, donors));
  });

  test('sbg and bdw', () => {
    const sbg = { kind: 'sbg', version: 1, dropoutA: 0.668, dropoutB: 3.806, fit: null } as const;
    expectRecovered(clv.fitSbg(clv.simulateContracts(sbg, { seed, customers: 50_000, periods: 10 })), sbg);
    const bdw = { kind: 'bdw', version: 1, dropoutA: 1.5, dropoutB: 4, durationShape: 1.3, fit: null } as const;
    expectRecovered(clv.fitBdw(clv.simulateContracts(bdw, { seed, customers: 200_000, periods: 12 })), bdw);
  });
});
