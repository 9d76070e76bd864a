/**
 * Every number that a public function reads is replaced by what is none: each call is refused by an InputError with the
 * path of the culprit, or (where a field is not read) the answer is what it was. Nothing gives NaN, nothing throws a TypeError.
 */
import { describe, expect, test } from 'vitest';
import * as clv from 'clientele/clv';
import { InputError } from 'clientele/errors';
import { splitCalibrationHoldout } from 'clientele/purchases';
import { BGBB, GG } from './models.ts';

const SHAPES = {
  version: 1,
  purchaseShape: 0.5,
  purchaseScaleDays: 30,
  dropoutA: 0.8,
  dropoutB: 2.4,
  fit: null,
} as const;
const NBD = { kind: 'nbd', version: 1, purchaseShape: 0.5, purchaseScaleDays: 30, fit: null } as const;
const MODELS: clv.PurchaseModel[] = [
  NBD,
  { kind: 'bg-nbd', ...SHAPES },
  { kind: 'mbg-cnbd', ...SHAPES, regularity: 2 },
  { ...NBD, kind: 'pareto-nbd', dropoutShape: 0.6, dropoutScaleDays: 80 },
];
const BDW = { kind: 'bdw', version: 1, dropoutA: 0.67, dropoutB: 3.8, durationShape: 1.2, fit: null } as const;

const bob = { repeatPurchases: 2, daysToLast: 60, daysObserved: 90 };
const rows = [
  { ...bob, sumLogGapDays: 6.8 },
  { ...bob, sumLogGapDays: 6.8, customers: 3 },
  { repeatPurchases: 0, daysToLast: 0, daysObserved: 50 },
];
const occasion = { successes: 2, lastSuccess: 3, opportunities: 6 };
const log = [1, 9, 40].map((day) => ({ customerId: 'a', at: `2024-01-01T00:00:0${day % 10}Z` }));
const cut = { splitOn: '2024-01-05', endOn: '2024-02-01' };

/** What no number may be; 1.5 and -1 are refused by counts and by bounds. */
const NO_NUMBER: [string, unknown][] = [
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['text', '5'],
  ['empty text', ''],
  ['an object', {}],
  ['true', true],
  ['a bigint', 1n],
  ['null', null],
];

type Call = (...args: never[]) => unknown;
interface Case {
  name: string;
  call: Call;
  args: () => unknown[];
}
const cases: Case[] = [];
/** `args` is made anew for every replacement; only numbers inside of it (not inside models) are replaced. */
const add = (name: string, call: unknown, args: () => unknown[]): void => {
  cases.push({ name, call: call as Call, args });
};

