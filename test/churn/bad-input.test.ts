/** Every function refuses what it cannot use, with the code and the place, and never answers NaN. */
import type { ScoredRow } from 'clientele/churn';
import {
  backtest,
  binWeightOfEvidence,
  bootstrapMetric,
  calibrate,
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
  gainCurve,
  gapThresholdDays,
  inactivityThresholdDays,
  inferLogistic,
  labelEnded,
  labelInactive,
  measureAveragePrecision,
  measureBrier,
  measureCalibration,
  measureChurnModel,
  measureConfusion,
  measureFeatureStability,
  measureHealth,
  measureInformationValue,
  measureKs,
  measureLogLoss,
  measureMaximumProfit,
  measurePrAuc,
  measureRocAuc,
  measureTopLift,
  probabilityChurn,
  probabilityInactive,
  probabilityNoReturn,
  proposeBins,
  rocCurve,
  scoreChurn,
  scoreEdges,
  scoreHealth,
  scorePoints,
  shiftPrior,
  tabulateInactivity,
  tabulateLift,
  tallyChurnScores,
  tallyGaps,
  tallyInactivity,
} from 'clientele/churn';
import { parseChurnRecords } from 'clientele/schemas';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../code-of.ts';
import { scored } from './make-rows.ts';

const ROWS = scored([
  [0.9, 1],
  [0.4, 0],
  [0.2, 1],
  [0.1, 0],
]);
const costs = { value: 100, offerCost: 10, contactCost: 1 };

/** All functions that read scored rows. */
const READERS: Record<string, (rows: ScoredRow[]) => unknown> = {
  bootstrapMetric: (rows) => bootstrapMetric(rows, measureLogLoss, { seed: 1, resamples: 5 }),
  findThresholdF1: (rows) => findThreshold(rows, { objective: 'f1' }),
  findThresholdProfit: (rows) => findThreshold(rows, { objective: 'profit', ...costs }),
  fitCalibration: (rows) => fitCalibration(rows, { method: 'platt' }),
  gainCurve,
  measureAveragePrecision,
  measureBrier,
  measureCalibration,
  measureChurnModel,
  measureConfusion: (rows) => measureConfusion(rows, { threshold: 0.5 }),
  measureKs,
  measureLogLoss,
  measureMaximumProfit: (rows) => measureMaximumProfit(rows, costs),
  measurePrAuc,
  measureRocAuc,
  measureTopLift,
  rocCurve,
  tabulateLift,
};

/** No NaN, Infinity or undefined anywhere in a result. */
function expectPlain(value: unknown): void {
  expect(JSON.parse(JSON.stringify(value))).toEqual(value);
}

describe.each(Object.entries(READERS))('%s', (_, read) => {
  test.each([
    [Number.NaN, 'not-a-probability'],
    [Infinity, 'not-a-probability'],
    [-0.01, 'not-a-probability'],
    [27, 'not-a-probability'],
    ['0.5', 'not-a-probability'],
    [null, 'not-a-probability'],
    [undefined, 'not-a-probability'],
  ])('a probability of %o', (probability, code) => {
    expect(codeOf(() => read([...ROWS, { probability: probability as number, churned: true }]))).toBe(code);
    expect(() => read([...ROWS, { probability: probability as number, churned: true }])).toThrow('rows[4].probability');
  });

  test.each([[null], [1], ['true'], [undefined]])('an outcome of %o', (churned) => {
    expect(codeOf(() => read([...ROWS, { probability: 0.5, churned: churned as never }]))).toBe('wrong-type');
  });

  test('nothing, one row, one class, all scores alike: never NaN, plain JSON', () => {
    const cases = [
      scored([[0.5, 1]]),
      scored([[0.5, 0]]),
      scored([
        [0, 1],
        [1, 0],
      ]),
      scored([
        [1, 1],
        [1, 1],
      ]),
      scored([
        [0.3, 0],
        [0.3, 1],
        [0.3, 0],
      ]),
    ];
    for (const rows of cases) expectPlain(read(rows));
    if (read === READERS['fitCalibration']) expect(codeOf(() => read([]))).toBe('empty');
    else expectPlain(read([]));
  });

  test('rows in another order, frozen, or from a generator say the same', () => {
    const frozen = Object.freeze([...ROWS].reverse().map((row) => Object.freeze({ ...row })));
    expect(read(frozen as ScoredRow[])).toEqual(read(ROWS));
    const once = (function* () {
      yield* ROWS;
    })();
    expect(read(once as never)).toEqual(read(ROWS));
  });
});

