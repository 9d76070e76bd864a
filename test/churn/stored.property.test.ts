/** Every model of churn is plain JSON, and answers after storage as before, to the last bit. */
import type { Purchase } from 'clientele/purchases';
import {
  calibrate,
  encodeFeatures,
  explainChurn,
  fitCalibration,
  fitGapRiskFromTally,
  fitInactivityRiskFromTally,
  fitLogistic,
  fitScorecard,
  gapThresholdDays,
  inactivityThresholdDays,
  inferLogistic,
  measureFeatureStability,
  measureStability,
  measureTallyCalibration,
  probabilityChurn,
  probabilityInactive,
  probabilityNoReturn,
  rawCoefficients,
  scoreChurn,
  scorePoints,
  tabulateInactivity,
  tallyChurnScores,
  tallyGaps,
  tallyInactivity,
  withCalibration,
} from 'clientele/churn';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const DAY = 86_400_000;
const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const settings = { seed: 20261126, numRuns: 40 };

const FEATURES = [
  { name: 'orders', kind: 'number', transform: 'log1p', clip: [0, 9], indicator: true },
  { name: 'plan', kind: 'category', minCount: 2 },
  { name: 'news', kind: 'boolean' },
] as const;
const record = fc.record({
  orders: fc.option(fc.integer({ min: 0, max: 12 })),
  plan: fc.constantFrom('basic', 'pro', 'team', null),
  news: fc.option(fc.boolean()),
});
const examples = fc.array(fc.record({ features: record, churned: fc.boolean() }), { minLength: 6, maxLength: 30 });

test('features: encoder, logistic models with and without calibration, scorecard, calibrations, tally', () => {
  fc.assert(
    fc.property(
      examples,
      record,
      fc.constantFrom('none' as const, 'firth' as const, { l2: 1 }),
      (list, asked, penalty) => {
        fc.pre(new Set(list.map(({ churned }) => churned)).size === 2);
        const model = fitLogistic(list, { features: FEATURES, horizonDays: 30, penalty });
        const rows = list.map(({ features, churned }) => ({ probability: probabilityChurn(model, features), churned }));
        const calibrations = (['platt', 'isotonic', 'beta'] as const).map((method) => fitCalibration(rows, { method }));
        const models = {
          logistic: [model, ...calibrations.map((one) => withCalibration(model, one))],
          calibrations,
          card: fitScorecard(list, { variables: [{ name: 'orders', edges: [3] }, { name: 'plan' }] }),
          tally: tallyChurnScores(rows, { bins: 4 }),
        };
        const answers = ({ logistic, calibrations: maps, card, tally }: typeof models): unknown[] => [
          ...logistic.flatMap((one) => [
            scoreChurn(one, asked),
            explainChurn(one, asked),
            encodeFeatures(one.encoder, asked),
            rawCoefficients(one),
            inferLogistic(one),
            measureFeatureStability(one, [asked]),
            measureStability(one.training.scores, one.training.scores),
          ]),
          ...maps.map((one) => [0, 0.3, 1].map((p) => calibrate(one, p))),
          scorePoints(card, asked),
          measureTallyCalibration(tally),
        ];
        expect(stored(models)).toEqual(models);
        const before = answers(models);
        expect(answers(stored(models))).toEqual(before);
        expect(stored(before)).toEqual(before);
      },
    ),
    settings,
  );
});

test('silence: tallies and models of inactivity and gaps', () => {
  const purchase = fc
    .record({ customerId: fc.integer({ min: 0, max: 5 }), day: fc.integer({ min: 0, max: 120 }) })
    .map(({ customerId, day }): Purchase<number> => ({ customerId, at: Date.UTC(2024, 0, 1) + day * DAY }));
  fc.assert(
    fc.property(fc.array(purchase, { maxLength: 40 }), fc.boolean(), (log, monotone) => {
      const end = Date.UTC(2024, 0, 1) + 121 * DAY;
      const silence = { landmarks: [end - 60 * DAY, end - 40 * DAY], horizonDays: 30, asOf: end, strata: [1, 3] };
      const tallies = {
        inactivity: tallyInactivity(log, silence),
        gaps: tallyGaps(log, { asOf: end, strata: [1, 3] }),
      };
      const models = {
        risk: fitInactivityRiskFromTally(tallies.inactivity, { monotone }),
        gaps: fitGapRiskFromTally(tallies.gaps),
      };
      const again = stored(tallies);
      expect(again).toEqual(tallies);
      expect({
        risk: fitInactivityRiskFromTally(again.inactivity, { monotone }),
        gaps: fitGapRiskFromTally(again.gaps),
      }).toEqual(models);
      const answers = ({ risk, gaps }: typeof models): unknown[] =>
        [1, 3].flatMap((purchases) => [
          probabilityInactive(risk, { daysSinceLast: 45, purchases }),
          inactivityThresholdDays(risk, { purchases, probability: 0.5 }),
          tabulateInactivity(risk),
          probabilityNoReturn(gaps, { daysSinceLast: 10, purchases }, { horizonDays: 20 }),
          gapThresholdDays(gaps, { purchases, probability: 0.5, horizonDays: 20 }),
        ]);
      expect(stored(models)).toEqual(models);
      expect(answers(stored(models))).toEqual(answers(models));
    }),
    settings,
  );
});
