import type { ScoredRow } from 'clientele/churn';
import {
  bootstrapMetric,
  findThreshold,
  gainCurve,
  measureBrier,
  measureCalibration,
  measureChurnModel,
  measureConfusion,
  measureKs,
  measureLogLoss,
  measureMaximumProfit,
  measurePrAuc,
  measureRocAuc,
  measureTallyCalibration,
  measureTopLift,
  mergeChurnScoreTallies,
  rocCurve,
  tabulateLift,
  tallyChurnScores,
} from 'clientele/churn';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../code-of.ts';
import { scored } from './make-rows.ts';

const TINY = scored([
  [0.9, 1],
  [0.8, 0],
  [0.7, 1],
  [0.4, 0],
  [0.4, 1],
  [0.1, 0],
]);

describe('lift at the top', () => {
  test('what is taken, found and reached', () => {
    expect(measureTopLift(TINY, { share: 0.5 })).toEqual({
      value: 2 / 3 / 0.5,
      share: 0.5,
      taken: 3,
      found: 2,
      gain: 2 / 3,
      n: 6,
      churned: 3,
    });
  });

  test('the top tenth by default; a tie at the cut is split in proportion', () => {
    const tied = scored([
      [0.5, 1],
      [0.5, 0],
      [0.5, 1],
      [0.5, 0],
    ]);
    expect(measureTopLift(tied)).toMatchObject({ share: 0.1, taken: 0.4, found: 0.2, value: 1 });
    expect(measureTopLift(TINY, { share: 4.5 / 6 }).found).toBe(2.75);
  });

  test('everybody is lift 1; nobody left and no rows are null', () => {
    expect(measureTopLift(TINY, { share: 1 })).toMatchObject({ value: 1, gain: 1, found: 3 });
    expect(measureTopLift(scored([[0.4, 1]]))).toMatchObject({ value: 1, churned: 1 });
    expect(measureTopLift(scored([[0.4, 0]]))).toMatchObject({
      value: null,
      gain: null,
      found: 0,
      reason: 'one-class',
    });
    expect(measureTopLift([])).toMatchObject({ value: null, n: 0, reason: 'empty' });
  });

  test('a share of nothing, or above everybody, is refused', () => {
    expect(codeOf(() => measureTopLift(TINY, { share: 0 }))).toBe('out-of-range');
    expect(codeOf(() => measureTopLift(TINY, { share: 10 }))).toBe('not-a-probability');
  });

  test('it is the first line of the lift table where the groups come out even', () => {
    const rows = scored(Array.from({ length: 40 }, (_, i) => [i / 40, i % 3 === 0 || i > 30 ? 1 : 0]));
    const [first] = tabulateLift(rows, { groups: 10 });
    expect(measureTopLift(rows, { share: 0.1 }).value).toBeCloseTo(first!.lift!, 12);
  });
});

describe('curves', () => {
  test('ROC from nobody to everybody, with the thresholds', () => {
    expect(rocCurve(TINY)).toEqual([
      { threshold: null, falsePositiveRate: 0, truePositiveRate: 0 },
      { threshold: 0.9, falsePositiveRate: 0, truePositiveRate: 1 / 3 },
      { threshold: 0.8, falsePositiveRate: 1 / 3, truePositiveRate: 1 / 3 },
      { threshold: 0.7, falsePositiveRate: 1 / 3, truePositiveRate: 2 / 3 },
      { threshold: 0.4, falsePositiveRate: 2 / 3, truePositiveRate: 1 },
      { threshold: 0.1, falsePositiveRate: 1, truePositiveRate: 1 },
    ]);
  });

  test('points on a straight line are left out', () => {
    const rows = scored([
      [0.9, 1],
      [0.8, 1],
      [0.7, 1],
      [0.2, 0],
      [0.1, 0],
    ]);
    expect(rocCurve(rows).map(({ threshold }) => threshold)).toEqual([null, 0.7, 0.1]);
    expect(gainCurve(rows)).toEqual([
      { threshold: null, share: 0, gain: 0 },
      { threshold: 0.7, share: 0.6, gain: 1 },
      { threshold: 0.1, share: 1, gain: 1 },
    ]);
  });

  test('one class has no ROC curve; everybody leaving still has a gain curve', () => {
    expect(rocCurve(scored([[0.4, 1]]))).toEqual([]);
    expect(rocCurve([])).toEqual([]);
    expect(gainCurve(scored([[0.4, 0]]))).toEqual([]);
    expect(gainCurve(scored([[0.4, 1]])).at(-1)).toEqual({ threshold: 0.4, share: 1, gain: 1 });
  });
});

