import { requireOneOf } from '../errors/index.ts';
import { type Purchase, readOrderLog, type RefundRule } from '../purchases/index.ts';
import { epochOf, type Instant, listPeriods, type Period } from '../time/index.ts';
import { periodIndex } from './period-index.ts';

/** Which periods are shown. */
export interface LifecycleOptions {
  /** the instant of the knowledge: purchases before it count */
  asOf: Instant;
  /** length of the calendar periods */
  period: Period;
  /** IANA zone of the periods; `'UTC'` by default */
  timeZone?: string;
  /** what a negative amount does; `'exclude'` by default */
  refunds?: RefundRule;
  /** an instant in the first period shown; the first purchase by default. "New" looks at the whole life all the same */
  from?: Instant;
}

/** Who bought in one period: active(previous) + new + reactivated − dormant = active. */
export interface LifecyclePeriod {
  /** first civil day */
  startOn: string;
  /** first instant, epoch ms */
  startAt: number;
  /** customers who bought: new + returning + reactivated */
  active: number;
  /** bought for the first time in their whole life */
  new: number;
  /** bought in the period before too */
  returning: number;
  /** bought earlier, but not in the period before */
  reactivated: number;
  /** bought in the period before, but not in this one; null while it is open, because nobody has stayed away yet */
  dormant: number | null;
  /** the period is over at `asOf` */
  complete: boolean;
}

/**
 * Customers of each period by where they come from: new, returning, reactivated, and those gone dormant.
 *
 * @param purchases - the log, in any order; read once
 * @param options - `asOf` and `period` (required), zone, refunds, first period shown
 * @returns every period up to the last that begins before `asOf`, also those in which nobody bought; empty for an empty log
 * @throws InputError as the reading of purchases, and `unknown-name` (period)
 *
 * @example Sales are flat: are new customers hiding that old ones leave?
 * ```ts
 * import { tabulateLifecycle } from 'clientele/retention';
 *
 * const rows = tabulateLifecycle(
 *   [
 *     { customerId: 'ann', at: '2024-01-05T09:00:00Z' },
 *     { customerId: 'bob', at: '2024-01-20T09:00:00Z' },
 *     { customerId: 'ann', at: '2024-02-07T09:00:00Z' },
 *     { customerId: 'cleo', at: '2024-02-11T09:00:00Z' },
 *     { customerId: 'bob', at: '2024-03-02T09:00:00Z' },
 *   ],
 *   { asOf: '2024-03-10T00:00:00Z', period: 'month' },
 * );
 * rows.map((row) => [row.new, row.returning, row.reactivated, row.dormant]); // => [[2, 0, 0, 0], [1, 1, 0, 1], [0, 0, 1, null]]
 * ```
 */
export function tabulateLifecycle<Id extends string | number>(
  purchases: Iterable<Purchase<Id>>,
  options: LifecycleOptions,
): LifecyclePeriod[] {
  const { timeZone = 'UTC' } = options;
  const period = requireOneOf(options.period, ['day', 'week', 'month', 'quarter', 'year'], 'options.period');
  const asOfAt = epochOf(options.asOf, 'options.asOf');
  const shownFrom = options.from === undefined ? null : epochOf(options.from, 'options.from');
  const log = readOrderLog(purchases, options);
  if (log.times.length === 0) return [];
  const firstAt = log.firstAt.reduce((least, at) => Math.min(least, at), shownFrom ?? Infinity);
  const spans = listPeriods({ from: firstAt, to: asOfAt, period }, { timeZone });
  const rows = spans.map(({ startOn, startAt, endAt }): LifecyclePeriod & { dormant: number } => ({
    startOn,
    startAt,
    active: 0,
    new: 0,
    returning: 0,
    reactivated: 0,
    dormant: 0,
    complete: endAt <= asOfAt,
  }));
  const at = periodIndex(spans, log, timeZone);
  for (let c = 0; c < log.customerIds.length; c++) {
    let last = -1;
    for (let i = log.firstOrder[c]!; i < log.firstOrder[c + 1]!; i++) {
      const k = at(i);
      if (k === last) continue;
      const row = rows[k]!;
      row.active++;
      if (last === -1) row.new++;
      else if (last === k - 1) row.returning++;
      else row.reactivated++;
      if (last !== -1 && last < k - 1) rows[last + 1]!.dormant++;
      last = k;
    }
    if (last + 1 < rows.length) rows[last + 1]!.dormant++;
  }
  const hidden = shownFrom === null ? 0 : spans.filter((span) => span.endAt <= shownFrom).length;
  return rows.slice(hidden).map((row) => (row.complete ? row : { ...row, dormant: null }));
}
