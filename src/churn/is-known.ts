import { requireObject } from '../errors/index.ts';
import type { ChurnLabel, KnownChurnLabel } from './churn-label.ts';

/**
 * Tells whether a label is known, that is, whether its horizon is over. Models train on known labels only: an example
 * whose `churned` may be null does not compile.
 *
 * @param label - a label of {@link labelInactive} or {@link labelEnded}
 * @returns true when `churned` is true or false
 *
 * @example May this label train a model?
 * ```ts
 * import { isKnown, labelInactive } from 'clientele/churn';
 *
 * const labels = labelInactive([{ customerId: 'ann', at: '2024-01-10T09:00:00Z' }], {
 *   landmarkAt: '2024-02-01T00:00:00Z',
 *   horizonDays: 30,
 *   asOf: '2024-02-10T00:00:00Z',
 * });
 * labels.filter(isKnown); // => []
 * ```
 */
export function isKnown<Id extends string | number>(label: ChurnLabel<Id>): label is KnownChurnLabel<Id> {
  return requireObject(label, 'label').churned !== null;
}
