import { InputError, requireId, requireInteger } from '../errors/index.ts';
import { epochOf, type Instant } from '../time/index.ts';
import { readLevel } from './assign-revenue-movement.ts';
import { oneCurrency } from './movement-counter.ts';
import type { RevenueChange } from './read-revenue-changes.ts';

/** One subscription of a customer, billed every so many months. */
export interface RecurringSubscription<Id extends string | number = string> {
  /** whose it is */
  customerId: Id;
  /** price per billing, minor units, 0 or more */
  amountMinor: number;
  /** months that one billing pays for, 1 or more */
  everyMonths: number;
  /** from when on it runs */
  startAt: Instant;
  /** when it ends, excluded; null while it runs */
  endAt: Instant | null;
  /** currency, where it is known */
  currency?: string;
}

/**
 * Subscriptions as changes of each customer's monthly recurring revenue, for {@link revenueMovementSeries}.
 *
 * A customer churns only when the last subscription ends; before that it is contraction. A yearly price counts a twelfth a month,
 * rounded half to even once per subscription, so that a year of months may differ from the price by a few minor units.
 *
 * @param subscriptions - in any order; read once
 * @returns changes by customer in order of first appearance, oldest first; only instants at which the level really changes
 * @throws InputError `not-an-integer`, `out-of-range` (a negative price, less than one month), `not-an-instant`, `wrong-type` (an id),
 * `out-of-order` (an end before the start), `mixed-currency`, `overflow`
 *
 * @example Our plans are billed yearly: what is our monthly recurring revenue?
 * ```ts
 * import { recurringRevenueChanges } from 'clientele/retention';
 *
 * const changes = recurringRevenueChanges([
 *   { customerId: 'A', amountMinor: 12_000, everyMonths: 12, startAt: '2024-01-01T00:00:00Z', endAt: '2025-01-01T00:00:00Z' },
 *   { customerId: 'A', amountMinor: 500, everyMonths: 1, startAt: '2024-03-01T00:00:00Z', endAt: null },
 * ]);
 * changes.map((change) => change.amountMinor); // => [1000, 1500, 500]
 * ```
 */
export function recurringRevenueChanges<Id extends string | number>(
  subscriptions: Iterable<RecurringSubscription<Id>>,
): RevenueChange<Id>[] {
  const steps = new Map<Id, Map<number, number>>();
  let currency: string | null = null;
  let i = 0;
  for (const subscription of subscriptions) {
    const path = `subscriptions[${i++}]`;
    const price = readLevel(subscription.amountMinor, `${path}.amountMinor`);
    const months = requireInteger(subscription.everyMonths, `${path}.everyMonths`);
    if (months < 1) throw new InputError('out-of-range', `${path}.everyMonths`, `expected 1 or more, got ${months}`);
    const startAt = epochOf(subscription.startAt, `${path}.startAt`);
    const endAt = subscription.endAt === null ? null : epochOf(subscription.endAt, `${path}.endAt`);
    if (endAt !== null && endAt < startAt) {
      throw new InputError('out-of-order', `${path}.endAt`, `expected at or after ${startAt}, got ${endAt}`);
    }
    currency = oneCurrency(currency, subscription.currency, `${path}.currency`);
    const customerId = requireId(subscription.customerId, `${path}.customerId`);
    let mine = steps.get(customerId);
    if (!mine) steps.set(customerId, (mine = new Map()));
    const monthly = halfToEven(price, months);
    mine.set(startAt, (mine.get(startAt) ?? 0) + monthly);
    if (endAt !== null) mine.set(endAt, (mine.get(endAt) ?? 0) - monthly);
  }
  const changes: RevenueChange<Id>[] = [];
  for (const [customerId, mine] of steps) {
    let level = 0;
    for (const [at, step] of [...mine].sort(([p], [q]) => p - q)) {
      if (step === 0) continue;
      level += step;
      if (!Number.isSafeInteger(level))
        throw new InputError('overflow', 'subscriptions', `expected a safe integer, got ${level}`);
      changes.push({ customerId, at, amountMinor: level, ...(currency !== null && { currency }) });
    }
  }
  return changes;
}

/** price / months in integers: the rest decides, and at exactly one half the even neighbor wins. */
function halfToEven(price: number, months: number): number {
  const rest = price % months;
  const whole = (price - rest) / months;
  const twice = rest * 2;
  return twice > months || (twice === months && whole % 2 === 1) ? whole + 1 : whole;
}
