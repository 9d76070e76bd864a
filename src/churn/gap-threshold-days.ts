import { requireCount, requireKind, requireObject, requireProbability, requireWithin } from '../errors/index.ts';
import type { Figure } from '../statistics/index.ts';
import { probabilitySurviving } from '../survival/index.ts';
import type { GapModel } from './gap-model.ts';
import { gapStratum } from './gap-model.ts';

/** Which threshold {@link gapThresholdDays} looks for. */
export interface GapThresholdOptions {
  /** purchases so far of the customers in question */
  purchases: number;
  /** how sure the rule should be, 0..1 */
  probability: number;
  /** how far the question looks ahead, days, 0 or more */
  horizonDays: number;
}

/**
 * The first whole day of silence at which a customer stays silent for the next `horizonDays` with at least the given
 * probability.
 *
 * Ask it by purchases: the pooled day is too early for loyal customers and too late for those who bought once.
 *
 * @param model - of {@link fitGapRisk}
 * @param options - which customers, how sure and how far ahead
 * @returns days, 0 or more; null, `never`, where no silence that was watched is that telling
 * @throws InputError `not-a-count`, `not-a-probability`, `out-of-range`, `not-finite`, `wrong-type`
 *
 * @example From which day on is silence a bad sign?
 * ```ts
 * import { fitGapRisk, gapThresholdDays } from 'clientele/churn';
 *
 * const purchases = [
 *   { customerId: 'ann', at: '2024-01-01T10:00:00Z' },
 *   { customerId: 'ann', at: '2024-01-26T10:00:00Z' },
 *   { customerId: 'bob', at: '2024-01-01T10:00:00Z' },
 * ];
 * const gaps = fitGapRisk(purchases, { asOf: '2024-03-01T00:00:00Z', strata: [1, 2] });
 * gapThresholdDays(gaps, { purchases: 1, probability: 0.7, horizonDays: 30 }); // => { value: 25 }
 * ```
 */
export function gapThresholdDays(model: GapModel, options: GapThresholdOptions): Figure<'never'> {
  requireKind(model, 'gap-risk', 'model');
  requireObject(options, 'options');
  const purchases = requireCount(options.purchases, 'options.purchases');
  const probability = requireProbability(options.probability, 'options.probability');
  const horizon = requireWithin(options.horizonDays, { from: 0 }, 'options.horizonDays');
  const curve = gapStratum(model, purchases)?.curve;
  // 21/42 as a product of shares is 0.5 but for rounding: it is reached.
  const bar = probability * (1 - 1e-12);
  if (curve) {
    for (let day = 0; day + horizon <= curve.longestDays; day++) {
      const { value } = probabilitySurviving(curve, { days: day + horizon, conditionalOnDays: day });
      if (value === null) break;
      if (value >= bar) return { value: day };
    }
  }
  return { value: null, reason: 'never' };
}
