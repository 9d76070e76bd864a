/**
 * What a refusal says, word for word: where the culprit stands, what was expected and what came; and that the limit itself is
 * no longer wrong.
 */
import { describe, expect, test } from 'vitest';
import * as clv from 'clientele/clv';
import { bob, cut, NBD, occasion } from './every-call.ts';
import { BDW, BGBB, GG, SBG, TRUTH } from './models.ts';

const CNBD = { ...TRUTH, kind: 'mbg-cnbd', regularity: 2 } as const;
const PARETO = { ...NBD, kind: 'pareto-nbd', dropoutShape: 0.6, dropoutScaleDays: 80 } as const;
const TRAITS = { ...PARETO, effects: { purchase: { age: 0.1 }, dropout: {} } } as const;
const aged = { ...bob, covariates: { age: 3 } };
const value = { horizonDays: 90, annualDiscountRate: 0.1, marginShare: 0.5, spendPerPurchase: 20 };
const sheet = { spendPerPurchase: 50, purchasesPerYear: 4, marginShare: 0.25, lifetimeYears: 3 };
const log = [{ customerId: 'a', at: '2024-01-02T00:00:00Z' }];
const quantity = (model: { purchaseShape: number }): number => model.purchaseShape;
const fitted = { ...NBD, fit: clv.fitNbd([bob, { ...bob, repeatPurchases: 9 }]).fit };
const age = { purchaseCovariates: ['age'], dropoutCovariates: ['age'] };
/** A wrong value where the types would not let it through. */
const wrong = <T>(given: unknown): T => given as T;

