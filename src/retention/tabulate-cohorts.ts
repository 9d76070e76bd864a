import { InputError, requireKind, requireOneOf } from '../errors/index.ts';
import type { Rate } from '../statistics/index.ts';
import { measureRate, valueOfExact } from '../statistics/index.ts';
import { listPeriods, type Period } from '../time/index.ts';
import type { CohortCounts, CohortTally } from './cohort-tally.ts';

/**
 * What a cohort table shows. Customers: *bounded* active in exactly period k, *rolling* in k or later, *unbroken* in every
 * period up to k. Orders and amounts: in period k or so far, for the cohort, for a customer, or against the first period.
 */
export type CohortView =
  | { metric: 'customers'; kind: 'bounded' | 'rolling' | 'unbroken' }
  | { metric: 'orders' | 'amount'; cumulative?: boolean; per?: 'cohort' | 'customer' | 'first-period' };

/** One cell: a rate of customers, or an amount over its base; `null` with `incomplete` while its period is not over. */
export type CohortCell = Rate;

/** One cohort as a row. */
export interface CohortRow {
  /** first civil day of its period */
  startOn: string;
  /** first instant of its period, epoch ms */
  startAt: number;
  /** its size */
  customers: number;
  /** customers with two orders or more in that very period; null for revenue levels */
  repeatedInFirstPeriod: number | null;
  /** offsets 0, 1, …; no cell for a period that has not begun */
  cells: CohortCell[];
}

/** Cohorts in rows, periods since their start in columns. */
export interface CohortTable {
  /** what the cells show */
  view: CohortView;
  /** length of the periods */
  period: Period;
  /** IANA zone of the periods */
  timeZone: string;
  /** instant of the knowledge, epoch ms */
  asOfAt: number;
  /** cohorts with customers, oldest first */
  cohorts: CohortRow[];
  /** by offset: sum of numerators over sum of bases, of the cohorts whose cell is complete; none where no cell is */
  averages: Rate[];
}

/**
 * One view of cohorts as a triangular table.
 *
 * A cell whose period is not over at `asOf` is `null` with reason `incomplete`, its count so far kept: charts can hatch it
 * and averages skip it. The last columns of a *rolling* view are still too low by nature, because returning takes time: do
 * not compare cohorts of unequal age by it.
 *
 * @param tally - of `tallyCohorts` or `tallyRevenueCohorts`
 * @param view - metric and kind
 * @returns the table; no rows for an empty tally
 * @throws InputError `wrong-kind` (another tally), `unknown-name` (metric, kind, per), `not-tallied` (amounts of a log without, orders of
 * revenue levels), `inconsistent` (a cohort that does not begin with a period of the tally's zone)
 *
 * @example What share of January's customers came back in February?
 * ```ts
 * import { tabulateCohorts, tallyCohorts } from 'clientele/retention';
 *
 * const purchases = [
 *   { customerId: 'ann', at: '2024-01-05T09:00:00Z' },
 *   { customerId: 'ann', at: '2024-02-07T09:00:00Z' },
 *   { customerId: 'bob', at: '2024-01-20T09:00:00Z' },
 * ];
 * const tally = tallyCohorts(purchases, { asOf: '2024-03-10T00:00:00Z', period: 'month' });
 * const table = tabulateCohorts(tally, { metric: 'customers', kind: 'bounded' });
 * table.cohorts[0]!.cells.map((cell) => cell.value); // => [1, 0.5, null]
 * table.cohorts[0]!.cells[2]!.reason; // => 'incomplete'
 * ```
 */
