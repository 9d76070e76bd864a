import { requireId, requireOneOf } from '../errors/index.ts';
import type { OrderLog, Purchase, RefundRule, SameDay } from '../purchases/index.ts';
import { readOrderLog } from '../purchases/index.ts';
import { createExactSummer, type ExactSummer } from '../statistics/index.ts';
import { epochOf, type Instant, listPeriods, type Period, type PeriodSpan } from '../time/index.ts';
import type { CohortCounts, CohortTally } from './cohort-tally.ts';
import { periodIndex, spanOf } from './period-index.ts';

/** When a customer began: a sign-up, where that is not the first order. */
export interface CustomerStart<Id extends string | number = string> {
  /** who */
  customerId: Id;
  /** when; the earliest counts where there are several */
  at: Instant;
}

/** How cohorts are formed. */
export interface TallyCohortsOptions<Id extends string | number = string> {
  /** the instant of the knowledge: purchases before it count */
  asOf: Instant;
  /** length of the calendar periods */
  period: Period;
  /** IANA zone whose days and periods are meant; `'UTC'` by default */
  timeZone?: string;
  /** what makes one order; `'merge'` by default */
  sameDay?: SameDay;
  /** what a negative amount does; `'exclude'` by default */
  refunds?: RefundRule;
  /** starts of the customers, where they are not their first orders */
  starts?: Iterable<CustomerStart<Id>>;
}

const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;

/**
 * Groups customers by the period in which they began, and counts what they did in each period since: one tally, from which
 * `tabulateCohorts` reads every view. Parts to be merged must not share customers.
 *
 * A cohort is the period of the first order in the whole log, never the first in a window, or of the given `starts`; then
 * customers without orders stay in the size of their cohort, and orders before the start or of unknown customers are
 * counted apart.
 *
 * @param purchases - the log, in any order; read once
 * @param options - `asOf` and `period` (required), zone, order and refund rules, starts
 * @returns plain JSON; no cohorts for an empty log
 * @throws InputError as the reading of purchases, and `unknown-name` (period), `not-an-instant` and `wrong-type` (starts)
 *
 * @example Do the customers of February come back more often than those of January?
 * ```ts
 * import { tabulateCohorts, tallyCohorts } from 'clientele/retention';
 *
 * const tally = tallyCohorts(
 *   [
 *     { customerId: 'ann', at: '2024-01-05T09:00:00Z' },
 *     { customerId: 'ann', at: '2024-02-07T09:00:00Z' },
 *     { customerId: 'bob', at: '2024-01-20T09:00:00Z' },
 *     { customerId: 'cleo', at: '2024-02-11T09:00:00Z' },
 *   ],
 *   { asOf: '2024-03-01T00:00:00Z', period: 'month' },
 * );
 * tally.cohorts.map((cohort) => [cohort.startOn, cohort.customers, cohort.activeCustomers]); // => [['2024-01-01', 2, [2, 1]], ['2024-02-01', 1, [1]]]
 * ```
 */
