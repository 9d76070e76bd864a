import * as clv from 'clientele/clv';
import type { Purchase, PurchaseSummary, SummarizeOptions } from 'clientele/purchases';
import { measurePurchaseGaps, splitCalibrationHoldout, summarizePurchases } from 'clientele/purchases';
import type { Adapter, CaseContext } from './adapter.ts';
import { readLog } from './read-log.ts';

const DAY = 86_400_000;

/** A calendar day of the suite as an instant; the suite's days are UTC. */
const startOf = (on: string): number => Date.parse(`${on}T00:00:00Z`);
/** The suite's last observed day as our half-open end. */
const endOf = (on: string): number => startOf(on) + DAY;
const dayAfter = (on: string): string => new Date(endOf(on)).toISOString().slice(0, 10);

function purchasesOf(given: Purchase[] | { data: string }, context: CaseContext): Purchase[] {
  return Array.isArray(given) ? given : readLog(given.data, context);
}

function optionsOf(input: any): SummarizeOptions {
  return {
    asOf: input.asOfOn === undefined ? input.asOf : endOf(input.asOfOn),
    ...(input.timeZone && { timeZone: input.timeZone }),
    ...(input.refunds && { refunds: input.refunds }),
    ...(input.sameDay && { sameDay: input.sameDay === 'separate' ? 'instants' : input.sameDay }),
  };
}

const sum = (values: (number | null)[]): number => values.reduce<number>((total, value) => total + (value ?? 0), 0);

function rowOf(summary: PurchaseSummary): Record<string, unknown> {
  return { ...summary, x: summary.repeatPurchases, tx: summary.daysToLast, T: summary.daysObserved };
}

/** The suite's short names of the parameters, by kind, in its order. */
const NAMES: Record<string, Record<string, string>> = {
  nbd: { r: 'purchaseShape', alpha: 'purchaseScaleDays' },
  'bg-nbd': { r: 'purchaseShape', alpha: 'purchaseScaleDays', a: 'dropoutA', b: 'dropoutB' },
  'pareto-nbd': { r: 'purchaseShape', alpha: 'purchaseScaleDays', s: 'dropoutShape', beta: 'dropoutScaleDays' },
  'gamma-gamma': { p: 'spendShape', q: 'spreadShape', v: 'spreadScale' },
  'bg-bb': { alpha: 'purchaseA', beta: 'purchaseB', gamma: 'dropoutA', delta: 'dropoutB' },
  sbg: { alpha: 'dropoutA', beta: 'dropoutB' },
  bdw: { alpha: 'dropoutA', beta: 'dropoutB', c: 'durationShape' },
};
for (const kind of ['mbg-nbd', 'bg-cnbd', 'mbg-cnbd']) NAMES[kind] = NAMES['bg-nbd']!;

const rename = (values: any, names: Record<string, string>): Record<string, any> =>
  Object.fromEntries(Object.entries(values ?? {}).map(([key, value]) => [names[key] ?? key, value]));

function modelOf({ kind, params, k, covariance }: any): any {
  const names = NAMES[kind]!;
  const fit = covariance
    ? { covariance, parameters: Object.keys(params).map((key) => names[key]!), boundary: null, status: 'interior' }
    : null;
  const stages = k ?? params.k;
  return {
    kind,
    version: 1,
    ...(stages === undefined ? {} : { regularity: stages }),
    ...(kind === 'gamma-gamma' ? { pooledMeanSpend: 0 } : {}),
    ...rename(params, names),
    fit,
  };
}

const historyOf = ({ x, tx, T }: any) => ({ repeatPurchases: x, daysToLast: tx, daysObserved: T });
const occasionsOf = ({ x, tx, n }: any) => ({ successes: x, lastSuccess: tx, opportunities: n });
const NEWCOMER = { repeatPurchases: 0, daysToLast: 0, daysObserved: 0 };

