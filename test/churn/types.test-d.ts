import type { ChurnScore, FeatureSchema, LogisticModel, RecordOf } from 'clientele/churn';
import {
  backtest,
  fitLogistic,
  isKnown,
  labelInactive,
  probabilityChurn,
  scoreChurn,
  scoreHealth,
} from 'clientele/churn';
import { expectTypeOf, test } from 'vitest';

const FEATURES = [
  { name: 'days', kind: 'number' },
  { name: 'vip', kind: 'boolean' },
  { name: 'plan', kind: 'category' },
] as const satisfies FeatureSchema;

declare const model: LogisticModel<typeof FEATURES>;

test('records are typed by the schema', () => {
  expectTypeOf<RecordOf<typeof FEATURES>>().toEqualTypeOf<{
    readonly days: number | null;
    readonly vip: boolean | null;
    readonly plan: string | null;
  }>();
  expectTypeOf(probabilityChurn(model, { days: 1, vip: null, plan: 'pro' })).toEqualTypeOf<number>();
  // @ts-expect-error TS2345: a feature is missing
  probabilityChurn(model, { days: 1, vip: true });
  // @ts-expect-error TS2322: text where a number belongs
  probabilityChurn(model, { days: '1', vip: true, plan: null });
  // @ts-expect-error TS2769: a feature that the schema does not have
  fitLogistic([{ features: { days: 1, vip: true, plan: 'a', age: 3 }, churned: true }], {
    features: FEATURES,
    horizonDays: 30,
  });
});

test('labels that are not known do not train', () => {
  const purchases: { customerId: number; at: number }[] = [{ customerId: 7, at: 0 }];
  const labels = labelInactive(purchases, { landmarkAt: 1, horizonDays: 1, asOf: 9e7 });
  expectTypeOf(labels[0]!.customerId).toEqualTypeOf<number>();
  const features = [{ name: 'x', kind: 'number' }] as const;
  const example = { features: { x: 1 } };
  fitLogistic(
    // @ts-expect-error TS2345: churned may be null
    labels.map(({ churned }) => ({ ...example, churned })),
    { features, horizonDays: 1 },
  );
  const known = labels.filter(isKnown);
  fitLogistic(
    known.map(({ churned }) => ({ ...example, churned })),
    { features, horizonDays: 1 },
  );
});

test('bands are the names given', () => {
  const score = scoreChurn(
    model,
    { days: 1, vip: null, plan: null },
    {
      bands: [
        { name: 'calm', from: 0 },
        { name: 'call', from: 0.5 },
      ],
    },
  );
  expectTypeOf(score).toEqualTypeOf<ChurnScore<'calm' | 'call'>>();
  const health = scoreHealth(
    { kind: 'health', version: 1, factors: [], bands: [{ name: 'red' as const, from: 0 }], missing: 'zero' },
    {},
  );
  expectTypeOf(health.band).toEqualTypeOf<'red' | null>();
});

test('a backtest needs customers, landmarks and an end of knowledge', () => {
  // @ts-expect-error TS2345: no asOf
  backtest({ landmarks: [0], horizonDays: 1, examplesAt: () => [], fit: () => model });
  backtest({
    landmarks: [0],
    horizonDays: 1,
    asOf: 1,
    // @ts-expect-error TS2322: an example without its customer
    examplesAt: () => [{ features: { days: 1, vip: null, plan: null }, churned: true }],
    fit: () => model,
  });
});
