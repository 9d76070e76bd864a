/** What must hold for every model and every history. Models and histories are drawn on logarithmic scales. */
import * as clv from 'clientele/clv';
import { summarizePurchases } from 'clientele/purchases';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

const runs = { seed: 20261126, numRuns: 60 };
const few = { seed: 20261126, numRuns: 6 };
const DAY = 86_400_000;

/** A number between two, even in its logarithm. */
const between = (low: number, high: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);

const gamma = { purchaseShape: between(0.3, 5), purchaseScaleDays: between(5, 300) };
const beta = { dropoutA: fc.oneof(between(0.1, 5), fc.constant(1)), dropoutB: between(0.3, 20) };
const base = { version: fc.constant(1 as const), fit: fc.constant(null) };
const nbd = fc.record({ kind: fc.constant('nbd' as const), ...base, ...gamma });
const bgNbd = fc.record({ kind: fc.constant('bg-nbd' as const), ...base, ...gamma, ...beta });
const mbgNbd = fc.record({ kind: fc.constant('mbg-nbd' as const), ...base, ...gamma, ...beta });
const rhythm = { regularity: fc.integer({ min: 1, max: 4 }) };
const bgCnbd = fc.record({ kind: fc.constant('bg-cnbd' as const), ...base, ...gamma, ...beta, ...rhythm });
const mbgCnbd = fc.record({ kind: fc.constant('mbg-cnbd' as const), ...base, ...gamma, ...beta, ...rhythm });
const paretoNbd = fc.record({
  kind: fc.constant('pareto-nbd' as const),
  ...base,
  ...gamma,
  dropoutShape: fc.oneof(between(0.1, 5), fc.constant(1)),
  dropoutScaleDays: between(5, 500),
});
/** Purchases come at random: the expectation is smooth and bends one way. */
const random: fc.Arbitrary<clv.PurchaseModel> = fc.oneof(nbd, bgNbd, mbgNbd, paretoNbd);
const model: fc.Arbitrary<clv.PurchaseModel> = fc.oneof(random, bgCnbd, mbgCnbd);

const history: fc.Arbitrary<clv.PurchaseHistory> = fc
  .record({
    repeatPurchases: fc.integer({ min: 0, max: 12 }),
    daysObserved: fc.integer({ min: 1, max: 700 }),
    part: fc.double({ min: 0.01, max: 1, noNaN: true }),
  })
  .map(({ repeatPurchases, daysObserved, part }) => ({
    repeatPurchases,
    daysToLast: repeatPurchases === 0 ? 0 : daysObserved * part,
    daysObserved,
  }));
const horizon = between(0.5, 400);

const near = (got: number, want: number, relative: number): void =>
  expect(Math.abs(got - want), `${got} for ${want}`).toBeLessThanOrEqual(relative * Math.abs(want) + 1e-13);
const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

test('counts have probabilities that add up to 1, and their mean is the expectation', () => {
  fc.assert(
    fc.property(model, history, fc.double({ min: 0.05, max: 1, noNaN: true }), (m, h, part) => {
      // As far as half of all that is known: the tail falls by half with every count.
      const horizonDays = part * (m.purchaseScaleDays + h.daysObserved);
      let [total, mean] = [0, 0];
      for (let purchases = 0; purchases < 140; purchases++) {
        const p = clv.probabilityOfPurchases(m, h, { horizonDays, purchases });
        expect(p >= 0 && p <= 1).toBe(true);
        total += p;
        mean += purchases * p;
      }
      near(total, 1, 1e-9);
      near(mean, clv.expectedPurchases(m, h, { horizonDays }), 1e-7);
      near(
        clv.probabilityNoPurchase(m, h, { horizonDays }),
        clv.probabilityOfPurchases(m, h, { horizonDays, purchases: 0 }),
        1e-13,
      );
    }),
    { ...runs, numRuns: 30 },
  );
});

