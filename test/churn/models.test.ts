import type { HealthDefinition } from 'clientele/churn';
import {
  binWeightOfEvidence,
  calibrate,
  checkHealth,
  checkLeakage,
  countByEdges,
  encodeFeatures,
  explainChurn,
  findThreshold,
  fitCalibration,
  fitEncoder,
  fitGapRisk,
  fitInactivityRisk,
  fitLogistic,
  fitScorecard,
  gapThresholdDays,
  inactivityThresholdDays,
  inferLogistic,
  labelEnded,
  labelInactive,
  measureAveragePrecision,
  measureBrier,
  measureCalibration,
  measureConfusion,
  measureHealth,
  measureKs,
  measureLogLoss,
  measureMaximumProfit,
  measurePrAuc,
  measureRocAuc,
  measureStability,
  mergeChurnScoreTallies,
  probabilityChurn,
  probabilityInactive,
  probabilityNoReturn,
  scoreChurn,
  scoreEdges,
  scoreHealth,
  scorePoints,
  shiftPrior,
  tabulateLift,
  tallyChurnScores,
  withCalibration,
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

const PURCHASES = [
  { customerId: 'ann', at: '2024-01-20T10:00:00Z' },
  { customerId: 'ann', at: '2024-02-10T10:00:00Z' },
  { customerId: 'bob', at: '2024-01-25T10:00:00Z' },
];

describe('silence', () => {
  const risk = fitInactivityRisk(PURCHASES, {
    landmarks: ['2024-02-01T00:00:00Z', '2024-03-31T00:00:00Z'],
    horizonDays: 30,
    asOf: '2024-04-01T00:00:00Z',
  });

  test('a landmark whose outcome is incomplete is skipped and listed', () => {
    expect(risk.skippedLandmarksAt).toEqual([Date.parse('2024-03-31T00:00:00Z')]);
  });

  test('a rate from few customers shows its interval', () => {
    const gone = probabilityInactive(risk, { daysSinceLast: 10, purchases: 1 });
    expect(gone).toMatchObject({ value: 0.5, smallBase: true });
    expect(gone.interval!.high - gone.interval!.low).toBeGreaterThan(0.5);
  });

  test('a threshold that is never reached is null', () => {
    expect(inactivityThresholdDays(risk, { purchases: 1, probability: 1 })).toEqual({ value: null, reason: 'never' });
  });

  test('gaps: strata without gaps have no curve and say so', () => {
    const gaps = fitGapRisk(PURCHASES, { asOf: '2024-04-01T00:00:00Z', strata: [1, 2, 3] });
    expect(gaps.strata[2]!.curve).toBeNull();
    expect(gaps.fit).toMatchObject({ n: 3, status: 'weak' });
    expect(gaps.fit.warnings.map((warning) => warning.code)).toEqual(['nobody-returned', 'nobody-returned']);
    const customer = { daysSinceLast: 1, purchases: 3 };
    expect(probabilityNoReturn(gaps, customer, { horizonDays: 30 }).reason).toBe('none-at-risk');
    const options = { purchases: 3, probability: 0.5, horizonDays: 30 };
    expect(gapThresholdDays(gaps, options)).toEqual({ value: null, reason: 'never' });
  });

  test('gaps: customers below the first stratum are left out; bad strata are refused', () => {
    expect(fitGapRisk(PURCHASES, { asOf: '2024-04-01T00:00:00Z', strata: [2] }).fit.n).toBe(1);
    expect(codeOf(() => fitGapRisk(PURCHASES, { asOf: '2024-04-01T00:00:00Z', strata: [] }))).toBe('empty');
    expect(codeOf(() => fitGapRisk(PURCHASES, { asOf: '2024-04-01T00:00:00Z', strata: [0] }))).toBe('out-of-range');
    expect(codeOf(() => fitGapRisk(PURCHASES, { asOf: '2024-04-01T00:00:00Z', strata: [2, 1] }))).toBe('out-of-order');
  });

  test('gaps: a threshold is null where every silence that was watched is too short', () => {
    const gaps = fitGapRisk(PURCHASES, { asOf: '2024-04-01T00:00:00Z' });
    expect(gapThresholdDays(gaps, { purchases: 1, probability: 0.5, horizonDays: 900 }).reason).toBe('never');
  });
});

describe('labels', () => {
  const window = { landmarkAt: '2024-02-01T00:00:00Z', horizonDays: 30, asOf: '2024-03-02T00:00:00Z' };

  test('one millisecond short of complete gives only nulls', () => {
    const asOf = '2024-03-01T23:59:59.999Z';
    expect(labelInactive(PURCHASES, { ...window, asOf }).map((label) => label.churned)).toEqual([null, null]);
    const member = { customerId: 1, startedAt: '2024-01-01T00:00:00Z', endedAt: '2024-02-02T00:00:00Z' };
    expect(labelEnded([member], { ...window, asOf })[0]).toMatchObject({ churned: null, reason: 'horizon-incomplete' });
  });

  test('a purchase at the landmark is outcome, one at its end is outside', () => {
    const at = (instant: string) => [
      { customerId: 'x', at: '2024-01-01T00:00:00Z' },
      { customerId: 'x', at: instant },
    ];
    expect(labelInactive(at('2024-02-01T00:00:00Z'), window)[0]!.churned).toBe(false);
    expect(labelInactive(at('2024-03-02T00:00:00Z'), window)[0]!.churned).toBe(true);
  });

  test('several memberships: left when the last of them ended; an end before its start is refused', () => {
    const rows = [
      { customerId: 2, startedAt: '2024-01-01T00:00:00Z', endedAt: '2024-02-10T00:00:00Z' },
      { customerId: 2, startedAt: '2024-01-01T00:00:00Z', endedAt: null },
      { customerId: 1, startedAt: '2024-02-01T00:00:00Z', endedAt: '2024-03-01T00:00:00Z' },
      { customerId: 3, startedAt: '2024-02-01T00:00:00.001Z' },
    ];
    expect(labelEnded(rows, window).map((label) => [label.customerId, label.churned])).toEqual([
      [1, true],
      [2, false],
    ]);
    const wrong = { customerId: 1, startedAt: '2024-02-01T00:00:00Z', endedAt: '2024-01-01T00:00:00Z' };
    expect(codeOf(() => labelEnded([wrong], window))).toBe('inconsistent');
  });
});

const ORDERS = [{ name: 'orders', kind: 'number' }] as const;
const example = (orders: number | null, churned: boolean, weight?: number) => ({
  features: { orders },
  churned,
  ...(weight !== undefined && { weight }),
});
const MIXED = [1, 2, 3, 4, 5, 6, 7, 8].map((orders) => example(orders, orders % 3 === 1 || orders === 2));

describe('logistic', () => {
  test('intercept-is-free: a large penalty gives the churn rate', () => {
    const model = fitLogistic(MIXED, { features: ORDERS, horizonDays: 30, penalty: { l2: 1e9 } });
    expect(probabilityChurn(model, { orders: 1 })).toBeCloseTo(0.5, 6);
  });

  test('fit-reaches-the-optimum', () => {
    for (const penalty of ['none', 'firth', { l2: 1 }] as const) {
      const model = fitLogistic(MIXED, { features: ORDERS, horizonDays: 30, penalty });
      expect(model.fit.gradientNorm).toBeLessThan(1e-9);
      expect(model.fit.status).toBe('interior');
    }
  });

  test('separation-is-reported, and no-nan-standard-error', () => {
    const rows = [1, 2, 3, 4].map((orders) => example(orders, orders > 2));
    const model = fitLogistic(rows, { features: ORDERS, horizonDays: 30, penalty: 'none' });
    expect(model.fit.status).toBe('boundary');
    expect(model.fit.warnings[0]).toMatchObject({ code: 'separation', facts: { features: ['orders'] } });
    expect(model.fit.standardErrors).toEqual([null, null]);
    expect(model.fit.covariance).toBeNull();
    expect(inferLogistic(model).terms[0]).toMatchObject({ standardError: null, pValue: null, interval: null });
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  test('quasi-separation names the level', () => {
    const features = [{ name: 'plan', kind: 'category', minCount: 1, reference: 'a' }] as const;
    const rows = [true, false, true, false].map((churned) => ({ features: { plan: 'a' }, churned }));
    rows.push({ features: { plan: 'b' }, churned: true }, { features: { plan: 'b' }, churned: true });
    expect(fitLogistic(rows, { features, horizonDays: 30, penalty: 'none' }).fit.status).toBe('boundary');
  });

  test('collinear-columns-are-named: the later of two equal columns is dropped', () => {
    const features = [...ORDERS, { name: 'copy', kind: 'number' }, { name: 'fixed', kind: 'number' }] as const;
    const rows = MIXED.map((row) => ({ ...row, features: { ...row.features, copy: row.features.orders, fixed: 3 } }));
    const model = fitLogistic(rows, { features, horizonDays: 30, penalty: 'none' });
    expect(model.fit.dropped).toEqual(['copy', 'fixed']);
    expect(model.fit.status).toBe('weak');
    expect(model.fit.warnings.map((warning) => warning.code)).toEqual(['constant', 'collinear']);
    const record = { orders: 2, copy: 2, fixed: 3 };
    expect(explainChurn(model, record).map(({ facts }) => facts.feature)).toEqual(['orders', 'copy', 'fixed']);
    const plain = fitLogistic(MIXED, { features: ORDERS, horizonDays: 30, penalty: 'none' });
    expect(probabilityChurn(model, record)).toBeCloseTo(probabilityChurn(plain, { orders: 2 }), 12);
  });

  test('one class is failed and finite; no inference', () => {
    const model = fitLogistic([example(1, true), example(2, true)], { features: ORDERS, horizonDays: 30 });
    expect(model.fit.status).toBe('failed');
    expect(probabilityChurn(model, { orders: 1 })).toBeCloseTo(2.5 / 3, 12);
    expect(inferLogistic({ ...model, penalty: 'none' }).reason).toBe('failed');
  });

  test('balanced-weights-warn, and a weight of two equals two copies', () => {
    const options = { features: [{ ...ORDERS[0], standardize: false }], horizonDays: 30, penalty: 'none' } as const;
    const weighted = fitLogistic(
      MIXED.map((row) => ({ ...row, weight: row.churned ? 2 : 1 })),
      options,
    );
    const copied = fitLogistic([...MIXED, ...MIXED.filter((row) => row.churned)], options);
    expect(weighted.fit.warnings.map((warning) => warning.code)).toEqual(['weights-shift-probability']);
    expect(weighted.intercept).toBeCloseTo(copied.intercept, 9);
    expect(weighted.fit.standardErrors[1]).toBeCloseTo(copied.fit.standardErrors[1]!, 9);
  });

  test('unknown-category-does-not-shift-columns', () => {
    const features = [...ORDERS, { name: 'plan', kind: 'category', minCount: 1 }] as const;
    const rows = MIXED.map((row, i) => ({ ...row, features: { ...row.features, plan: i % 2 ? 'a' : 'b' } }));
    const model = fitLogistic(rows, { features, horizonDays: 30 });
    const score = scoreChurn(model, { plan: 'zzz', orders: null });
    expect(score.flags).toEqual([
      { feature: 'orders', code: 'missing' },
      { feature: 'plan', code: 'unknown-level' },
    ]);
    expect(score.logit).toBeCloseTo(score.base, 12);
    expect(score.reasons.map((reason) => reason.code)).toEqual(['no-effect', 'no-effect']);
  });

  test('reasons add up to the logit; bands are named', () => {
    const model = fitLogistic(MIXED, { features: ORDERS, horizonDays: 30 });
    const score = scoreChurn(model, { orders: 1 }, { bands: [{ name: 'all', from: 0 }], top: 1 });
    const sum = score.reasons.reduce((all, { facts }) => all + facts.contribution, score.base);
    expect(sum).toBeCloseTo(score.logit, 12);
    expect(score.band).toBe('all');
    expect(codeOf(() => scoreChurn(model, { orders: 1 }, { bands: [] }))).toBe('empty');
  });

  test('bad input is refused', () => {
    const options = { features: ORDERS, horizonDays: 30 };
    expect(codeOf(() => fitLogistic([], options))).toBe('empty');
    expect(codeOf(() => fitLogistic([example(1, true, 0)], options))).toBe('empty');
    expect(codeOf(() => fitLogistic([{ ...example(1, true), churned: null as never }], options))).toBe('wrong-type');
    expect(codeOf(() => fitLogistic([{ features: null as never, churned: true }], options))).toBe('wrong-type');
    expect(codeOf(() => fitLogistic([example(Number.NaN, true)], options))).toBe('not-finite');
    expect(codeOf(() => fitLogistic(MIXED, { ...options, penalty: 'l1' as never }))).toBe('unknown-name');
    const many = Array.from({ length: 201 }, (_, i) => ({ name: `f${i}`, kind: 'number' }) as const);
    expect(codeOf(() => fitLogistic([{ features: {}, churned: true }] as never, { ...options, features: many }))).toBe(
      'too-many',
    );
  });

  test('too few steps fail rather than lie', () => {
    const model = fitLogistic(MIXED, { features: ORDERS, horizonDays: 30, maxIterations: 1 });
    expect(model.fit.warnings.map((warning) => warning.code)).toEqual(['not-converged']);
  });

  test('a feature called __proto__ is a feature', () => {
    const encoder = fitEncoder([{ name: '__proto__', kind: 'boolean' }], [JSON.parse('{"__proto__":true}')]);
    expect(encodeFeatures(encoder, JSON.parse('{"__proto__":true}')).flags).toEqual([]);
  });
});

describe('evaluation', () => {
  test('one-class-has-no-auc', () => {
    const all = scored([[0.3, 1]]);
    for (const figure of [measureRocAuc(all), measureKs(all)])
      expect(figure).toMatchObject({ value: null, reason: 'one-class' });
    expect(measureAveragePrecision(all).value).toBe(1);
    for (const measure of [
      measureRocAuc,
      measureKs,
      measureAveragePrecision,
      measurePrAuc,
      measureLogLoss,
      measureBrier,
    ]) {
      expect(measure([])).toMatchObject({ value: null, reason: 'empty' });
      expect(codeOf(() => measure(scored([[30, 1]])))).toBe('not-a-probability');
    }
  });

  test('certainty that was wrong costs a finite amount', () => {
    expect(measureLogLoss(scored([[0, 1]])).value).toBeCloseTo(-Math.log(1e-15), 9);
  });

  test('thresholds: the highest wins ties', () => {
    expect(findThreshold(TINY, { objective: 'youden' })).toMatchObject({ threshold: 0.9 });
    expect(findThreshold(TINY, { objective: 'f1' })).toMatchObject({ threshold: 0.4, value: 0.75 });
    expect(findThreshold([], { objective: 'f1' }).reason).toBe('empty');
    expect(findThreshold(scored([[1, 1]]), { objective: 'youden' }).reason).toBe('one-class');
    expect(measureConfusion(TINY, { threshold: 0.95 })).toMatchObject({ truePositives: 0, falseNegatives: 3 });
  });

  test('a tie across a boundary is split in proportion', () => {
    expect(tabulateLift(TINY, { groups: 4 }).map(({ n, churned }) => [n, churned])).toEqual([
      [2, 1],
      [2, 1.5],
      [1, 0.5],
      [1, 0],
    ]);
    expect(tabulateLift([])).toEqual([]);
    expect(tabulateLift(scored([[0.5, 0]]))[0]!.lift).toBeNull();
    expect(codeOf(() => tabulateLift(TINY, { groups: 0 }))).toBe('out-of-range');
  });

  test('calibration: probability 1 falls in the last bin; one class has no slope', () => {
    expect(measureCalibration(scored([[1, 1]]))).toMatchObject({ ece: 0, slope: null, inTheLarge: null });
    expect(measureCalibration([])).toMatchObject({ bins: [], ece: null, mce: null });
    expect(measureCalibration(TINY, { bins: 3, binning: 'count' }).slope).toBeCloseTo(0.7409635, 6);
    expect(codeOf(() => measureCalibration(TINY, { bins: 0 }))).toBe('out-of-range');
  });

  test('profit: nobody is contacted where the offer costs more than it saves', () => {
    const dear = measureMaximumProfit(TINY, { value: 10, offerCost: 20, contactCost: 1 });
    expect(dear).toMatchObject({ maximumProfit: 0, share: 0, threshold: null, expectedMaximumProfit: 0 });
    expect(measureMaximumProfit([], { value: 10, offerCost: 1, contactCost: 1 }).reason).toBe('empty');
    expect(codeOf(() => measureMaximumProfit(TINY, { value: 0, offerCost: 1, contactCost: 1 }))).toBe('out-of-range');
  });
});

describe('calibration', () => {
  test('isotonic: two points, ties, an order that is perfect already', () => {
    const map = fitCalibration(
      scored([
        [0.2, 0],
        [0.2, 1],
        [0.8, 1],
      ]),
      { method: 'isotonic' },
    );
    expect([0.1, 0.2, 0.5, 0.9].map((p) => calibrate(map, p))).toEqual([0.5, 0.5, 0.75, 1]);
  });

  test('platt: a falling slope is reversed; one class fails; separation is on the boundary', () => {
    const falling = fitCalibration(
      scored([
        [0.2, 1],
        [0.4, 1],
        [0.3, 0],
        [0.8, 0],
        [0.7, 1],
      ]),
      { method: 'platt' },
    );
    expect(falling.fit.warnings.map((warning) => warning.code)).toEqual(['reversed']);
    expect(fitCalibration(scored([[0.2, 1]]), { method: 'platt' }).fit.status).toBe('failed');
    const apart = fitCalibration(
      scored([
        [0.2, 0],
        [0.8, 1],
      ]),
      { method: 'platt', targets: 'plain' },
    );
    expect(apart.fit.status).toBe('boundary');
    expect(codeOf(() => fitCalibration([], { method: 'beta' }))).toBe('empty');
  });

  test('beta never bends back', () => {
    const map = fitCalibration(
      scored([
        [0.2, 1],
        [0.4, 1],
        [0.3, 0],
        [0.8, 0],
        [0.7, 0],
      ]),
      { method: 'beta' },
    );
    expect(map).toMatchObject({ a: 0, b: 0 });
    expect(calibrate(map, 0.9)).toBeCloseTo(0.4, 9);
  });

  test('a model carries its calibration; the shift of the prior goes back', () => {
    const model = fitLogistic(MIXED, { features: ORDERS, horizonDays: 30 });
    const map = fitCalibration(TINY, { method: 'platt' });
    const p = probabilityChurn(model, { orders: 2 });
    expect(probabilityChurn(withCalibration(model, map), { orders: 2 })).toBeCloseTo(calibrate(map, p), 12);
    const there = shiftPrior(0.3, { trainRate: 0.5, trueRate: 0.1 });
    expect(shiftPrior(there, { trainRate: 0.1, trueRate: 0.5 })).toBeCloseTo(0.3, 12);
    expect(codeOf(() => shiftPrior(0.3, { trainRate: 0, trueRate: 0.1 }))).toBe('out-of-range');
  });
});

describe('drift, leakage, scorecard', () => {
  test('tallies add up and compare; bins must agree', () => {
    const a = tallyChurnScores(TINY, { bins: 4 });
    expect(mergeChurnScoreTallies(a, a).bins.map(({ n }) => n)).toEqual([2, 4, 2, 4]);
    expect(measureStability(a, a)).toMatchObject({ value: 0, verdict: 'stable' });
    const other = tallyChurnScores(TINY, { bins: 2 });
    expect(codeOf(() => mergeChurnScoreTallies(a, other))).toBe('inconsistent');
    expect(codeOf(() => measureStability(a, other))).toBe('inconsistent');
    expect(codeOf(() => tallyChurnScores([{ probability: 2 }]))).toBe('not-a-probability');
    expect(measureStability({ a: 1 }, {})).toMatchObject({ value: null, reason: 'empty' });
    expect(measureStability({ a: 1, b: 1 }, { a: 9, b: 1 }).verdict).toBe('shifted');
  });

  test('edges are quantiles, bins closed on the left', () => {
    expect(scoreEdges(TINY, { bins: 2 })).toEqual([0.55]);
    expect(countByEdges(TINY, [0.4])).toEqual({ 0: 1, 1: 5 });
    expect(codeOf(() => scoreEdges([]))).toBe('empty');
    expect(codeOf(() => scoreEdges(TINY, { bins: 0 }))).toBe('out-of-range');
  });

  test('pure-bin-is-finite, missing is a bin of its own', () => {
    const rows = [1, 1, 5, null].map((value, i) => ({ value, churned: i > 1 }));
    const { bins } = binWeightOfEvidence(rows, { edges: [3] });
    expect(bins.map(({ label }) => label)).toEqual(['0', '1', '(missing)']);
    expect(bins.every(({ woe }) => Number.isFinite(woe))).toBe(true);
    expect(binWeightOfEvidence([]).reason).toBe('empty');
    expect(binWeightOfEvidence([{ value: 'a', churned: true }]).reason).toBe('one-class');
    expect(codeOf(() => binWeightOfEvidence([{ value: 'a', churned: true }], { edges: [1] }))).toBe('wrong-type');
  });

  test('a scorecard refuses what it cannot learn from and flags what it never saw', () => {
    const rows = ['a', 'a', 'a', 'b', 'b', 'b'].map((plan, i) => ({ features: { plan }, churned: i < 2 || i === 3 }));
    const card = fitScorecard(rows, { variables: [{ name: 'plan' }] });
    expect(scorePoints(card, {}).flags).toEqual([{ feature: 'plan', code: 'missing' }]);
    expect(codeOf(() => fitScorecard([], { variables: [{ name: 'plan' }] }))).toBe('empty');
    expect(codeOf(() => fitScorecard(rows, { variables: [] }))).toBe('empty');
    expect(codeOf(() => fitScorecard(rows.slice(0, 2), { variables: [{ name: 'plan' }] }))).toBe('one-class');
    expect(codeOf(() => fitScorecard(rows, { variables: [{ name: 'plan' }, { name: 'plan' }] }))).toBe('duplicate');
  });

  test('a feature known at the landmark leaks; one that ranks backwards perfectly is too good', () => {
    const row = { landmarkAt: 0, knownAt: { calls: 0 } };
    const problems = checkLeakage([
      { ...row, churned: true, features: { calls: 0 } },
      { ...row, churned: false, features: { calls: 9 } },
    ]);
    expect(problems.map(({ code: found, facts }) => [found, facts])).toEqual([
      ['after-landmark', { feature: 'calls', count: 2 }],
      ['too-good', { feature: 'calls', rocAuc: 1 }],
    ]);
  });
});

describe('health', () => {
  const definition: HealthDefinition<'red' | 'green'> = {
    kind: 'health',
    version: 1,
    factors: [
      {
        key: 'usage',
        weight: 1,
        points: [
          [0, 0],
          [10, 100],
        ],
      },
      {
        key: 'tickets',
        weight: 1,
        steps: [
          { from: 0, score: 100 },
          { from: 3, score: 20 },
        ],
      },
      { key: 'plan', weight: 2, levels: { pro: 80 } },
    ],
    bands: [
      { name: 'red', from: 0 },
      { name: 'green', from: 50 },
    ],
    missing: 'neutral',
  };

  test('curves, steps, levels; neutral stands in; reasons fall by points lost', () => {
    const health = scoreHealth(definition, { usage: 5, tickets: -1, plan: 'gold' }, { previousScore: 50 });
    expect(health.factors.map(({ points }) => points)).toEqual([50, 100, 50]);
    expect(health).toMatchObject({ score: 62.5, band: 'green', change: 12.5, missing: ['plan'] });
    expect(health.reasons.map(({ facts }) => facts.factor)).toEqual(['plan', 'usage']);
    expect(scoreHealth(definition, { usage: 99, tickets: 3, plan: 'pro' }).score).toBe((100 + 20 + 160) / 4);
    expect(scoreHealth(definition, {}).reason).toBe('too-little-known');
    expect(codeOf(() => scoreHealth(definition, { usage: 'x', plan: 'pro' }))).toBe('wrong-type');
  });

  test('checkHealth names every problem', () => {
    const wrong = {
      ...definition,
      factors: [
        {
          key: 'a',
          weight: 0,
          points: [
            [1, 0],
            [1, 101],
          ],
        },
        { key: 'a', weight: 1, steps: [] },
        { key: 'b', weight: 1, levels: {} },
        { key: 'c', weight: 1, points: [] },
        { key: 'd', weight: 1, steps: [{ from: Number.NaN, score: 1 }] },
        { key: 'e', weight: 1 },
      ],
      bands: [{ name: 'x', from: 1 }],
      missing: 'no',
      neutralScore: -1,
      minimumKnownShare: 2,
    } as never;
    expect(checkHealth(wrong).map(({ path }) => path)).toEqual([
      '/factors/0/weight',
      '/factors/0/points/1/0',
      '/factors/0/points/1/1',
      '/factors/1/key',
      '/factors/1/steps',
      '/factors/2/levels',
      '/factors/3/points',
      '/factors/4/steps/0/from',
      '/factors/5',
      '/bands/0/from',
      '/missing',
      '/neutralScore',
      '/minimumKnownShare',
    ]);
    expect(checkHealth({ ...definition, factors: [] })[0]!.code).toBe('empty');
  });

  test('bands out of order are seen', () => {
    const history = [
      { score: 10, churned: false },
      { score: 90, churned: true },
    ];
    expect(measureHealth(definition, history)).toMatchObject({ rocAuc: 0, orderly: false });
    expect(codeOf(() => measureHealth(definition, [{ score: -1, churned: true }]))).toBe('out-of-range');
  });
});
