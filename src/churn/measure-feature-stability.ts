import { InputError, requireIterable, requireKind, requireObject, requireWithin } from '../errors/index.ts';
import { readColumns } from './feature-columns.ts';
import { countFeature } from './feature-distribution.ts';
import type { FeatureSchema, RecordOf } from './feature.ts';
import type { LogisticModel } from './logistic-model.ts';
import type { Stability, StabilityOptions } from './measure-stability.ts';
import { stabilityOf } from './measure-stability.ts';

/** How far one feature has moved. */
export interface FeatureStability extends Stability {
  /** name of the feature */
  feature: string;
  /** its name for people */
  label: string;
}

/**
 * How far each feature of a model has moved from its training rows: where a shift of the scores comes from, or a feed
 * that broke before anybody noticed.
 *
 * Numbers are counted between the deciles of training, categories and yes-or-no by level, missing values as a level of
 * their own; a level that training did not have stands under its own name. Rows, not weights, are counted.
 *
 * @param model - of {@link fitLogistic}
 * @param records - features of the customers scored now
 * @param options - smallest share
 * @returns one stability index a feature, in the order of the schema; null, `empty`, without records
 * @throws InputError `wrong-type`, `not-finite`, `out-of-range` (epsilon, log1p, numbers beyond ±1e100)
 *
 * @example Which input has changed since the model was trained?
 * ```ts
 * import { fitLogistic, measureFeatureStability } from 'clientele/churn';
 *
 * const plans = ['basic', 'basic', 'pro', 'pro'];
 * const model = fitLogistic(
 *   plans.map((plan, i) => ({ features: { plan }, churned: i % 2 === 0 })),
 *   { features: [{ name: 'plan', kind: 'category', minCount: 1 }], horizonDays: 30 },
 * );
 * const [plan] = measureFeatureStability(model, [{ plan: 'basic' }, { plan: null }]);
 * plan.verdict; // => 'shifted'
 * plan.parts.map((part) => part.level); // => ['basic', 'pro', '(missing)']
 * ```
 * @see Siddiqi (2006), Credit Risk Scorecards, chapter 8
 */
export function measureFeatureStability<S extends FeatureSchema>(
  model: LogisticModel<S>,
  records: Iterable<RecordOf<NoInfer<S>>>,
  options: StabilityOptions = {},
): FeatureStability[] {
  requireKind(model, 'logistic', 'model');
  requireObject(options, 'options');
  const epsilon = requireWithin(options.epsilon ?? 1e-4, { from: 0, fromOpen: true, to: 1 }, 'options.epsilon');
  const list: object[] = [...requireIterable(records, 'records')];
  list.forEach((record, i) => {
    if (typeof record === 'object' && record !== null) return;
    throw new InputError('wrong-type', `records[${i}]`, `expected features by name, got ${String(record)}`);
  });
  const read = readColumns(model.encoder.schema, list, 'records[#]');
  return model.training.features.map(({ feature, edges, counts }, f) => {
    const { name, label = name } = model.encoder.schema[f]!;
    const now = countFeature(model.encoder, f, edges, read[f]!);
    return { feature, label, ...stabilityOf(new Map(counts), now, epsilon) };
  });
}
