import { requireOneOf } from '../errors/index.ts';
import type { CovariateColumns } from './covariate-columns.ts';
import type { CoxData } from './cox-likelihood.ts';
import { indexNames } from './name-index.ts';
import { orderOf } from './order-of.ts';
import type { CovariateSpell } from './spell.ts';

/** Strata and sorted orders of spells, for a subset of the covariates. */
export function coxData(
  rows: readonly CovariateSpell[],
  covariates: CovariateColumns,
  ties: 'efron' | 'breslow',
): { data: CoxData; strata: string[] } {
  requireOneOf(ties, ['efron', 'breslow'], 'options.ties');
  const { count, source, days, entry, weight, ended, whole } = covariates.columns;
  const rowOf = (i: number): number => (source ? source[i]! : i);
  const strata = indexNames(
    count,
    (i) => rows[rowOf(i)]!.stratum,
    (i) => `spells[${rowOf(i)}].stratum`,
    true,
  );
  const back = days.map((day) => -day);
  const late = entry.map((day) => -day);
  const byEnd = orderOf(count, strata.of, back, weight, ended);
  const byEntry = whole ? new Int32Array(0) : orderOf(count, strata.of, late, weight).filter((i) => entry[i]! > 0);
  const data: CoxData = {
    count,
    size: covariates.names.length,
    values: covariates.values,
    days,
    entry,
    weight,
    ended,
    stratum: strata.of,
    byEnd,
    byEntry,
    ties,
  };
  return { data, strata: strata.names };
}

/** The same rows with some of their covariates. */
export function withColumns(data: CoxData, kept: readonly number[]): CoxData {
  if (kept.length === data.size) return data;
  const values = new Float64Array(data.count * kept.length);
  for (let i = 0; i < data.count; i++) {
    for (let k = 0; k < kept.length; k++) values[i * kept.length + k] = data.values[i * data.size + kept[k]!]!;
  }
  return { ...data, size: kept.length, values };
}
