/** Every public function of lifetime value with arguments that it answers: what the sweeps of bad input begin with. */
import * as clv from 'clientele/clv';
import { BGBB, GG } from './models.ts';

const SHAPES = {
  version: 1,
  purchaseShape: 0.5,
  purchaseScaleDays: 30,
  dropoutA: 0.8,
  dropoutB: 2.4,
  fit: null,
} as const;
export const NBD = { kind: 'nbd', version: 1, purchaseShape: 0.5, purchaseScaleDays: 30, fit: null } as const;
const MODELS: clv.PurchaseModel[] = [
  NBD,
  { kind: 'bg-nbd', ...SHAPES },
  { kind: 'mbg-cnbd', ...SHAPES, regularity: 2 },
  { ...NBD, kind: 'pareto-nbd', dropoutShape: 0.6, dropoutScaleDays: 80 },
];
const BDW = { kind: 'bdw', version: 1, dropoutA: 0.67, dropoutB: 3.8, durationShape: 1.2, fit: null } as const;

export const bob = { repeatPurchases: 2, daysToLast: 60, daysObserved: 90 };
const rows = [
  { ...bob, sumLogGapDays: 6.8 },
  { ...bob, sumLogGapDays: 6.8, customers: 3 },
  { repeatPurchases: 0, daysToLast: 0, daysObserved: 50 },
];
export const occasion = { successes: 2, lastSuccess: 3, opportunities: 6 };
const log = [1, 9, 40].map((day) => ({ customerId: 'a', at: `2024-01-01T00:00:0${day % 10}Z` }));
export const cut = { splitOn: '2024-01-05', endOn: '2024-02-01' };

export type Call = (...args: never[]) => unknown;
/** One public function with arguments that it answers. */
export interface Case {
  name: string;
  call: Call;
  args: () => unknown[];
}
export const cases: Case[] = [];
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

for (const fit of [clv.fitBgNbdWithCovariates, clv.fitParetoNbdWithCovariates]) {
  add(fit.name, fit, () => [
    rows.map(({ repeatPurchases, daysToLast, daysObserved }, i) => {
      return { repeatPurchases, daysToLast, daysObserved, covariates: { age: 20 + i } };
    }),
    { purchaseCovariates: ['age'], dropoutCovariates: [], maxIterations: 9, tolerance: 1e-9 },
  ]);
}
add('fitMbgNbd', clv.fitMbgNbd, () => [rows.map((row) => ({ ...row }))]);
add('estimateInterval', clv.estimateInterval, () => [
  MODELS[1],
  (model: clv.PurchaseModel) => clv.probabilityAlive(model, bob),
  { level: 0.9, scale: 'logit' },
]);
add('bootstrapModel', clv.bootstrapModel, () => [
  NBD,
  rows.map((row) => ({ ...row })),
  { seed: 1, kind: 'parametric', resamples: 2, level: 0.9 },
]);
add('profileInterval', clv.profileInterval, () => [
  NBD,
  rows.map((row) => ({ ...row })),
  { parameter: 'purchaseShape', level: 0.5 },
]);
add('compareModels', clv.compareModels, () => [MODELS.slice(0, 2), rows.map((row) => ({ ...row }))]);
add('findBestModel', clv.findBestModel, () => [clv.compareModels(MODELS.slice(0, 2), rows)]);
add('measureHoldout', clv.measureHoldout, () => [NBD, { rows: [{ ...bob, holdoutPurchases: 2 }], holdoutDays: 30 }]);
add('measureSpendIndependence', clv.measureSpendIndependence, () => [
  [
    { repeatPurchases: 2, meanRepeatAmount: 5, customers: 2 },
    { repeatPurchases: 3, meanRepeatAmount: 9 },
  ],
  { level: 0.9 },
]);