test('the expectation is 0 at 0 and rises with the horizon, where purchases come at random ever more slowly', () => {
  fc.assert(
    fc.property(model, history, horizon, (m, h, days) => {
      const at = (horizonDays: number): number => clv.expectedPurchases(m, h, { horizonDays });
      const [one, two, three] = [at(days), at(2 * days), at(3 * days)];
      expect(at(0)).toBe(0);
      expect(one >= 0 && two >= one && three >= two).toBe(true);
      if (!('regularity' in m) || m.regularity === 1) expect(three - two).toBeLessThanOrEqual((two - one) * (1 + 1e-9));
    }),
    runs,
  );
});

test('at once they come at the rate of one who is alive: dE/dt = P(alive)·(r + x)/(α + T)', () => {
  fc.assert(
    fc.property(random, history, (m, h) => {
      const A = m.purchaseScaleDays + h.daysObserved;
      const step = 1e-6 * A;
      const rate = clv.expectedPurchases(m, h, { horizonDays: step }) / step;
      near(rate, (clv.probabilityAlive(m, h) * (m.purchaseShape + h.repeatPurchases)) / A, 1e-4);
    }),
    runs,
  );
});

test('to be alive later is never likelier than now, and as likely at once', () => {
  fc.assert(
    fc.property(model, history, horizon, (m, h, days) => {
      const at = (afterDays: number): number => clv.probabilityAliveAt(m, h, { afterDays });
      near(at(0), clv.probabilityAlive(m, h), 1e-12);
      expect(at(days)).toBeLessThanOrEqual(at(0) + 1e-15);
      expect(at(2 * days)).toBeLessThanOrEqual(at(days) + 1e-15);
      expect(at(2 * days) >= 0).toBe(true);
    }),
    runs,
  );
});

test('discounted is less, the less the higher the rate, and plain where the rate is nearly none', () => {
  fc.assert(
    fc.property(model, history, horizon, (m, h, horizonDays) => {
      const at = (annualDiscountRate: number): number =>
        clv.expectedDiscountedPurchases(m, h, { annualDiscountRate, horizonDays });
      const plain = clv.expectedPurchases(m, h, { horizonDays });
      expect(at(0)).toBe(plain);
      near(at(1e-10), plain, 1e-8);
      expect(at(0.1)).toBeLessThanOrEqual(plain * (1 + 1e-9));
      expect(at(0.3)).toBeLessThanOrEqual(at(0.1) * (1 + 1e-9));
    }),
    runs,
  );
});

test('an unlimited horizon is the limit of long ones', () => {
  fc.assert(
    fc.property(random, history, between(0.05, 0.4), (m, h, annualDiscountRate) => {
      const at = (horizonDays: number | 'unlimited'): number =>
        clv.expectedDiscountedPurchases(m, h, { annualDiscountRate, horizonDays });
      const centuries = (365.2425 * 40) / Math.log1p(annualDiscountRate);
      near(at(centuries), at('unlimited'), 1e-9);
      expect(at(3650)).toBeLessThanOrEqual(at('unlimited') * (1 + 1e-9));
    }),
    runs,
  );
});

test('another unit of time changes no probability', () => {
  fc.assert(
    fc.property(model, history, horizon, between(0.01, 100), (m, h, days, unit) => {
      const scaled = { ...m, purchaseScaleDays: m.purchaseScaleDays * unit };
      if (scaled.kind === 'pareto-nbd') scaled.dropoutScaleDays *= unit;
      const same = { ...h, daysToLast: h.daysToLast * unit, daysObserved: h.daysObserved * unit };
      near(clv.probabilityAlive(scaled, same), clv.probabilityAlive(m, h), 1e-10);
      near(
        clv.expectedPurchases(scaled, same, { horizonDays: days * unit }),
        clv.expectedPurchases(m, h, { horizonDays: days }),
        1e-10,
      );
      near(
        clv.probabilityOfPurchases(scaled, same, { horizonDays: days * unit, purchases: 2 }),
        clv.probabilityOfPurchases(m, h, { horizonDays: days, purchases: 2 }),
        1e-9,
      );
    }),
    runs,
  );
});

