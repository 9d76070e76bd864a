import { InputError, requireWithin } from '../errors/index.ts';
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
}

/**
 * Reads and checks histories and counts equal ones together: a million customers of a year have about a hundred thousand
 * distinct histories, and a likelihood costs one term each. The order of the result does not depend on the order of the
 * input, so a fit is the same to the last bit however the customers were sorted.
 */
export function historyColumns(histories: Iterable<PurchaseHistory>): HistoryColumns {
  const unique = groupHistories(histories);
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
  };
}

/** One distinct history. */
export interface Group {
  repeatPurchases: number;
  daysToLast: number;
  daysObserved: number;
  customers: number;
}

/** Whole days below this bound, with as many repeats, have one key below 2^53; any other history gets a text key. */
const KEY_BASE = 1 << 17;

/** Distinct histories in order of first appearance. */
export function groupHistories(histories: Iterable<PurchaseHistory>): Group[] {
  const byNumber = new Map<number, Group>();
  const byText = new Map<string, Group>();
  const groups: Group[] = [];
  let i = 0;
  for (const history of histories) {
    requireHistory(history, `histories[${i}]`);
    const { repeatPurchases, daysToLast, daysObserved, customers = 1 } = history;
    if (customers !== 1) requireWithin(customers, { from: 0 }, `histories[${i}].customers`);
    i++;
    if (customers === 0) continue;
    const whole =
      repeatPurchases < KEY_BASE &&
      daysObserved < KEY_BASE &&
      Number.isInteger(daysToLast) &&
      Number.isInteger(daysObserved);
    const group = whole
      ? byNumber.get((repeatPurchases * KEY_BASE + daysToLast) * KEY_BASE + daysObserved)
      : byText.get(`${repeatPurchases}/${daysToLast}/${daysObserved}`);
    if (group) {
      group.customers += customers;
      continue;
    }
    const made: Group = { repeatPurchases, daysToLast, daysObserved, customers };
    groups.push(made);
    if (whole) byNumber.set((repeatPurchases * KEY_BASE + daysToLast) * KEY_BASE + daysObserved, made);
    else byText.set(`${repeatPurchases}/${daysToLast}/${daysObserved}`, made);
  }
  return groups;
}
