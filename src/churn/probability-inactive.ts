import { requireKind, requireObject } from '../errors/index.ts';
import type { Reason } from '../errors/index.ts';
import type { Rate } from '../statistics/index.ts';
import { measureRate } from '../statistics/index.ts';
import { inactivityBin, inactivityStratum } from './find-inactivity-bin.ts';
import type { InactivityModel } from './inactivity-model.ts';

/** What a silence says about one customer. */
export interface SilentCustomer {
  /** days since the last purchase, 0 or more */
  daysSinceLast: number;
  /** purchases so far */
  purchases: number;
}

/** What {@link probabilityInactive} needs to know beside the customer. */
export interface ProbabilityInactiveOptions {
  /** confidence of the interval, 0..1; 0.95 by default */
  level?: number;
}

/** Which customers an inactivity risk was counted on. */
export type InactivityReason = Reason<
  'silence',
  {
    daysSinceLast: number;
    purchases: number;
    fromDays: number;
    toDays: number | null;
    fromPurchases: number;
    toPurchases: number | null;
    horizonDays: number;
    n: number;
    churned: number;
  }
>;

/** A rate with the customers that it was counted on. */
export interface InactivityRisk extends Rate {
  /** the bin of the answer; empty where the model has none */
  reasons: InactivityReason[];
}

/**
 * The probability that a customer who has been silent for so long makes no purchase in the model's next `horizonDays`:
 * the share of comparable customers who did not, with its interval.
 *
 * Comparable are customers of the same stratum and bin of silence. A rate from three customers says so: look at
 * `interval` and `smallBase`.
 *
 * @param model - of {@link fitInactivityRisk}
 * @param customer - silence in days and purchases so far, as in a purchase summary
 * @param options - confidence of the interval
 * @returns share 0..1 with its base; null, `empty`, where nobody comparable was seen
 * @throws InputError `out-of-range`, `not-finite`, `wrong-type` (daysSinceLast, level), `not-a-count` (purchases)
 *
 * @example How likely is it that this customer is gone, and how do you know?
 * ```ts
 * import { fitInactivityRisk, probabilityInactive } from 'clientele/churn';
 *
 * const purchases = [
 *   { customerId: 'ann', at: '2024-01-20T10:00:00Z' },
 *   { customerId: 'ann', at: '2024-02-10T10:00:00Z' },
 *   { customerId: 'bob', at: '2024-01-25T10:00:00Z' },
 * ];
 * const risk = fitInactivityRisk(purchases, {
 *   landmarks: ['2024-02-01T00:00:00Z'],
 *   horizonDays: 30,
 *   asOf: '2024-04-01T00:00:00Z',
 * });
 * const gone = probabilityInactive(risk, { daysSinceLast: 10, purchases: 1 });
 * [gone.value, gone.numerator, gone.denominator, gone.smallBase]; // => [0.5, 1, 2, true]
 * gone.interval!.high; // => ~0.905
 * gone.reasons[0].facts.horizonDays; // => 30
 * ```
 * @see Wilson (1927), Probable inference, the law of succession, and statistical inference
 */
export function probabilityInactive(
  model: InactivityModel,
  customer: SilentCustomer,
  options: ProbabilityInactiveOptions = {},
): InactivityRisk {
  requireKind(model, 'inactivity-risk', 'model');
  requireObject(options, 'options');
  const { daysSinceLast, purchases } = requireObject(customer, 'customer');
  const stratum = inactivityStratum(model, purchases, 'customer.purchases');
  const bin = stratum && inactivityBin(stratum, daysSinceLast, 'customer.daysSinceLast');
  const { n, churned } = bin ?? { n: 0, churned: 0 };
  const rate = measureRate({ numerator: churned, denominator: n }, options);
  if (!stratum || !bin || n === 0) return { ...rate, reasons: [] };
  const { fromDays, toDays } = bin;
  const { fromPurchases, toPurchases } = stratum;
  const { horizonDays } = model;
  const facts = { daysSinceLast, purchases, fromDays, toDays, fromPurchases, toPurchases, horizonDays, n, churned };
  return { ...rate, reasons: [{ code: 'silence', facts }] };
}
