/**
 * about: Customers simulated from known parameters, refitted. Every model finds every parameter within four standard
 * errors, from three seeds, and is at least as likely as the truth. No outside source: the truth is the one that was put in.
 * Times are whole days, as a log shows them, for models without a rhythm; elapsed days for those with one.
 */
import { describe, expect, test } from 'vitest';
import * as clv from 'clientele/clv';
import { BDW, BGBB, GG, SBG } from '../../clv/models.ts';
import { simulateShop } from '../../clv/simulate-shop.ts';

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
      const histories = simulateShop(truth, seed, customers, whole ? Math.round : (days) => days);
      const model = fit(histories);
      expectRecovered(model, truth);
      if ('regularity' in truth) expect(model).toMatchObject({ regularity: truth.regularity });
      // Rounding to whole days moves the likelihood a little; what was fitted is the best for what was seen.
      expect(model.fit!.logLikelihood).toBeGreaterThanOrEqual(clv.logLikelihood(truth, histories));
    },
  );

  test('gamma-gamma', () => {
    const repeats = Array.from({ length: 12 }, (_, i) => ({ repeatPurchases: i, customers: 700 }));
    const model = clv.fitGammaGamma(clv.simulateSpend(GG, repeats, { seed }));
    expectRecovered(model, GG);
    expect(model.fit!.n).toBe(11 * 700);
    expect(Math.abs(model.fit!.correlation!)).toBeLessThan(0.05);
  });

  test('bg-bb', () => {
    const donors = clv.simulateSuccesses(BGBB, { seed, customers: 20_000, opportunities: 8 });
    const model = clv.fitBgBb(donors);
    expectRecovered(model, BGBB);
    expect(model.fit!.logLikelihood).toBeGreaterThanOrEqual(clv.opportunityLogLikelihood(BGBB, donors));
  });

  test('sbg and bdw', () => {
    expectRecovered(clv.fitSbg(clv.simulateContracts(SBG, { seed, customers: 50_000, periods: 10 })), SBG);
    expectRecovered(clv.fitBdw(clv.simulateContracts(BDW, { seed, customers: 200_000, periods: 12 })), BDW);
  });
});