describe('thresholds', () => {
  const costs = { value: 200, offerCost: 10, contactCost: 1 };

  test('profit: the threshold and money of the best campaign', () => {
    const best = findThreshold(TINY, { objective: 'profit', ...costs });
    const campaign = measureMaximumProfit(TINY, costs);
    expect(best).toEqual({ threshold: campaign.threshold, value: campaign.maximumProfit, n: 6, churned: 3 });
    expect(best.threshold).toBe(0.4);
  });

  test('profit: by hand', () => {
    // 0.3 accept: (0.3·(1 − 0.05) − 0.005)·3/6·200 − (0.05 + 0.005)·2/6·200
    const { value } = findThreshold(TINY, { objective: 'profit', ...costs });
    expect(value).toBeCloseTo((0.3 * 0.95 - 0.005) * 100 - (0.055 * 400) / 6, 12);
    const sure = findThreshold(TINY, { objective: 'profit', ...costs, acceptanceAlpha: 1, acceptanceBeta: 1 });
    expect(sure.value).toBeCloseTo((0.5 * 0.95 - 0.005) * 100 - (0.055 * 400) / 6, 12);
  });

  test('profit: one class is no obstacle, no rows are, and a losing campaign has no threshold', () => {
    const all = scored([
      [0.9, 1],
      [0.2, 1],
    ]);
    expect(findThreshold(all, { objective: 'profit', ...costs }).threshold).toBe(0.2);
    expect(findThreshold([], { objective: 'profit', ...costs })).toEqual({
      threshold: null,
      value: null,
      n: 0,
      churned: 0,
      reason: 'empty',
    });
    expect(findThreshold(TINY, { objective: 'profit', value: 10, offerCost: 20, contactCost: 1 })).toEqual({
      threshold: null,
      value: 0,
      n: 6,
      churned: 3,
      reason: 'never',
    });
  });

  test('profit: costs are checked', () => {
    const ask = (over: object) => () => findThreshold(TINY, { objective: 'profit', ...costs, ...over });
    expect(codeOf(ask({ value: 0 }))).toBe('out-of-range');
    expect(codeOf(ask({ offerCost: -1 }))).toBe('out-of-range');
    expect(codeOf(ask({ contactCost: Number.NaN }))).toBe('not-finite');
    expect(codeOf(ask({ acceptanceAlpha: 0 }))).toBe('out-of-range');
    expect(codeOf(ask({ acceptanceBeta: 0 }))).toBe('out-of-range');
    expect(codeOf(ask({ objective: 'accuracy' }))).toBe('unknown-name');
  });

  test('of several equally good thresholds the highest', () => {
    const rows = scored([
      [0.9, 1],
      [0.8, 0],
      [0.7, 1],
      [0.6, 0],
    ]);
    expect(findThreshold(rows, { objective: 'youden' })).toMatchObject({ threshold: 0.9, value: 0.5 });
    expect(findThreshold(rows, { objective: 'f1' })).toMatchObject({ threshold: 0.7, value: 0.8 });
  });
});