describe('a refusal names the place, what was expected and what came', () => {
  test.each<[code: string, message: string, call: () => unknown]>([
    // histories
    [
      'not-a-count',
      'history.repeatPurchases: expected a count, got 1.5',
      () => clv.probabilityAlive(NBD, { ...bob, repeatPurchases: 1.5 }),
    ],
    [
      'not-a-count',
      'history.repeatPurchases: expected a count, got -1',
      () => clv.probabilityAlive(NBD, { ...bob, repeatPurchases: -1 }),
    ],
    [
      'out-of-range',
      'history.daysObserved: expected 0 or more, got -1',
      () => clv.probabilityAlive(NBD, { ...bob, daysObserved: -1 }),
    ],
    [
      'not-finite',
      'history.daysObserved: expected 0 or more, got Infinity',
      () => clv.probabilityAlive(NBD, { ...bob, daysObserved: Infinity }),
    ],
    [
      'wrong-type',
      'history.daysObserved: expected 0 or more, got ninety',
      () => clv.probabilityAlive(NBD, { ...bob, daysObserved: wrong('ninety') }),
    ],
    [
      'out-of-range',
      'history.daysToLast: expected 0 to 90, got 90.5',
      () => clv.probabilityAlive(NBD, { ...bob, daysToLast: 90.5 }),
    ],
    [
      'out-of-range',
      'history.daysToLast: expected 0 to 0, got 60',
      () => clv.probabilityAlive(NBD, { ...bob, repeatPurchases: 0 }),
    ],
    [
      'not-a-count',
      'history.repeatPurchases: expected a count, got undefined',
      () => clv.probabilityAlive(NBD, wrong(null)),
    ],
    ['empty', 'histories: expected at least one history, got none', () => clv.fitNbd([])],
    ['empty', 'histories: expected at least one history, got none', () => clv.fitNbd([{ ...bob, customers: 0 }])],
    ['empty', 'histories: expected at least one history, got none', () => clv.fitBgBb([])],
    ['empty', 'histories: expected at least one history, got none', () => clv.fitGammaGamma([])],
    ['empty', 'histories: expected at least one history, got none', () => clv.compareModels([NBD], [])],
    ['empty', 'histories: expected at least one history, got none', () => clv.measureFrequencyFit(NBD, [], { top: 1 })],
    ['empty', 'histories: expected at least one history, got none', () => clv.fitBgNbdWithCovariates([], age)],
    [
      'empty',
      'histories: expected a customer who says something, got none',
      () => clv.bootstrapModel(GG, [{ repeatPurchases: 0, meanRepeatAmount: null }], { seed: 1, kind: 'customers' }),
    ],
    [
      'not-a-count',
      'histories.customers: expected a whole number, 0 or more, got 1.5',
      () => clv.bootstrapModel(NBD, [{ ...bob, customers: 1.5 }], { seed: 1, kind: 'customers' }),
    ],
    [
      'missing-value',
      'histories: expected sumLogGapDays in every history with a repeat purchase (two orders at one time have none), got histories without',
      () => clv.fitBgCnbd([bob], { regularity: 2 }),
    ],
    [
      'out-of-range',
      'histories[1].customers: expected a number from 0 to Infinity, got -1',
      () => clv.fitNbd([bob, { ...bob, customers: -1 }]),
    ],
    [
      'not-finite',
      'histories[1].sumLogGapDays: expected a finite number, got NaN',
      () => clv.fitNbd([bob, { ...bob, sumLogGapDays: NaN }]),
    ],
    [
      'missing-value',
      'history.covariates.age: expected a number, got undefined',
      () => clv.probabilityAlive(TRAITS, bob),
    ],
    [
      'missing-value',
      'histories[1].covariates.age: expected a number for every customer, got none',
      () => clv.fitParetoNbdWithCovariates([aged, bob], age),
    ],
    [
      'not-finite',
      'histories[0].covariates.age: expected a finite number, got NaN',
      () => clv.fitParetoNbdWithCovariates([{ ...bob, covariates: { age: NaN } }], age),
    ],
    [
      'out-of-range',
      'histories[1].customers: expected a number from 0 to Infinity, got -2',
      () => clv.fitParetoNbdWithCovariates([aged, { ...aged, customers: -2 }], age),
    ],
    [
      'not-a-count',
      'histories[1].repeatPurchases: expected a count, got 0.5',
      () => clv.fitParetoNbdWithCovariates([aged, { ...aged, repeatPurchases: 0.5 }], age),
    ],
    [
      'duplicate',
      'options.purchaseCovariates[2]: expected every name once, got age twice',
      () => clv.fitParetoNbdWithCovariates([aged], { ...age, purchaseCovariates: ['size', 'age', 'age'] }),
    ],
    [
      'duplicate',
      'options.dropoutCovariates[1]: expected every name once, got age twice',
      () => clv.fitParetoNbdWithCovariates([aged], { ...age, dropoutCovariates: ['age', 'age'] }),
    ],
    [
      'wrong-type',
      'options.purchaseCovariates: expected a list, got string',
      () => clv.fitParetoNbdWithCovariates([aged], { ...age, purchaseCovariates: wrong('age') }),
    ],
    [
      'wrong-type',
      'options.dropoutCovariates: expected a list, got string',
      () => clv.fitParetoNbdWithCovariates([aged], { ...age, dropoutCovariates: wrong('age') }),
    ],
    // occasions
    [
      'out-of-range',
      'history.lastSuccess: expected a number from 0 to 6, got 7',
      () => clv.expectedSuccesses(BGBB, { ...occasion, lastSuccess: 7 }, { opportunities: 1 }),
    ],
    [
      'out-of-range',
      'history.successes: expected a number from 1 to 3, got 0',
      () => clv.expectedSuccesses(BGBB, { ...occasion, successes: 0 }, { opportunities: 1 }),
    ],
    [
      'out-of-range',
      'histories[1].successes: expected a number from 0 to 0, got 1',
      () => clv.fitBgBb([occasion, { successes: 1, lastSuccess: 0, opportunities: 6 }]),
    ],
    [
      'not-a-count',
      'histories[0].opportunities: expected a whole number, 0 or more, got 2.5',
      () => clv.fitBgBb([{ ...occasion, opportunities: 2.5 }]),
    ],
    [
      'not-a-count',
      'histories[0].lastSuccess: expected a whole number, 0 or more, got -1',
      () => clv.fitBgBb([{ ...occasion, lastSuccess: -1 }]),
    ],
    [
      'out-of-range',
      'histories[1].customers: expected a number from 0 to Infinity, got -1',
      () => clv.fitBgBb([occasion, { ...occasion, customers: -1 }]),
    ],
    [
      'out-of-range',
      'options.opportunities: expected a number from 0 to 10000000, got 10000001',
      () => clv.expectedSuccesses(BGBB, occasion, { opportunities: 1e7 + 1 }),
    ],
    [
      'out-of-range',
      'options.opportunities: expected a number from 0 to 10000000, got 10000001',
      () => clv.probabilityOfSuccesses(BGBB, occasion, { opportunities: 1e7 + 1, successes: 0 }),
    ],
    [
      'not-a-count',
      'options.successes: expected a whole number, 0 or more, got 0.5',
      () => clv.probabilityOfSuccesses(BGBB, occasion, { opportunities: 1, successes: 0.5 }),
    ],
    [
      'unsupported',
      'options.discountRatePerOpportunity: expected a rate above 0 where some stay so long that the sum has no end, got 0',
      () => clv.expectedDiscountedSuccesses(BGBB, occasion, { discountRatePerOpportunity: 0 }),
    ],
    [
      'out-of-range',
      'options.discountRatePerOpportunity: expected a number from 0 to Infinity, got -0.1',
      () => clv.expectedDiscountedSuccesses(BGBB, occasion, { discountRatePerOpportunity: -0.1 }),
    ],
    // contracts
    ['empty', 'cohort: expected at least one cohort, got none', () => clv.fitSbg([])],
    [
      'empty',
      'cohort.survivors: expected the numbers of two periods or more, got 1',
      () => clv.fitSbg({ survivors: [100] }),
    ],
    [
      'empty',
      'cohort[1].survivors: expected the numbers of two periods or more, got 0',
      () => clv.fitSbg([{ survivors: [9, 8] }, { survivors: [] }]),
    ],
    [
      'out-of-range',
      'cohort.survivors[0]: expected a number above 0 to Infinity, got 0',
      () => clv.fitSbg({ survivors: [0, 0] }),
    ],
    [
      'out-of-range',
      'cohort.survivors[2]: expected a number from 0 to 80, got 81',
      () => clv.fitSbg({ survivors: [100, 80, 81] }),
    ],
    ['wrong-type', 'comparisons: expected a list, got null', () => clv.findBestModel(wrong(null))],
    ['wrong-type', 'models: expected a list, got null', () => clv.compareModels(wrong(null), [bob])],
    ['wrong-type', 'histories: expected a list, got null', () => clv.fitNbd(wrong(null))],
    ['wrong-type', 'histories: expected a list, got null', () => clv.fitBgNbdWithCovariates(wrong(null), age)],
    ['wrong-type', 'histories: expected a list, got null', () => clv.fitGammaGamma(wrong(null))],
    ['wrong-type', 'histories: expected a list, got null', () => clv.fitBgBb(wrong(null))],
    ['wrong-type', 'histories: expected a list, got null', () => clv.simulateSpend(GG, wrong(null), { seed: 1 })],
    [
      'wrong-type',
      'purchaseDays: expected a list, got null',
      () => clv.probabilityAlivePath(NBD, wrong(null), { days: [1] }),
    ],
    [
      'wrong-type',
      'options.days: expected a list, got null',
      () => clv.probabilityAlivePath(NBD, [0], { days: wrong(null) }),
    ],
    ['wrong-type', 'purchases: expected a list, got null', () => clv.tabulateTracking(NBD, wrong<never>(null), cut)],
    [
      'wrong-type',
      'split.rows: expected a list, got undefined',
      () => clv.measureHoldout(NBD, wrong<never>({ holdoutDays: 1 })),
    ],
    [
      'out-of-range',
      'split.holdoutDays: expected a number from 0 to Infinity, got -1',
      () => clv.measureHoldout(NBD, wrong<never>({ rows: [], holdoutDays: -1 })),
    ],
    [
      'not-a-count',
      'split.rows[1].holdoutPurchases: expected a whole number, 0 or more, got 0.5',
      () =>
        clv.measureHoldout(
          NBD,
          wrong<never>({
            rows: [
              { ...bob, holdoutPurchases: 1 },
              { ...bob, holdoutPurchases: 0.5 },
            ],
            holdoutDays: 9,
          }),
        ),
    ],
    [
      'wrong-type',
      'cohort[0].survivors: expected a list, got undefined',
      () => clv.fitSbg([wrong({}), { survivors: [9, 8] }]),
    ],
    ['wrong-type', 'cohort: expected a list, got null', () => clv.fitSbg(wrong(null))],
    ['out-of-range', 'options.period: expected 1 or more, got 0', () => clv.expectedRetentionRate(SBG, { period: 0 })],
    [
      'out-of-range',
      'options.renewals: expected 1 or more, got 0',
      () => clv.expectedResidualLifetime(SBG, { renewals: 0, discountRatePerPeriod: 0.1 }),
    ],
    [
      'out-of-range',
      'options.discountRatePerPeriod: expected a number from 0 to Infinity, got -0.1',
      () => clv.expectedResidualLifetime(SBG, { renewals: 1, discountRatePerPeriod: -0.1 }),
    ],
    [
      'out-of-range',
      'options.discountRatePerPeriod: expected a number from 0 to Infinity, got -0.1',
      () => clv.expectedLifetime(SBG, { discountRatePerPeriod: -0.1 }),
    ],
    [
      'out-of-range',
      'model.dropoutA: expected a number from 0 to Infinity, got -1',
      () => clv.probabilityStillCustomer({ ...SBG, dropoutA: -1 }, { periods: 1 }),
    ],
    [
      'out-of-range',
      'model.dropoutB: expected a number above 0 to Infinity, got 0',
      () => clv.probabilityStillCustomer({ ...SBG, dropoutB: 0 }, { periods: 1 }),
    ],
    [
      'out-of-range',
      'model.durationShape: expected a number above 0 to Infinity, got 0',
      () => clv.probabilityStillCustomer({ ...BDW, durationShape: 0 }, { periods: 1 }),
    ],
    // spend and money
    [
      'out-of-range',
      'model.spreadShape: expected a number above 0 to Infinity, got 0',
      () => clv.expectedSpend({ ...GG, spreadShape: 0 }, { repeatPurchases: 0, meanRepeatAmount: null }),
    ],
    [
      'out-of-range',
      'model.pooledMeanSpend: expected a number from 0 to Infinity, got -1',
      () => clv.expectedSpend({ ...GG, pooledMeanSpend: -1 }, { repeatPurchases: 0, meanRepeatAmount: null }),
    ],
    [
      'out-of-range',
      'history.meanRepeatAmount: expected a number from 0 to Infinity, got -1',
      () => clv.expectedSpend(GG, { repeatPurchases: 1, meanRepeatAmount: -1 }),
    ],
    [
      'not-a-count',
      'histories[1].repeatPurchases: expected a whole number, 0 or more, got 0.5',
      () =>
        clv.fitGammaGamma([
          { repeatPurchases: 1, meanRepeatAmount: 1 },
          { repeatPurchases: 0.5, meanRepeatAmount: 1 },
        ]),
    ],
    [
      'out-of-range',
      'histories[0].customers: expected a number from 0 to Infinity, got -1',
      () => clv.fitGammaGamma([{ repeatPurchases: 1, meanRepeatAmount: 1, customers: -1 }]),
    ],
    [
      'not-finite',
      'histories[0].meanRepeatAmount: expected a finite number, got NaN',
      () => clv.fitGammaGamma([{ repeatPurchases: 1, meanRepeatAmount: NaN }]),
    ],
    [
      'not-a-count',
      'histories[1].customers: expected a whole number, 0 or more, got 0.5',
      () => clv.simulateSpend(GG, [{ repeatPurchases: 1 }, { repeatPurchases: 1, customers: 0.5 }], { seed: 1 }),
    ],
    [
      'not-a-count',
      'histories[1].repeatPurchases: expected a whole number, 0 or more, got 0.5',
      () => clv.simulateSpend(GG, [{ repeatPurchases: 1 }, { repeatPurchases: 0.5 }], { seed: 1 }),
    ],
    [
      'out-of-range',
      'options.spendPerPurchase: expected a number from 0 to Infinity, got -20',
      () => clv.customerLifetimeValue(NBD, bob, { ...value, spendPerPurchase: -20 }),
    ],
    [
      'out-of-range',
      'options.bookingDays: expected a number above 0 to Infinity, got 0',
      () => clv.customerLifetimeValue(NBD, bob, { ...value, bookingDays: 0 }),
    ],
    [
      'unsupported',
      'options.horizonDays: expected a finite horizon where the discount rate is 0, got unlimited',
      () => clv.customerLifetimeValue(NBD, bob, { ...value, annualDiscountRate: 0, horizonDays: 'unlimited' }),
    ],
    [
      'out-of-range',
      'options.annualDiscountRate: expected a number from 0 to Infinity, got -0.1',
      () => clv.customerLifetimeValue(NBD, bob, { ...value, annualDiscountRate: -0.1 }),
    ],
    [
      'out-of-range',
      'summary.daysObserved: expected a number from 0 to Infinity, got -1',
      () => clv.historicValue({ totalAmount: 1, daysObserved: -1 }, { marginShare: 1 }),
    ],
    [
      'not-finite',
      'summary.totalAmount: expected a finite number, got NaN',
      () => clv.historicValue({ totalAmount: NaN, daysObserved: 1 }, { marginShare: 1 }),
    ],
    [
      'out-of-range',
      'figures.spendPerPurchase: expected a number from 0 to Infinity, got -1',
      () => clv.expectedValueFromOrders({ ...sheet, spendPerPurchase: -1 }),
    ],
    [
      'out-of-range',
      'figures.purchasesPerYear: expected a number from 0 to Infinity, got -1',
      () => clv.expectedValueFromOrders({ ...sheet, purchasesPerYear: -1 }),
    ],
    [
      'out-of-range',
      'figures.lifetimeYears: expected a number from 0 to Infinity, got -1',
      () => clv.expectedValueFromOrders({ ...sheet, lifetimeYears: -1 }),
    ],
    [
      'out-of-range',
      'figures.annualDiscountRate: expected a number from 0 to Infinity, got -0.1',
      () => clv.expectedValueFromOrders({ ...sheet, annualDiscountRate: -0.1 }),
    ],
    [
      'out-of-range',
      'options.horizonDays: expected a number from 0 to Infinity, got -1',
      () => clv.customerLifetimeValue(NBD, bob, { ...value, horizonDays: -1 }),
    ],
    [
      'out-of-range',
      'history.daysToLast: expected 0 to 90, got 91',
      () => clv.customerLifetimeValue(NBD, { ...bob, daysToLast: 91 }, value),
    ],
    [
      'out-of-range',
      'history.daysToLast: expected 0 to 90, got 91',
      () => clv.expectedPurchases(NBD, { ...bob, daysToLast: 91 }, { horizonDays: 1 }),
    ],
    // options of predictions
    [
      'out-of-range',
      'options.horizonDays: expected a number from 0 to Infinity, got -1',
      () => clv.expectedPurchases(NBD, bob, { horizonDays: -1 }),
    ],
    [
      'out-of-range',
      'options.afterDays: expected a number from 0 to Infinity, got -1',
      () => clv.probabilityAliveAt(NBD, bob, { afterDays: -1 }),
    ],
    [
      'out-of-range',
      'options.horizonDays: expected a number from 0 to Infinity, got -1',
      () => clv.probabilityOfPurchases(NBD, bob, { horizonDays: -1, purchases: 1 }),
    ],
    [
      'not-a-count',
      'options.purchases: expected a whole number, 0 or more, got 0.5',
      () => clv.probabilityOfPurchases(NBD, bob, { horizonDays: 1, purchases: 0.5 }),
    ],
    [
      // A mean of 10 million stages: A·1e7/(r + kx) = (40 + 90)·1e7/(0.8 + 2·2) days.
      'out-of-range',
      `options.horizonDays: expected ${(1e7 * 130) / 4.8} days or fewer for this customer, got 300000000`,
      () => clv.expectedPurchases(CNBD, bob, { horizonDays: 3e8 }),
    ],
    [
      'out-of-range',
      `options.afterDays: expected ${(1e7 * 130) / 4.8} days or fewer for this customer, got 300000000`,
      () => clv.probabilityAliveAt(CNBD, bob, { afterDays: 3e8 }),
    ],
    [
      'empty',
      'purchaseDays: expected at least the day 0, got none',
      () => clv.probabilityAlivePath(NBD, [], { days: [1] }),
    ],
    [
      'out-of-order',
      'purchaseDays[0]: expected days that ascend from 0, got 1',
      () => clv.probabilityAlivePath(NBD, [1, 2], { days: [1] }),
    ],
    [
      'out-of-order',
      'purchaseDays[2]: expected days that ascend from 0, got 5',
      () => clv.probabilityAlivePath(NBD, [0, 5, 5], { days: [1] }),
    ],
    [
      'out-of-range',
      'options.days[1]: expected a number from 0 to Infinity, got -1',
      () => clv.probabilityAlivePath(NBD, [0], { days: [1, -1] }),
    ],
    ['out-of-range', 'options.top: expected 1 or more, got 0', () => clv.measureFrequencyFit(NBD, [bob], { top: 0 })],
    [
      'out-of-order',
      'options.splitOn: expected no later than 2024-02-01, got 2024-02-02',
      () => clv.tabulateTracking(NBD, log, { ...cut, splitOn: '2024-02-02' }),
    ],
    [
      'out-of-range',
      'options.everyDays: expected a number from 1 to Infinity, got 0.5',
      () => clv.tabulateTracking(NBD, log, { ...cut, everyDays: 0.5 }),
    ],
    [
      'out-of-range',
      'options.days[0]: expected a number from 0 to Infinity, got -1',
      () => clv.tabulateTracking(NBD, log, { ...cut, days: [3, -1] }),
    ],
    // models
    [
      'out-of-range',
      'model: expected a number, got 0.5,30,-1,80,1',
      () => clv.probabilityAlive({ ...PARETO, dropoutShape: -1 }, bob),
    ],
    [
      'out-of-range',
      'model: expected a number, got 0.8,40,0.9,2,1.5',
      () => clv.expectedPurchases({ ...CNBD, regularity: 1.5 }, bob, { horizonDays: 1 }),
    ],
    [
      'wrong-kind',
      'model: expected a model, got number without a kind',
      () => clv.profileInterval(wrong(5), [bob], { parameter: 'x' }),
    ],
    [
      'wrong-kind',
      'models[1]: expected a model, got object without a kind',
      () => clv.compareModels([NBD, wrong({})], [bob]),
    ],
    [
      'wrong-kind',
      'comparisons[0]: expected a model, got string without a kind',
      () => clv.findBestModel([wrong('nbd')]),
    ],
    [
      'wrong-kind',
      'model: expected a model that is fitted, got survival',
      () => clv.profileInterval(wrong({ kind: 'survival' }), [bob], { parameter: 'x' }),
    ],
    [
      'unsupported',
      'model: expected a model without a shape of 0, got nbd',
      () => clv.profileInterval({ ...NBD, purchaseShape: 0 }, [bob], { parameter: 'purchaseShape' }),
    ],
    [
      'unsupported',
      'model: expected a model without a shape of 0, got sbg',
      () => clv.profileInterval({ ...SBG, dropoutA: 0 }, { survivors: [9, 9] }, { parameter: 'dropoutA' }),
    ],
    [
      'unknown-name',
      'options.parameter: expected one of purchaseShape, purchaseScaleDays, got dropoutA',
      () => clv.profileInterval(NBD, [bob], { parameter: 'dropoutA' }),
    ],
    [
      'unknown-name',
      'model.fit.parameters: expected names of parameters, got kind',
      () =>
        clv.estimateInterval({ ...fitted, fit: { ...fitted.fit!, parameters: ['kind', 'purchaseShape'] } }, quantity, {
          scale: 'log',
        }),
    ],
    // fits
    [
      'unknown-name',
      'options.priors.dropoutA: expected one of purchaseShape, purchaseScaleDays, got dropoutA',
      () => clv.fitNbd([bob], { priors: { dropoutA: { median: 1, logSd: 1 } } }),
    ],
    [
      'out-of-range',
      'options.priors.purchaseShape.median: expected a number above 0 to Infinity, got 0',
      () => clv.fitNbd([bob], { priors: { purchaseShape: { median: 0, logSd: 1 } } }),
    ],
    [
      'out-of-range',
      'options.priors.purchaseShape.logSd: expected a number above 0 to Infinity, got 0',
      () => clv.fitNbd([bob], { priors: { purchaseShape: { median: 1, logSd: 0 } } }),
    ],
    [
      'out-of-range',
      'options.maxIterations: expected a number from 1 to Infinity, got 0',
      () => clv.fitNbd([bob], { maxIterations: 0 }),
    ],
    [
      'not-a-count',
      'options.maxIterations: expected a whole number, 0 or more, got 1.5',
      () => clv.fitNbd([bob], { maxIterations: 1.5 }),
    ],
    [
      'out-of-range',
      'options.tolerance: expected a number above 0 to Infinity, got 0',
      () => clv.fitNbd([bob], { tolerance: 0 }),
    ],
    [
      'out-of-range',
      'options.regularity: expected 1 to 100 stages, got 0',
      () => clv.fitBgCnbd([bob], { regularity: 0 }),
    ],
    [
      'out-of-range',
      'options.regularity: expected 1 to 100 stages, got 101',
      () => clv.fitMbgCnbd([bob], { regularity: 101 }),
    ],
    // uncertainty
    [
      'wrong-type',
      'quantity: expected a function of a model, got 5',
      () => clv.estimateInterval(fitted, wrong(5), { scale: 'log' }),
    ],
    [
      'unknown-name',
      'options.scale: expected one of log, logit, identity, got linear',
      () => clv.estimateInterval(fitted, quantity, { scale: wrong('linear') }),
    ],
    [
      'unknown-name',
      'options.method: expected one of delta, draws, got bootstrap',
      () => clv.estimateInterval(fitted, quantity, { scale: 'log', method: wrong('bootstrap') }),
    ],
    [
      'missing-value',
      'options.seed: expected a whole number for draws, got none',
      () => clv.estimateInterval(fitted, quantity, { scale: 'log', method: 'draws' }),
    ],
    [
      'not-a-count',
      'options.draws: expected a whole number, 0 or more, got 2.5',
      () => clv.estimateInterval(fitted, quantity, { scale: 'log', method: 'draws', seed: 1, draws: 2.5 }),
    ],
    [
      'not-a-count',
      'options.resamples: expected a whole number, 0 or more, got 2.5',
      () => clv.bootstrapModel(NBD, [bob], { seed: 1, kind: 'customers', resamples: 2.5 }),
    ],
    [
      'out-of-range',
      'options.draws: expected 2 or more, got 1',
      () => clv.estimateInterval(fitted, quantity, { scale: 'log', method: 'draws', seed: 1, draws: 1 }),
    ],
    [
      'not-finite',
      'quantity: expected a finite figure of every drawn model, got NaN',
      () => clv.estimateInterval(fitted, () => NaN, { scale: 'log', method: 'draws', seed: 1 }),
    ],
    [
      'out-of-range',
      'options.resamples: expected 2 or more, got 1',
      () => clv.bootstrapModel(NBD, [bob], { seed: 1, kind: 'customers', resamples: 1 }),
    ],
    [
      'unknown-name',
      'options.kind: expected one of customers, parametric, got both',
      () => clv.bootstrapModel(NBD, [bob], { seed: 1, kind: wrong('both') }),
    ],
    // simulations
    [
      // 2 customers, each with her first order and 0.02 a day of 2.5e15 days: 2·(1 + 5e13).
      'too-many',
      'options.observedDays: expected customers and days of 100000000 purchases or fewer, got 100000000000002',
      () =>
        clv.simulatePurchases(
          { ...NBD, purchaseShape: 0.2, purchaseScaleDays: 10 },
          { seed: 1, customers: 2, observedDays: 2.5e15 },
        ),
    ],
    [
      'out-of-range',
      'options.observedDays: expected a number from 0 to Infinity, got -1',
      () => clv.simulatePurchases(NBD, { seed: 1, customers: 1, observedDays: -1 }),
    ],
  ])('%s, %s', (code, message, call) => {
    expect(call).toThrow(expect.objectContaining({ name: 'InputError', code, message }));
  });
});

