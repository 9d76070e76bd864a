/** Every exported function, with something wrong in every place: plain JSON or an InputError, never a TypeError or a NaN. */
import * as churn from 'clientele/churn';
import { expect, test } from 'vitest';
import type { Call } from '../wrong-shapes.ts';
import { faultsOf } from '../wrong-shapes.ts';
import { examples, FEATURES as features, health as shopHealth, model, record, records, rows } from './small-shop.ts';

const encoder = churn.fitEncoder(features, records);
const valued = [1, 2, 3, 4, 5, 6].map((value) => ({ value, churned: value % 3 === 0 }));
const purchases = ['2023-10-01', '2023-11-05', '2024-01-20'].map((on, i) => ({
  customerId: i < 2 ? 'a' : 'b',
  at: `${on}T00:00:00Z`,
  amount: 10,
}));
const memberships = [
  { customerId: 'a', startedAt: '2023-06-01T00:00:00Z', endedAt: '2024-01-10T00:00:00Z' },
  { customerId: 'b', startedAt: '2023-07-01T00:00:00Z', endedAt: null },
];
const window = { landmarkAt: '2024-01-01T00:00:00Z', horizonDays: 30, asOf: '2024-06-01T00:00:00Z' };
const silence = {
  landmarks: ['2024-01-01T00:00:00Z'],
  horizonDays: 30,
  asOf: '2024-06-01T00:00:00Z',
  timeZone: 'UTC',
  silenceEdgesDays: [0, 30],
  strata: [1, 2],
};
const fitted = { minCount: 1, monotone: true };
const gaps = { asOf: '2024-06-01T00:00:00Z', strata: [1, 2], timeZone: 'UTC' };
const risk = churn.fitInactivityRisk(purchases, silence);
const gapModel = churn.fitGapRisk(purchases, gaps);
const customer = { daysSinceLast: 20, purchases: 1 };
const health = { ...shopHealth, missing: 'reweight' };
const card = churn.fitScorecard(examples, { variables: [{ name: 'orders', edges: [3, 5] }] });
const tally = churn.tallyChurnScores(rows);
const costs = { value: 100, offerCost: 10, contactCost: 1 };
const platt = churn.fitCalibration(rows, { method: 'platt' });

