/** Answers of stored models, worked out by hand. */
import type { ChurnScoreTally, LogisticModel } from 'clientele/churn';
import {
  fitGapRisk,
  fitInactivityRisk,
  fitLogistic,
  fitScorecard,
  gapThresholdDays,
  inactivityThresholdDays,
  inferLogistic,
  labelEnded,
  labelInactive,
  measureCalibration,
  measureConfusion,
  measureTopLift,
  mergeChurnScoreTallies,
  mergeInactivityTallies,
  probabilityChurn,
  probabilityInactive,
  rawCoefficients,
  rocCurve,
  scorePoints,
  tallyChurnScores,
  tallyInactivity,
} from 'clientele/churn';
import { describe, expect, test } from 'vitest';
import { scored } from './make-rows.ts';
import { examples, FEATURES, model } from './small-shop.ts';

const near = (value: number): number => expect.closeTo(value, 9) as number;
/** Customers with one of two values, so many of whom left. */
const two = (cells: readonly (readonly [x: number, n: number, left: number])[]) =>
  cells.flatMap(([x, n, left]) => Array.from({ length: n }, (_, i) => ({ features: { x }, churned: i < left })));

describe('coefficients in the units of the caller', () => {
  const list = two([[5, 30, 6], [9, 20, 12]]); // prettier-ignore
  const slope = (Math.log(12 / 8) - Math.log(6 / 24)) / 4;
  // Variances of the two log odds: the reciprocals of their cells.
  const [low, high] = [1 / 6 + 1 / 24, 1 / 12 + 1 / 8];
  test.each([undefined, true, false])(
    'standardized %o: the line through two log odds, and its errors',
    (standardize) => {
      const features = [{ name: 'x', kind: 'number', ...(standardize !== undefined && { standardize }) }] as const;
      const raw = rawCoefficients(fitLogistic(list, { features, horizonDays: 30, penalty: 'none' }));
      expect(raw.terms).toEqual([{ column: 'x', feature: 'x', coefficient: near(slope), standardError: expect.closeTo(Math.sqrt(low + high) / 4, 6) as number }]); // prettier-ignore
      expect(raw.intercept).toBeCloseTo(Math.log(6 / 24) - 5 * slope, 9);
      // At 0 the line is 9/4 of the one less 5/4 of the other.
      expect(raw.interceptStandardError).toBeCloseTo(Math.sqrt((9 / 4) ** 2 * low + (5 / 4) ** 2 * high), 6);
    },
  );
  test('yes-or-no features and categories are in their own units already', () => {
    const fitted = fitLogistic(examples, { features: FEATURES, horizonDays: 30, penalty: 'firth' });
    const { terms } = rawCoefficients(fitted);
    terms.forEach(({ column, coefficient, standardError }, i) => {
      if (column === 'orders') return;
      expect([coefficient, standardError]).toEqual([fitted.terms[i]!.coefficient, fitted.fit.standardErrors[i + 1]]);
    });
    expect(terms.length).toBeGreaterThan(1);
  });
  test('without a covariance the intercept has no error', () => {
    const stored = { ...model, fit: { ...model.fit, covariance: null } };
    expect(rawCoefficients(stored).interceptStandardError).toBeNull();
  });
});