export function tabulateCohorts(tally: CohortTally, view: CohortView): CohortTable {
  const { period, timeZone, asOfAt } = requireKind(tally, 'cohort-tally', 'tally');
  requireOneOf(view.metric, ['customers', 'orders', 'amount'], 'view.metric');
  if (view.metric === 'customers') requireOneOf(view.kind, ['bounded', 'rolling', 'unbroken'], 'view.kind');
  else requireOneOf(view.per ?? 'cohort', ['cohort', 'customer', 'first-period'], 'view.per');
  const first = tally.cohorts[0];
  const ends = first
    ? new Map(
        listPeriods({ from: first.startAt, to: asOfAt, period }, { timeZone }).map((span, i, all) => [
          span.startAt,
          all.slice(i).map((s) => s.endAt <= asOfAt),
        ]),
      )
    : new Map<number, boolean[]>();
  const cohorts = tally.cohorts.map((cohort): CohortRow => {
    const complete = ends.get(cohort.startAt);
    if (!complete) {
      throw new InputError('inconsistent', 'tally.cohorts', `expected the start of a ${period}, got ${cohort.startOn}`);
    }
    const { startOn, startAt, customers, repeatedInFirstPeriod } = cohort;
    return { startOn, startAt, customers, repeatedInFirstPeriod, cells: cellsOf(cohort, view, complete) };
  });
  // The first cohort is the oldest: where its cell is not complete, nobody's is, and there is nothing to average.
  const known = cohorts[0]?.cells.filter((cell) => cell.complete).length ?? 0;
  const averages = Array.from({ length: known }, (_, k) => {
    const cells = cohorts.flatMap((row) => row.cells[k] ?? []).filter((cell) => cell.complete);
    return averageOf(cells, view);
  });
  return { view, period, timeZone, asOfAt, cohorts, averages };
}

function cellsOf(cohort: CohortCounts, view: CohortView, complete: readonly boolean[]): CohortCell[] {
  const { customers } = cohort;
  if (view.metric === 'customers') {
    const counts =
      view.kind === 'bounded'
        ? cohort.activeCustomers
        : fromBehind(view.kind === 'rolling' ? cohort.lastActive : cohort.unbrokenUntil);
    return counts.map((numerator, k) => measureRate({ numerator, denominator: customers }, { complete: complete[k]! }));
  }
  const plain = view.metric === 'orders' ? cohort.orders : amountsOf(cohort);
  if (!plain)
    throw new InputError('not-tallied', 'view.metric', `expected a tally with ${view.metric}, got one without`);
  const { cumulative = false, per = 'cohort' } = view;
  const denominator = per === 'cohort' ? 1 : per === 'customer' ? customers : plain[0]!;
  let running = 0;
  return plain.map((value, k) => {
    running += value;
    return ratioCell(cumulative ? running : value, denominator, { complete: complete[k]!, smallBase: customers < 30 });
  });
}

/** Amounts by period: zeros for customers who have not ordered, null where orders have no amounts. */
function amountsOf({ amount, orders }: CohortCounts): readonly number[] | null {
  if (amount) return amount.map((sum) => valueOfExact(sum));
  return orders?.every((count) => count === 0) ? orders : null;
}

/** Σ_{j ≥ k}: who was active in k or later, who was unbroken at least until k. */
function fromBehind(histogram: readonly number[]): number[] {
  let sum = 0;
  return histogram.map((_, i) => (sum += histogram[histogram.length - 1 - i]!)).reverse();
}

/** An amount over its base: no interval, because money is not a count of trials. */
function ratioCell(
  numerator: number,
  denominator: number,
  about: { complete: boolean; smallBase: boolean },
): CohortCell {
  const base = { numerator, denominator, interval: null, ...about };
  if (denominator === 0) return { value: null, ...base, reason: 'empty' };
  return about.complete ? { value: numerator / denominator, ...base } : { value: null, ...base, reason: 'incomplete' };
}

function averageOf(cells: readonly CohortCell[], view: CohortView): Rate {
  let [numerator, denominator] = [0, 0];
  for (const cell of cells) {
    numerator += cell.numerator;
    denominator += cell.denominator;
  }
  if (view.metric === 'customers') return measureRate({ numerator, denominator });
  return ratioCell(numerator, denominator, { complete: true, smallBase: cells.some((cell) => cell.smallBase) });
}
