/** Rows in any order give the same model, to the last bit: trap 9 of the domain, over every estimator of both folders. */
import {
  fitCalibration,
  fitLogistic,
  fitScorecard,
  measureBrier,
  measureCalibration,
  measureMaximumProfit,
  measureRocAuc,
  tabulateLift,
  tallyChurnScores,
} from 'clientele/churn';
import {
  compareSurvival,
  fitAalenJohansen,
  fitAft,
  fitCox,
  fitKaplanMeier,
  fitNelsonAalen,
  measureConcordance,
  measureSurvivalBrier,
} from 'clientele/survival';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const RUNS = { seed: 20261126, numRuns: 30 };

const score = fc.record({ probability: fc.double({ min: 0, max: 1, noNaN: true }), churned: fc.boolean() });

/** A list in two orders, of at least a few rows. */
const inTwoOrders = <T>(row: fc.Arbitrary<T>): fc.Arbitrary<[T[], T[]]> =>
  fc
    .array(row, { minLength: 8, maxLength: 60 })
    .chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length })),
    );

test.each([{ l2: 1 }, { l2: 0.01 }, 'none', 'firth'] as const)('logistic regression, penalty %j', (penalty) => {
  const example = fc.record({
    features: fc.record({
      orders: fc.option(fc.integer({ min: 0, max: 40 })),
      spend: fc.integer({ min: 0, max: 500_000 }).map((cents) => cents / 100),
      plan: fc.constantFrom('basic', 'pro', 'team'),
      news: fc.boolean(),
    }),
    churned: fc.boolean(),
    weight: fc.integer({ min: 1, max: 3 }),
  });
  const features = [
    { name: 'orders', kind: 'number', transform: 'log1p', indicator: true },
    { name: 'spend', kind: 'number' },
    { name: 'plan', kind: 'category', minCount: 2 },
    { name: 'news', kind: 'boolean' },
  ] as const;
  fc.assert(
    fc.property(inTwoOrders(example), ([rows, turned]) => {
      const [one, other] = [rows, turned].map((list) => fitLogistic(list, { features, horizonDays: 30, penalty }));
      expect(JSON.stringify(other)).toBe(JSON.stringify(one));
    }),
    RUNS,
  );
});

test('calibrations, tallies and figures of scores', () => {
  fc.assert(
    fc.property(inTwoOrders(score), ([rows, turned]) => {
      const both = new Set(rows.map(({ churned }) => churned)).size === 2;
      const methods = both ? (['platt', 'isotonic', 'beta'] as const) : [];
      const [one, other] = [rows, turned].map((list) => ({
        calibrations: methods.map((method) => fitCalibration(list, { method })),
        tally: tallyChurnScores(list),
        rank: measureRocAuc(list),
        brier: measureBrier(list),
        report: measureCalibration(list),
        lift: tabulateLift(list),
        profit: measureMaximumProfit(list, { value: 200, offerCost: 10, contactCost: 1 }),
      }));
      expect(JSON.stringify(other)).toBe(JSON.stringify(one));
    }),
    RUNS,
  );
});

test('scorecards', () => {
  const variables = [{ name: 'score', edges: [0.3, 0.6] }];
  fc.assert(
    fc.property(inTwoOrders(score), ([rows, turned]) => {
      fc.pre(new Set(rows.map(({ churned }) => churned)).size === 2);
      const [one, other] = [rows, turned].map((list) =>
        fitScorecard(
          list.map(({ probability, churned }) => ({ features: { score: probability }, churned })),
          { variables },
        ),
      );
      expect(JSON.stringify(other)).toBe(JSON.stringify(one));
    }),
    RUNS,
  );
});

test('estimators of times, on ties, entries, weights, strata and causes', () => {
  const spell = fc
    .record({
      days: fc.integer({ min: 2, max: 20 }),
      ended: fc.boolean(),
      entryDays: fc.constantFrom(0, 0, 1),
      weight: fc.double({ min: 0.5, max: 3, noNaN: true }),
      group: fc.constantFrom('a', 'b'),
      covariates: fc.record({
        age: fc.integer({ min: 18, max: 80 }),
        visits: fc.double({ min: 0, max: 9, noNaN: true }),
      }),
      stratum: fc.constantFrom('north', 'south'),
    })
    .map((one) => ({
      ...one,
      cause: one.ended ? one.group : null,
      risk: one.covariates.age,
      probabilitySurviving: one.covariates.visits / 9,
    }));
  fc.assert(
    fc.property(inTwoOrders(spell), ([rows, turned]) => {
      fc.pre(rows.some(({ ended }) => ended) && new Set(rows.map(({ group }) => group)).size === 2);
      const [one, other] = [rows, turned].map((list) => ({
        curves: [fitKaplanMeier(list), fitNelsonAalen(list), fitAalenJohansen(list)],
        test: compareSurvival(list, { weighting: { kind: 'logrank' } }),
        cox: (['efron', 'breslow'] as const).map((ties) => fitCox(list, { ties })),
        concordance: (['harrell', 'uno'] as const).map((method) => measureConcordance(list, { method })),
        brier: measureSurvivalBrier(list, { horizonDays: 9 }),
      }));
      expect(JSON.stringify(other)).toBe(JSON.stringify(one));
    }),
    RUNS,
  );
});

test.each(['weibull', 'lognormal', 'loglogistic', 'exponential'] as const)(
  'accelerated failure times, %s',
  (distribution) => {
    const spell = fc.record({
      days: fc.integer({ min: 1, max: 60 }),
      ended: fc.boolean(),
      covariates: fc.record({ age: fc.integer({ min: 18, max: 80 }) }),
    });
    fc.assert(
      fc.property(inTwoOrders(spell), ([rows, turned]) => {
        const [one, other] = [rows, turned].map((list) => fitAft(list, { distribution }));
        expect(JSON.stringify(other)).toBe(JSON.stringify(one));
      }),
      RUNS,
    );
  },
);
