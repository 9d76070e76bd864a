import { InputError, requireOneOf } from '../errors/index.ts';
import { createExactSummer } from '../statistics/index.ts';
import type { Instant } from '../time/index.ts';
import { dayNumber, epochOf, startOfDay } from '../time/index.ts';
import { lastDayBegun } from './last-day-begun.ts';
import { requirePurchaseTally } from './merge-purchase-tallies.ts';
import type { PurchaseSummary } from './purchase-summary.ts';
import type { CustomerTally, PurchaseTally } from './purchase-tally.ts';
import type { RefundRule } from './purchase.ts';
import { createDayTexts, summaryOfOrders, sumLogGaps } from './summary-of-orders.ts';

/** What is decided when a tally is read. */
export interface SummarizeTallyOptions {
  /** the instant of the knowledge; under `sameDay: 'merge'` the beginning of a civil day, or later than all facts */
  asOf: Instant;
  /** what a negative amount does; `'exclude'` by default */
  refunds?: RefundRule;
}

/**
 * Reads a tally of purchases into one summary per customer: bit for bit what {@link summarizePurchases} says of the
 * whole log.
 *
 * @param tally - made by {@link tallyPurchases}, merged or not
 * @param options - `asOf` and `refunds`; the zone and `sameDay` are those of the tally
 * @returns one summary a customer with at least one order before `asOf`, by customer id; `[]` for an empty tally
 * @throws InputError `as-of-inside-day` when facts are merged by day and `asOf` lies inside one that has facts yet to come,
 *   `out-of-range` (a refund under `refunds: 'reject'`), `wrong-kind`, `not-an-instant`, `unknown-name`, `overflow`
 *
 * @example What do the merged counts say about each customer today?
 * ```ts
 * import { summarizeTally, tallyPurchases } from 'clientele/purchases';
 *
 * const tally = tallyPurchases([
 *   { customerId: 'ann', at: '2024-01-01T09:00:00Z', amount: 10 },
 *   { customerId: 'ann', at: '2024-01-05T09:00:00Z', amount: 12 },
 * ]);
 * summarizeTally(tally, { asOf: '2024-01-05T00:00:00Z' })[0].purchases; // => 1
 * summarizeTally(tally, { asOf: '2024-01-06T00:00:00Z' })[0].purchases; // => 2
 * summarizeTally(tally, { asOf: '2024-01-05T08:00:00Z' }); // => throws 'as-of-inside-day'
 * ```
 */
export function summarizeTally<Id extends string | number>(
  tally: PurchaseTally<Id>,
  options: SummarizeTallyOptions,
): PurchaseSummary<Id>[] {
  requirePurchaseTally(tally, 'tally');
  const rule = requireOneOf(options.refunds ?? 'exclude', ['exclude', 'net', 'reject'], 'options.refunds');
  const asOf = epochOf(options.asOf, 'options.asOf');
  const { timeZone, sameDay, currency, hasAmounts, latestAt } = tally;
  const byDay = sameDay === 'merge';
  const lastDay = lastDayBegun(asOf, timeZone);
  if (byDay && latestAt !== null && asOf <= latestAt) requireBoundary(tally, asOf);
  const textOf = createDayTexts();
  const summaries: PurchaseSummary<Id>[] = [];
  for (const customer of tally.customers) {
    const moments = readingOrder(customer, sameDay === 'rows' ? timeZone : null);
    const orders: number[] = [];
    const total = createExactSummer();
    const repeats = createExactSummer();
    for (const i of moments) {
      const time = customer.times[i]!;
      if (byDay ? time > lastDay : time >= asOf) continue;
      const refunded = customer.refunded[i] ?? [];
      if (rule === 'reject' && refunded.length > 0) refuseRefund(customer.customerId);
      if (customer.purchases[i]! > 0) orders.push(i);
      if (orders.length === 0) continue;
      for (const summer of orders.length === 1 ? [total] : [total, repeats]) {
        summer.merge(customer.paid[i] ?? []);
        if (rule === 'net') summer.merge(refunded);
      }
    }
    if (orders.length === 0) continue;
    const timeAt = (i: number): number => {
      return sameDay === 'rows' ? dayNumber(customer.times[i]!, timeZone) : customer.times[i]!;
    };
    const times = orders.map(timeAt);
    const unitsPerDay = sameDay === 'instants' ? 86_400_000 : 1;
    const parts = {
      customerId: customer.customerId,
      purchases: orders.length,
      firstTime: times[0]!,
      lastTime: times[times.length - 1]!,
      endTime: sameDay === 'instants' ? asOf : lastDay,
      unitsPerDay,
      sumLogGapDays: sumLogGaps(times, 0, times.length, unitsPerDay),
      firstAt: customer.firstAt[orders[0]!]!,
      lastAt: customer.lastAt[orders[orders.length - 1]!]!,
      totalAmount: hasAmounts ? total.value() : null,
      repeatAmount: hasAmounts ? repeats.value() : null,
      currency,
    };
    summaries.push(summaryOfOrders(parts, timeZone, textOf));
  }
  return summaries;
}

/** Rows stand by instant, and stay so within a day; where a clock is set back over midnight their civil days may not ascend. */
function readingOrder(customer: CustomerTally<string | number>, zoneOfRows: string | null): number[] {
  const places = customer.times.map((_, i) => i);
  if (zoneOfRows === null) return places;
  const days = customer.times.map((time) => dayNumber(time, zoneOfRows));
  return places.sort((a, b) => days[a]! - days[b]!);
}

function requireBoundary(tally: PurchaseTally<string | number>, asOf: number): void {
  const day = dayNumber(asOf, tally.timeZone);
  const sound =
    startOfDay(day, tally.timeZone) === asOf &&
    // A clock set back over midnight repeats the end of the day before: its facts may lie after this border.
    // A day of refunds only has no last purchase.
    tally.customers.every((c) => c.times.every((time, i) => time >= day || !c.purchases[i] || c.lastAt[i]! < asOf));
  if (sound) return;
  const detail =
    'expected the beginning of a civil day or a moment after all facts (they are merged by day), got an instant inside a day';
  throw new InputError('as-of-inside-day', 'options.asOf', detail);
}

function refuseRefund(customerId: string | number): never {
  const detail = `expected no refunds (amounts of 0 or more), got one of customer ${String(customerId)}`;
  throw new InputError('out-of-range', 'tally', detail);
}