describe('what stands at the limit is answered', () => {
  test.each<[what: string, call: () => unknown]>([
    ['a repeat order on the last observed day', () => clv.probabilityAlive(NBD, { ...bob, daysToLast: 90 })],
    ['two orders at one time', () => clv.probabilityAlive(NBD, { ...bob, daysToLast: 0, daysObserved: 0 })],
    ['a row of nobody beside others', () => clv.fitNbd([bob, { ...bob, customers: 0 }])],
    ['a row of nobody with traits', () => clv.fitBgNbdWithCovariates([aged, { ...aged, customers: 0 }], age)],
    ['a row of nobody with occasions', () => clv.fitBgBb([occasion, { ...occasion, customers: 0 }])],
    ['a row of nobody with amounts', () => clv.simulateSpend(GG, [{ repeatPurchases: 1, customers: 0 }], { seed: 1 })],
    ['occasions none of which was used', () => clv.fitBgBb([{ successes: 0, lastSuccess: 0, opportunities: 3 }])],
    ['occasions all of which were used', () => clv.fitBgBb([{ successes: 3, lastSuccess: 3, opportunities: 3 }])],
    ['no further occasion', () => clv.expectedSuccesses(BGBB, occasion, { opportunities: 0 })],
    ['the first renewal', () => clv.expectedRetentionRate(SBG, { period: 1 })],
    ['the first renewal to come', () => clv.expectedResidualLifetime(SBG, { renewals: 1, discountRatePerPeriod: 0.1 })],
    ['all who left, and none', () => clv.fitSbg([{ survivors: [9, 0] }, { survivors: [9, 9] }])],
    ['a table of 0 and more', () => clv.measureFrequencyFit(NBD, [bob], { top: 1 })],
    ['steps of a day', () => clv.tabulateTracking(NBD, log, { ...cut, everyDays: 1 })],
    ['the first day', () => clv.tabulateTracking(NBD, log, { ...cut, days: [0] })],
    [
      'a table that ends where the holdout begins',
      () => clv.tabulateTracking(NBD, log, { ...cut, splitOn: cut.endOn }),
    ],
    ['the day of the first order', () => clv.probabilityAlivePath(NBD, [0], { days: [0] })],
    ['a single step of a climb', () => clv.fitNbd([bob], { maxIterations: 1 })],
    ['a single stage', () => clv.fitBgCnbd([bob], { regularity: 1 })],
    ['a hundred stages', () => clv.fitMbgCnbd([{ ...bob, sumLogGapDays: 6 }], { regularity: 100 })],
    ['two draws', () => clv.estimateInterval(fitted, quantity, { scale: 'log', method: 'draws', seed: 1, draws: 2 })],
    ['two fits', () => clv.bootstrapModel(NBD, [bob], { seed: 1, kind: 'customers', resamples: 2 })],
    ['nobody to simulate', () => clv.simulatePurchases(NBD, { seed: 1, customers: 0, observedDays: 9 })],
    ['customers who are not watched', () => clv.simulatePurchases(NBD, { seed: 1, customers: 1, observedDays: 0 })],
    ['spend of nothing', () => clv.customerLifetimeValue(NBD, bob, { ...value, spendPerPurchase: 0 })],
    ['an amount of nothing', () => clv.expectedSpend(GG, { repeatPurchases: 1, meanRepeatAmount: 0 })],
    [
      'a shop of nothing',
      () => clv.expectedSpend({ ...GG, pooledMeanSpend: 0 }, { repeatPurchases: 0, meanRepeatAmount: null }),
    ],
    ['a customer of today', () => clv.historicValue({ totalAmount: 0, daysObserved: 0 }, { marginShare: 0 })],
  ])('%s', (_, call) => {
    expect(call).not.toThrow();
  });
});
