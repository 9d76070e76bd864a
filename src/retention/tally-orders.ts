import { requireAscending, requireCount, requireWithin } from '../errors/index.ts';
import type { OrderLog, Purchase, RefundRule, SameDay } from '../purchases/index.ts';
import { readOrderLog } from '../purchases/index.ts';
import { createExactSummer } from '../statistics/index.ts';
import { dayNumber, epochOf, type Instant } from '../time/index.ts';
import type { DayCounts, OrderTally } from './order-tally.ts';

/** What is counted. */
export interface TallyOrdersOptions {
  /** the instant of the knowledge: purchases before it count */
  asOf: Instant;
  /** IANA zone whose civil days are meant; `'UTC'` by default */
  timeZone?: string;
  /** what makes one order; `'merge'` by default */
  sameDay?: SameDay;
  /** what a negative amount does; `'exclude'` by default */
  refunds?: RefundRule;
  /** spans for `repeatPurchaseRate`, days, ascending; 30, 60, 90, 180, 365 by default */
  withinDays?: readonly number[];
  /** order numbers that are kept apart; 10 by default */
  orderNumbersUpTo?: number;
}

/**
 * Counts the orders of a log, once, for every figure about returning: repeat rates, gaps, amounts by order number.
 *
 * Plain JSON without customer data; parts of a log that do not share customers merge exactly. Gaps are kept as histograms
 * of whole days, so that quantiles and survival curves are exact after any merge. Who has not returned waits up to the civil
 * day of `asOf`.
 *
 * @param purchases - the log, in any order; read once
 * @param options - `asOf` (required), zone, order and refund rules, spans
 * @returns the tally; all zeros for an empty log
 * @throws InputError as the reading of purchases, `out-of-order` or `out-of-range` (spans), `not-a-count`
 *
 * @example How long do my customers wait before they order again?
 * ```ts
 * import { tallyOrders } from 'clientele/retention';
 *
 * const tally = tallyOrders(
 *   [
 *     { customerId: 'ann', at: '2024-01-05T09:00:00Z' },
 *     { customerId: 'ann', at: '2024-01-15T09:00:00Z' },
 *     { customerId: 'bob', at: '2024-01-20T09:00:00Z' },
 *   ],
 *   { asOf: '2024-02-01T00:00:00Z' },
 * );
 * [tally.customers, tally.orders]; // => [2, 3]
 * tally.gaps[0]; // => { afterOrder: 1, returned: [[10, 1]], waiting: [[12, 1]] }
 * ```
 */
export function tallyOrders<Id extends string | number>(
  purchases: Iterable<Purchase<Id>>,
  options: TallyOrdersOptions,
): OrderTally {
  const { timeZone = 'UTC', sameDay = 'merge', refunds = 'exclude', withinDays = [30, 60, 90, 180, 365] } = options;
  requireAscending(withinDays, 'options.withinDays');
  withinDays.forEach((days, i) => requireWithin(days, { from: 0 }, `options.withinDays[${i}]`));
  const upTo = requireCount(options.orderNumbersUpTo ?? 10, 'options.orderNumbersUpTo');
  const log = readOrderLog(purchases, options);
  const asOfAt = epochOf(options.asOf, 'options.asOf');
  const now = log.unitsPerDay === 1 ? dayNumber(asOfAt, timeZone) : asOfAt;
  const within = withinDays.map((days) => ({ days, eligible: 0, returned: 0 }));
  const returnedAfter = Array.from({ length: upTo + 1 }, () => new Map<number, number>());
  const waitingAfter = Array.from({ length: upTo + 1 }, () => new Map<number, number>());
  const reached = Array.from({ length: upTo }, () => 0);
  const sums = reached.map(() => createExactSummer());
  const firstSums = reached.map(() => createExactSummer());
  const total = createExactSummer();
  // A gap is a whole number of civil days; under 'instants' it is whole days elapsed.
  const days = (units: number): number => Math.floor(units / log.unitsPerDay);
  let returned = 0;
  for (let c = 0; c < log.customerIds.length; c++) {
    const begin = log.firstOrder[c]!;
    const end = log.firstOrder[c + 1]!;
    if (end - begin > 1) returned++;
    const age = days(now - log.times[begin]!);
    const toSecond = end - begin > 1 ? days(log.times[begin + 1]! - log.times[begin]!) : Infinity;
    for (const span of within) {
      // The day of asOf is not over: a customer's w days are when the day after them has begun.
      if (age < span.days + 1) continue;
      span.eligible++;
      if (toSecond <= span.days) span.returned++;
    }
    for (let i = begin; i < end; i++) {
      const number = i - begin;
      const slot = Math.min(number, upTo);
      if (i + 1 < end) count(returnedAfter[slot]!, days(log.times[i + 1]! - log.times[i]!));
      else count(waitingAfter[slot]!, days(now - log.times[i]!));
      eachAmount(log, i, (amount) => total.add(amount));
      if (number >= upTo) continue;
      reached[number]!++;
      eachAmount(log, i, (amount) => sums[number]!.add(amount));
      eachAmount(log, begin, (amount) => firstSums[number]!.add(amount));
    }
  }
  // A log without orders knows nothing of amounts, so that an empty part merges with any other.
  const amounts = log.rowAmounts !== null && log.customerIds.length > 0;
  return {
    kind: 'order-tally',
    version: 1,
    asOfAt,
    timeZone,
    sameDay,
    refunds,
    orderNumbersUpTo: upTo,
    customers: log.customerIds.length,
    returned,
    orders: log.times.length,
    amount: amounts ? total.sum() : null,
    within,
    gaps: returnedAfter.flatMap((map, i) => {
      const gap = {
        afterOrder: i < upTo ? i + 1 : ('more' as const),
        returned: sortedCounts(map),
        waiting: sortedCounts(waitingAfter[i]!),
      };
      return gap.returned.length + gap.waiting.length > 0 ? [gap] : [];
    }),
    byOrderNumber: reached.flatMap((customers, i) =>
      customers === 0
        ? []
        : [
            {
              orderNumber: i + 1,
              customers,
              amount: amounts ? sums[i]!.sum() : null,
              firstAmount: amounts ? firstSums[i]!.sum() : null,
            },
          ],
    ),
    ignored: { afterAsOf: log.counts.afterAsOf, refunds: log.counts.refunds + log.counts.unmatchedRefunds },
  };
}

function count(map: Map<number, number>, key: number): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

function eachAmount(log: OrderLog<string | number>, order: number, use: (amount: number) => void): void {
  if (log.rowAmounts === null) return;
  for (let row = log.firstRow[order]!; row < log.firstRow[order + 1]!; row++) use(log.rowAmounts[row]!);
}

const sortedCounts = (map: Map<number, number>): DayCounts => [...map].sort(([p], [q]) => p - q);