test('a rhythm of one stage is none; without dropout every model is NBD, and nearly without nearly', () => {
  fc.assert(
    fc.property(fc.oneof(bgNbd, mbgNbd), paretoNbd, history, horizon, (m, pareto, h, horizonDays) => {
      const kind = m.kind === 'bg-nbd' ? 'bg-cnbd' : 'mbg-cnbd';
      const staged = { ...m, kind, regularity: 1 } as clv.PurchaseModel;
      near(clv.probabilityAlive(staged, h), clv.probabilityAlive(m, h), 1e-12);
      near(clv.expectedPurchases(staged, h, { horizonDays }), clv.expectedPurchases(m, h, { horizonDays }), 1e-11);
      for (const [with0, nearly] of [
        [
          { ...m, dropoutA: 0, dropoutB: 1 },
          { ...m, dropoutA: 1e-13, dropoutB: 1 },
        ],
        [
          { ...pareto, dropoutShape: 0, dropoutScaleDays: 1 },
          { ...pareto, dropoutShape: 1e-14, dropoutScaleDays: 1 },
        ],
      ] as [clv.PurchaseModel, clv.PurchaseModel][]) {
        const { purchaseShape, purchaseScaleDays } = with0;
        const still: clv.PurchaseModel = { kind: 'nbd', version: 1, purchaseShape, purchaseScaleDays, fit: null };
        expect(clv.probabilityAlive(with0, h)).toBe(1);
        near(clv.expectedPurchases(with0, h, { horizonDays }), clv.expectedPurchases(still, h, { horizonDays }), 1e-11);
        near(
          clv.probabilityOfPurchases(with0, h, { horizonDays, purchases: 1 }),
          clv.probabilityOfPurchases(still, h, { horizonDays, purchases: 1 }),
          1e-10,
        );
        // A customer of many purchases and long silence is told apart from NBD even by a trace of dropout.
        if (clv.probabilityAlive(nearly, h) > 1 - 1e-9) {
          near(
            clv.expectedPurchases(nearly, h, { horizonDays }),
            clv.expectedPurchases(with0, h, { horizonDays }),
            1e-8,
          );
        }
      }
    }),
    runs,
  );
});

const purchaseDays = fc
  .uniqueArray(fc.integer({ min: 1, max: 300 }), { maxLength: 8 })
  .map((days) => [0, ...days.toSorted((p, q) => p - q)]);

test('a path tells each day what the summary of that day tells', () => {
  fc.assert(
    fc.property(model, purchaseDays, fc.integer({ min: 0, max: 400 }), (m, days, day) => {
      const log = days.map((one) => ({ customerId: 'a', at: one * DAY + DAY / 2 }));
      const [summary] = summarizePurchases(log, { asOf: (day + 1) * DAY });
      expect(clv.probabilityAlivePath(m, days, { days: [day] })[0]).toBe(clv.probabilityAlive(m, summary!));
    }),
    runs,
  );
});

test('silence lowers P(alive), a repeat purchase raises it', () => {
  fc.assert(
    fc.property(fc.oneof(mbgNbd, paretoNbd), purchaseDays, (m, days) => {
      const all = Array.from({ length: 330 }, (_, day) => day);
      const path = clv.probabilityAlivePath(m, days, { days: all });
      for (let day = 1; day < 330; day++) {
        const [before, now] = [path[day - 1]!, path[day]!];
        if (!days.includes(day)) expect(now <= before * (1 + 1e-12)).toBe(true);
        else if (days.indexOf(day) >= 2) expect(now >= before * (1 - 1e-12)).toBe(true);
      }
    }),
    { ...runs, numRuns: 20 },
  );
});

test('equal rows are one row of several customers, in any order', () => {
  fc.assert(
    fc.property(
      model,
      fc.array(history, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 2, max: 5 }),
      (m, rows, n) => {
        const gaps = rows.map((row) => ({ ...row, sumLogGapDays: row.repeatPurchases * 2 }));
        const apart = gaps.flatMap((row) => Array.from({ length: n }, () => row)).toReversed();
        const together = gaps.map((row) => ({ ...row, customers: n }));
        expect(clv.logLikelihood(m, apart)).toBe(clv.logLikelihood(m, together));
        near(clv.logLikelihood(m, together), n * clv.logLikelihood(m, gaps), 1e-12);
      },
    ),
    runs,
  );
});