const GIVEN: { [Name in keyof typeof churn]: readonly unknown[] } = {
  backtest: [
    {
      landmarks: ['2024-01-01T00:00:00Z', '2024-02-01T00:00:00Z'],
      horizonDays: 30,
      asOf: '2024-06-01T00:00:00Z',
      examplesAt: () => examples.map((example, customerId) => ({ ...example, customerId })),
      fit: () => model,
    },
  ],
  binWeightOfEvidence: [valued, { edges: [3] }],
  bootstrapMetric: [rows, churn.measureLogLoss, { seed: 1, resamples: 4, level: 0.9 }],
  calibrate: [platt, 0.4],
  checkHealth: [health],
  checkLeakage: [
    [
      { landmarkAt: 5, churned: true, features: { calls: 5, name: 'x' }, knownAt: { calls: 6 } },
      { landmarkAt: 5, churned: false, features: { calls: 0 }, knownAt: {} },
    ],
    { threshold: 0.9 },
  ],
  countByEdges: [rows, [0.5]],
  encodeFeatures: [encoder, record],
  explainChurn: [model, record],
  findThreshold: [rows, { objective: 'profit', ...costs }],
  fitCalibration: [rows, { method: 'platt', targets: 'plain' }],
  fitEncoder: [features, records],
  fitGapRisk: [purchases, gaps],
  fitGapRiskFromTally: [churn.tallyGaps(purchases, gaps)],
  fitInactivityRisk: [purchases, { ...silence, ...fitted }],
  fitInactivityRiskFromTally: [churn.tallyInactivity(purchases, silence), fitted],
  fitLogistic: [examples, { features, horizonDays: 30, penalty: { l2: 1 }, maxIterations: 50, tolerance: 1e-9 }],
  fitScorecard: [
    examples,
    { variables: [{ name: 'orders', edges: [3, 5] }], pointsToDoubleOdds: 20, basePoints: 600, baseOdds: 50 },
  ],
  gainCurve: [rows],
  gapThresholdDays: [gapModel, { purchases: 1, probability: 0.5, horizonDays: 30 }],
  inactivityThresholdDays: [risk, { purchases: 1, probability: 0.5 }],
  inferLogistic: [model, { level: 0.9 }],
  isKnown: [{ customerId: 'a', landmarkAt: 1, horizonDays: 1, churned: true }],
  labelEnded: [memberships, window],
  labelInactive: [purchases, { ...window, timeZone: 'UTC', sameDay: 'merge', refunds: 'exclude' }],
  measureAveragePrecision: [rows],
  measureBrier: [rows],
  measureCalibration: [rows, { bins: 2, binning: 'count' }],
  measureChurnModel: [rows, { bins: 2, level: 0.9 }],
  measureConfusion: [rows, { threshold: 0.5 }],
  measureFeatureStability: [model, records, { epsilon: 1e-3 }],
  measureHealth: [
    health,
    [
      { score: 40, churned: true },
      { score: 80, churned: false },
    ],
  ],
  measureInformationValue: [valued, { edges: [3] }],
  measureKs: [rows],
  measureLogLoss: [rows],
  measureMaximumProfit: [rows, { ...costs, acceptanceAlpha: 6, acceptanceBeta: 14 }],
  measurePrAuc: [rows],
  measureRocAuc: [rows, { level: 0.9 }],
  measureStability: [{ a: 1, b: 2 }, { a: 2, b: 2 }, { epsilon: 1e-3 }],
  measureTallyCalibration: [tally],
  measureTopLift: [rows, { share: 0.5 }],
  mergeChurnScoreTallies: [tally, tally],
  mergeGapTallies: [churn.tallyGaps(purchases, gaps), churn.tallyGaps([], gaps)],
  mergeInactivityTallies: [churn.tallyInactivity(purchases, silence), churn.tallyInactivity([], silence)],
  probabilityChurn: [model, record, { offset: 0.1 }],
  probabilityInactive: [risk, customer, { level: 0.9 }],
  probabilityNoReturn: [gapModel, customer, { horizonDays: 30, level: 0.9 }],
  proposeBins: [valued, { maximumBins: 2, minimumShare: 0.1, monotone: 'auto' }],
  rawCoefficients: [model],
  rocCurve: [rows],
  scoreChurn: [
    model,
    record,
    {
      top: 2,
      bands: [
        { name: 'low', from: 0 },
        { name: 'high', from: 0.5 },
      ],
      offset: 0.1,
    },
  ],
  scoreEdges: [rows, { bins: 2 }],
  scoreHealth: [health, { logins: 3, seats: 6, plan: 'pro' }, { previousScore: 40 }],
  scorePoints: [card, { orders: 3 }],
  shiftPrior: [0.4, { trainRate: 0.5, trueRate: 0.2 }],
  tabulateInactivity: [risk, { level: 0.9 }],
  tabulateLift: [rows, { groups: 2 }],
  tallyChurnScores: [rows, { bins: 4 }],
  tallyGaps: [purchases, { ...gaps, sameDay: 'merge', refunds: 'exclude' }],
  tallyInactivity: [purchases, { ...silence, sameDay: 'merge', refunds: 'exclude' }],
  withCalibration: [model, platt],
};

test('every exported function stands in the table', () => {
  expect(Object.keys(GIVEN).toSorted()).toEqual(Object.keys(churn).toSorted());
});

test.each(Object.entries(churn))('%s', (name, run) => {
  const given = GIVEN[name as keyof typeof churn];
  expect(faultsOf({ run: run as Call['run'], given, open: name === 'checkHealth' || name === 'scoreHealth' })).toEqual(
    [],
  );
});
