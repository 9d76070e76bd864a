/** Figures on the public Telco file; skipped, with the reason in the title, where the file is absent. */
import {
  calibrate,
  fitCalibration,
  fitLogistic,
  measureCalibration,
  measureLogLoss,
  measureRocAuc,
  probabilityChurn,
  scoreChurn,
  shiftPrior,
} from 'clientele/churn';
import type { ChurnExample, LogisticPenalty, ScoredRow } from 'clientele/churn';
import { describe, expect, test } from 'vitest';
import { readTelco, TELCO_FEATURES, telcoPath } from '../../examples/churn/read-telco.ts';

const telco = readTelco(telcoPath());
const title = telco ? 'Telco' : 'Telco: skipped, there is no telco/telco-customer-churn.csv below CLIENTELE_DATA';
const rows = telco ?? [];
const options = { features: TELCO_FEATURES, horizonDays: 30 } as const;
type Example = ChurnExample<typeof TELCO_FEATURES>;

/** Five folds by place, every row scored by the model that did not see it. */
function outOfFold(examples: readonly Example[], penalty: LogisticPenalty): ScoredRow[] {
  return [0, 1, 2, 3, 4].flatMap((fold) => {
    const model = fitLogistic(
      examples.filter((_, i) => i % 5 !== fold),
      { ...options, penalty },
    );
    return rows
      .filter((_, i) => i % 5 === fold)
      .map(({ features, churned }) => ({ probability: probabilityChurn(model, features), churned }));
  });
}

describe.skipIf(!telco)(title, () => {
  test('7,043 customers, 23 columns; a stored model is below 20 kB and scores the same', () => {
    const model = fitLogistic(rows, options);
    expect(rows).toHaveLength(7043);
    expect(model.terms).toHaveLength(23);
    const json = JSON.stringify(model);
    expect(json.length).toBeLessThanOrEqual(20_000);
    expect(JSON.stringify(fitLogistic(rows, { ...options, penalty: 'none' })).length).toBeLessThanOrEqual(20_000);
    const stored = JSON.parse(json);
    expect(stored).toEqual(model);
    for (const i of [0, 500, 7042])
      expect(scoreChurn(stored, rows[i]!.features)).toEqual(scoreChurn(model, rows[i]!.features));
  });

  test('fit-reaches-the-optimum: gradient below 1e-9, where lbfgs stops 2.5e-3 away', () => {
    const model = fitLogistic(rows, { ...options, penalty: 'none' });
    expect(model.fit.gradientNorm).toBeLessThan(1e-9);
    expect(model.fit).toMatchObject({ status: 'interior', dropped: [] });
  });

  test('the reasons of every customer add up to the logit', () => {
    const model = fitLogistic(rows, options);
    for (const { features } of rows.filter((_, i) => i % 50 === 0)) {
      const score = scoreChurn(model, features, { top: 99 });
      const sum = score.reasons.reduce((all, { facts }) => all + facts.contribution, score.base);
      expect(Math.abs(sum - score.logit)).toBeLessThan(1e-12);
    }
  });

  // Five-fold log loss: none .417372, 1 .417356, 100 .4252 (the brief's reference figures, by place).
  test.each([
    ['none', 0.417372],
    [{ l2: 1 }, 0.417356],
    [{ l2: 100 }, 0.425198],
  ] as const)('out of fold with penalty %o', (penalty, want) => {
    const scores = outOfFold(rows, penalty);
    expect(measureLogLoss(scores).value).toBeCloseTo(want, 6);
    if (typeof penalty === 'object' && penalty.l2 === 1) expect(measureRocAuc(scores).value).toBeCloseTo(0.8452, 4);
  });

  test('balanced-weights-warn: the mean probability is .41 at a rate of .27; shiftPrior repairs it', () => {
    const churned = rows.filter((row) => row.churned).length;
    const weighted = rows.map((row) => ({
      ...row,
      weight: rows.length / 2 / (row.churned ? churned : rows.length - churned),
    }));
    const model = fitLogistic(weighted, { ...options, penalty: 'none' });
    expect(model.fit.warnings.map(({ code }) => code)).toEqual(['weights-shift-probability']);
    const scores = outOfFold(weighted, 'none');
    const mean = (list: ScoredRow[]) => list.reduce((sum, row) => sum + row.probability, 0) / list.length;
    expect(mean(scores)).toBeCloseTo(0.414, 3);
    expect(measureCalibration(scores).ece).toBeGreaterThan(0.14);
    const trueRate = churned / rows.length;
    const repaired = scores.map((row) => ({
      ...row,
      probability: shiftPrior(row.probability, { trainRate: 0.5, trueRate }),
    }));
    expect(mean(repaired)).toBeCloseTo(trueRate, 2);
    expect(measureCalibration(repaired).ece).toBeLessThan(0.015);
    // The ranking was never wrong.
    expect(measureRocAuc(repaired).value).toBeCloseTo(measureRocAuc(scores).value!, 9);
  });

  test('with few outcomes isotonic makes ties and loses ranking, Platt does not', () => {
    const scores = outOfFold(rows, { l2: 1 });
    const few = scores.filter((_, i) => i % 10 === 0);
    const rest = scores.filter((_, i) => i % 10 !== 0);
    const auc = (method: 'platt' | 'isotonic') => {
      const map = fitCalibration(few, { method });
      return measureRocAuc(rest.map((row) => ({ ...row, probability: calibrate(map, row.probability) }))).value!;
    };
    const plain = measureRocAuc(rest).value!;
    expect(auc('platt')).toBeCloseTo(plain, 12);
    expect(auc('isotonic')).toBeLessThan(plain - 0.001);
  });

  test('a contract never seen and a missing tenure are told, and move nothing', () => {
    const model = fitLogistic(rows, options);
    const { features } = rows[0]!;
    const score = scoreChurn(model, { ...features, Contract: 'Five year', tenure: null }, { top: 99 });
    expect(score.flags).toEqual([
      { feature: 'tenure', code: 'missing' },
      { feature: 'Contract', code: 'unknown-level' },
    ]);
    const still = score.reasons.filter(({ facts }) => facts.feature === 'tenure' || facts.feature === 'Contract');
    for (const { facts } of still) expect(Math.abs(facts.contribution)).toBeLessThan(1e-12);
  });
});
