/** Figures of R, scikit-learn and statsmodels on 80 made-up customers; `figures.json` says which program made which. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FitLogisticOptions } from 'clientele/churn';
import {
  calibrate,
  fitCalibration,
  fitLogistic,
  inferLogistic,
  measureAveragePrecision,
  measureBrier,
  measureCalibration,
  measureKs,
  measureLogLoss,
  measurePrAuc,
  measureRocAuc,
  rawCoefficients,
} from 'clientele/churn';
import { describe, expect, test } from 'vitest';

interface Row {
  tenure: number;
  spend: number;
  plan: string;
  news: boolean;
  churned: boolean;
  weight: number;
  offset: number;
  probability: number;
}
interface Regression {
  coefficients: number[];
  standardErrors: number[];
  deviance: number;
  nullDeviance: number;
}
interface Figures {
  data: Row[];
  plain: Regression;
  weighted: Regression;
  withOffset: Regression & { nullDevianceWithOffset: number };
  ridge: { l2: number; coefficients: number[] };
  ridge10: { l2: number; coefficients: number[] };
  firth: number[];
  metrics: Record<'auc' | 'ks' | 'brier' | 'logLoss' | 'slope' | 'intercept' | 'inTheLarge', number>;
  platt: number[];
  plattPlain: number[];
  beta: { unconstrained: number[]; withoutFirst: number[] };
  isotonic: number[];
  scikitLearn: Record<'rocAuc' | 'averagePrecision' | 'prAuc' | 'logLoss' | 'brier', number> & { ridge: number[] };
  statsmodels: Record<'coefficients' | 'standardErrors' | 'z' | 'pValues', number[]> & { aic: number; bic: number };
}
const figures = JSON.parse(readFileSync(join(import.meta.dirname, 'figures.json'), 'utf8')) as Figures;

/** Largest differences that are allowed, relative to the figure or to 1. */
const TOLERANCE = { coefficient: 1e-9, standardError: 1e-8, likelihood: 1e-12, metric: 1e-12, firth: 1e-9, peer: 1e-8 };

const near = (ours: number | null, theirs: number, tolerance: number): void => {
  expect(Math.abs(ours! - theirs)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(theirs)));
};
const allNear = (ours: readonly (number | null)[], theirs: readonly number[], tolerance: number): void => {
  expect(ours).toHaveLength(theirs.length);
  ours.forEach((value, i) => near(value, theirs[i]!, tolerance));
};

const FEATURES = [
  { name: 'tenure', kind: 'number', standardize: false },
  { name: 'spend', kind: 'number', standardize: false },
  { name: 'plan', kind: 'category', reference: 'basic', minCount: 1 },
  { name: 'news', kind: 'boolean' },
] as const;
const STANDARDIZED = [{ name: 'tenure', kind: 'number' }, { name: 'spend', kind: 'number' }, FEATURES[2], FEATURES[3]] as const; // prettier-ignore
type Use = 'weight' | 'offset';

function fitted(over: Partial<FitLogisticOptions<typeof FEATURES>> = {}, ...uses: Use[]) {
  const examples = figures.data.map(({ churned, weight, offset, ...features }) => ({
    features,
    churned,
    ...(uses.includes('weight') ? { weight } : {}),
    ...(uses.includes('offset') ? { offset } : {}),
  }));
  return fitLogistic(examples, { features: FEATURES, horizonDays: 30, penalty: 'none', ...over });
}
const coefficientsOf = ({ intercept, terms }: { intercept: number; terms: readonly { coefficient: number }[] }) => [
  intercept,
  ...terms.map(({ coefficient }) => coefficient),
];

