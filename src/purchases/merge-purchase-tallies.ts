import { InputError } from '../errors/index.ts';
import { mergeExact, valueOfExact } from '../statistics/index.ts';
import { compareIds } from './order-ids.ts';
import type { CustomerTally, PurchaseTally } from './purchase-tally.ts';
import { compareAmounts } from './tally-purchases.ts';

/**
 * Merges two tallies of purchases into the tally of both logs together, exactly: in any order, at any cut, with the same
 * bits as one reading of everything.
 *
 * The parts must be disjoint sets of rows; a row that is in both is counted twice. Fold many tallies in any tree.
 *
 * @param a - a tally
 * @param b - another, of the same zone and `sameDay`
 * @returns the tally of both
 * @throws InputError `wrong-kind` for another stored value, `tally-mismatch` when zone or `sameDay` differ, `missing-value` when only one has
 *   amounts, `mixed-currency`
 *
 * @example Two servers kept half of the log each: can I join them?
 * ```ts
 * import { mergePurchaseTallies, tallyPurchases } from 'clientele/purchases';
 *
 * const left = tallyPurchases([{ customerId: 'ann', at: '2024-01-01T09:00:00Z', amount: 0.1 }]);
 * const right = tallyPurchases([{ customerId: 'ann', at: '2024-01-01T20:00:00Z', amount: 0.2 }]);
 * const [ann] = mergePurchaseTallies(left, right).customers;
 * ann.times.length; // => 1
 * ann.purchases; // => [2]
 * ```
 */
export function mergePurchaseTallies<Id extends string | number>(
  a: PurchaseTally<Id>,
  b: PurchaseTally<Id>,
): PurchaseTally<Id> {
  requirePurchaseTally(a, 'a');
  requirePurchaseTally(b, 'b');
  for (const key of ['timeZone', 'sameDay'] as const) {
    if (a[key] === b[key]) continue;
    throw new InputError('tally-mismatch', `b.${key}`, `expected ${a[key]}, the one of the other tally, got ${b[key]}`);
  }
  if (a.hasAmounts !== null && b.hasAmounts !== null && a.hasAmounts !== b.hasAmounts) {
    const side = a.hasAmounts ? 'b' : 'a';
    throw new InputError('missing-value', side, 'expected a tally with amounts, as the other one has, got one without');
  }
  if (a.currency !== null && b.currency !== null && a.currency !== b.currency) {
    throw new InputError('mixed-currency', 'b.currency', `expected ${a.currency}, got ${b.currency}`);
  }
  const latest = Math.max(a.latestAt ?? -Infinity, b.latestAt ?? -Infinity);
  return {
    kind: 'purchase-tally',
    version: 1,
    timeZone: a.timeZone,
    sameDay: a.sameDay,
    currency: a.currency ?? b.currency,
    hasAmounts: a.hasAmounts ?? b.hasAmounts,
    latestAt: latest === -Infinity ? null : latest,
    customers: mergeSorted(
      a.customers,
      b.customers,
      (p, q) => compareIds(p.customerId, q.customerId),
      (p, q) => mergeCustomer(p, q, a.sameDay === 'rows'),
    ),
  };
}

/** Refuses what is not a tally of this version. Internal. */
export function requirePurchaseTally(tally: PurchaseTally<string | number>, argument: string): void {
  const { kind, version } = tally ?? {};
  if (kind === 'purchase-tally' && version === 1) return;
  throw new InputError('wrong-kind', argument, `expected a purchase-tally of version 1, got ${kind} ${version}`);
}

/** One moment of a customer's tally, taken out of the parallel lists. */
interface Moment {
  time: number;
  purchases: number;
  firstAt: number;
  lastAt: number;
  paid?: readonly number[];
  refunded?: readonly number[];
}

function mergeCustomer<Id extends string | number>(
  a: CustomerTally<Id>,
  b: CustomerTally<Id>,
  byRow: boolean,
): CustomerTally<Id> {
  const moments = mergeSorted(
    momentsOf(a),
    momentsOf(b),
    byRow ? compareRows : (p, q) => p.time - q.time,
    mergeMoments,
    byRow,
  );
  return {
    customerId: a.customerId,
    times: moments.map((m) => m.time),
    purchases: moments.map((m) => m.purchases),
    firstAt: moments.map((m) => m.firstAt),
    lastAt: moments.map((m) => m.lastAt),
    paid: moments.flatMap((m) => (m.paid ? [m.paid] : [])),
    refunded: moments.flatMap((m) => (m.refunded ? [m.refunded] : [])),
  };
}

function momentsOf(tally: CustomerTally<string | number>): Moment[] {
  return tally.times.map((time, i) => ({
    time,
    purchases: tally.purchases[i]!,
    firstAt: tally.firstAt[i]!,
    lastAt: tally.lastAt[i]!,
    ...(tally.paid[i] && { paid: tally.paid[i], refunded: tally.refunded[i]! }),
  }));
}

function mergeMoments(a: Moment, b: Moment): Moment {
  const some = a.purchases > 0 ? a : b;
  const both = a.purchases > 0 && b.purchases > 0;
  return {
    time: a.time,
    purchases: a.purchases + b.purchases,
    firstAt: both ? Math.min(a.firstAt, b.firstAt) : some.firstAt,
    lastAt: both ? Math.max(a.lastAt, b.lastAt) : some.lastAt,
    ...(a.paid && { paid: mergeExact(a.paid, b.paid!) }),
    ...(a.refunded && { refunded: mergeExact(a.refunded, b.refunded!) }),
  };
}

/** Rows keep their place by time and amount, so that a merge is the same list as one reading. */
function compareRows(a: Moment, b: Moment): number {
  const amountOf = (m: Moment): number => valueOfExact(m.purchases > 0 ? (m.paid ?? []) : (m.refunded ?? []));
  return a.time - b.time || compareAmounts(amountOf(a), amountOf(b));
}

/** Merges two sorted lists; equal items become one, unless both are to be kept. */
function mergeSorted<T>(
  a: readonly T[],
  b: readonly T[],
  compare: (a: T, b: T) => number,
  join: (a: T, b: T) => T,
  keepBoth = false,
): T[] {
  const merged: T[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const order = compare(a[i]!, b[j]!);
    if (order === 0 && !keepBoth) merged.push(join(a[i++]!, b[j++]!));
    else merged.push(order <= 0 ? a[i++]! : b[j++]!);
  }
  return merged.concat(a.slice(i), b.slice(j));
}
