import { describe, expect, test } from 'vitest';
import * as clv from 'clientele/clv';
import {
  parseContractModel,
  parseOccasionModel,
  parseOpportunityHistories,
  parsePurchaseHistories,
  parsePurchaseModel,
  parseSpendHistories,
  parseSpendModel,
} from 'clientele/schemas';

const histories = [
  { repeatPurchases: 0, daysToLast: 0, daysObserved: 270, customers: 140 },
  { repeatPurchases: 1, daysToLast: 60, daysObserved: 270, customers: 12, sumLogGapDays: Math.log(60) },
  { repeatPurchases: 4, daysToLast: 180, daysObserved: 270, customers: 12, sumLogGapDays: 4 * Math.log(45) },
];
const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const DOORS = [parsePurchaseModel, parseSpendModel, parseOccasionModel, parseContractModel];

describe('what is fitted and stored comes back', () => {
  test.each([clv.fitNbd, clv.fitBgNbd, clv.fitMbgNbd, clv.fitBgCnbd, clv.fitMbgCnbd, clv.fitParetoNbd])(
    'purchase models, in the interior and at a boundary (%o)',
    (fit) => {
      for (const rows of [histories, histories.slice(0, 1)]) {
        const model = fit(rows);
        expect(parsePurchaseModel(stored(model))).toEqual({ value: model, issues: [] });
      }
    },
  );

  test('a model with covariates', () => {
    const model = {
      kind: 'bg-nbd',
      version: 1,
      purchaseShape: 0.24,
      purchaseScaleDays: 31,
      dropoutA: 0.8,
      dropoutB: 2.4,
      effects: { purchase: { campaign: 0.1 }, dropoutA: { campaign: 0 }, dropoutB: { campaign: -0.3 } },
      fit: null,
    };
    expect(parsePurchaseModel(stored(model))).toEqual({ value: model, issues: [] });
    const { dropoutB: _, ...half } = model.effects;
    expect(parsePurchaseModel({ ...model, effects: half }).issues).toMatchObject([
      { path: '/effects/dropoutB', code: 'missing-value' },
    ]);
  });

  test('spend models, also without a customer who came back', () => {
    const rows = [22, 75, 34, 58].map((meanRepeatAmount, i) => ({ repeatPurchases: i + 1, meanRepeatAmount }));
    for (const spends of [rows, [{ repeatPurchases: 0, meanRepeatAmount: null }]]) {
      const model = clv.fitGammaGamma(spends);
      expect(parseSpendModel(stored(model))).toEqual({ value: model, issues: [] });
    }
  });

  test('models of occasions, also where nobody ever came', () => {
    const some = { successes: 2, lastSuccess: 3, opportunities: 5, customers: 20 };
    const none = { successes: 0, lastSuccess: 0, opportunities: 5, customers: 60 };
    for (const rows of [[some, none, { ...some, successes: 5, lastSuccess: 5 }], [none]]) {
      const model = clv.fitBgBb(rows);
      expect(parseOccasionModel(stored(model))).toEqual({ value: model, issues: [] });
    }
  });

  test('contract models, also where nobody left', () => {
    for (const survivors of [
      [1000, 869, 743, 653, 593],
      [20, 20, 20],
    ]) {
      for (const model of [clv.fitSbg({ survivors }), clv.fitBdw({ survivors })]) {
        expect(parseContractModel(stored(model))).toEqual({ value: model, issues: [] });
      }
    }
  });
});

