import { InputError, requireWithin } from '../errors/index.ts';
import { takeRows } from '../statistics/index.ts';
import { ownOrder } from './own-order.ts';
import type { SpellColumns } from './read-spells.ts';
import type { CovariateSpell } from './spell.ts';

/** Largest size of a covariate: its square, and its product with a coefficient, stay numbers. */
const LARGEST = 1e100;

/** Covariates as columns, centered at their weighted means and scaled to a spread of 1. */
export interface CovariateColumns {
  /** names in the order of the first spell */
  names: string[];
  /** weighted mean of each, raw */
  means: number[];
  /** weighted population standard deviation of each; 0 where it is constant */
  scales: number[];
  /** row-major: `values[row · names.length + k]` = (x − mean)/scale; 0 for constants */
  values: Float64Array;
  /** the spells in the order of these rows */
  columns: SpellColumns;
}

/**
 * Reads the covariates of the spells that count, and puts both in an order of their own.
 *
 * @throws InputError `missing-value` when a spell lacks one, `unknown-name` when it has another, `wrong-type`, `not-finite`,
 * `out-of-range` beyond ±1e100
 */
export function readCovariates<K extends string>(
  rows: readonly CovariateSpell<K>[],
  given: SpellColumns,
): CovariateColumns {
  const { count } = given;
  requireCovariates(rows[0]!.covariates, 'spells[0].covariates');
  const names = Object.keys(rows[0]!.covariates);
  const raw = rawColumns(rows, given, names);
  const { order, columns } = ownOrder(given, ...raw);
  const { weight, totalWeight } = columns;
  const p = names.length;
  const values = new Float64Array(count * p);
  const means: number[] = [];
  const scales = raw.map((unordered, k) => {
    const column = takeRows(unordered, order);
    const mean = column.reduce((sum, value, i) => sum + (weight[i]! / totalWeight) * value, 0);
    let squares = 0;
    let rest = 0;
    let largest = 0;
    column.forEach((value, i) => {
      const deviation = value - mean;
      rest += (weight[i]! / totalWeight) * deviation;
      squares += (weight[i]! / totalWeight) * deviation * deviation;
      largest = Math.max(largest, Math.abs(deviation));
    });
    means[k] = mean + rest;
    // A spread that is nothing but the rounding of the mean is a constant column.
    const scale = largest <= 1e-13 * Math.abs(mean) ? 0 : Math.sqrt(Math.max(0, squares - rest * rest));
    if (scale > 0) column.forEach((value, i) => (values[i * p + k] = (value - means[k]!) / scale));
    return scale;
  });
  return { names, means, scales, values, columns };
}

function rawColumns(rows: readonly CovariateSpell[], { count, source }: SpellColumns, names: string[]): Float64Array[] {
  const raw = names.map(() => new Float64Array(count));
  for (let i = 0; i < count; i++) {
    const row = source ? source[i]! : i;
    const given = rows[row]!.covariates as Readonly<Record<string, number>>;
    requireCovariates(given, `spells[${row}].covariates`);
    names.forEach((name, k) => {
      const value = given[name];
      if (typeof value !== 'number' || !(Math.abs(value) <= LARGEST)) {
        readCovariate(given, name, `spells[${row}].covariates`);
      }
      raw[k]![i] = value!;
    });
    if (Object.keys(given).length > names.length) {
      const extra = Object.keys(given).find((name) => !names.includes(name));
      throw new InputError('unknown-name', `spells[${row}].covariates`, `expected ${names.join(', ')}, got ${extra}`);
    }
  }
  return raw;
}

/** One covariate of a subject, checked. */
export function readCovariate(given: Readonly<Record<string, number>>, name: string, argument: string): number {
  requireCovariates(given, argument);
  if (!Object.hasOwn(given, name) || given[name] === undefined) {
    throw new InputError('missing-value', `${argument}.${name}`, 'expected a number, got nothing');
  }
  return requireWithin(given[name], { from: -LARGEST, to: LARGEST }, `${argument}.${name}`);
}

function requireCovariates(given: unknown, argument: string): void {
  if (given === null || typeof given !== 'object') {
    throw new InputError('wrong-type', argument, `expected numbers by name, got ${String(given)}`);
  }
}