describe('one report', () => {
  const report = measureChurnModel(TINY, { level: 0.9, bins: 2, binning: 'count' });

  test('says the same as every measure alone', () => {
    expect(report).toEqual({
      n: 6,
      churned: 3,
      churnRate: report.churnRate,
      rocAuc: measureRocAuc(TINY, { level: 0.9 }),
      averagePrecision: report.averagePrecision,
      ks: measureKs(TINY),
      topLift: measureTopLift(TINY),
      logLoss: measureLogLoss(TINY),
      brier: measureBrier(TINY),
      calibration: measureCalibration(TINY, { bins: 2, binning: 'count' }),
    });
    expect(report.churnRate).toMatchObject({ value: 0.5, numerator: 3, denominator: 6, smallBase: true });
    expect(report.churnRate.interval!.level).toBe(0.9);
    expect(report.averagePrecision.value).toBeCloseTo((1 + 2 / 3 + 3 / 5) / 3, 12);
  });

  test('without rows everything is null with its reason', () => {
    const none = measureChurnModel([]);
    expect(none.churnRate.reason).toBe('empty');
    expect([none.rocAuc, none.averagePrecision, none.ks, none.topLift, none.logLoss, none.brier]).toEqual(
      Array.from({ length: 6 }, () => expect.objectContaining({ value: null, reason: 'empty' })),
    );
    expect(none.calibration).toMatchObject({ bins: [], ece: null });
  });

  test('options are checked', () => {
    expect(codeOf(() => measureChurnModel(TINY, { level: 1 }))).toBe('out-of-range');
    expect(codeOf(() => measureChurnModel(TINY, { bins: 0 }))).toBe('out-of-range');
    expect(codeOf(() => measureChurnModel(TINY, { bins: 1.5 }))).toBe('not-a-count');
    expect(codeOf(() => measureChurnModel(TINY, { binning: 'equal' as never }))).toBe('unknown-name');
  });
});

describe('calibration of a tally', () => {
  const rows: ScoredRow[] = Array.from({ length: 200 }, (_, i) => ({
    probability: (i % 40) / 40,
    churned: (i * 7) % 40 < i % 40,
  }));

  test('is that of the rows in bins of equal width', () => {
    const ours = measureTallyCalibration(tallyChurnScores(rows, { bins: 8 }));
    const want = measureCalibration(rows, { bins: 8 });
    expect(ours.bins.map(({ n, churnRate }) => [n, churnRate])).toEqual(
      want.bins.map(({ n, churnRate }) => [n, churnRate]),
    );
    expect(ours.ece).toBeCloseTo(want.ece!, 8);
    expect(ours.mce).toBeCloseTo(want.mce!, 8);
    expect([ours.n, ours.churned]).toEqual([want.n, want.churned]);
  });

  test('parts merged say the same; empty says nothing', () => {
    const [a, b] = [rows.slice(0, 30), rows.slice(30)].map((part) => tallyChurnScores(part));
    expect(measureTallyCalibration(mergeChurnScoreTallies(a!, b!))).toEqual(
      measureTallyCalibration(tallyChurnScores(rows)),
    );
    expect(measureTallyCalibration(tallyChurnScores([]))).toEqual({ bins: [], ece: null, mce: null, n: 0, churned: 0 });
  });
});

