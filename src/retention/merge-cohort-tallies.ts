import { InputError, requireKind } from '../errors/index.ts';
import { mergeExact } from '../statistics/index.ts';
import type { CohortCounts, CohortTally } from './cohort-tally.ts';

/** What parts must have in common. */
const RULES = ['kind', 'version', 'period', 'timeZone', 'sameDay', 'refunds', 'givenStarts', 'asOfAt'] as const;

/**
 * The cohorts of two logs as one. The parts must not share customers: split a log by customer, not by time.
 *
 * @param a - one part, of `tallyCohorts` or `tallyRevenueCohorts`
 * @param b - the other part, of the same making, period, zone, order and refund rules and `asOf`
 * @returns the tally of both, to the last bit what a tally of the whole log would be
 * @throws InputError `tally-mismatch`, `wrong-kind`
 *
 * @example How do I count cohorts on many machines?
 * ```ts
 * import { mergeCohortTallies, tallyCohorts } from 'clientele/retention';
 *
 * const options = { asOf: '2024-03-01T00:00:00Z', period: 'month' } as const;
 * const a = tallyCohorts([{ customerId: 'ann', at: '2024-01-05T09:00:00Z' }], options);
 * const b = tallyCohorts([{ customerId: 'bob', at: '2024-02-20T09:00:00Z' }], options);
 * mergeCohortTallies(a, b).cohorts.map((cohort) => cohort.customers); // => [1, 1]
 * ```
 */
export function mergeCohortTallies(a: CohortTally, b: CohortTally): CohortTally {
  requireKind(a, 'cohort-tally', 'a');
  for (const key of RULES) {
    if (a[key] !== b[key]) throw new InputError('tally-mismatch', `b.${key}`, `expected ${a[key]}, got ${b[key]}`);
  }
  const cohorts = new Map(a.cohorts.map((cohort) => [cohort.startAt, cohort]));
  for (const cohort of b.cohorts) {
    const known = cohorts.get(cohort.startAt);
    cohorts.set(cohort.startAt, known ? merge(known, cohort) : cohort);
  }
  return {
    ...a,
    cohorts: [...cohorts.values()].sort((p, q) => p.startAt - q.startAt),
    ignored: {
      afterAsOf: a.ignored.afterAsOf + b.ignored.afterAsOf,
      refunds: a.ignored.refunds + b.ignored.refunds,
      beforeStart: a.ignored.beforeStart + b.ignored.beforeStart,
      unknownCustomer: a.ignored.unknownCustomer + b.ignored.unknownCustomer,
    },
  };
}

function merge(p: CohortCounts, q: CohortCounts): CohortCounts {
  return {
    ...p,
    customers: p.customers + q.customers,
    repeatedInFirstPeriod: both(p.repeatedInFirstPeriod, q.repeatedInFirstPeriod, (x, y) => x + y),
    activeCustomers: addEach(p.activeCustomers, q.activeCustomers),
    lastActive: addEach(p.lastActive, q.lastActive),
    unbrokenUntil: addEach(p.unbrokenUntil, q.unbrokenUntil),
    orders: both(p.orders, q.orders, addEach),
    // Customers without orders (known by their starts) say nothing of amounts.
    amount:
      hasOrders(p) && hasOrders(q)
        ? both(p.amount, q.amount, (x, y) => each(x, y, mergeExact))
        : (p.amount ?? q.amount),
  };
}

/** Revenue levels have no orders, and always amounts. */
function hasOrders({ orders }: CohortCounts): boolean {
  return orders === null || orders.some((count) => count > 0);
}

const addEach = (p: readonly number[], q: readonly number[]): number[] => each(p, q, (x, y) => x + y);

/** Two lists of one length, entry by entry. */
function each<T>(p: readonly T[], q: readonly T[], join: (x: T, y: T) => T): T[] {
  if (p.length !== q.length) {
    throw new InputError('tally-mismatch', 'b.cohorts', `expected ${p.length} periods, got ${q.length}`);
  }
  return p.map((x, k) => join(x, q[k]!));
}

/** What both parts have, or neither. */
function both<T>(p: T | null, q: T | null, join: (x: T, y: T) => T): T | null {
  if ((p === null) !== (q === null)) {
    throw new InputError('tally-mismatch', 'b.cohorts', 'expected amounts in both parts or in neither');
  }
  return p === null ? null : join(p, q!);
}
