import { requireKind } from '../errors/index.ts';
import type { Calibration } from './calibration.ts';
import type { FeatureSchema } from './feature.ts';
import type { LogisticModel } from './logistic-model.ts';

/**
 * The same model with a calibration applied to every probability; reasons stay on the model's own logit.
 *
 * @param model - of {@link fitLogistic}; not changed
 * @param calibration - of {@link fitCalibration} on rows that the model was not trained on
 * @returns a new model
 *
 * @example How do I store the repair with the model?
 * ```ts
 * import { fitCalibration, fitLogistic, probabilityChurn, withCalibration } from 'clientele/churn';
 *
 * const model = fitLogistic(
 *   [1, 2, 3, 4].map((orders) => ({ features: { orders }, churned: orders !== 2 && orders < 4 })),
 *   { features: [{ name: 'orders', kind: 'number' }], horizonDays: 30 },
 * );
 * const held = [0.2, 0.2, 0.8, 0.8].map((probability, i) => ({ probability, churned: i > 1 }));
 * const better = withCalibration(model, fitCalibration(held, { method: 'isotonic' }));
 * probabilityChurn(better, { orders: 4 }) === probabilityChurn(model, { orders: 4 }); // => false
 * ```
 */
export function withCalibration<S extends FeatureSchema>(
  model: LogisticModel<S>,
  calibration: Calibration,
): LogisticModel<S> {
  requireKind(model, 'logistic', 'model');
  requireKind(calibration, 'calibration', 'calibration');
  return { ...model, calibration };
}