describe('bootstrap', () => {
  const rows: ScoredRow[] = Array.from({ length: 300 }, (_, i) => ({
    probability: ((i * 37) % 300) / 300,
    churned: (i * 53) % 300 < ((i * 37) % 300) * 0.6,
  }));
  const options = { seed: 20261126, resamples: 400 };

  test('its standard error of the AUC is near the exact one, its interval holds the value', () => {
    const auc = bootstrapMetric(rows, measureRocAuc, options);
    const exact = measureRocAuc(rows);
    expect(auc.value).toBe(exact.value);
    expect(auc.standardError! / exact.standardError!).toBeGreaterThan(0.85);
    expect(auc.standardError! / exact.standardError!).toBeLessThan(1.15);
    expect(auc.interval).toMatchObject({ level: 0.95, method: 'bootstrap-percentile' });
    expect(auc.interval!.low).toBeLessThan(auc.value!);
    expect(auc.interval!.high).toBeGreaterThan(auc.value!);
    expect(auc).toMatchObject({ resamples: 400, withoutValue: 0 });
  });

  test('the mean probability has the standard error of the textbook', () => {
    const mean = (list: readonly ScoredRow[]) => ({
      value: list.reduce((sum, row) => sum + row.probability, 0) / list.length,
    });
    const { standardError, interval, value } = bootstrapMetric(rows, mean, { seed: 3, resamples: 2000 });
    const textbook = Math.sqrt((1 / 12) * (1 - 1 / 300 ** 2)) / Math.sqrt(300);
    expect(standardError! / textbook).toBeGreaterThan(0.95);
    expect(standardError! / textbook).toBeLessThan(1.05);
    expect((interval!.high - value!) / textbook).toBeCloseTo(1.96, 0);
    const half = bootstrapMetric(rows, mean, { seed: 3, resamples: 2000, level: 0.5 });
    expect((half.interval!.high - value!) / textbook).toBeCloseTo(0.674, 0);
    expect(half.standardError).toBe(standardError);
  });

  test('depends on the seed, not on the order of the rows; the rows stay as they were', () => {
    const before = structuredClone(rows);
    const once = bootstrapMetric(rows, measureLogLoss, options);
    expect(bootstrapMetric(rows.toReversed(), measureLogLoss, options)).toEqual(once);
    expect(bootstrapMetric(rows, measureLogLoss, { ...options, seed: 1 }).standardError).not.toBe(once.standardError);
    expect(rows).toEqual(before);
  });

  test('draws without a value are counted; too many of them and there is no interval', () => {
    const rare = scored([[0.9, 1], ...Array.from({ length: 9 }, (_, i): [number, 0 | 1] => [i / 10, 0])]);
    const auc = bootstrapMetric(rare, measureRocAuc, { seed: 1, resamples: 200 });
    expect(auc.withoutValue).toBeGreaterThan(40);
    expect(auc.withoutValue).toBeLessThan(100);
    expect(auc.interval).not.toBeNull();
    const never = bootstrapMetric(rare, (list) => ({ value: list.length === 10 && list[0] === rare[1] ? 1 : null }), {
      seed: 1,
      resamples: 20,
    });
    expect(never).toMatchObject({ standardError: null, interval: null, noInterval: 'too-few' });
  });

  test('a metric without an answer on all rows has none', () => {
    expect(bootstrapMetric([], measureLogLoss, { seed: 1 })).toEqual({
      value: null,
      standardError: null,
      interval: null,
      resamples: 1000,
      withoutValue: 0,
      reason: 'empty',
    });
    expect(bootstrapMetric(scored([[0.5, 1]]), measureRocAuc, { seed: 1 }).reason).toBe('one-class');
    expect(bootstrapMetric(scored([[0.5, 1]]), () => ({ value: null }), { seed: 1 }).reason).toBe('empty');
  });

  test('seed, number of draws and rows are checked', () => {
    const run = (over: object) => () => bootstrapMetric(rows, measureLogLoss, { ...options, ...over });
    expect(codeOf(run({ seed: 0.5 }))).toBe('not-an-integer');
    expect(codeOf(run({ resamples: 1 }))).toBe('out-of-range');
    expect(codeOf(run({ resamples: -1 }))).toBe('not-a-count');
    expect(codeOf(run({ level: 0 }))).toBe('out-of-range');
    expect(codeOf(() => bootstrapMetric([{ probability: 30, churned: true }], measureLogLoss, options))).toBe(
      'not-a-probability',
    );
  });
});

