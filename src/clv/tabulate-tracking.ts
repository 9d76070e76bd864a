import { InputError, requireIterable, requireWithin } from '../errors/index.ts';
import type { Purchase } from '../purchases/index.ts';
import { readOrderLog } from '../purchases/index.ts';
import { dayNumberOf, dayText, requireZone, startOfDay } from '../time/index.ts';
import { expectedPurchasesForNewCustomer } from './expected-purchases-for-new-customer.ts';
import type { PurchaseModel } from './purchase-model.ts';

/** Where the log is cut, and at which days the table looks. */
export interface TrackingOptions {
  /** first civil day of the holdout, `YYYY-MM-DD` */
  splitOn: string;
  /** first civil day after the table, `YYYY-MM-DD` */
  endOn: string;
  /** days between two rows; 7 by default */
  everyDays?: number;
  /** the days to look at instead, counted from the first purchase day of all */
  days?: readonly number[];
  /** IANA zone whose civil days are meant; `'UTC'` by default */
  timeZone?: string;
}

/** Repeat orders counted and expected, up to and including one day. */
export interface TrackingRow {
  /** days since the first purchase day of all */
  day: number;
  /** the civil day */
  on: string;
  /** repeat orders since the row before */
  actual: number;
  /** repeat orders expected since the row before */
  expected: number;
  /** repeat orders so far */
  actualCumulative: number;
  /** repeat orders expected so far */
  expectedCumulative: number;
  /** the model has not seen this day */
  holdout: boolean;
}

/**
 * Repeat orders over time, counted beside what the model expects of customers born on those days: the picture that shows
 * at a glance whether a model may be trusted.
 *
 * Expected at day d is Σ E[X(d − b)] over the customers whose first order fell on a day b before d; what single customers
 * did later is not used, so the curve is a forecast from births alone.
 *
 * @param model - fitted to what happened before `splitOn`
 * @param purchases - the whole log; orders of one civil day are one
 * @param options - `splitOn` and `endOn` (required), rows every 7 days unless said otherwise
 * @returns rows in time order; `[]` when nothing was bought before `endOn`
 * @throws InputError `not-a-day`, `out-of-order` (split after the end), `out-of-range` (days), and as the purchase log
 *
 * @example Do my customers come back as the model said?
 * ```ts
 * import { tabulateTracking } from 'clientele/clv';
 *
 * const model = { kind: 'nbd', version: 1, purchaseShape: 1, purchaseScaleDays: 10, fit: null } as const;
 * const purchases = [
 *   { customerId: 'ann', at: '2024-01-01T09:00:00Z' },
 *   { customerId: 'ann', at: '2024-01-08T09:00:00Z' },
 * ];
 * const rows = tabulateTracking(model, purchases, { splitOn: '2024-01-10', endOn: '2024-01-16' });
 * rows.map((row) => [row.on, row.actualCumulative, row.expectedCumulative]); // => [['2024-01-08', 1, ~0.7], ['2024-01-15', 1, ~1.4]]
 * ```
 * @see Fader, Hardie & Lee 2005, figure 2
 */
export function tabulateTracking<Id extends string | number>(
  model: PurchaseModel,
  purchases: Iterable<Purchase<Id>>,
  options: TrackingOptions,
): TrackingRow[] {
  const { timeZone = 'UTC', everyDays = 7, splitOn, endOn } = options ?? ({} as TrackingOptions);
  requireZone(timeZone, 'options.timeZone');
  const splitDay = dayNumberOf(splitOn);
  const endDay = dayNumberOf(endOn);
  if (splitDay > endDay)
    throw new InputError('out-of-order', 'options.splitOn', `expected no later than ${endOn}, got ${splitOn}`);
  requireWithin(everyDays, { from: 1 }, 'options.everyDays');
  const births = new Map<number, number>();
  const repeats = new Map<number, number>();
  let first = Infinity;
  const log = readOrderLog(requireIterable(purchases, 'purchases'), { asOf: startOfDay(endDay, timeZone), timeZone });
  for (let c = 0; c < log.customerIds.length; c++) {
    const begin = log.firstOrder[c]!;
    for (let i = begin; i < log.firstOrder[c + 1]!; i++) {
      const day = log.times[i]!;
      const counts = i === begin ? births : repeats;
      counts.set(day, (counts.get(day) ?? 0) + 1);
      if (day < first) first = day;
    }
  }
  if (first === Infinity) return [];
  const days = options.days ? [...options.days].sort((p, q) => p - q) : stepsOf(everyDays, endDay - 1 - first);
  const repeatDays = [...repeats].sort(([p], [q]) => p - q);
  let next = 0;
  let actualCumulative = 0;
  let before = { actual: 0, expected: 0 };
  return days.map((day, i) => {
    requireWithin(day, { from: 0 }, `options.days[${i}]`);
    while (next < repeatDays.length && repeatDays[next]![0] <= first + day) actualCumulative += repeatDays[next++]![1];
    let expectedCumulative = 0;
    for (const [born, customers] of births) {
      const age = first + day - born;
      if (age > 0) expectedCumulative += customers * expectedPurchasesForNewCustomer(model, { horizonDays: age });
    }
    const row = {
      day,
      on: dayText(first + day),
      actual: actualCumulative - before.actual,
      expected: expectedCumulative - before.expected,
      actualCumulative,
      expectedCumulative,
      holdout: first + day >= splitDay,
    };
    before = { actual: actualCumulative, expected: expectedCumulative };
    return row;
  });
}

/** step, 2·step, … up to the last day. */
function stepsOf(step: number, last: number): number[] {
  return Array.from({ length: Math.max(0, Math.floor(last / step)) }, (_, i) => (i + 1) * step);
}
