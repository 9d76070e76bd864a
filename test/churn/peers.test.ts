/** What other packages were measured to do wrong, each by the name of the defect; the others stand in models and telco tests. */
import {
  encodeFeatures,
  fitLogistic,
  measureAveragePrecision,
  measureKs,
  measureLogLoss,
  measureRocAuc,
  probabilityChurn,
  scoreChurn,
} from 'clientele/churn';
import { createRandom, nextUniform } from 'clientele/statistics';
import { expect, test } from 'vitest';
import { scored } from './make-rows.ts';

const FEATURES = [
  { name: 'visits', kind: 'number' },
  { name: 'plan', kind: 'category', minCount: 1, reference: 'basic' },
] as const;
const random = createRandom(8);
const ROWS = Array.from({ length: 300 }, () => {
  const features = { visits: Math.floor(20 * nextUniform(random)), plan: nextUniform(random) < 0.5 ? 'basic' : 'pro' };
  return { features, churned: nextUniform(random) < (features.visits < 8 ? 0.15 : 0.03) };
});
const model = fitLogistic(ROWS, { features: FEATURES, horizonDays: 30 });

test('intercept-and-probabilities-exist (ml-logistic-regression 2.0.0: neither): the mean probability is the churn rate', () => {
  const rate = ROWS.filter(({ churned }) => churned).length / ROWS.length;
  const plain = fitLogistic(ROWS, { features: FEATURES, horizonDays: 30, penalty: 'none' });
  for (const one of [model, plain]) {
    const mean = ROWS.reduce((sum, { features }) => sum + probabilityChurn(one, features), 0) / ROWS.length;
    // The score of the intercept is 0 at the optimum, with a penalty too: it is not penalised.
    expect(mean).toBeCloseTo(rate, 9);
    expect(one.intercept).toBeLessThan(-1);
  }
  // No worse than saying the rate for everybody, after a handful of steps instead of 50,000.
  const rows = ROWS.map(({ features, churned }) => ({ probability: probabilityChurn(plain, features), churned }));
  const constant = ROWS.map(({ churned }) => ({ probability: rate, churned }));
  expect(measureLogLoss(rows).value).toBeLessThan(measureLogLoss(constant).value!);
  expect(-plain.fit.logLikelihood / ROWS.length).toBeCloseTo(measureLogLoss(rows).value!, 12);
  expect(plain.fit.iterations).toBeLessThan(12);
});

test('one-class-has-no-auc (scikit-learn 27412, 30079: 0.0, then NaN)', () => {
  for (const rows of [
    scored([
      [0.4, 1],
      [0.9, 1],
    ]),
    scored([
      [0.4, 0],
      [0.9, 0],
    ]),
  ]) {
    expect(measureRocAuc(rows)).toMatchObject({
      value: null,
      gini: null,
      standardError: null,
      interval: null,
      reason: 'one-class',
    });
    expect(measureKs(rows)).toMatchObject({ value: null, threshold: null, reason: 'one-class' });
  }
  expect(measureAveragePrecision(scored([[0.4, 0]])).reason).toBe('one-class');
  expect(measureAveragePrecision(scored([[0.4, 1]])).value).toBe(1);
});

test('unknown-category-does-not-shift-columns (lifelines 1532): the columns never depend on the record', () => {
  const columns = Object.keys(encodeFeatures(model.encoder, { visits: 3, plan: 'pro' }).values);
  for (const plan of ['basic', 'pro', 'gold', '', null]) {
    expect(Object.keys(encodeFeatures(model.encoder, { visits: 3, plan }).values)).toEqual(columns);
  }
});

test('extra keys and another order of keys change nothing', () => {
  const want = scoreChurn(model, { visits: 3, plan: 'pro' });
  expect(scoreChurn(model, { plan: 'pro', visits: 3 })).toEqual(want);
  const more = { age: 40, plan: 'pro', name: 'Ann', visits: 3 };
  expect(scoreChurn(model, more)).toEqual(want);
});

test('what is missing moves nothing: the score of nobody known is that of the average customer', () => {
  const score = scoreChurn(model, { visits: null, plan: null }, { top: 9 });
  expect(score.logit).toBeCloseTo(score.base, 12);
  for (const { facts } of score.reasons) expect(Math.abs(facts.contribution)).toBeLessThan(1e-12);
  expect(score.flags.map(({ feature }) => feature)).toEqual(['visits', 'plan']);
});