describe('measures by hand', () => {
  test('PR area is trapezoids from the first precision on', () => {
    // precision 1, 1/2, 2/3, (3/5); recall 1/3, 1/3, 2/3, 1
    expect(measurePrAuc(TINY).value).toBeCloseTo((1 + (1 / 2 + 2 / 3) / 2 + (2 / 3 + 3 / 5) / 2) / 3, 12);
    expect(measurePrAuc([]).reason).toBe('empty');
    expect(measurePrAuc(scored([[0.5, 0]])).reason).toBe('one-class');
  });

  test('log loss: certainty that was wrong is finite, whichever way', () => {
    expect(measureLogLoss(scored([[0, 1]])).value).toBeCloseTo(-Math.log(1e-15), 9);
    expect(measureLogLoss(scored([[1, 0]])).value).toBeCloseTo(-Math.log(1e-15), 9);
    expect(
      measureLogLoss(
        scored([
          [1, 1],
          [0, 0],
        ]),
      ).value,
    ).toBe(0);
    expect(
      measureLogLoss(
        scored([
          [0.25, 0],
          [0.25, 1],
        ]),
      ).value,
    ).toBeCloseTo((Math.log(4 / 3) + Math.log(4)) / 2, 12);
    expect(measureLogLoss([]).reason).toBe('empty');
  });

  test('KS where the shares are furthest apart', () => {
    expect(measureKs(TINY)).toMatchObject({ threshold: 0.9, n: 6, churned: 3 });
    expect(measureKs(TINY).value).toBeCloseTo(1 / 3, 12);
    expect(
      measureKs(
        scored([
          [0.9, 0],
          [0.1, 1],
        ]),
      ),
    ).toMatchObject({ value: 0, threshold: null });
    expect(measureKs(scored([[0.9, 1]])).reason).toBe('one-class');
  });

  test('Brier and its parts add up', () => {
    const { value, reliability, resolution, uncertainty, skill } = measureBrier(TINY);
    expect(value).toBeCloseTo((0.01 + 0.64 + 0.09 + 0.16 + 0.36 + 0.01) / 6, 12);
    expect(reliability! - resolution! + uncertainty!).toBeCloseTo(value!, 12);
    expect(skill).toBeCloseTo(1 - value! / 0.25, 12);
    expect(measureBrier(scored([[0.5, 1]])).skill).toBeNull();
    expect(measureBrier([])).toMatchObject({ value: null, skill: null, reliability: null, reason: 'empty' });
  });

  test('the four counts and what is made of them', () => {
    const found = measureConfusion(TINY, { threshold: 0.4 });
    expect(found).toMatchObject({ truePositives: 3, falsePositives: 2, falseNegatives: 0, trueNegatives: 1 });
    expect([found.precision.value, found.recall.value, found.specificity.value]).toEqual([0.6, 1, 1 / 3]);
    expect(found.f1.value).toBeCloseTo(0.75, 12);
    expect(found.mcc.value).toBeCloseTo((3 * 1 - 0) / Math.sqrt(5 * 1 * 3 * 3), 12);
    const none = measureConfusion([], { threshold: 0.5 });
    expect([none.f1, none.mcc, none.precision.reason]).toEqual([
      { value: null, reason: 'empty' },
      { value: null, reason: 'no-variance' },
      'empty',
    ]);
    expect(codeOf(() => measureConfusion(TINY, { threshold: 40 }))).toBe('not-a-probability');
  });

  test('AUC: DeLong by hand, and why there is no interval', () => {
    // Shares of wins: leavers 1, 2/3, 1/2 (tie); stayers 1/3, 2/3 − half a tie, 1
    const auc = measureRocAuc(TINY);
    const left = [1, 2 / 3, 0.5];
    const stayed = [1 / 3, 2.5 / 3, 1];
    const mean = (list: number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;
    const variance = (list: number[]) => list.reduce((sum, x) => sum + (x - mean(list)) ** 2, 0) / 2;
    expect(auc.value).toBeCloseTo(mean(left), 12);
    expect(auc.standardError).toBeCloseTo(Math.sqrt(variance(left) / 3 + variance(stayed) / 3), 12);
    expect(auc.gini).toBeCloseTo(2 * mean(left) - 1, 12);
    expect(
      measureRocAuc(
        scored([
          [0.9, 1],
          [0.1, 0],
        ]),
      ),
    ).toMatchObject({ value: 1, interval: null, noInterval: 'too-few' });
    const perfect = scored([
      [0.9, 1],
      [0.8, 1],
      [0.2, 0],
      [0.1, 0],
    ]);
    expect(measureRocAuc(perfect)).toMatchObject({ value: 1, standardError: 0, noInterval: 'no-variance' });
  });
});
