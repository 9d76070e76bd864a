import { requireKind, requireObject, requireProbability } from '../errors/index.ts';
import type { Figure } from '../statistics/index.ts';
import { inactivityStratum } from './find-inactivity-bin.ts';
import type { InactivityModel } from './inactivity-model.ts';

/** Which threshold {@link inactivityThresholdDays} looks for. */
export interface InactivityThresholdOptions {
  /** purchases so far of the customers in question */
  purchases: number;
  /** how sure the rule should be, 0..1 */
  probability: number;
}

/**
 * The silence, in days, from which on a customer makes no purchase in the model's next `horizonDays` with at least the
 * given probability.
 *
 * It is the beginning of the first bin whose rate reaches the probability, so it is as fine as the bins. Ask it by
 * purchases: a pooled rule calls loyal customers gone too early and one-time buyers too late. With `monotone: false` a
 * later bin may fall below the probability again.
 *
 * @param model - of {@link fitInactivityRisk}
 * @param options - which customers, and how sure
 * @returns days; null, `never`, where no silence is that telling
 * @throws InputError `not-a-count`, `not-a-probability`
 *
 * @example After how many days of silence should I write to a customer?
 * ```ts
 * import { fitInactivityRisk, inactivityThresholdDays } from 'clientele/churn';
 *
 * const purchases = [
 *   { customerId: 'ann', at: '2024-01-20T10:00:00Z' },
 *   { customerId: 'ann', at: '2024-02-10T10:00:00Z' },
 *   { customerId: 'bob', at: '2023-11-01T10:00:00Z' },
 * ];
 * const risk = fitInactivityRisk(purchases, {
 *   landmarks: ['2024-02-01T00:00:00Z'],
 *   horizonDays: 30,
 *   asOf: '2024-04-01T00:00:00Z',
 * });
 * inactivityThresholdDays(risk, { purchases: 1, probability: 0.7 }); // => { value: 30 }
 * ```
 */
export function inactivityThresholdDays(model: InactivityModel, options: InactivityThresholdOptions): Figure<'never'> {
  requireKind(model, 'inactivity-risk', 'model');
  requireObject(options, 'options');
  const probability = requireProbability(options.probability, 'options.probability');
  const stratum = inactivityStratum(model, options.purchases, 'options.purchases');
  const bin = stratum?.bins.find(({ n, churned }) => churned / n >= probability);
  return bin ? { value: bin.fromDays } : { value: null, reason: 'never' };
}
