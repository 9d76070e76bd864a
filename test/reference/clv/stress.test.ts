/** about: see stress.json; peers return NaN, infinities or wrong digits for many of these (the brief's table of defects). */
import { expect, test } from 'vitest';
import type { PurchaseModel } from 'clientele/clv';
import { expectedPurchases, probabilityAlive } from 'clientele/clv';
import stress from './stress.json' with { type: 'json' };

const close = (got: number, want: number): boolean => (want === 0 ? got === 0 : Math.abs(got / want - 1) < 1e-10);

test.each(['bg-nbd', 'mbg-nbd', 'pareto-nbd', 'bg-cnbd', 'mbg-cnbd'])('%s far out', (wanted) => {
  const cases = stress.cases.filter(({ kind }) => kind === wanted);
  expect(cases.length).toBeGreaterThan(20);
  for (const { history, horizonDays, probabilityAlive: alive, expectedPurchases: purchases, ...parameters } of cases) {
    const model = { version: 1, fit: null, ...parameters } as unknown as PurchaseModel;
    const [repeatPurchases, daysToLast, daysObserved] = history as [number, number, number];
    const one = { repeatPurchases, daysToLast, daysObserved };
    const told = JSON.stringify({ ...parameters, history, horizonDays });
    expect(close(probabilityAlive(model, one), alive), told).toBe(true);
    expect(close(expectedPurchases(model, one, { horizonDays }), purchases), told).toBe(true);
  }
});