function historiesOf(input: any, context: CaseContext): any[] {
  if (input.purchases) {
    const log = purchasesOf(input.purchases, context);
    const summaries = summarizePurchases(log, optionsOf(input));
    const bound = input.covariates?.firstDayAmountAtLeast;
    if (bound === undefined) return summaries;
    const first = new Map<string, number>();
    const day = (at: unknown): string => String(at).slice(0, 10);
    const firstOn = new Map(summaries.map((s) => [s.customerId, s.firstOn]));
    for (const { customerId, at, amount = 0 } of log) {
      if (day(at) === firstOn.get(customerId)) first.set(customerId, (first.get(customerId) ?? 0) + amount);
    }
    return summaries.map((s) => ({ ...s, covariates: { z: first.get(s.customerId)! >= bound ? 1 : 0 } }));
  }
  const given = input.histories;
  if (Array.isArray(given)) {
    const unit = input.daysPerUnit ?? 1;
    return given.map(([x, tx, T, customers = 1, sumLogGapDays]: any) => ({
      ...historyOf({ x, tx: tx * unit, T: T * unit }),
      customers,
      ...(sumLogGapDays === undefined ? {} : { sumLogGapDays }),
    }));
  }
  const unit = given.daysPerUnit ?? input.daysPerUnit ?? 1;
  return cellsOf(given.data, context).map(([, x, tx, T, mean]) => ({
    ...historyOf({ x: Number(x), tx: Number(tx) * unit, T: Number(T) * unit }),
    meanRepeatAmount: Number(mean),
  }));
}

function cellsOf(path: string, { readData }: CaseContext): string[][] {
  const lines = readData(path).split('\n');
  return lines
    .slice(1)
    .map((line) => line.trim().replaceAll('"', '').split(','))
    .filter((cells) => cells.length > 1);
}

const FITS: Record<string, (histories: any, options: any) => any> = {
  nbd: clv.fitNbd,
  'bg-nbd': clv.fitBgNbd,
  'mbg-nbd': clv.fitMbgNbd,
  'bg-cnbd': clv.fitBgCnbd,
  'mbg-cnbd': clv.fitMbgCnbd,
  'pareto-nbd': clv.fitParetoNbd,
  'gamma-gamma': clv.fitGammaGamma,
};

function fitted(input: any, context: CaseContext): any {
  const { kind, k } = input.model;
  const options = {
    ...(input.priors && {
      priors: typeof input.priors === 'string' ? input.priors : rename(input.priors, NAMES[kind]!),
    }),
    ...(k === undefined ? {} : { regularity: k }),
  };
  if (input.spendHistories) {
    const rows = input.spendHistories.map(([repeatPurchases, meanRepeatAmount, customers = 1]: any) => ({
      repeatPurchases,
      meanRepeatAmount,
      customers,
    }));
    return clv.fitGammaGamma(rows, options);
  }
  if (input.survivors) {
    const cohorts = Array.isArray(input.survivors[0])
      ? input.survivors.map((survivors: number[]) => ({ survivors }))
      : { survivors: input.survivors };
    return kind === 'bdw' ? clv.fitBdw(cohorts, options) : clv.fitSbg(cohorts, options);
  }
  if (input.opportunityHistories) {
    const given = input.opportunityHistories;
    const cells = Array.isArray(given) ? given : cellsOf(given.data, context);
    return clv.fitBgBb(
      cells.map(([x, tx, n, customers]: any) => ({
        ...occasionsOf({ x: Number(x), tx: Number(tx), n: Number(n) }),
        customers: customers === undefined ? 1 : Number(customers),
      })),
      options,
    );
  }
  if (input.covariates) {
    const fit = kind === 'bg-nbd' ? clv.fitBgNbdWithCovariates : clv.fitParetoNbdWithCovariates;
    return fit(historiesOf(input, context), { ...options, purchaseCovariates: ['z'], dropoutCovariates: ['z'] });
  }
  return FITS[kind]!(historiesOf(input, context), options);
}