for (const model of MODELS) {
  const name = (what: string): string => `${what} of ${model.kind}`;
  const far = { horizonDays: 5 };
  add(name('probabilityAlive'), clv.probabilityAlive, () => [model, { ...bob }]);
  add(name('probabilityAliveAt'), clv.probabilityAliveAt, () => [model, { ...bob }, { afterDays: 5 }]);
  add(name('expectedPurchases'), clv.expectedPurchases, () => [model, { ...bob }, { ...far }]);
  add(name('expectedPurchasesForNewCustomer'), clv.expectedPurchasesForNewCustomer, () => [model, { ...far }]);
  add(name('probabilityNoPurchase'), clv.probabilityNoPurchase, () => [model, { ...bob }, { ...far }]);
  add(name('probabilityOfPurchases'), clv.probabilityOfPurchases, () => [model, { ...bob }, { ...far, purchases: 1 }]);
  add(name('purchaseCountInterval'), clv.purchaseCountInterval, () => [model, { ...bob }, { ...far, level: 0.9 }]);
  add(name('expectedDiscountedPurchases'), clv.expectedDiscountedPurchases, () => [
    model,
    { ...bob },
    { ...far, annualDiscountRate: 0.1, bookingDays: 1 },
  ]);
  add(name('customerLifetimeValue'), clv.customerLifetimeValue, () => [
    model,
    { ...bob },
    { ...far, annualDiscountRate: 0.1, marginShare: 0.5, spendPerPurchase: 30 },
  ]);
  add(name('probabilityAlivePath'), clv.probabilityAlivePath, () => [model, [0, 5, 9], { days: [3, 12] }]);
  add(name('simulatePurchases'), clv.simulatePurchases, () => [model, { seed: 1, customers: 2, observedDays: 30 }]);
  add(name('logLikelihood'), clv.logLikelihood, () => [model, rows.slice(0, 1).map((row) => ({ ...row }))]);
  add(name('measureFrequencyFit'), clv.measureFrequencyFit, () => [model, [{ ...bob }], { top: 3 }]);
  add(name('tabulateTracking'), clv.tabulateTracking, () => [model, log, { ...cut, everyDays: 5 }]);
}
for (const fit of [clv.fitNbd, clv.fitBgNbd, clv.fitMbgCnbd, clv.fitParetoNbd]) {
  add(fit.name, fit, () => [rows.map((row) => ({ ...row })), { maxIterations: 9, tolerance: 1e-9 }]);
}
add('fitBgCnbd with a regularity', clv.fitBgCnbd, () => [
  rows.slice(0, 1).map((row) => ({ ...row })),
  { regularity: 2 },
]);
add('condenseHistories', clv.condenseHistories, () => [rows.map((row) => ({ ...row }))]);
add('fitGammaGamma', clv.fitGammaGamma, () => [
  [
    { repeatPurchases: 2, meanRepeatAmount: 5, customers: 2 },
    { repeatPurchases: 3, meanRepeatAmount: 9 },
  ],
  { maxIterations: 9, tolerance: 1e-9 },
]);
add('fitBgBb', clv.fitBgBb, () => [
  [{ ...occasion }, { ...occasion, customers: 2 }],
  { maxIterations: 9, tolerance: 1e-9 },
]);
add('fitSbg', clv.fitSbg, () => [{ survivors: [100, 80, 70] }, { maxIterations: 9, tolerance: 1e-9 }]);
add('fitBdw', clv.fitBdw, () => [[{ survivors: [100, 80, 70] }], { maxIterations: 9, tolerance: 1e-9 }]);
add('opportunityLogLikelihood', clv.opportunityLogLikelihood, () => [BGBB, [{ ...occasion }]]);
add('expectedSuccesses', clv.expectedSuccesses, () => [BGBB, { ...occasion }, { opportunities: 3 }]);
add('probabilityAliveAtOpportunity', clv.probabilityAliveAtOpportunity, () => [
  BGBB,
  { ...occasion },
  { opportunities: 3 },
]);
add('probabilityOfSuccesses', clv.probabilityOfSuccesses, () => [
  BGBB,
  { ...occasion },
  { opportunities: 3, successes: 1 },
]);
add('expectedDiscountedSuccesses', clv.expectedDiscountedSuccesses, () => [
  BGBB,
  { ...occasion },
  { discountRatePerOpportunity: 0.1 },
]);
add('simulateSuccesses', clv.simulateSuccesses, () => [BGBB, { seed: 1, customers: 2, opportunities: 3 }]);
add('probabilityStillCustomer', clv.probabilityStillCustomer, () => [BDW, { periods: 3 }]);
add('expectedRetentionRate', clv.expectedRetentionRate, () => [BDW, { period: 3 }]);
add('expectedLifetime', clv.expectedLifetime, () => [BDW, { discountRatePerPeriod: 0.1 }]);
add('expectedResidualLifetime', clv.expectedResidualLifetime, () => [BDW, { renewals: 2, discountRatePerPeriod: 0.1 }]);
add('simulateContracts', clv.simulateContracts, () => [BDW, { seed: 1, customers: 100, periods: 3 }]);
add('expectedSpend', clv.expectedSpend, () => [GG, { repeatPurchases: 2, meanRepeatAmount: 5 }]);
add('simulateSpend', clv.simulateSpend, () => [GG, [{ repeatPurchases: 2, customers: 2 }], { seed: 1 }]);
add('historicValue', clv.historicValue, () => [{ totalAmount: 80, daysObserved: 99 }, { marginShare: 0.5 }]);
add('expectedValueFromOrders', clv.expectedValueFromOrders, () => [
  { spendPerPurchase: 50, purchasesPerYear: 4, marginShare: 0.25, lifetimeYears: 3, annualDiscountRate: 0.1 },
]);

