import {
  calibrate,
  explainChurn,
  fitCalibration,
  fitLogistic,
  measureRocAuc,
  measureStability,
  mergeChurnScoreTallies,
  scoreChurn,
  shiftPrior,
  tabulateLift,
  tallyChurnScores,
} from 'clientele/churn';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const RUNS = { seed: 20261125, numRuns: 60 };
const probability = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);
const rows = fc.array(fc.record({ probability, churned: fc.boolean() }), { minLength: 1, maxLength: 60 });

test('AUC of 1 − p is 1 − AUC', () => {
  fc.assert(
    fc.property(rows, (list) => {
      const turned = list.map((row) => ({ ...row, probability: 1 - row.probability }));
      const { value } = measureRocAuc(list);
      if (value !== null) expect(measureRocAuc(turned).value).toBeCloseTo(1 - value, 9);
    }),
    RUNS,
  );
});

test('lift groups hold every row and every churner', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 12 }), (list, groups) => {
      const table = tabulateLift(list, { groups });
      expect(table.reduce((sum, { n }) => sum + n, 0)).toBe(list.length);
      const churned = list.filter((row) => row.churned).length;
      expect(table.reduce((sum, group) => sum + group.churned, 0)).toBeCloseTo(churned, 9);
    }),
    RUNS,
  );
});

test('tallies of parts merge to the tally of the whole; stability is symmetric and not negative', () => {
  fc.assert(
    fc.property(rows, rows, (a, b) => {
      const [one, two] = [tallyChurnScores(a), tallyChurnScores(b)];
      expect(mergeChurnScoreTallies(one, two)).toEqual(tallyChurnScores([...a, ...b]));
      const moved = measureStability(one, two).value!;
      expect(moved).toBeGreaterThanOrEqual(0);
      expect(measureStability(two, one).value).toBeCloseTo(moved, 9);
    }),
    RUNS,
  );
});

test('an isotonic map never falls; the shift of the prior goes forth and back', () => {
  fc.assert(
    fc.property(rows, probability, probability, (list, p, q) => {
      const map = fitCalibration(list, { method: 'isotonic' });
      const [low, high] = [Math.min(p, q), Math.max(p, q)];
      expect(calibrate(map, low)).toBeLessThanOrEqual(calibrate(map, high) + 1e-12);
      const there = shiftPrior(p, { trainRate: 0.3, trueRate: 0.1 });
      expect(shiftPrior(there, { trainRate: 0.1, trueRate: 0.3 })).toBeCloseTo(p, 9);
    }),
    RUNS,
  );
});

test('reasons add up to the logit; a shifted number changes nothing; JSON keeps the score', () => {
  const examples = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.boolean()), { minLength: 3, maxLength: 40 });
  fc.assert(
    fc.property(examples, fc.integer({ min: -100, max: 100 }), (list, shift) => {
      const options = { features: [{ name: 'x', kind: 'number' }], horizonDays: 30 } as const;
      const fit = (by: number) =>
        fitLogistic(
          list.map(([x, churned]) => ({ features: { x: x + by }, churned })),
          options,
        );
      const model = fit(0);
      const score = scoreChurn(model, { x: 7 });
      const sum = explainChurn(model, { x: 7 }).reduce((all, { facts }) => all + facts.contribution, score.base);
      expect(sum).toBeCloseTo(score.logit, 11);
      expect(scoreChurn(fit(shift), { x: 7 + shift }).probability).toBeCloseTo(score.probability, 8);
      expect(scoreChurn(JSON.parse(JSON.stringify(model)), { x: 7 })).toEqual(score);
    }),
    RUNS,
  );
});
