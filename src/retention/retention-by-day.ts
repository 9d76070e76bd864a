import { InputError, requireCount, requireOneOf } from '../errors/index.ts';
import { type OrderLog, type Purchase, readOrderLog, type RefundRule } from '../purchases/index.ts';
import { measureRate, type Rate } from '../statistics/index.ts';
import { dayNumber, epochOf, type Instant } from '../time/index.ts';

/** A stretch of a customer's days, `[fromDay, toDay)`; day 0 is the day of the first purchase. */
export interface DayWindow {
  /** first day that counts */
  fromDay: number;
  /** first day that counts no more; null: on `fromDay` or any later day */
  toDay: number | null;
}

/** How days are counted, and which are asked for. */
export interface RetentionByDayOptions {
  /** the instant of the knowledge: purchases before it count */
  asOf: Instant;
  /** `'calendar'`: civil days of the zone; `'elapsed'`: whole 24 hours since the first purchase */
  dayRule: 'calendar' | 'elapsed';
  /** the windows */
  windows: readonly DayWindow[];
  /** IANA zone of the civil days; `'UTC'` by default */
  timeZone?: string;
  /** what a negative amount does; `'exclude'` by default */
  refunds?: RefundRule;
}

/** One window and the share of customers who bought in it. */
export interface DayRetention extends DayWindow, Rate {}

/**
 * The share of customers who bought again on given days after their first purchase.
 *
 * "Day-30 retention" has three meanings, and on the CDNOW sample three values: on day 30 (`[30, 31)`) 0.6 %, on days 1 to 30
 * (`[1, 31)`) 17.4 %, on day 30 or later (`[30, null)`) 43.4 %. The base holds only customers whose window is over at `asOf`.
 *
 * @param purchases - the log, in any order; read once
 * @param options - `asOf`, rule and windows (required), zone, refunds
 * @returns one rate per window, in their order; `null` with reason `empty` when nobody is old enough
 * @throws InputError as the reading of purchases, `not-a-count` or `out-of-order` (windows), `unknown-name` (rule)
 *
 * @example How many come back within their first month?
 * ```ts
 * import { retentionByDay } from 'clientele/retention';
 *
 * const purchases = [
 *   { customerId: 'ann', at: '2024-01-05T09:00:00Z' },
 *   { customerId: 'ann', at: '2024-01-15T09:00:00Z' },
 *   { customerId: 'bob', at: '2024-01-20T09:00:00Z' },
 *   { customerId: 'cleo', at: '2024-02-25T09:00:00Z' },
 * ];
 * const { windows } = retentionByDay(purchases, {
 *   asOf: '2024-03-01T00:00:00Z',
 *   dayRule: 'calendar',
 *   windows: [{ fromDay: 1, toDay: 31 }, { fromDay: 30, toDay: null }],
 * });
 * windows.map((window) => [window.numerator, window.denominator]); // => [[1, 2], [0, 2]]
 * ```
 */
export function retentionByDay<Id extends string | number>(
  purchases: Iterable<Purchase<Id>>,
  options: RetentionByDayOptions,
): { windows: DayRetention[] } {
  const { timeZone = 'UTC', windows } = options;
  const calendar = requireOneOf(options.dayRule, ['calendar', 'elapsed'], 'options.dayRule') === 'calendar';
  windows.forEach(readWindow);
  const asOfAt = epochOf(options.asOf, 'options.asOf');
  const log = readOrderLog(purchases, { ...options, sameDay: calendar ? 'merge' : 'instants' });
  // asOf's own civil day, not that of the last instant before it: at midnight the day before is over.
  const end = calendar ? dayNumber(asOfAt, timeZone) : asOfAt;
  return {
    windows: windows.map(({ fromDay, toDay }) => {
      const counts = countWindow(log, end, fromDay, toDay);
      return { fromDay, toDay, ...measureRate(counts) };
    }),
  };
}

function readWindow({ fromDay, toDay }: DayWindow, i: number): void {
  const path = `options.windows[${i}]`;
  requireCount(fromDay, `${path}.fromDay`);
  if (toDay !== null && requireCount(toDay, `${path}.toDay`) <= fromDay) {
    throw new InputError('out-of-order', `${path}.toDay`, `expected more than ${fromDay}, got ${toDay}`);
  }
}

function countWindow(
  log: OrderLog<string | number>,
  end: number,
  fromDay: number,
  toDay: number | null,
): { numerator: number; denominator: number } {
  const { times, firstOrder, unitsPerDay } = log;
  const seen = toDay ?? fromDay + 1;
  let [numerator, denominator] = [0, 0];
  for (let c = 0; c < log.customerIds.length; c++) {
    const first = times[firstOrder[c]!]!;
    if (Math.floor((end - first) / unitsPerDay) < seen) continue;
    denominator++;
    for (let i = firstOrder[c]!; i < firstOrder[c + 1]!; i++) {
      const day = Math.floor((times[i]! - first) / unitsPerDay);
      if (day < fromDay) continue;
      if (toDay === null || day < toDay) numerator++;
      break;
    }
  }
  return { numerator, denominator };
}