/** Where the numbers of a value stand; models are left alone, their door is `parsePurchaseModel`. */
function places(value: unknown, at: string[] = []): string[][] {
  if (typeof value === 'number') return [at];
  if (value === null || typeof value !== 'object' || 'kind' in value) return [];
  return Object.entries(value).flatMap(([key, inner]) => places(inner, [...at, key]));
}
function put(args: unknown[], at: readonly string[], what: unknown): void {
  let inner = args as unknown as Record<string, unknown>;
  for (const key of at.slice(0, -1)) inner = inner[key] as Record<string, unknown>;
  inner[at.at(-1)!] = what;
}
/** "nobody has amounts" and "unlimited" are answers of their own. */
const MEANT = /(?:meanRepeatAmount|totalAmount|sumLogGapDays) null/u;

describe('whatever is no number is refused by name', () => {
  test.each(cases)('$name', ({ name, call, args }) => {
    const found = places(args());
    expect(found.length, name).toBeGreaterThan(0);
    const wrong: string[] = [];
    for (const at of found) {
      for (const [label, what] of NO_NUMBER) {
        const given = args();
        put(given, at, what);
        const told = `${at.join('.')} ${label}`;
        try {
          call(...(given as never[]));
          // `null` where a default stands is left to the type checker.
          if (!MEANT.test(told)) wrong.push(`${told} was accepted`);
        } catch (error) {
          if (!(error instanceof InputError)) wrong.push(`${told}: ${String(error)}`);
          else if (!MEANT.test(told) && !error.argument.includes(at.at(-1)!) && !/^\d+$/u.test(at.at(-1)!)) {
            wrong.push(`${told} blames ${error.argument}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

test('names that every object has are not covariates', () => {
  for (const name of ['__proto__', 'constructor', 'toString']) {
    const purchase = JSON.parse(`{"${name}": 1}`) as Record<string, number>;
    const model: clv.ParetoNbdModel = {
      ...NBD,
      kind: 'pareto-nbd',
      dropoutShape: 0.6,
      dropoutScaleDays: 80,
      effects: { purchase, dropout: {} },
    };
    for (const covariates of [{}, { other: 1 }]) {
      expect(() => clv.probabilityAlive(model, { ...bob, covariates }), name).toThrow(
        expect.objectContaining({ code: 'missing-value' }),
      );
    }
    const own = JSON.parse(`{"${name}": 0}`) as Record<string, number>;
    expect(clv.probabilityAlive(model, { ...bob, covariates: own })).toBeGreaterThan(0);
  }
});

test('a holdout that is no count is refused, not added up as text', () => {
  const split = splitCalibrationHoldout(
    [1, 3, 20].map((day) => ({ customerId: 'a', at: Date.UTC(2024, 0, day) })),
    cut,
  );
  for (const holdoutPurchases of [NaN, '5', -1, 0.5, undefined]) {
    const row = { ...split.rows[0]!, holdoutPurchases: holdoutPurchases as number };
    expect(() => clv.measureHoldout(NBD, { ...split, rows: [row] })).toThrow(
      expect.objectContaining({ code: 'not-a-count', argument: 'split.rows[0].holdoutPurchases' }),
    );
  }
});

test('one row, equal rows and none', () => {
  for (const fit of [clv.fitNbd, clv.fitBgNbd, clv.fitMbgNbd, clv.fitParetoNbd]) {
    expect(() => fit([])).toThrow(expect.objectContaining({ code: 'empty' }));
    const [once, twice] = [fit([bob, bob]), fit([{ ...bob, customers: 2 }])];
    expect(once).toEqual(twice);
    expect(fit([bob]).fit!.warnings.length).toBeGreaterThan(0);
  }
  expect(clv.condenseHistories([])).toEqual([]);
  expect(() => clv.logLikelihood(NBD, [])).toThrow(expect.objectContaining({ code: 'empty' }));
});