const shop = (m: clv.PurchaseModel, seed: number, customers: number): clv.PurchaseHistory[] =>
  clv.simulatePurchases(m, { seed, customers, observedDays: 200 }).map(({ purchaseDays: days }) => ({
    repeatPurchases: days.length - 1,
    daysToLast: Math.ceil(days.at(-1)!),
    daysObserved: 200,
    sumLogGapDays: days.slice(1).reduce((sum, day, i) => sum + Math.log(day - days[i]!), 0),
  }));
const FITS = [clv.fitNbd, clv.fitBgNbd, clv.fitMbgNbd, clv.fitParetoNbd] as const;

test('a fit does not depend on the order of customers, is plain JSON below 2 kB, and no NaN is in it', () => {
  fc.assert(
    fc.property(model, fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 60 }), (m, seed, customers) => {
      const rows = shop(m, seed, customers);
      for (const fit of FITS) {
        const fitted = fit(rows);
        expect(fit(rows.toReversed())).toEqual(fitted);
        expect(stored(fitted)).toEqual(fitted);
        expect(JSON.stringify(fitted).length).toBeLessThan(2000);
        expect(fitted.fit!.logLikelihood).toBeLessThanOrEqual(0);
      }
    }),
    few,
  );
});

test('every report and table is plain JSON, and adds up', () => {
  fc.assert(
    fc.property(model, fc.integer({ min: 1, max: 1e6 }), (m, seed) => {
      const log = clv
        .simulatePurchases(m, { seed, customers: 12, observedDays: 120 })
        .flatMap(({ purchaseDays: days }, i) => days.map((day) => ({ customerId: i, at: Math.floor(day) * DAY })));
      const rows = summarizePurchases(log, { asOf: 121 * DAY });
      const table = clv.measureFrequencyFit(m, rows, { top: 5 });
      near(
        table.expected.reduce((sum, n) => sum + n, 0),
        rows.length,
        1e-9,
      );
      expect(table.actual.reduce((sum, n) => sum + n, 0)).toBe(rows.length);
      const tracking = clv.tabulateTracking(m, log, { splitOn: '1970-02-20', endOn: '1970-05-01', everyDays: 10 });
      for (const value of [
        table,
        tracking,
        clv.purchaseCountInterval(m, rows[0]!, { horizonDays: 30, level: 0.9 }),
        clv.customerLifetimeValue(m, rows[0]!, {
          horizonDays: 365,
          annualDiscountRate: 0.1,
          marginShare: 0.4,
          spendPerPurchase: 30,
        }),
        clv.simulatePurchases(m, { seed, customers: 3, observedDays: 50 }),
        clv.condenseHistories(rows),
      ]) {
        expect(stored(value)).toEqual(value);
      }
    }),
    few,
  );
});

const bgBb = fc.record({
  kind: fc.constant('bg-bb' as const),
  ...base,
  purchaseA: between(0.2, 10),
  purchaseB: between(0.2, 10),
  dropoutA: between(0.1, 5),
  dropoutB: between(0.3, 20),
});
const occasions: fc.Arbitrary<clv.OpportunityHistory> = fc.array(fc.boolean(), { maxLength: 12 }).map((used) => ({
  successes: used.filter(Boolean).length,
  lastSuccess: used.lastIndexOf(true) + 1,
  opportunities: used.length,
}));

