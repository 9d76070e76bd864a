import { InputError, requireIterable, requireWithin } from '../errors/index.ts';

/** Customers of contract who began together. */
export interface ContractCohort {
  /** customers left at the end of period 0 (all who began), 1, 2, …; never rising */
  survivors: readonly number[];
}

/** Reads one cohort or several. */
export function contractCohorts(cohorts: ContractCohort | readonly ContractCohort[]): (readonly number[])[] {
  const one = typeof cohorts === 'object' && cohorts !== null && 'survivors' in cohorts;
  const many = [...(one ? [cohorts] : requireIterable(cohorts, 'cohort'))];
  const path = (i: number): string => (one ? 'cohort.survivors' : `cohort[${i}].survivors`);
  if (many.length === 0) throw new InputError('empty', 'cohort', 'expected at least one cohort, got none');
  return many.map((cohort, i) => {
    const survivors = [...requireIterable((cohort as ContractCohort | null)?.survivors as readonly number[], path(i))];
    if (survivors.length < 2)
      throw new InputError('empty', path(i), `expected the numbers of two periods or more, got ${survivors.length}`);
    survivors.forEach((left, t) => {
      const bounds = t === 0 ? { from: 0, fromOpen: true } : { from: 0, to: survivors[t - 1]! };
      requireWithin(left, bounds, `${path(i)}[${t}]`);
    });
    return survivors;
  });
}
