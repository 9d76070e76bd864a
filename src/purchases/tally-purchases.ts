import { requireOneOf } from '../errors/index.ts';
import { createExactSummer } from '../statistics/index.ts';
import { dayNumber, requireZone } from '../time/index.ts';
import { orderIds } from './order-ids.ts';
import { readPurchaseColumns } from './purchase-columns.ts';
import type { PurchaseColumns } from './purchase-columns.ts';
import type { CustomerTally, PurchaseTally } from './purchase-tally.ts';
import type { Purchase, SameDay } from './purchase.ts';

/** How a tally merges the rows it is given; both are fixed when it is made. */
export interface TallyPurchasesOptions {
  /** IANA zone whose civil days are meant; `'UTC'` by default */
  timeZone?: string;
  /** what makes one order; `'merge'` by default */
  sameDay?: SameDay;
}

/**
 * Folds purchases into a tally: plain JSON that a map-reduce engine can make in parts, store and merge, at any cut, even
 * inside one day of one customer.
 *
 * What is decided late, `asOf` and what refunds do, is decided when the tally is read by {@link summarizeTally}. Under
 * `sameDay: 'merge'` an instant is reduced to its civil day when it is added, so the tally can only be read as of the
 * beginning of a day of its zone, or as of a moment after all its facts.
 *
 * @param purchases - any part of a log; read once
 * @param options - `timeZone` and `sameDay`; tallies that differ in them do not merge
 * @returns the tally; no customers for an empty log
 * @throws InputError as {@link summarizePurchases}
 *
 * @example Can I summarize yesterday's orders without reading last year's again?
 * ```ts
 * import { mergePurchaseTallies, summarizeTally, tallyPurchases } from 'clientele/purchases';
 *
 * const lastYear = tallyPurchases([{ customerId: 'ann', at: '2023-12-30T09:00:00Z', amount: 10 }]);
 * const today = tallyPurchases([{ customerId: 'ann', at: '2024-01-09T09:00:00Z', amount: 15 }]);
 * const [ann] = summarizeTally(mergePurchaseTallies(lastYear, today), { asOf: '2024-01-10T00:00:00Z' });
 * ann.daysToLast; // => 10
 * ann.totalAmount; // => 25
 * ```
 *
 * @see Shewchuk, J. (1997) "Adaptive Precision Floating-Point Arithmetic", §2: the exact sums
 */
export function tallyPurchases<Id extends string | number>(
  purchases: Iterable<Purchase<Id>>,
  options: TallyPurchasesOptions = {},
): PurchaseTally<Id> {
  const { timeZone = 'UTC', sameDay = 'merge' } = options;
  requireOneOf(sameDay, ['merge', 'instants', 'rows'], 'options.sameDay');
  requireZone(timeZone, 'options.timeZone');
  const columns = readPurchaseColumns(purchases);
  const { who, at, amount, rows } = columns;
  const lists: number[][] = columns.ids.map(() => []);
  let latestAt: number | null = null;
  for (let row = 0; row < rows; row++) {
    lists[who[row]!]!.push(row);
    if (latestAt === null || at[row]! > latestAt) latestAt = at[row]!;
  }
  const timeOf = (row: number): number => (sameDay === 'merge' ? dayNumber(at[row]!, timeZone) : at[row]!);
  const customers: CustomerTally<Id>[] = [];
  for (const place of orderIds(columns.placeOf)) {
    const order = lists[place]!.map((row) => ({ row, time: timeOf(row) }));
    order.sort((a, b) => a.time - b.time || compareAmounts(amount[a.row]!, amount[b.row]!));
    customers.push(customerTally(columns, columns.ids[place]!, order, sameDay === 'rows'));
  }
  return {
    kind: 'purchase-tally',
    version: 1,
    timeZone,
    sameDay,
    currency: columns.currency,
    hasAmounts: columns.hasAmounts,
    latestAt,
    customers,
  };
}

/** Purchases before refunds, then by amount: the order of rows at one time. Internal. */
export function compareAmounts(a: number, b: number): number {
  return Number(a < 0) - Number(b < 0) || a - b;
}

function customerTally<Id extends string | number>(
  { at, amount, hasAmounts }: PurchaseColumns<Id>,
  customerId: Id,
  order: readonly { row: number; time: number }[],
  byRow: boolean,
): CustomerTally<Id> {
  const tally: CustomerTally<Id> = {
    customerId,
    times: [],
    purchases: [],
    firstAt: [],
    lastAt: [],
    paid: [],
    refunded: [],
  };
  for (let i = 0; i < order.length;) {
    const { time } = order[i]!;
    const paid = createExactSummer();
    const refunded = createExactSummer();
    let purchases = 0;
    let first = Infinity;
    let last = -Infinity;
    do {
      const { row } = order[i++]!;
      if (amount[row]! < 0) refunded.add(amount[row]!);
      else {
        paid.add(amount[row]!);
        purchases++;
        first = Math.min(first, at[row]!);
        last = Math.max(last, at[row]!);
      }
    } while (!byRow && i < order.length && order[i]!.time === time);
    tally.times.push(time);
    tally.purchases.push(purchases);
    tally.firstAt.push(purchases === 0 ? 0 : first);
    tally.lastAt.push(purchases === 0 ? 0 : last);
    if (hasAmounts) {
      tally.paid.push(paid.sum());
      tally.refunded.push(refunded.sum());
    }
  }
  return tally;
}