/** One figure for every effect of a model's covariate z. */
function effectsOf(model: any, figure: (field: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.keys(model.effects ?? {}).map((field) => [field, figure(field)]));
}

/** The wanted likelihood where it was reached: to 1e-7, not to the tolerance of the case, which is that of parameters. */
const atLeast = (got: number, want: any): unknown => (got >= want - 1e-7 ? want : `${got} is too low`);

/** Every number in a value is finite. */
function allFinite(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return value === null || typeof value !== 'object' || Object.values(value).every(allFinite);
}

function predicted(input: any): Record<string, unknown> {
  const model = modelOf(input.model);
  const { horizonDays, level, annualDiscountRate } = input;
  const answer: Record<string, unknown> = {};
  if (input.history) {
    const history = historyOf(input.history);
    answer.pAlive = clv.probabilityAlive(model, history);
    if (horizonDays !== undefined) {
      answer.pAliveAt = clv.probabilityAliveAt(model, history, { afterDays: horizonDays });
      answer.expected = clv.expectedPurchases(model, history, { horizonDays });
      answer.noPurchase = clv.probabilityNoPurchase(model, history, { horizonDays });
      if (input.counts) {
        answer.pmf = input.counts.map((purchases: number) =>
          clv.probabilityOfPurchases(model, history, { horizonDays, purchases }),
        );
      }
      if (level !== undefined) answer.countInterval = clv.purchaseCountInterval(model, history, { horizonDays, level });
    }
    if (annualDiscountRate !== undefined) {
      const discounted = (until: number | 'unlimited') =>
        clv.expectedDiscountedPurchases(model, history, { annualDiscountRate, horizonDays: until });
      answer.dert = discounted('unlimited');
      if (horizonDays !== undefined) answer.discounted = discounted(horizonDays);
    }
  }
  answer.newCustomerExpected = input.newCustomerHorizons?.map((days: number) =>
    clv.expectedPurchasesForNewCustomer(model, { horizonDays: days }),
  );
  answer.newCustomerPmf = input.newCustomerCounts?.map((purchases: number) =>
    clv.probabilityOfPurchases(model, NEWCOMER, { horizonDays, purchases }),
  );
  return answer;
}

const valued = (input: any, options: any) =>
  clv.customerLifetimeValue(modelOf(input.model), historyOf(input.history), {
    horizonDays: options.horizonDays,
    annualDiscountRate: options.annualDiscountRate,
    marginShare: options.marginRate,
    spendPerPurchase: options.spendPerPurchase,
    ...(options.bookingDays === undefined ? {} : { bookingDays: options.bookingDays }),
  });

