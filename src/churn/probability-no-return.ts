import { requireCount, requireKind, requireObject, requireWithin } from '../errors/index.ts';
import type { SurvivalEstimate } from '../survival/index.ts';
import { probabilitySurviving } from '../survival/index.ts';
import type { GapModel } from './gap-model.ts';
import { gapStratum } from './gap-model.ts';
import type { SilentCustomer } from './probability-inactive.ts';

/** What {@link probabilityNoReturn} looks ahead. */
export interface NoReturnOptions {
  /** how far the question looks ahead, days, 0 or more */
  horizonDays: number;
  /** confidence of the interval, 0..1; 0.95 by default */
  level?: number;
}

/**
 * The probability that a customer who has been silent for so long stays silent for the next `horizonDays`:
 * S(silence + horizon) / S(silence) of the gaps of comparable customers.
 *
 * @param model - of {@link fitGapRisk}
 * @param customer - silence in days and purchases so far
 * @param options - horizon and confidence
 * @returns 0..1 with its interval; null, `beyond-follow-up`, where no gap was watched for so long, or `none-at-risk`
 *   where nobody comparable was silent for so long
 * @throws InputError `not-a-count` (purchases), `out-of-range`, `not-finite`, `wrong-type`
 *
 * @example She last bought 20 days ago; will she be back within a month?
 * ```ts
 * import { fitGapRisk, probabilityNoReturn } from 'clientele/churn';
 *
 * const purchases = [
 *   { customerId: 'ann', at: '2024-01-01T10:00:00Z' },
 *   { customerId: 'ann', at: '2024-01-26T10:00:00Z' },
 *   { customerId: 'bob', at: '2024-01-01T10:00:00Z' },
 * ];
 * const gaps = fitGapRisk(purchases, { asOf: '2024-03-01T00:00:00Z', strata: [1, 2] });
 * probabilityNoReturn(gaps, { daysSinceLast: 20, purchases: 1 }, { horizonDays: 30 }).value; // => 0.5
 * probabilityNoReturn(gaps, { daysSinceLast: 20, purchases: 1 }, { horizonDays: 90 }).reason; // => 'beyond-follow-up'
 * ```
 */
export function probabilityNoReturn(
  model: GapModel,
  customer: SilentCustomer,
  options: NoReturnOptions,
): SurvivalEstimate {
  requireKind(model, 'gap-risk', 'model');
  requireObject(options, 'options');
  requireObject(customer, 'customer');
  const silence = requireWithin(customer.daysSinceLast, { from: 0 }, 'customer.daysSinceLast');
  const purchases = requireCount(customer.purchases, 'customer.purchases');
  const horizon = requireWithin(options.horizonDays, { from: 0 }, 'options.horizonDays');
  const { level = 0.95 } = options;
  const curve = gapStratum(model, purchases)?.curve;
  if (!curve) return { value: null, standardError: null, interval: null, atRisk: 0, reason: 'none-at-risk' };
  return probabilitySurviving(curve, { days: silence + horizon, conditionalOnDays: silence, level });
}
