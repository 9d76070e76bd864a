import { InputError, requireFinite, requireIterable, requireWithin } from '../errors/index.ts';
import { createExactSummer } from '../statistics/index.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import { requireHistory } from './read-history.ts';

/** Distinct histories as columns, each with the number of customers who share it, in a fixed order. */
export interface HistoryColumns {
  /** distinct histories */
  rows: number;
  repeatPurchases: Float64Array;
  daysToLast: Float64Array;
  daysObserved: Float64Array;
  customers: Float64Array;
  /** customers of all rows */
  n: number;
  /** repeat purchases of all customers */
  totalRepeats: number;
  /** mean days of observation of a customer */
  meanDaysObserved: number;
  /** sum of ln(gap) over all customers; null where a history does not say it */
  sumLogGapDays: number | null;
}

/**
 * Reads and checks histories and counts equal ones together: a million customers of a year have about a hundred thousand
 * distinct histories, and a likelihood costs one term each. The order of the result does not depend on the order of the
 * input, so a fit is the same to the last bit however the customers were sorted.
 */
export function historyColumns(histories: Iterable<PurchaseHistory>): HistoryColumns {
  const gaps: LogGaps = { sum: createExactSummer(), missing: false };
  const unique = groupHistories(histories, gaps);
  if (unique.length === 0) throw new InputError('empty', 'histories', 'expected at least one history, got none');
  unique.sort(
    (p, q) => p.repeatPurchases - q.repeatPurchases || p.daysToLast - q.daysToLast || p.daysObserved - q.daysObserved,
  );
  const column = (of: (row: Group) => number): Float64Array => Float64Array.from(unique, of);
  let n = 0;
  let totalRepeats = 0;
  let days = 0;
  for (const { customers, repeatPurchases, daysObserved } of unique) {
    n += customers;
    totalRepeats += customers * repeatPurchases;
    days += customers * daysObserved;
  }
  return {
    rows: unique.length,
    repeatPurchases: column((row) => row.repeatPurchases),
    daysToLast: column((row) => row.daysToLast),
    daysObserved: column((row) => row.daysObserved),
    customers: column((row) => row.customers),
    n,
    totalRepeats,
    meanDaysObserved: days / n,
    sumLogGapDays: gaps.missing ? null : gaps.sum.value(),
  };
}

/** The one figure of a regular model that differs within a group: its exact sum, the same in any order. */
interface LogGaps {
  sum: ReturnType<typeof createExactSummer>;
  missing: boolean;
}

/** One distinct history; `sumLogGapDays` is the mean of its customers, where all of them say it. */
export interface Group {
  repeatPurchases: number;
  daysToLast: number;
  daysObserved: number;
  customers: number;
  sumLogGapDays?: number;
  covariates?: Readonly<Record<string, number>>;
}

/** 2^17: whole days below this bound, with as many repeats, have one key below 2^53; any other history gets a text key. */
const KEY_BASE = 131_072;

/** Distinct histories in order of first appearance; with `gaps`, for models that read no traits, whatever the traits are. */
export function groupHistories(histories: Iterable<PurchaseHistory>, gaps?: LogGaps): Group[] {
  const byNumber = new Map<number, Group>();
  const byText = new Map<string, Group>();
  const groups: Group[] = [];
  let i = 0;
  for (const history of requireIterable(histories, 'histories')) {
    requireHistory(history, `histories[${i}]`);
    const { repeatPurchases, daysToLast, daysObserved, customers = 1, sumLogGapDays: logGaps } = history;
    const covariates = gaps ? undefined : history.covariates;
    if (customers !== 1) requireWithin(customers, { from: 0 }, `histories[${i}].customers`);
    if (logGaps !== undefined && logGaps !== null) requireFinite(logGaps, `histories[${i}].sumLogGapDays`);
    i++;
    if (customers === 0) continue;
    const known = logGaps ?? (repeatPurchases === 0 ? 0 : undefined);
    if (gaps && !gaps.missing) {
      if (known === undefined) gaps.missing = true;
      else if (known !== 0) gaps.sum.add(customers * known);
    }
    const whole =
      repeatPurchases < KEY_BASE &&
      daysObserved < KEY_BASE &&
      Number.isInteger(daysToLast) &&
      Number.isInteger(daysObserved) &&
      covariates === undefined;
    const number = (repeatPurchases * KEY_BASE + daysToLast) * KEY_BASE + daysObserved;
    const text = whole ? '' : `${repeatPurchases}/${daysToLast}/${daysObserved}/${textOfTraits(covariates)}`;
    const group = whole ? byNumber.get(number) : byText.get(text);
    if (group) {
      const before = group.customers;
      group.customers += customers;
      if (known === undefined) delete group.sumLogGapDays;
      else if (group.sumLogGapDays !== undefined && group.sumLogGapDays !== known) {
        group.sumLogGapDays += ((known - group.sumLogGapDays) * customers) / (before + customers);
      }
      continue;
    }
    const made: Group = { repeatPurchases, daysToLast, daysObserved, customers };
    if (known !== undefined) made.sumLogGapDays = known;
    if (covariates !== undefined) made.covariates = { ...covariates };
    groups.push(made);
    if (whole) byNumber.set(number, made);
    else byText.set(text, made);
  }
  return groups;
}

/** Traits as text, by name, whatever the order in which they were written. */
export function textOfTraits(covariates: PurchaseHistory['covariates']): string {
  return covariates === undefined
    ? ''
    : JSON.stringify(Object.entries(covariates).sort(([a], [b]) => (a < b ? -1 : 1)));
}