export const adapter: Adapter = {
  gaps(input, context) {
    const { gapDays, regularity } = measurePurchaseGaps(purchasesOf(input.purchases, context), optionsOf(input));
    return {
      gaps: gapDays.count,
      meanDays: gapDays.mean,
      medianDays: gapDays.p50,
      p90Days: gapDays.p90,
      p95Days: gapDays.p95,
      regularity: regularity.value,
      regularityCustomers: regularity.customers,
    };
  },
  loglik: (input, context) => ({ logLik: clv.logLikelihood(modelOf(input.model), historiesOf(input, context)) }),
  fit(input, context) {
    const { expect } = context;
    const model = fitted(input, context);
    const { fit } = model;
    const names = NAMES[model.kind]!;
    const order = Object.keys(names).map((key) => fit.parameters.indexOf(names[key]!));
    const then = input.thenPredict && {
      pAlive: clv.probabilityAlive(model, historyOf(input.thenPredict.history)),
      expected: clv.expectedPurchases(model, historyOf(input.thenPredict.history), {
        horizonDays: input.thenPredict.horizonDays,
      }),
    };
    return {
      params: Object.fromEntries(Object.entries(names).map(([key, name]) => [key, model[name]])),
      se: Object.fromEntries(Object.keys(names).map((key, i) => [key, fit.standardErrors[order[i]!] ?? null])),
      cov: fit.covariance && order.map((i) => order.map((j) => fit.covariance[i]?.[j] ?? null)),
      effects: effectsOf(model, (field) => model.effects[field].z),
      seEffects: effectsOf(model, (field) => fit.standardErrors[fit.parameters.indexOf(`effects.${field}.z`)]),
      logLik: fit.logLikelihood,
      logLikAtLeast: atLeast(fit.logLikelihood, expect.logLikAtLeast),
      // The suite lists the statuses that it allows where there is more than one.
      status: Array.isArray(expect.status) && expect.status.includes(fit.status) ? expect.status : fit.status,
      boundary: fit.boundary,
      k: model.regularity,
      nUsed: fit.n,
      correlation: fit.correlation,
      newCustomerSpend:
        model.kind === 'gamma-gamma' ? clv.expectedSpend(model, { repeatPurchases: 0, meanRepeatAmount: null }) : null,
      finite: allFinite([model, then ?? null]),
      predicted: then,
    };
  },
  predict: predicted,
  stress: predicted,
  spend: ({ model, x, meanAmount }) => ({
    expectedSpend: clv.expectedSpend(modelOf(model), { repeatPurchases: x, meanRepeatAmount: meanAmount }),
  }),
  clv: (input) => valued(input, input),
  holdout(input, context) {
    const split = splitCalibrationHoldout(purchasesOf(input.purchases, context), {
      splitOn: dayAfter(input.calibrationEndOn),
      endOn: dayAfter(input.holdoutEndOn),
    });
    return clv.measureHoldout(modelOf(input.model), split);
  },
  frequency: (input, context) =>
    clv.measureFrequencyFit(modelOf(input.model), historiesOf(input, context), { top: input.top }),
  tracking(input, context) {
    const options = { splitOn: dayAfter(input.calibrationEndOn), endOn: dayAfter(input.holdoutEndOn) };
    const log = purchasesOf(input.purchases, context);
    const rows = clv.tabulateTracking(modelOf(input.model), log, { ...options, days: input.days });
    const [start] = clv.tabulateTracking(modelOf(input.model), log, { ...options, days: [0] });
    return {
      startOn: start?.on,
      actualCumulative: rows.map((row) => row.actualCumulative),
      expectedCumulative: rows.map((row) => row.expectedCumulative),
    };
  },
  path: ({ model, purchaseDays, days }) => ({
    pAlive: clv.probabilityAlivePath(modelOf(model), purchaseDays, { days }),
  }),
  interval(input) {
    const history = historyOf(input.history);
    const { horizonDays, level } = input;
    const alive = input.quantity === 'alive';
    const { value, standardError, interval } = clv.estimateInterval(
      modelOf(input.model),
      (m: clv.PurchaseModel) =>
        alive ? clv.probabilityAlive(m, history) : clv.expectedPurchases(m, history, { horizonDays }),
      { level, scale: alive ? 'logit' : 'log' },
    );
    return { value, standardError, low: interval?.low, high: interval?.high };
  },
  simulate(input) {
    const { customers, observedDays, seed } = input;
    const shop = clv.simulatePurchases(modelOf(input.model), { customers, observedDays, seed });
    const again = clv.simulatePurchases(modelOf(input.model), { customers, observedDays, seed });
    return {
      meanRepeatPurchases: sum(shop.map((c) => c.purchaseDays.length - 1)) / shop.length,
      shareWithoutRepeat: shop.filter((c) => c.purchaseDays.length === 1).length / shop.length,
      deterministic: JSON.stringify(shop) === JSON.stringify(again),
    };
  },
  bgbb(input) {
    const model = modelOf(input.model);
    const history = occasionsOf(input.history);
    const discountRatePerOpportunity = input.discountRatePerOpportunity;
    const at = (opportunities: number) => clv.probabilityAliveAtOpportunity(model, history, { opportunities });
    return {
      logLik: clv.opportunityLogLikelihood(model, [history]),
      pAlive: at(0),
      pAliveAfter: input.opportunities?.map(at),
      expected: input.opportunities?.map((opportunities: number) =>
        clv.expectedSuccesses(model, history, { opportunities }),
      ),
      pmf:
        input.countOpportunities === undefined
          ? undefined
          : Array.from({ length: input.countOpportunities + 1 }, (_, successes) =>
              clv.probabilityOfSuccesses(model, history, { opportunities: input.countOpportunities, successes }),
            ),
      dert:
        discountRatePerOpportunity === undefined
          ? undefined
          : clv.expectedDiscountedSuccesses(model, history, { discountRatePerOpportunity }),
    };
  },
  contract(input) {
    const model = modelOf(input.model);
    const { periods, discountRatePerPeriod } = input;
    return {
      survival: Array.from(
        { length: periods + 1 },
        (_, t) => clv.probabilityStillCustomer(model, { periods: t }).value,
      ),
      retention: Array.from({ length: periods }, (_, t) => clv.expectedRetentionRate(model, { period: t + 1 }).value),
      discountedLifetime: clv.expectedLifetime(model, { discountRatePerPeriod }).value,
      discountedResidualLifetime: input.renewalsBefore?.map(
        (renewals: number) => clv.expectedResidualLifetime(model, { renewals, discountRatePerPeriod }).value,
      ),
    };
  },
  historic(input, context) {
    const summaries = summarizePurchases(purchasesOf(input.purchases, context), optionsOf(input));
    const summary = summaries.find((s) => s.customerId === input.customerId)!;
    return clv.historicValue(summary, { marginShare: input.marginRate });
  },
  simple: ({ spendPerPurchase, purchasesPerYear, marginRate, lifetimeYears, annualDiscountRate }) => ({
    value: clv.expectedValueFromOrders({
      spendPerPurchase,
      purchasesPerYear,
      marginShare: marginRate,
      lifetimeYears,
      ...(annualDiscountRate === undefined ? {} : { annualDiscountRate }),
    }),
  }),
  reject(input, context) {
    if (input.fit) {
      const model = typeof input.fit === 'string' ? { kind: input.fit } : input.fit;
      return fitted({ ...input, model }, context);
    }
    if (input.clv) return valued(input, input.clv);
    if (input.purchases) return summarizePurchases(purchasesOf(input.purchases, context), optionsOf(input));
    return predicted(input);
  },
  summarize(input, context) {
    const log = purchasesOf(input.purchases, context);
    const summaries = summarizePurchases(log, optionsOf(input));
    const split =
      input.holdoutEndOn === undefined
        ? null
        : splitCalibrationHoldout(log, { splitOn: dayAfter(input.asOfOn), endOn: dayAfter(input.holdoutEndOn) });
    return {
      ...(split && {
        holdoutDays: split.holdoutDays,
        holdoutPurchases: sum(split.rows.map((row) => row.holdoutPurchases)),
      }),
      customers: summaries.length,
      repeatCustomers: summaries.filter((s) => s.repeatPurchases > 0).length,
      sumRepeatPurchases: sum(summaries.map((s) => s.repeatPurchases)),
      sumDaysToLast: sum(summaries.map((s) => s.daysToLast)),
      sumDaysObserved: sum(summaries.map((s) => s.daysObserved)),
      sumLogGapDays: sum(summaries.map((s) => s.sumLogGapDays)),
      totalAmount: sum(summaries.map((s) => s.totalAmount)),
      sumMeanRepeatAmount: sum(summaries.map((s) => s.meanRepeatAmount)),
      uniqueHistories: clv.condenseHistories(summaries).length,
      rows: Object.fromEntries(summaries.map((s) => [s.customerId, rowOf(s)])),
    };
  },
};