describe('inference', () => {
  const list = two([[0, 40, 10], [1, 40, 20]]); // prettier-ignore
  const X = [{ name: 'x', kind: 'boolean' }] as const;
  const rows = list.map(({ features: { x }, churned }) => ({ features: { x: x === 1 }, churned }));
  test('an odds ratio of 3 with its interval', () => {
    const { terms, reason } = inferLogistic(fitLogistic(rows, { features: X, horizonDays: 30, penalty: 'none' }), { level: 0.9 }); // prettier-ignore
    const error = Math.sqrt(1 / 10 + 1 / 30 + 1 / 20 + 1 / 20);
    const reach = Math.exp(1.6448536269514722 * error);
    expect(reason).toBeUndefined();
    expect(terms[0]).toMatchObject({ column: 'x', coefficient: near(Math.log(3)), standardError: near(error), z: near(Math.log(3) / error), oddsRatio: near(3) }); // prettier-ignore
    expect(terms[0]!.interval).toEqual({ low: expect.closeTo(3 / reach, 8) as number, high: expect.closeTo(3 * reach, 8) as number, level: 0.9, method: 'wald' }); // prettier-ignore
  });
  test('none under a penalty, but for one of 0; none of a fit that failed', () => {
    const under = (penalty: 'none' | 'firth' | { l2: number }) =>
      inferLogistic(fitLogistic(rows, { features: X, horizonDays: 30, penalty }));
    expect(under({ l2: 1e-3 })).toEqual({ terms: [], reason: 'penalized' });
    expect(under({ l2: 0 }).terms).toHaveLength(1);
    expect(under('firth').terms).toHaveLength(1);
    const failed = fitLogistic(rows, { features: X, horizonDays: 30, penalty: 'none', maxIterations: 0 });
    expect(inferLogistic(failed)).toEqual({ terms: [], reason: 'failed' });
  });
  test('odds beyond all doubles are not told, the coefficient is', () => {
    const fitted = fitLogistic(rows, { features: X, horizonDays: 30, penalty: 'none' });
    const stored = (coefficient: number): LogisticModel<typeof X> => ({ ...fitted, terms: [{ ...fitted.terms[0]!, coefficient }], fit: { ...fitted.fit, standardErrors: [1, 10] } }); // prettier-ignore
    expect(inferLogistic(stored(700)).terms[0]).toMatchObject({ coefficient: 700, z: 70, pValue: 0, oddsRatio: null, interval: null }); // prettier-ignore
    expect(inferLogistic(stored(600)).terms[0]!.oddsRatio).toBeCloseTo(Math.exp(600), -240);
  });
});

describe('silence', () => {
  const at = (day: number): string => new Date(Date.UTC(2024, 0, 1 + day)).toISOString();
  const options = {
    landmarks: [at(60)],
    horizonDays: 30,
    asOf: at(90),
    strata: [1],
    silenceEdgesDays: [0, 10, 20, 30],
  };
  // Of five each 1, 3 and 4 left after 5, 15 and 25 days of silence; nobody had been silent for 30.
  const log = [[5, 4], [15, 2], [25, 1]].flatMap(([silence, back], cell) =>
    Array.from({ length: 5 }, (_, i) => [
      { customerId: `${cell}-${i}`, at: at(60 - silence!) },
      ...(i < back! ? [{ customerId: `${cell}-${i}`, at: at(61) }] : []),
    ]).flat(),
  ); // prettier-ignore
  test('the first silence after which so many leave', () => {
    const risk = fitInactivityRisk(log, { ...options, monotone: false, minCount: 0 });
    const threshold = (probability: number) => inactivityThresholdDays(risk, { purchases: 1, probability });
    expect([0.1, 0.2, 0.3, 0.6, 0.7, 0.8].map((p) => threshold(p).value)).toEqual([0, 0, 10, 10, 20, 20]);
    expect(threshold(0.9)).toEqual({ value: null, reason: 'never' });
    expect(inactivityThresholdDays(risk, { purchases: 0, probability: 0 })).toEqual({ value: null, reason: 'never' });
    expect(probabilityInactive(risk, { daysSinceLast: 35, purchases: 1 })).toMatchObject({ value: null, reason: 'empty', reasons: [] }); // prettier-ignore
  });
  test('counted by instants as by days; who came later is no customer of a landmark', () => {
    const later = [...log, { customerId: 'new', at: at(61) }];
    for (const sameDay of ['merge', 'instants'] as const) {
      const { customers, cells } = tallyInactivity(later, { ...options, sameDay });
      expect(customers).toBe(15);
      expect(cells).toEqual([[{ n: 5, churned: 1 }, { n: 5, churned: 3 }, { n: 5, churned: 4 }, { n: 0, churned: 0 }]]); // prettier-ignore
    }
  });
  test('gaps: from which day of silence on half, or nine in ten, will not be back', () => {
    // Five come back after 10 days, five are silent for 100.
    const shop = Array.from({ length: 10 }, (_, i) => [
      { customerId: i, at: at(0) },
      ...(i < 5 ? [{ customerId: i, at: at(10) }] : []),
    ]).flat();
    const gaps = fitGapRisk(shop, { asOf: at(100), strata: [1] });
    const threshold = (probability: number, horizonDays: number) =>
      gapThresholdDays(gaps, { purchases: 1, probability, horizonDays });
    expect(threshold(0.5, 30)).toEqual({ value: 0 });
    expect(threshold(0.9, 30)).toEqual({ value: 10 });
    // The curve must reach as far as the horizon, and just does.
    expect(threshold(0.9, 90)).toEqual({ value: 10 });
    expect(threshold(0.9, 91)).toEqual({ value: null, reason: 'never' });
  });
});

