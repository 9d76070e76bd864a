import { expect, test } from 'vitest';
import * as clv from 'clientele/clv';
import { parsePurchaseModel, parseSpendModel } from 'clientele/schemas';

const histories = [
  { repeatPurchases: 0, daysToLast: 0, daysObserved: 270, customers: 140 },
  { repeatPurchases: 1, daysToLast: 60, daysObserved: 270, customers: 12, sumLogGapDays: Math.log(60) },
  { repeatPurchases: 4, daysToLast: 180, daysObserved: 270, customers: 12, sumLogGapDays: 4 * Math.log(45) },
];

test.each([clv.fitNbd, clv.fitBgNbd, clv.fitMbgNbd, clv.fitBgCnbd, clv.fitMbgCnbd, clv.fitParetoNbd])(
  'what is fitted and stored comes back',
  (fit) => {
    for (const rows of [histories, histories.slice(0, 1)]) {
      const model = fit(rows);
      expect(parsePurchaseModel(JSON.parse(JSON.stringify(model)))).toEqual({ value: model, issues: [] });
    }
  },
);

test('spend models come back', () => {
  const rows = [22, 75, 34, 58].map((meanRepeatAmount, i) => ({ repeatPurchases: i + 1, meanRepeatAmount }));
  const model = clv.fitGammaGamma(rows);
  expect(parseSpendModel(JSON.parse(JSON.stringify(model)))).toEqual({ value: model, issues: [] });
});

test.each([null, 7, {}, { kind: 'nbd' }, { kind: '__proto__' }])(
  'refuses %j with issues, never throws',
  (untrusted) => {
    expect(parsePurchaseModel(untrusted).value).toBeNull();
    expect(parsePurchaseModel(untrusted).issues.length).toBeGreaterThan(0);
    expect(parseSpendModel(untrusted).value).toBeNull();
  },
);