test('BG/BB: counts add up to 1 with the expected mean, alive falls, discounted is less', () => {
  fc.assert(
    fc.property(bgBb, occasions, fc.integer({ min: 0, max: 15 }), (m, h, opportunities) => {
      let [total, mean] = [0, 0];
      for (let successes = 0; successes <= opportunities; successes++) {
        const p = clv.probabilityOfSuccesses(m, h, { opportunities, successes });
        expect(p >= 0).toBe(true);
        total += p;
        mean += p * successes;
      }
      near(total, 1, 1e-11);
      near(mean, clv.expectedSuccesses(m, h, { opportunities }), 1e-10);
      const alive = (n: number): number => clv.probabilityAliveAtOpportunity(m, h, { opportunities: n });
      expect(alive(opportunities + 1)).toBeLessThanOrEqual(alive(opportunities));
      const dert = clv.expectedDiscountedSuccesses(m, h, { discountRatePerOpportunity: 0.1 });
      expect(clv.expectedDiscountedSuccesses(m, h, { discountRatePerOpportunity: 0.2 })).toBeLessThanOrEqual(dert);
      // The next m alone, each as if it came last, are worth less than all that come.
      expect(dert * 1.1 ** opportunities).toBeGreaterThanOrEqual(mean * (1 - 1e-9));
    }),
    runs,
  );
});

const contract: fc.Arbitrary<clv.ContractModel> = fc.oneof(
  fc.record({ kind: fc.constant('sbg' as const), ...base, dropoutA: between(0.1, 10), dropoutB: between(0.1, 30) }),
  fc.record({
    kind: fc.constant('bdw' as const),
    ...base,
    dropoutA: between(0.1, 10),
    dropoutB: between(0.1, 30),
    durationShape: between(0.4, 2.5),
  }),
);

test('contracts: survival falls from 1, retention multiplies to it and rises for sBG, lifetimes are sums', () => {
  fc.assert(
    fc.property(contract, fc.integer({ min: 1, max: 30 }), between(0.05, 0.5), (m, n, discountRatePerPeriod) => {
      const S = (periods: number): number => clv.probabilityStillCustomer(m, { periods }).value!;
      const retention = (period: number): number => clv.expectedRetentionRate(m, { period }).value!;
      expect(S(0)).toBe(1);
      expect(S(n + 1)).toBeLessThan(S(n));
      near(S(n) * retention(n + 1), S(n + 1), 1e-11);
      if (m.kind === 'sbg') expect(retention(n + 1)).toBeGreaterThan(retention(n));
      const life = clv.expectedLifetime(m, { discountRatePerPeriod }).value!;
      let sum = 0;
      for (let t = 0; t < 900; t++) sum += S(t) / (1 + discountRatePerPeriod) ** t;
      near(life, sum, 1e-9);
      // Just before the first renewal: what a new customer is worth, but for the payment she has made.
      const residual = clv.expectedResidualLifetime(m, { renewals: 1, discountRatePerPeriod }).value!;
      near((life - 1) * (1 + discountRatePerPeriod), residual, 1e-10);
    }),
    { ...runs, numRuns: 30 },
  );
});

test('expected spend lies between the own mean and that of all, and scales with the unit of money', () => {
  const gammaGamma = fc.record({
    kind: fc.constant('gamma-gamma' as const),
    ...base,
    spendShape: between(0.5, 20),
    spreadShape: between(1.2, 10),
    spreadScale: between(1, 100),
    pooledMeanSpend: fc.constant(30),
  });
  fc.assert(
    fc.property(gammaGamma, fc.integer({ min: 1, max: 50 }), between(0.1, 1e4), (m, repeatPurchases, mean) => {
      const at = (value: clv.GammaGammaModel, amount: number): number =>
        clv.expectedSpend(value, { repeatPurchases, meanRepeatAmount: amount });
      const all = clv.expectedSpend(m, { repeatPurchases: 0, meanRepeatAmount: null });
      near(all, (m.spendShape * m.spreadScale) / (m.spreadShape - 1), 1e-12);
      const got = at(m, mean);
      expect(got >= Math.min(all, mean) * (1 - 1e-12) && got <= Math.max(all, mean) * (1 + 1e-12)).toBe(true);
      near(at({ ...m, spreadScale: m.spreadScale * 100 }, mean * 100), 100 * got, 1e-12);
    }),
    runs,
  );
});