describe('labels', () => {
  const DAY = 86_400_000;
  const window = { landmarkAt: 10 * DAY, horizonDays: 5, asOf: 20 * DAY };
  const bought = (...days: number[]) => days.map((day) => ({ customerId: 'a', at: day * DAY }));
  test('a purchase at the end of the horizon is outside it', () => {
    const churned = (day: number) => labelInactive(bought(1, day), window)[0]!.churned;
    expect([9, 10, 14.999, 15, 16].map(churned)).toEqual([true, false, false, true, true]);
  });
  test('what happened at or after asOf is not known, not even who is a customer', () => {
    const early = { ...window, asOf: 5 * DAY };
    expect([4, 5, 7].map((day) => labelInactive(bought(day), early).length)).toEqual([1, 0, 0]);
  });
  test('a membership of no length is none', () => {
    const member = (startedAt: number, endedAt: number) =>
      labelEnded([{ customerId: 'a', startedAt: startedAt * DAY, endedAt: endedAt * DAY }], window).length;
    expect([member(3, 3), member(3, 12)]).toEqual([0, 1]);
  });
});

test('a model holds the scores and outcomes of those it learned from', () => {
  const { training } = model;
  const scores = examples.map(({ features, churned, offset }) => ({ probability: probabilityChurn(model, features, { offset }), churned })); // prettier-ignore
  expect([training.n, training.churned]).toEqual([6, 3]);
  expect(training.scores).toEqual(tallyChurnScores(scores));
});

describe('tallies of parts', () => {
  test('customers below the first edge are added up', () => {
    const at = (day: number): string => new Date(Date.UTC(2024, 0, 1 + day)).toISOString();
    const part = (...ids: string[]) =>
      tallyInactivity(ids.map((customerId) => ({ customerId, at: at(55) })), { landmarks: [at(60)], horizonDays: 30, asOf: at(90), silenceEdgesDays: [30] }); // prettier-ignore
    expect(mergeInactivityTallies(part('a'), part('b', 'c')).belowFirstEdge).toBe(3);
  });
  test('sums may reach the largest safe integer', () => {
    const tally = (sumNano: number): ChurnScoreTally => ({ kind: 'churn-score-tally', version: 1, bins: [{ n: 1, churned: 0, sumNano }] }); // prettier-ignore
    expect(mergeChurnScoreTallies(tally(Number.MAX_SAFE_INTEGER - 1), tally(1)).bins).toEqual([{ n: 2, churned: 0, sumNano: Number.MAX_SAFE_INTEGER }]); // prettier-ignore
  });
});

test('corners of a ROC curve: what lies on a straight line is left out', () => {
  const even = [0.8, 0.7, 0.6].flatMap((p): [number, 0 | 1][] => [[p, 1], [p, 0]]); // prettier-ignore
  expect(rocCurve(scored(even))).toEqual([
    { threshold: null, falsePositiveRate: 0, truePositiveRate: 0 },
    { threshold: 0.6, falsePositiveRate: 1, truePositiveRate: 1 },
  ]);
  expect(rocCurve(scored([[0.9, 0], ...even])).map(({ threshold }) => threshold)).toEqual([null, 0.9, 0.6]);
});

