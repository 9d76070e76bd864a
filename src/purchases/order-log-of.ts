import { InputError, requireOneOf } from '../errors/index.ts';
import { dayNumber, epochOf, requireZone } from '../time/index.ts';
import { lastDayBegun } from './last-day-begun.ts';
import { orderIds } from './order-ids.ts';
import type { OrderLog } from './order-log.ts';
import type { PurchaseColumns } from './purchase-columns.ts';
import type { RefundRule, SameDay, SummarizeOptions } from './purchase.ts';
import { sortRows } from './sort-rows.ts';

/** Milliseconds of a day of elapsed time. */
const DAY = 86_400_000;

/** The options of a reading with their defaults, checked. */
export interface ReadingOptions {
  asOf: number;
  timeZone: string;
  sameDay: SameDay;
  refunds: RefundRule;
}

/** Checks the options that all readers of purchases share. */
export function readOptions(options: SummarizeOptions): ReadingOptions {
  const { timeZone = 'UTC', sameDay = 'merge', refunds = 'exclude' } = options;
  requireOneOf(sameDay, ['merge', 'instants', 'rows'], 'options.sameDay');
  requireOneOf(refunds, ['exclude', 'net', 'reject'], 'options.refunds');
  const asOf = epochOf(options.asOf, 'options.asOf');
  requireZone(timeZone, 'options.timeZone');
  return { asOf, timeZone, sameDay, refunds };
}

/** One reading of checked columns: the same columns can be read as of several instants. */
export function orderLogOf<Id extends string | number>(
  columns: PurchaseColumns<Id>,
  options: ReadingOptions,
): OrderLog<Id> {
  const { asOf, timeZone, sameDay } = options;
  const grouped = groupRows(columns, options);
  const { places, first, time, at, amount } = grouped;
  const n = places.length;
  const total = first[n]!;
  const customerIds: Id[] = [];
  const firstOrder = new Int32Array(n + 1);
  const firstRow = new Int32Array(total + 1);
  const times = new Float64Array(total);
  const firstAt = new Float64Array(total);
  const lastAt = new Float64Array(total);
  let orders = 0;
  let kept = 0;
  let customers = 0;
  let withoutPurchase = 0;
  let netted = 0;
  let unmatched = 0;
  for (let c = 0; c < n; c++) {
    const to = first[c + 1]!;
    const before = orders;
    for (let i = first[c]!; i < to;) {
      const now = time[i]!;
      let end = i + 1;
      if (sameDay !== 'rows') while (end < to && time[end] === now) end++;
      // Purchases stand before the refunds of their day, so the first row tells whether this is an order.
      if (amount[i]! >= 0) {
        times[orders] = now;
        firstRow[orders] = kept;
        let low = at[i]!;
        let high = low;
        for (let k = i; k < end; k++) {
          if (amount[k]! < 0) netted++;
          else {
            low = Math.min(low, at[k]!);
            high = Math.max(high, at[k]!);
          }
          amount[kept++] = amount[k]!;
        }
        firstAt[orders] = low;
        lastAt[orders++] = high;
      } else if (orders > before) {
        netted += end - i;
        for (let k = i; k < end; k++) amount[kept++] = amount[k]!;
      } else unmatched += end - i;
      i = end;
    }
    if (orders > before) {
      customerIds.push(columns.ids[places[c]!]!);
      firstOrder[++customers] = orders;
    } else if (to > first[c]! || grouped.refundsOnly[places[c]!]) withoutPurchase++;
  }
  firstRow[orders] = kept;
  return {
    customerIds,
    firstOrder: firstOrder.subarray(0, customers + 1),
    times: times.subarray(0, orders),
    unitsPerDay: sameDay === 'instants' ? DAY : 1,
    endTime: sameDay === 'instants' ? asOf : lastDayBegun(asOf, timeZone),
    firstAt: firstAt.subarray(0, orders),
    lastAt: lastAt.subarray(0, orders),
    firstRow: firstRow.subarray(0, orders + 1),
    rowAmounts: columns.hasAmounts ? amount.subarray(0, kept) : null,
    currency: columns.currency,
    counts: {
      rows: columns.rows,
      afterAsOf: grouped.afterAsOf,
      refunds: grouped.refunds,
      nettedRefunds: netted,
      unmatchedRefunds: unmatched,
      customersWithoutPurchase: withoutPurchase,
    },
  };
}

/** The rows that count, customer after customer (a counting sort), each customer's rows in order. */
function groupRows<Id extends string | number>(columns: PurchaseColumns<Id>, options: ReadingOptions) {
  const { rows, who } = columns;
  const { asOf, timeZone, sameDay, refunds: rule } = options;
  const places = orderIds(columns.placeOf);
  const n = places.length;
  const rank = new Int32Array(n);
  for (let c = 0; c < n; c++) rank[places[c]!] = c;
  const first = new Int32Array(n + 1);
  const refundsOnly = new Uint8Array(n); // a customer whose refunds were left out, asked only where no row is left
  let afterAsOf = 0;
  let refunds = 0;
  for (let i = 0; i < rows; i++) {
    if (columns.at[i]! >= asOf) afterAsOf++;
    else if (columns.amount[i]! < 0 && rule !== 'net') {
      if (rule === 'reject') refuseRefund(i, columns.amount[i]!);
      refunds++;
      refundsOnly[who[i]!] = 1;
    } else first[rank[who[i]!]! + 1]!++;
  }
  for (let c = 0; c < n; c++) first[c + 1]! += first[c]!;
  const next = first.slice();
  const total = first[n]!;
  const time = new Float64Array(total);
  const at = new Float64Array(total);
  const amount = new Float64Array(total);
  for (let i = 0; i < rows; i++) {
    const when = columns.at[i]!;
    const paid = columns.amount[i]!;
    if (when >= asOf || (paid < 0 && rule !== 'net')) continue;
    const place = next[rank[who[i]!]!]!++;
    time[place] = sameDay === 'instants' ? when : dayNumber(when, timeZone);
    at[place] = when;
    amount[place] = paid;
  }
  for (let c = 0; c < n; c++) sortRows(time, at, amount, first[c]!, first[c + 1]!, sameDay);
  return { places, first, time, at, amount, afterAsOf, refunds, refundsOnly };
}

function refuseRefund(row: number, amount: number): never {
  const detail = `expected no refunds (amounts of 0 or more), got ${amount}`;
  throw new InputError('out-of-range', `purchases[${row}].amount`, detail);
}
