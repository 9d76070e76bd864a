/** about: see far-out.json. lifetimes has no discounted purchases without end, CLVTools 0.12.1 gives NA for a large β (#163). */
import { expect, test } from 'vitest';
import {
  expectedDiscountedPurchases,
  probabilityAlive,
  probabilityAliveAt,
  probabilityOfPurchases,
  type PurchaseModel,
} from 'clientele/clv';
import farOut from './far-out.json' with { type: 'json' };

interface Case {
  model: { kind: string; k?: number; params: Record<string, number> };
  history: { x: number; tx: number; T: number };
  horizonDays: number;
  annualDiscountRate?: number;
  counts?: number[];
  expect: { pAliveAt?: number; dert?: number; discounted?: number; pmf?: number[] };
}
const cases = farOut.cases as unknown as Case[];

function modelOf({ kind, k, params }: Case['model']): PurchaseModel {
  const { r, alpha, a, b, s, beta } = params;
  const leaving = kind === 'pareto-nbd' ? { dropoutShape: s, dropoutScaleDays: beta } : { dropoutA: a, dropoutB: b };
  const rhythm = k === undefined ? {} : { regularity: k };
  const buying = { purchaseShape: r, purchaseScaleDays: alpha };
  return { kind, version: 1, ...buying, ...(kind === 'nbd' ? {} : leaving), ...rhythm, fit: null } as PurchaseModel;
}

test.each([...new Set(cases.map(({ model }) => model.kind))])('%s far out', (kind) => {
  const own = cases.filter(({ model }) => model.kind === kind);
  expect(own.length).toBeGreaterThan(5);
  for (const { model: given, history, horizonDays, annualDiscountRate, counts, expect: want } of own) {
    const model = modelOf(given);
    const one = { repeatPurchases: history.x, daysToLast: history.tx, daysObserved: history.T };
    const told = JSON.stringify({ given, history, horizonDays, annualDiscountRate });
    const close = (got: number, wanted: number | undefined): void => {
      if (wanted !== undefined) expect(Math.abs(got - wanted), told).toBeLessThanOrEqual(1e-8 * wanted);
    };
    close(probabilityAliveAt(model, one, { afterDays: horizonDays }), want.pAliveAt);
    counts?.forEach((purchases, i) =>
      close(probabilityOfPurchases(model, one, { horizonDays, purchases }), want.pmf![i]),
    );
    if (annualDiscountRate === undefined) continue;
    close(expectedDiscountedPurchases(model, one, { annualDiscountRate, horizonDays: 'unlimited' }), want.dert);
    close(expectedDiscountedPurchases(model, one, { annualDiscountRate, horizonDays }), want.discounted);
  }
});

// Of a program in 40 digits: the silence alone is more likely e^692, e^699 and e^1038 times, leaving 2^-1000 or so.
test.each([
  [100, 0.9953098478827862],
  [101, 0.1766314149636614],
  [150, 3.331203605632845e-148],
])('hardly anybody leaves, and nobody of %i purchases would be silent for so long', (repeatPurchases, alive) => {
  const model = { purchaseShape: 0.25, purchaseScaleDays: 2 ** -10, dropoutA: 2 ** -1000, dropoutB: 2, fit: null };
  const got = probabilityAlive(
    { kind: 'bg-nbd', version: 1, ...model },
    { repeatPurchases, daysToLast: 1, daysObserved: 1000 },
  );
  expect(Math.abs(got / alive - 1)).toBeLessThan(1e-11);
});
