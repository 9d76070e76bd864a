import { InputError, requireFinite, requireIterable, requireWithin } from '../errors/index.ts';
import type { HistoryColumns } from './history-columns.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import { requireHistory } from './read-history.ts';

/** Distinct histories with their traits. Customers with the same traits stand together, as one block. */
export interface TraitColumns extends HistoryColumns {
  /** first row of every block, and the end of the last */
  blocks: Int32Array;
  /** by name */
  traits: ReadonlyMap<string, Trait>;
}

/** One trait over all customers. */
export interface Trait {
  mean: number;
  /** standard deviation over customers; 0 when all of them have the same value */
  deviation: number;
  /** one value a block, as it was given */
  values: Float64Array;
  /** the same less the mean, in standard deviations; 0 throughout when the deviation is */
  standardized: Float64Array;
}

interface Row {
  repeatPurchases: number;
  daysToLast: number;
  daysObserved: number;
  customers: number;
  values: number[];
}

/** Reads and checks histories with the named traits, counts equal ones together and sorts them; the order of the input is forgotten. */
export function traitColumns(histories: Iterable<PurchaseHistory>, names: readonly string[]): TraitColumns {
  const byText = new Map<string, Row>();
  let i = 0;
  for (const history of requireIterable(histories, 'histories')) {
    const argument = `histories[${i++}]`;
    requireHistory(history, argument);
    const { repeatPurchases, daysToLast, daysObserved, customers = 1 } = history;
    requireWithin(customers, { from: 0 }, `${argument}.customers`);
    const values = names.map((name) => traitOf(history, name, argument));
    if (customers === 0) continue;
    const key = `${repeatPurchases}/${daysToLast}/${daysObserved}/${values.join('/')}`;
    const known = byText.get(key);
    if (known) known.customers += customers;
    else byText.set(key, { repeatPurchases, daysToLast, daysObserved, customers, values });
  }
  const rows = [...byText.values()].sort(
    (p, q) =>
      compareValues(p.values, q.values) ||
      p.repeatPurchases - q.repeatPurchases ||
      p.daysToLast - q.daysToLast ||
      p.daysObserved - q.daysObserved,
  );
  if (rows.length === 0) throw new InputError('empty', 'histories', 'expected at least one history, got none');
  const total = (of: (row: Row) => number): number => rows.reduce((sum, row) => sum + row.customers * of(row), 0);
  const n = total(() => 1);
  const starts = rows.flatMap((row, at) => (at === 0 || compareValues(row.values, rows[at - 1]!.values) ? [at] : []));
  const traits = names.map((name, j): [string, Trait] => {
    const mean = total((row) => row.values[j]!) / n;
    const constant = rows.every((row) => row.values[j] === rows[0]!.values[j]);
    const deviation = constant ? 0 : Math.sqrt(total((row) => (row.values[j]! - mean) ** 2) / n);
    const values = Float64Array.from(starts, (at) => rows[at]!.values[j]!);
    const standardized = values.map((value) => (constant ? 0 : (value - mean) / deviation));
    return [name, { mean, deviation, values, standardized }];
  });
  const column = (of: (row: Row) => number): Float64Array => Float64Array.from(rows, of);
  return {
    rows: rows.length,
    repeatPurchases: column((row) => row.repeatPurchases),
    daysToLast: column((row) => row.daysToLast),
    daysObserved: column((row) => row.daysObserved),
    customers: column((row) => row.customers),
    n,
    totalRepeats: total((row) => row.repeatPurchases),
    meanDaysObserved: total((row) => row.daysObserved) / n,
    sumLogGapDays: null,
    blocks: Int32Array.from([...starts, rows.length]),
    traits: new Map(traits),
  };
}

function traitOf({ covariates }: PurchaseHistory, name: string, argument: string): number {
  const value = covariates && Object.hasOwn(covariates, name) ? covariates[name] : undefined;
  const path = `${argument}.covariates.${name}`;
  if (value === undefined)
    throw new InputError('missing-value', path, 'expected a number for every customer, got none');
  // Adding 0 makes −0 what it equals.
  return requireFinite(value, path) + 0;
}

function compareValues(p: readonly number[], q: readonly number[]): number {
  for (let j = 0; j < p.length; j++) if (p[j] !== q[j]) return p[j]! - q[j]!;
  return 0;
}
