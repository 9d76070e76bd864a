import { InputError, requireWithin } from '../errors/index.ts';

/** Customers of contract who began together. */
export interface ContractCohort {
  /** customers left at the end of period 0 (all who began), 1, 2, …; never rising */
  survivors: readonly number[];
}

/** Reads one cohort or several. */
export function contractCohorts(cohorts: ContractCohort | readonly ContractCohort[]): (readonly number[])[] {
  const many = 'survivors' in cohorts ? [cohorts] : cohorts;
  const path = (i: number): string => ('survivors' in cohorts ? 'cohort.survivors' : `cohort[${i}].survivors`);
  if (many.length === 0) throw new InputError('empty', 'cohort', 'expected at least one cohort, got none');
  return many.map(({ survivors }, i) => {
    if (survivors.length < 2)
      throw new InputError('empty', path(i), `expected the numbers of two periods or more, got ${survivors.length}`);
    survivors.forEach((left, t) => {
      const bounds = t === 0 ? { from: 0, fromOpen: true } : { from: 0, to: survivors[t - 1]! };
      requireWithin(left, bounds, `${path(i)}[${t}]`);
    });
    return survivors;
  });
}