describe('logistic regression', () => {
  test.each<['plain' | 'weighted' | 'withOffset', Use[]]>([
    ['plain', []],
    ['weighted', ['weight']],
    ['withOffset', ['offset']],
  ])('glm of R: %s', (name, uses) => {
    const model = fitted({}, ...uses);
    const { coefficients, standardErrors, deviance } = figures[name];
    allNear(coefficientsOf(model), coefficients, TOLERANCE.coefficient);
    allNear(model.fit.standardErrors, standardErrors, TOLERANCE.standardError);
    near(-2 * model.fit.logLikelihood, deviance, TOLERANCE.likelihood);
    const none = name === 'withOffset' ? figures.withOffset.nullDevianceWithOffset : figures[name].nullDeviance;
    near(-2 * model.fit.logLikelihoodNull, none, TOLERANCE.likelihood);
  });

  test.each(['ridge', 'ridge10'] as const)('penalized, on standardized numbers: %s', (name) => {
    const { l2, coefficients } = figures[name];
    const model = fitted({ features: STANDARDIZED as never, penalty: { l2 } });
    allNear(coefficientsOf(model), coefficients, TOLERANCE.coefficient);
  });

  test('a standardized fit says the same in raw units', () => {
    const raw = rawCoefficients(fitted({ features: STANDARDIZED as never }));
    allNear(coefficientsOf(raw), figures.plain.coefficients, TOLERANCE.coefficient);
  });

  test('Firth', () => allNear(coefficientsOf(fitted({ penalty: 'firth' })), figures.firth, TOLERANCE.firth));

  test('statsmodels: z, p-values, information criteria', () => {
    const model = fitted();
    const { z, pValues, aic, bic } = figures.statsmodels;
    const { terms } = inferLogistic(model);
    allNear(
      terms.map((term) => term.z),
      z.slice(1),
      TOLERANCE.peer,
    );
    allNear(
      terms.map((term) => term.pValue),
      pValues.slice(1),
      TOLERANCE.peer,
    );
    near(model.fit.aic, aic, TOLERANCE.likelihood);
    near(model.fit.bic, bic, TOLERANCE.likelihood);
  });

  test('scikit-learn penalizes alike with C = 1 and its Newton solver', () => {
    const model = fitted({ features: STANDARDIZED as never, penalty: { l2: 1 } });
    allNear(coefficientsOf(model), figures.scikitLearn.ridge, TOLERANCE.peer);
  });
});

describe('metrics', () => {
  const rows = figures.data;
  const { metrics, scikitLearn } = figures;
  test.each([
    ['rocAuc', measureRocAuc(rows).value, metrics.auc],
    ['rocAuc', measureRocAuc(rows).value, scikitLearn.rocAuc],
    ['ks', measureKs(rows).value, metrics.ks],
    ['brier', measureBrier(rows).value, metrics.brier],
    ['brier', measureBrier(rows).value, scikitLearn.brier],
    ['logLoss', measureLogLoss(rows).value, metrics.logLoss],
    ['logLoss', measureLogLoss(rows).value, scikitLearn.logLoss],
    ['averagePrecision', measureAveragePrecision(rows).value, scikitLearn.averagePrecision],
    ['prAuc', measurePrAuc(rows).value, scikitLearn.prAuc],
  ])('%s', (_, ours, theirs) => near(ours, theirs, TOLERANCE.metric));

  test('calibration line: slope, intercept, in the large', () => {
    const { slope, intercept, inTheLarge } = measureCalibration(rows);
    near(slope, metrics.slope, TOLERANCE.coefficient);
    near(intercept, metrics.intercept, TOLERANCE.coefficient);
    near(inTheLarge, metrics.inTheLarge, TOLERANCE.coefficient);
  });
});

describe('calibration', () => {
  test('Platt with smoothed and with plain targets', () => {
    for (const [targets, theirs] of [
      ['smoothed', figures.platt],
      ['plain', figures.plattPlain],
    ] as const) {
      const line = fitCalibration(figures.data, { method: 'platt', targets }) as { intercept: number; slope: number };
      allNear([line.intercept, line.slope], theirs, TOLERANCE.coefficient);
    }
  });

  test('beta: the first parameter would be negative, so it is left out', () => {
    expect(figures.beta.unconstrained[1]).toBeLessThan(0);
    const { a, b, c } = fitCalibration(figures.data, { method: 'beta' }) as { a: number; b: number; c: number };
    expect(a).toBe(0);
    allNear([c, b], figures.beta.withoutFirst, TOLERANCE.coefficient);
  });

  test('isotonic, at every score', () => {
    const calibration = fitCalibration(figures.data, { method: 'isotonic' });
    const sorted = figures.data.map(({ probability }) => probability).toSorted((a, b) => a - b);
    allNear(
      sorted.map((probability) => calibrate(calibration, probability)),
      figures.isotonic,
      TOLERANCE.metric,
    );
  });
});