const X = [{ name: 'x', kind: 'number' }] as const;
const MIXED = [1, 2, 3, 4, 5, 6].map((x) => ({ features: { x }, churned: x < 3 || x === 5 }));
const model = fitLogistic(MIXED, { features: X, horizonDays: 30 });
const encoder = fitEncoder(X, [{ x: 1 }, { x: 2 }]);

describe('features', () => {
  const readers: Record<string, (record: never) => unknown> = {
    encodeFeatures: (record) => encodeFeatures(encoder, record),
    explainChurn: (record) => explainChurn(model, record),
    probabilityChurn: (record) => probabilityChurn(model, record),
    scoreChurn: (record) => scoreChurn(model, record),
    measureFeatureStability: (record) => measureFeatureStability(model, [record]),
    fitEncoder: (record) => fitEncoder(X, [record]),
    fitLogistic: (record) => fitLogistic([{ features: record, churned: true }], { features: X, horizonDays: 30 }),
  };

  test.each(Object.entries(readers))('%s refuses what is no number', (_, read) => {
    expect(codeOf(() => read({ x: Number.NaN } as never))).toBe('not-finite');
    expect(codeOf(() => read({ x: Infinity } as never))).toBe('not-finite');
    expect(codeOf(() => read({ x: '5' } as never))).toBe('wrong-type');
    expect(codeOf(() => read({ x: true } as never))).toBe('wrong-type');
    expect(codeOf(() => read({ x: [5] } as never))).toBe('wrong-type');
    expect(codeOf(() => read({ x: 5n } as never))).toBe('wrong-type');
    expect(() => read({ x: '5' } as never)).toThrow('["x"]');
    // Nothing given is missing, not an error.
    expectPlain(read({} as never));
    expectPlain(read({ x: undefined } as never));
  });

  test('schemas that cannot be', () => {
    const fit = (features: readonly object[]) => () => fitEncoder(features as never, [{} as never]);
    expect(codeOf(fit([{ name: 'x', kind: 'money' }]))).toBe('unknown-name');
    expect(codeOf(fit([{ name: 'x', kind: 'number', transform: 'sqrt' }]))).toBe('unknown-name');
    expect(codeOf(fit([{ name: 'x', kind: 'number', clip: [5, 1] }]))).toBe('out-of-order');
    expect(codeOf(fit([{ name: 'x', kind: 'number', clip: [Number.NaN, 1] }]))).toBe('not-finite');
    expect(codeOf(fit([{ name: 'x', kind: 'number', clip: [0, Infinity] }]))).toBe('not-finite');
    expect(codeOf(fit([{ name: 'x', kind: 'category', minCount: 1.5 }]))).toBe('not-a-count');
    expect(
      codeOf(
        fit([
          { name: 'x', kind: 'number' },
          { name: 'x', kind: 'boolean' },
        ]),
      ),
    ).toBe('duplicate');
    expect(codeOf(() => fitEncoder(X, []))).toBe('empty');
    const clash = [
      { name: 'x', kind: 'category', minCount: 1 },
      { name: 'x=a', kind: 'number' },
    ];
    expect(codeOf(() => fitEncoder(clash as never, [{ x: 'a' }, { x: 'b' }, { x: 'b' }] as never))).toBe('duplicate');
    expect(codeOf(() => fitEncoder([{ name: 'x', kind: 'number', transform: 'log1p' }], [{ x: -1 }]))).toBe(
      'out-of-range',
    );
    expect(() => fitEncoder([{ name: 'x', kind: 'number', transform: 'log1p' }], [{ x: 3 }, { x: -2 }])).toThrow(
      'records[1]["x"]',
    );
  });

  test('fits refuse options and examples that cannot be', () => {
    const fit =
      (over: object, examples: readonly object[] = MIXED) =>
      () =>
        fitLogistic(examples as never, { features: X, horizonDays: 30, ...over });
    expect(codeOf(fit({ horizonDays: 0 }))).toBe('out-of-range');
    expect(codeOf(fit({ horizonDays: undefined }))).toBe('wrong-type');
    expect(codeOf(fit({ penalty: { l2: -1 } }))).toBe('out-of-range');
    expect(codeOf(fit({ penalty: { l2: Number.NaN } }))).toBe('not-finite');
    expect(codeOf(fit({ penalty: 'lasso' }))).toBe('unknown-name');
    expect(codeOf(fit({ maxIterations: 1.5 }))).toBe('not-a-count');
    expect(codeOf(fit({ tolerance: -1 }))).toBe('out-of-range');
    expect(codeOf(fit({}, [{ ...MIXED[0], weight: -1 }]))).toBe('out-of-range');
    expect(codeOf(fit({}, [{ ...MIXED[0], weight: '2' }]))).toBe('wrong-type');
    expect(codeOf(fit({}, [{ features: 5, churned: true }]))).toBe('wrong-type');
    const many = Array.from({ length: 201 }, (_, i) => ({ name: `f${i}`, kind: 'number' }));
    expect(
      codeOf(() =>
        fitLogistic([{ features: {} as never, churned: true }], { features: many as never, horizonDays: 1 }),
      ),
    ).toBe('too-many');
    expect(codeOf(() => inferLogistic(model, { level: 95 }))).toBe('out-of-range');
    expect(codeOf(() => scoreChurn(model, { x: 1 }, { top: -1 }))).toBe('not-a-count');
    expect(
      codeOf(() =>
        scoreChurn(
          model,
          { x: 1 },
          {
            bands: [
              { name: 'a', from: 1 },
              { name: 'b', from: 0 },
            ],
          },
        ),
      ),
    ).toBe('out-of-order');
    expect(codeOf(() => fitCalibration(ROWS, { method: 'spline' as never }))).toBe('unknown-name');
    expect(codeOf(() => fitCalibration(ROWS, { method: 'platt', targets: 'soft' as never }))).toBe('unknown-name');
  });

  test('numbers beyond ±1e100 are refused: their squares made infinite spreads, which JSON loses', () => {
    for (const x of [1e101, -1e101, 1e308]) {
      expect(codeOf(() => fitEncoder(X, [{ x }, { x: 0 }]))).toBe('out-of-range');
      expect(codeOf(() => scoreChurn(model, { x }))).toBe('out-of-range');
      expect(codeOf(() => scoreChurn(model, { x: 1 }, { offset: x }))).toBe('out-of-range');
      expect(codeOf(() => fitLogistic([{ ...MIXED[0]!, offset: x }], { features: X, horizonDays: 1 }))).toBe(
        'out-of-range',
      );
      expect(codeOf(() => fitEncoder([{ name: 'x', kind: 'number', clip: [x, x] }], [{ x: 1 }]))).toBe('out-of-range');
      expect(parseChurnRecords(X, [{ x }]).issues.map(({ code, path }) => [code, path])).toEqual([
        ['out-of-range', '/x'],
      ]);
    }
    expectPlain(fitEncoder(X, [{ x: 1e100 }, { x: -1e100 }]));
    expectPlain(scoreChurn(model, { x: -1e100 }));
  });

  test('one row, equal rows, numbers at the ends of the range', () => {
    for (const examples of [
      MIXED.slice(0, 1),
      [MIXED[0]!, MIXED[0]!, MIXED[2]!],
      MIXED.map(({ churned }) => ({ features: { x: null }, churned })),
      MIXED.map(({ features: { x }, churned }) => ({ features: { x: x * 1e98 }, churned })),
      MIXED.map(({ features: { x }, churned }) => ({ features: { x: 1e9 + x * 1e-3 }, churned })),
      MIXED.map(({ features: { x }, churned }) => ({ features: { x: x * 1e-150 }, churned })),
    ]) {
      for (const penalty of ['none', 'firth', { l2: 1 }] as const) {
        const fitted = fitLogistic(examples, { features: X, horizonDays: 30, penalty });
        expectPlain(fitted);
        const p = probabilityChurn(fitted, { x: examples[0]!.features.x });
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe('instants without an offset are refused', () => {
  const local = '2024-02-01T00:00:00';
  const good = '2024-01-01T00:00:00Z';
  const window = { landmarkAt: good, horizonDays: 30, asOf: '2024-06-01T00:00:00Z' };
  const silence = { landmarks: [good], horizonDays: 30, asOf: '2024-06-01T00:00:00Z' };
  const purchase = { customerId: 1, at: good };

  test.each<[string, () => unknown]>([
    ['labelInactive', () => labelInactive([{ customerId: 1, at: local }], window)],
    ['labelInactive', () => labelInactive([purchase], { ...window, landmarkAt: local })],
    ['labelInactive', () => labelInactive([purchase], { ...window, asOf: local })],
    ['labelEnded', () => labelEnded([{ customerId: 1, startedAt: local }], window)],
    ['labelEnded', () => labelEnded([{ customerId: 1, startedAt: good, endedAt: local }], window)],
    ['fitInactivityRisk', () => fitInactivityRisk([{ customerId: 1, at: local }], silence)],
    ['fitInactivityRisk', () => fitInactivityRisk([purchase], { ...silence, landmarks: [local] })],
    ['tallyInactivity', () => tallyInactivity([purchase], { ...silence, asOf: local })],
    ['fitGapRisk', () => fitGapRisk([{ customerId: 1, at: local }], { asOf: good })],
    ['tallyGaps', () => tallyGaps([purchase], { asOf: local })],
    ['checkLeakage', () => checkLeakage([{ landmarkAt: local, churned: true, features: {} }])],
    [
      'backtest',
      () => backtest({ landmarks: [local], horizonDays: 1, asOf: good, examplesAt: () => [], fit: () => model }),
    ],
  ])('%s', (_, run) => {
    expect(codeOf(run)).toBe('not-an-instant');
  });

  test('NaN, an invalid Date and null are no instants; zones and horizons are checked', () => {
    expect(codeOf(() => labelInactive([{ customerId: 1, at: Number.NaN }], window))).toBe('not-an-instant');
    expect(codeOf(() => labelInactive([{ customerId: 1, at: new Date('x') }], window))).toBe('not-an-instant');
    expect(codeOf(() => labelEnded([{ customerId: 1, startedAt: null as never }], window))).toBe('not-an-instant');
    expect(codeOf(() => fitGapRisk([purchase], { asOf: good, timeZone: 'Mars/Olympus' }))).toBe('unknown-zone');
    expect(codeOf(() => fitInactivityRisk([purchase], { ...silence, timeZone: 'Mars/Olympus' }))).toBe('unknown-zone');
    for (const horizonDays of [0, -1, Infinity, Number.NaN, '30' as never]) {
      expect(['out-of-range', 'not-finite', 'wrong-type']).toContain(
        codeOf(() => labelInactive([purchase], { ...window, horizonDays })),
      );
      expect(['out-of-range', 'not-finite', 'wrong-type']).toContain(
        codeOf(() => fitInactivityRisk([purchase], { ...silence, horizonDays })),
      );
    }
    expect(codeOf(() => labelInactive([{ ...purchase, amount: Number.NaN }], window))).toBe('not-finite');
    expect(codeOf(() => labelInactive([{ ...purchase, amount: -5 }], { ...window, refunds: 'reject' }))).toBe(
      'out-of-range',
    );
    expect(codeOf(() => labelInactive([purchase], { ...window, refunds: 'ignore' as never }))).toBe('unknown-name');
    expect(codeOf(() => labelInactive([purchase], { ...window, horizonDays: 1e308 }))).toBe('out-of-range');
  });

  test('no purchases, one purchase, the same purchase twice', () => {
    expect(labelInactive([], window)).toEqual([]);
    expect(labelEnded([], window)).toEqual([]);
    expectPlain(fitInactivityRisk([], silence));
    expectPlain(fitGapRisk([], { asOf: good }));
    expect(fitGapRisk([], { asOf: good }).fit).toMatchObject({ n: 0, status: 'weak' });
    const before = { customerId: 1, at: '2023-12-20T00:00:00Z' };
    expect(labelInactive([before, before], window)).toHaveLength(1);
    expect(tallyGaps([before, before], { asOf: good }).gaps).toEqual(tallyGaps([before], { asOf: good }).gaps);
  });
});

describe('numbers beside the rows', () => {
  const risk = fitInactivityRisk([{ customerId: 1, at: 0 }], { landmarks: [86_400_000], horizonDays: 1, asOf: 1e9 });
  const gaps = fitGapRisk([{ customerId: 1, at: 0 }], { asOf: 1e9 });
  const platt = fitCalibration(ROWS, { method: 'platt' });
  const card = fitScorecard(MIXED, { variables: [{ name: 'x', edges: [3] }] });
  const bands = [{ name: 'red', from: 0 }] as const;

  test.each([Number.NaN, Infinity, '1' as never, null as never])('%o', (bad) => {
    const refused = ['not-finite', 'wrong-type', 'not-a-count', 'not-a-probability', 'out-of-range', 'not-an-integer'];
    const runs: (() => unknown)[] = [
      () => probabilityInactive(risk, { daysSinceLast: bad, purchases: 1 }),
      () => probabilityInactive(risk, { daysSinceLast: 1, purchases: bad }),
      () => probabilityInactive(risk, { daysSinceLast: 1, purchases: 1 }, { level: bad ?? Number.NaN }),
      () => inactivityThresholdDays(risk, { purchases: bad, probability: 0.5 }),
      () => inactivityThresholdDays(risk, { purchases: 1, probability: bad }),
      () => tabulateInactivity(risk, { level: bad ?? Number.NaN }),
      () => probabilityNoReturn(gaps, { daysSinceLast: bad, purchases: 1 }, { horizonDays: 1 }),
      () => probabilityNoReturn(gaps, { daysSinceLast: 1, purchases: bad }, { horizonDays: 1 }),
      () => probabilityNoReturn(gaps, { daysSinceLast: 1, purchases: 1 }, { horizonDays: bad }),
      () => gapThresholdDays(gaps, { purchases: 1, probability: bad, horizonDays: 1 }),
      () => gapThresholdDays(gaps, { purchases: 1, probability: 0.5, horizonDays: bad }),
      () => calibrate(platt, bad),
      () => shiftPrior(bad, { trainRate: 0.5, trueRate: 0.1 }),
      () => shiftPrior(0.5, { trainRate: bad, trueRate: 0.1 }),
      () => measureConfusion(ROWS, { threshold: bad }),
      () => measureTopLift(ROWS, { share: bad ?? Number.NaN }),
      () => tabulateLift(ROWS, { groups: bad ?? Number.NaN }),
      () => measureRocAuc(ROWS, { level: bad ?? Number.NaN }),
      () => measureCalibration(ROWS, { bins: bad ?? Number.NaN }),
      () => measureChurnModel(ROWS, { bins: bad ?? Number.NaN }),
      () => measureMaximumProfit(ROWS, { ...costs, value: bad }),
      () => measureMaximumProfit(ROWS, { ...costs, offerCost: bad }),
      () => bootstrapMetric(ROWS, measureLogLoss, { seed: bad }),
      () => scoreEdges(ROWS, { bins: bad ?? Number.NaN }),
      () => countByEdges(ROWS, [bad]),
      () => tallyChurnScores([{ probability: bad }]),
      () => proposeBins([], { maximumBins: bad ?? Number.NaN }),
      () => binWeightOfEvidence([{ value: 1, churned: true }], { edges: [bad] }),
      () => measureHealth({ bands }, [{ score: bad, churned: true }]),
      () =>
        scoreHealth(
          { kind: 'health', version: 1, factors: [{ key: 'a', weight: 1, points: [[0, 0]] }], bands, missing: 'zero' },
          { a: 1 },
          { previousScore: bad ?? Number.NaN },
        ),
      () => backtest({ landmarks: [0], horizonDays: bad, asOf: 1, examplesAt: () => [], fit: () => model }),
    ];
    for (const run of runs) expect(refused, String(run)).toContain(codeOf(run));
  });

  test('values of a variable', () => {
    for (const bad of [Number.NaN, Infinity]) {
      expect(codeOf(() => binWeightOfEvidence([{ value: bad, churned: true }]))).toBe('not-finite');
      expect(codeOf(() => measureInformationValue([{ value: bad, churned: true }]))).toBe('not-finite');
      expect(codeOf(() => scorePoints(card, { x: bad }))).toBe('not-finite');
    }
    expect(codeOf(() => scorePoints(card, { x: '5' }))).toBe('wrong-type');
    expect(codeOf(() => binWeightOfEvidence([{ value: {} as never, churned: true }]))).toBe('wrong-type');
  });
});
