import { requireKind, requireObject } from '../errors/index.ts';
import type { FeatureSchema, RecordOf } from './feature.ts';
import type { LogisticModel } from './logistic-model.ts';
import type { OffsetOptions } from './logit-churn.ts';
import { logitChurn } from './logit-churn.ts';

/**
 * The probability that a customer leaves within the model's `horizonDays`.
 *
 * What is missing or unknown counts as the average customer; {@link scoreChurn} says where that happened, and why the
 * probability is what it is.
 *
 * @param model - of {@link fitLogistic}
 * @param record - the customer's features
 * @param options - a known part of the logit, for models that were trained with one
 * @returns 0..1, calibrated where the model carries a calibration
 * @throws InputError `wrong-type`, `not-finite`, `out-of-range` (log1p, numbers beyond ±1e100)
 *
 * @example How likely is this customer to leave?
 * ```ts
 * import { fitLogistic, probabilityChurn } from 'clientele/churn';
 *
 * const model = fitLogistic(
 *   [1, 2, 3, 4].map((orders) => ({ features: { orders }, churned: orders !== 2 && orders < 4 })),
 *   { features: [{ name: 'orders', kind: 'number' }], horizonDays: 30 },
 * );
 * probabilityChurn(model, { orders: null }); // => ~0.5
 * ```
 */
export function probabilityChurn<S extends FeatureSchema>(
  model: LogisticModel<S>,
  record: RecordOf<NoInfer<S>>,
  options: OffsetOptions = {},
): number {
  requireKind(model, 'logistic', 'model');
  requireObject(options, 'options');
  return logitChurn(model, record, options, []).probability;
}
