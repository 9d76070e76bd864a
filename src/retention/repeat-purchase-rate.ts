import { InputError, requireKind } from '../errors/index.ts';
import type { SameDay } from '../purchases/index.ts';
import type { Rate } from '../statistics/index.ts';
import { measureRate } from '../statistics/index.ts';
import type { OrderTally } from './order-tally.ts';

/** Within how many days, and how sure. */
export interface RepeatPurchaseOptions {
  /** count returns at most so many civil days after the first order; one of the tallied spans */
  withinDays?: number;
  /** confidence of the interval, 0..1; 0.95 by default */
  level?: number;
}

/** The repeat purchase rate, with what made one order. */
export interface RepeatPurchaseRate extends Rate {
  /** what made one order: the rate by rows is higher than by days */
  sameDay: SameDay;
}

/**
 * The share of customers who ordered again, 0..1.
 *
 * Without `withinDays` it only ever grows with the time of observation (CDNOW: 20.5 % after three months, 48.9 % after
 * eighteen), so shops of different age cannot be compared by it. With `withinDays` the base holds only customers whose
 * days are over.
 *
 * @param tally - of `tallyOrders`
 * @param options - the span, confidence
 * @returns the rate; `null` with reason `empty` when there is nobody in the base
 * @throws InputError `not-tallied` for a span that the tally was not told to keep, `out-of-range` (level), `wrong-kind` (another tally)
 *
 * @example How many of my customers come back within 30 days?
 * ```ts
 * import { repeatPurchaseRate, tallyOrders } from 'clientele/retention';
 *
 * const tally = tallyOrders(
 *   [
 *     { customerId: 'ann', at: '2024-01-05T09:00:00Z' },
 *     { customerId: 'ann', at: '2024-01-15T09:00:00Z' },
 *     { customerId: 'bob', at: '2024-01-20T09:00:00Z' },
 *     { customerId: 'cleo', at: '2024-02-25T09:00:00Z' },
 *   ],
 *   { asOf: '2024-03-01T00:00:00Z' },
 * );
 * repeatPurchaseRate(tally, { withinDays: 30 }).value; // => 0.5
 * repeatPurchaseRate(tally).denominator; // => 3
 * repeatPurchaseRate(tally, { withinDays: 45 }); // => throws 'not-tallied'
 * ```
 */
export function repeatPurchaseRate(tally: OrderTally, options: RepeatPurchaseOptions = {}): RepeatPurchaseRate {
  const { withinDays, level = 0.95 } = options;
  const { sameDay } = requireKind(tally, 'order-tally', 'tally');
  if (withinDays === undefined) {
    return { ...measureRate({ numerator: tally.returned, denominator: tally.customers }, { level }), sameDay };
  }
  const span = tally.within.find(({ days }) => days === withinDays);
  if (!span) {
    const kept = tally.within.map(({ days }) => days).join(', ');
    throw new InputError('not-tallied', 'options.withinDays', `expected one of ${kept}, got ${withinDays}`);
  }
  return { ...measureRate({ numerator: span.returned, denominator: span.eligible }, { level }), sameDay };
}