describe('refuses with issues, never throws', () => {
  test.each([
    null,
    undefined,
    7,
    'nbd',
    [],
    {},
    { kind: 'nbd' },
    { kind: '__proto__' },
    JSON.parse('{"__proto__":{}}'),
  ])('what is no model: %j', (untrusted) => {
    for (const parse of DOORS) {
      expect(parse(untrusted).value).toBeNull();
      expect(parse(untrusted).issues.length).toBeGreaterThan(0);
    }
  });

  const model = clv.fitBgNbd(histories);
  test.each([
    [{ version: 2 }, '/version', 'wrong-type'],
    [{ kind: 'bgnbd' }, '/kind', 'unknown-name'],
    [{ purchaseShape: NaN }, '/purchaseShape', 'not-finite'],
    [{ purchaseScaleDays: 0 }, '/purchaseScaleDays', 'out-of-range'],
    [{ purchaseScaleDays: '30.9' }, '/purchaseScaleDays', 'wrong-type'],
    [{ dropoutB: Infinity }, '/dropoutB', 'not-finite'],
    [{ fit: { ...model.fit, status: 'converged' } }, '/fit/status', 'unknown-name'],
    [{ fit: { ...model.fit, parameters: ['purchaseShape'] } }, '/fit/parameters', 'inconsistent'],
    [{ fit: { ...model.fit, covariance: [[1]] } }, '/fit/parameters', 'inconsistent'],
  ])('a stored model with %j', (wrong, path, code) => {
    const { value, issues } = parsePurchaseModel({ ...model, ...wrong });
    expect(value).toBeNull();
    expect(issues.map((issue) => [issue.path, issue.code])).toEqual([[path, code]]);
  });

  test('a contract of BdW without its third parameter, a rhythm of half a stage', () => {
    const bdw = { ...clv.fitSbg({ survivors: [9, 5, 4] }), kind: 'bdw' };
    expect(parseContractModel(bdw).issues).toMatchObject([{ path: '/durationShape', code: 'missing-value' }]);
    const rhythm = { ...clv.fitBgCnbd(histories), regularity: 0.5 };
    expect(parsePurchaseModel(rhythm).issues).toMatchObject([{ path: '/regularity' }]);
  });
});

describe('rows: each is kept or has an issue', () => {
  test('purchase histories', () => {
    const sound = [...histories, { ...histories[1], sumLogGapDays: null, covariates: { campaign: 1 } }];
    const bad: [Record<string, unknown>, string, string][] = [
      [{ repeatPurchases: 1.5 }, '/repeatPurchases', 'not-an-integer'],
      [{ repeatPurchases: -1 }, '/repeatPurchases', 'out-of-range'],
      [{ repeatPurchases: '2' }, '/repeatPurchases', 'wrong-type'],
      [{ repeatPurchases: 0 }, '/daysToLast', 'out-of-range'],
      [{ daysToLast: 271 }, '/daysToLast', 'out-of-range'],
      [{ daysObserved: NaN }, '/daysObserved', 'not-finite'],
      [{ daysObserved: undefined }, '/daysObserved', 'missing-value'],
      [{ customers: -3 }, '/customers', 'out-of-range'],
      [{ covariates: { campaign: 'yes' } }, '/covariates/campaign', 'wrong-type'],
    ];
    const parsed = parsePurchaseHistories([...sound, ...bad.map(([wrong]) => ({ ...histories[1], ...wrong })), null]);
    expect(parsed.histories).toEqual(sound);
    expect(parsed.issues.map(({ row, path, code }) => [row, path, code])).toEqual([
      ...bad.map(([, path, code], i) => [sound.length + i, path, code]),
      [sound.length + bad.length, '', 'wrong-type'],
    ]);
  });

  test('histories of occasions', () => {
    const sound = { successes: 2, lastSuccess: 3, opportunities: 6 };
    const { histories: kept, issues } = parseOpportunityHistories([
      sound,
      { ...sound, customers: 5 },
      { ...sound, lastSuccess: 7 },
      { ...sound, successes: 4 },
      { ...sound, successes: 0 },
      { successes: 0, lastSuccess: 0, opportunities: 0 },
      'row',
    ]);
    expect(kept).toEqual([sound, { ...sound, customers: 5 }, { successes: 0, lastSuccess: 0, opportunities: 0 }]);
    expect(issues.map(({ row, path }) => [row, path])).toEqual([
      [2, '/lastSuccess'],
      [3, '/successes'],
      [4, '/successes'],
      [6, ''],
    ]);
  });

  test('spend histories', () => {
    const { histories: kept, issues } = parseSpendHistories([
      { repeatPurchases: 2, meanRepeatAmount: 9.5 },
      { repeatPurchases: 2, meanRepeatAmount: -9.5 },
      { repeatPurchases: 2 },
    ]);
    expect(kept).toEqual([{ repeatPurchases: 2, meanRepeatAmount: 9.5 }]);
    expect(issues.map(({ row, path, code }) => [row, path, code])).toEqual([
      [1, '/meanRepeatAmount', 'out-of-range'],
      [2, '/meanRepeatAmount', 'missing-value'],
    ]);
  });

  test.each([parsePurchaseHistories, parseOpportunityHistories, parseSpendHistories])(
    'no list is one issue',
    (parse) => {
      expect(parse({ 0: {} })).toMatchObject({ histories: [], issues: [{ row: null, code: 'wrong-type' }] });
    },
  );
});