describe('metrics', () => {
  // From 0.5 on: two leavers, one stayer; below: one leaver, three stayers.
  const rows = scored([[0.9, 1], [0.7, 0], [0.5, 1], [0.4, 0], [0.3, 1], [0.2, 0], [0.1, 0]]); // prettier-ignore
  test('the four cells of a threshold, and Matthews’ correlation of them', () => {
    const found = measureConfusion(rows, { threshold: 0.5, level: 0.8 });
    expect(found).toMatchObject({ truePositives: 2, falsePositives: 1, falseNegatives: 1, trueNegatives: 3 });
    expect(found.mcc.value).toBeCloseTo((2 * 3 - 1 * 1) / Math.sqrt(3 * 4 * 3 * 4), 12);
    expect([found.precision, found.recall, found.specificity].map(({ interval }) => interval!.level)).toEqual([0.8, 0.8, 0.8]); // prettier-ignore
    expect(measureConfusion(rows, { threshold: 0.5 }).recall.interval!.level).toBe(0.95);
  });
  test('one bin, and one score for all', () => {
    const { bins, ece, mce } = measureCalibration(rows, { bins: 1 });
    expect(bins).toEqual([{ n: 7, meanProbability: near(3.1 / 7), churnRate: 3 / 7 }]);
    expect([ece, mce]).toEqual([near(0.1 / 7), near(0.1 / 7)]);
    const flat = measureCalibration(scored([[0.3, 1], [0.3, 1], [0.3, 0]])); // prettier-ignore
    expect(flat).toMatchObject({ slope: null, intercept: null, inTheLarge: near(Math.log(2) - Math.log(0.3 / 0.7)) });
  });
  test('the top third of seven: two and a third of them', () => {
    expect(measureTopLift(rows, { share: 1 / 3 })).toMatchObject({ taken: near(7 / 3), found: near(1 + 1 / 3), gain: near(4 / 9) }); // prettier-ignore
    expect(measureTopLift(rows, { share: 3 / 7 })).toMatchObject({ found: near(2), value: near(2 / 3 / (3 / 7)) });
  });
});

describe('points', () => {
  const list = [['a', 40, 10], ['b', 40, 20]].flatMap(([plan, n, left]) =>
    Array.from({ length: n as number }, (_, i) => ({ features: { plan: plan as string }, churned: i < (left as number) })),
  ); // prettier-ignore
  const card = fitScorecard(list, { variables: [{ name: 'plan' }], pointsToDoubleOdds: 20, basePoints: 600, baseOdds: 1 }); // prettier-ignore
  test('odds of staying of 3 and of 1: twenty points for each doubling', () => {
    const loyal = scorePoints(card, { plan: 'a' });
    const [a, b] = [600 + 20 * Math.log2(3), 600];
    expect(loyal).toEqual({ points: near(a), reasons: [{ code: 'points', facts: { variable: 'plan', bin: 'a', points: near(a), lostPoints: 0 } }], flags: [] }); // prettier-ignore
    const { points, reasons, flags } = scorePoints(card, { plan: 'b' });
    expect([points, reasons[0]!.facts.lostPoints, flags]).toEqual([near(b), near(a - b), []]);
  });
  test('what is missing and what is unknown count as nothing known', () => {
    // The average of what the bins say: their weights of evidence are 0 there.
    const neutral = 600 + 20 * Math.log2(50 / 30);
    for (const [plan, code] of [[null, 'missing'], ['c', 'unknown-level']] as const) {
      const { points, flags } = scorePoints(card, { plan });
      expect([points, flags]).toEqual([near(neutral), [{ feature: 'plan', code }]]);
    } // prettier-ignore
  });
});