export function tallyCohorts<Id extends string | number>(
  purchases: Iterable<Purchase<Id>>,
  options: TallyCohortsOptions<Id>,
): CohortTally {
  const { timeZone = 'UTC', sameDay = 'merge', refunds = 'exclude' } = options;
  const period = requireOneOf(options.period, PERIODS, 'options.period');
  const asOfAt = epochOf(options.asOf, 'options.asOf');
  const log = readOrderLog(purchases, options);
  const starts = options.starts ? readStarts(options.starts, asOfAt) : null;
  const ignored = {
    afterAsOf: log.counts.afterAsOf,
    refunds: log.counts.refunds + log.counts.unmatchedRefunds,
    beforeStart: 0,
    unknownCustomer: 0,
  };
  const tally: CohortTally = {
    kind: 'cohort-tally',
    version: 1,
    period,
    timeZone,
    asOfAt,
    sameDay,
    refunds,
    givenStarts: starts !== null,
    cohorts: [],
    ignored,
  };
  // Not Math.min(...all): a call takes no more than some 100,000 arguments.
  let from = Infinity;
  for (const at of starts ? starts.values() : log.firstAt) if (at < from) from = at;
  if (!Number.isFinite(from))
    return { ...tally, ignored: starts ? { ...ignored, unknownCustomer: log.times.length } : ignored };
  const spans = listPeriods({ from, to: asOfAt, period }, { timeZone });
  const at = periodIndex(spans, log, timeZone);
  const builders = new Map<number, CohortBuilder>();
  const builderOf = (cohort: number): CohortBuilder => {
    let builder = builders.get(cohort);
    if (!builder)
      builders.set(
        cohort,
        (builder = new CohortBuilder(spans[cohort]!, spans.length - cohort, log.rowAmounts !== null)),
      );
    return builder;
  };
  const seen = new Set<Id>();
  log.customerIds.forEach((customerId, c) => {
    const begin = log.firstOrder[c]!;
    const end = log.firstOrder[c + 1]!;
    const startAt = starts?.get(customerId);
    if (starts && startAt === undefined) {
      ignored.unknownCustomer += end - begin;
      return;
    }
    seen.add(customerId);
    let first = begin;
    if (startAt !== undefined) while (first < end && log.lastAt[first]! < startAt) first++;
    ignored.beforeStart += first - begin;
    const cohort = startAt === undefined ? at(begin) : spanOf(spans, startAt);
    builderOf(cohort).add(log, first, end, (i) => at(i) - cohort);
  });
  starts?.forEach((startAt, customerId) => {
    if (!seen.has(customerId)) builderOf(spanOf(spans, startAt)).counts.customers++;
  });
  tally.cohorts = [...builders].sort(([p], [q]) => p - q).map(([, builder]) => builder.finish());
  return tally;
}

/** Earliest start of each customer; a start at or after `asOf` is not known yet. */
function readStarts<Id extends string | number>(starts: Iterable<CustomerStart<Id>>, asOfAt: number): Map<Id, number> {
  const earliest = new Map<Id, number>();
  let i = 0;
  for (const start of starts) {
    const path = `options.starts[${i++}]`;
    const customerId = requireId(start.customerId, `${path}.customerId`);
    const at = epochOf(start.at, `${path}.at`);
    if (at < asOfAt && at < (earliest.get(customerId) ?? Infinity)) earliest.set(customerId, at);
  }
  return earliest;
}

/** Counts of one cohort while the log is walked. */
class CohortBuilder {
  readonly counts: CohortCounts & { orders: number[]; repeatedInFirstPeriod: number };
  /** by period, made when the first amount comes: most cells of a table by days stay empty */
  private readonly sums: (ExactSummer | undefined)[] | null;

  constructor(span: PeriodSpan, length: number, hasAmounts: boolean) {
    const zeros = (): number[] => Array.from({ length }, () => 0);
    this.counts = {
      startOn: span.startOn,
      startAt: span.startAt,
      customers: 0,
      repeatedInFirstPeriod: 0,
      activeCustomers: zeros(),
      lastActive: zeros(),
      unbrokenUntil: zeros(),
      orders: zeros(),
      amount: null,
    };
    this.sums = hasAmounts ? [] : null;
  }

  /** Adds one customer's orders from `first` up to `end`; `offsetOf` gives periods since the cohort's start, ascending. */
  add(
    log: OrderLog<never> | OrderLog<string | number>,
    first: number,
    end: number,
    offsetOf: (order: number) => number,
  ): void {
    const { counts, sums } = this;
    counts.customers++;
    if (first === end) return;
    let last = -1;
    let unbroken = -1;
    for (let i = first; i < end; i++) {
      const k = offsetOf(i);
      counts.orders[k]!++;
      if (sums) {
        const sum = (sums[k] ??= createExactSummer());
        for (let row = log.firstRow[i]!; row < log.firstRow[i + 1]!; row++) sum.add(log.rowAmounts![row]!);
      }
      if (k === last) continue;
      counts.activeCustomers[k]!++;
      if (k === unbroken + 1) unbroken = k;
      last = k;
    }
    counts.lastActive[last]!++;
    if (unbroken >= 0) counts.unbrokenUntil[unbroken]!++;
    if (offsetOf(first) === 0 && first + 1 < end && offsetOf(first + 1) === 0) counts.repeatedInFirstPeriod++;
  }

  finish(): CohortCounts {
    // Without orders nothing is known of amounts, so that such a part merges with any other.
    const { orders } = this.counts;
    const sums = orders.some((count) => count > 0) ? this.sums : null;
    return { ...this.counts, amount: sums && orders.map((_, k) => sums[k]?.sum() ?? []) };
  }
}
