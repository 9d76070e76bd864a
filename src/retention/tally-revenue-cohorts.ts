import { InputError, requireOneOf } from '../errors/index.ts';
import { addExact } from '../statistics/index.ts';
import { epochOf, type Instant, listPeriods, type Period, type PeriodSpan, requireZone } from '../time/index.ts';
import type { CohortCounts, CohortTally } from './cohort-tally.ts';
import { spanOf } from './period-index.ts';
import { type ChangeLog, readRevenueChanges, type RevenueChange } from './read-revenue-changes.ts';

/** How cohorts of paying customers are formed. */
export interface TallyRevenueCohortsOptions {
  /** the instant of the knowledge: changes before it count */
  asOf: Instant;
  /** length of the calendar periods */
  period: Period;
  /** IANA zone of the periods; `'UTC'` by default */
  timeZone?: string;
}

/**
 * Groups paying customers by the period of their first payment, and counts who still pays at the end of each period since, and how
 * much: the subscription form of {@link tallyCohorts}, read by the same {@link tabulateCohorts}. Parts to be merged must not share
 * customers.
 *
 * Active in a period means a level above 0 at its end. Who came and went inside the first period stays in the size of the cohort, so
 * period 0 need not be everybody. `{ metric: 'amount', per: 'first-period' }` is net revenue retention by cohort; there is no metric
 * `'orders'`. In the period that is open at `asOf` the level just before `asOf` stands.
 *
 * @param changes - level changes of any time, in any order; read once. Who never pays is in no cohort
 * @param options - `asOf` and `period` (required), zone
 * @returns plain JSON, amounts in minor units; no cohorts when nobody has paid
 * @throws InputError `not-an-instant`, `not-an-integer`, `out-of-range` (a negative level), `ambiguous-order` (two changes of one
 * customer at one instant), `mixed-currency`, `overflow`, `wrong-type` (an id), `unknown-name` (period), `unknown-zone`
 *
 * @example What is left of the subscribers who began in January, and of their revenue?
 * ```ts
 * import { tabulateCohorts, tallyRevenueCohorts } from 'clientele/retention';
 *
 * const tally = tallyRevenueCohorts(
 *   [
 *     { customerId: 'A', at: '2024-01-05T00:00:00Z', amountMinor: 5000 },
 *     { customerId: 'A', at: '2024-02-10T00:00:00Z', amountMinor: 6000 },
 *     { customerId: 'B', at: '2024-01-20T00:00:00Z', amountMinor: 3000 },
 *     { customerId: 'B', at: '2024-03-02T00:00:00Z', amountMinor: 0 },
 *   ],
 *   { asOf: '2024-04-01T00:00:00Z', period: 'month' },
 * );
 * tally.cohorts[0]!.activeCustomers; // => [2, 2, 1]
 * const table = tabulateCohorts(tally, { metric: 'amount', per: 'first-period' });
 * table.cohorts[0]!.cells.map((cell) => cell.value); // => [1, 1.125, 0.75]
 * ```
 */
export function tallyRevenueCohorts<Id extends string | number>(
  changes: Iterable<RevenueChange<Id>>,
  options: TallyRevenueCohortsOptions,
): CohortTally {
  const { timeZone = 'UTC' } = options;
  requireZone(timeZone, 'options.timeZone');
  const period = requireOneOf(options.period, ['day', 'week', 'month', 'quarter', 'year'], 'options.period');
  const asOfAt = epochOf(options.asOf, 'options.asOf');
  const log = readRevenueChanges(changes);
  const firstPaid = log.customerIds.map((_, c) => firstPaidPlace(log, c));
  const from = firstPaid.reduce((least, i) => Math.min(least, i < 0 ? Infinity : log.at[i]!), Infinity);
  const spans = listPeriods({ from: Math.min(from, asOfAt), to: asOfAt, period }, { timeZone });
  const cohorts = new Map<number, Levels>();
  let afterAsOf = 0;
  for (let c = 0; c < firstPaid.length; c++) {
    const stop = log.first[c + 1]!;
    let end = stop;
    while (end > log.first[c]! && log.at[end - 1]! >= asOfAt) end--;
    afterAsOf += stop - end;
    const first = firstPaid[c]!;
    if (first < 0 || first >= end) continue;
    const cohort = spanOf(spans, log.at[first]!);
    let levels = cohorts.get(cohort);
    if (!levels) cohorts.set(cohort, (levels = noLevels(spans, cohort)));
    addCustomer(levels, log, first, end);
  }
  return {
    kind: 'cohort-tally',
    version: 1,
    period,
    timeZone,
    asOfAt,
    sameDay: null,
    refunds: null,
    givenStarts: false,
    cohorts: [...cohorts].sort(([p], [q]) => p - q).map(([, levels]) => finish(levels)),
    ignored: { afterAsOf, refunds: 0, beforeStart: 0, unknownCustomer: 0 },
  };
}

/** Counts of one cohort while the changes are walked: its periods, and its revenue as plain integers. */
interface Levels {
  counts: CohortCounts;
  spans: readonly PeriodSpan[];
  minor: number[];
}

/** Place of a customer's first change to a level above 0; −1 when there is none. */
function firstPaidPlace(log: ChangeLog<string | number>, c: number): number {
  for (let i = log.first[c]!; i < log.first[c + 1]!; i++) if (log.amountMinor[i]! > 0) return i;
  return -1;
}

function noLevels(all: readonly PeriodSpan[], cohort: number): Levels {
  const spans = all.slice(cohort);
  const { startOn, startAt } = spans[0]!;
  const zeros = (): number[] => spans.map(() => 0);
  const counts: CohortCounts = {
    startOn,
    startAt,
    customers: 0,
    repeatedInFirstPeriod: null,
    activeCustomers: zeros(),
    lastActive: zeros(),
    unbrokenUntil: zeros(),
    orders: null,
    amount: null,
  };
  return { counts, spans, minor: zeros() };
}

/** Reads a customer's level at the end of each period of her cohort. */
function addCustomer(levels: Levels, log: ChangeLog<string | number>, first: number, end: number): void {
  const { counts, spans, minor } = levels;
  counts.customers++;
  let last = -1;
  let unbroken = -1;
  let i = first;
  spans.forEach(({ endAt }, k) => {
    while (i < end && log.at[i]! < endAt) i++;
    const level = log.amountMinor[i - 1]!;
    if (level === 0) return;
    counts.activeCustomers[k]!++;
    minor[k]! += level;
    last = k;
    if (unbroken === k - 1) unbroken = k;
  });
  if (last >= 0) counts.lastActive[last]!++;
  if (unbroken >= 0) counts.unbrokenUntil[unbroken]!++;
}

function finish({ counts, minor }: Levels): CohortCounts {
  const amount = minor.map((sum) => {
    if (Number.isSafeInteger(sum)) return addExact([], sum);
    throw new InputError('overflow', 'amountMinor', 'expected sums within the safe integers, got one beyond them');
  });
  return { ...counts, amount };
}
