import { InputError, requireKind } from '../errors/index.ts';
import { readCovariate } from './covariate-columns.ts';
import type { CoxModel, CoxSubject } from './cox-model.ts';
import { lastAtOrBefore } from './step-at.ts';

/** β(x − mean): 0 for the average customer. Throws `wrong-kind` unless the model is one of Cox. */
export function linearHazard<K extends string>(model: CoxModel<K>, subject: CoxSubject<K>): number {
  requireKind(model, 'cox', 'model');
  return model.covariates.reduce(
    (sum, { name, mean, coefficient }) =>
      sum + coefficient * (readCovariate(subject?.covariates, name, 'subject.covariates') - mean),
    0,
  );
}

/** The baseline that belongs to a subject. */
export function stratumOf<K extends string>(model: CoxModel<K>, subject: CoxSubject<K>): CoxModel['strata'][number] {
  requireKind(model, 'cox', 'model');
  const wanted = subject?.stratum ?? '';
  const found = model.strata.find(({ stratum }) => stratum === wanted);
  if (found) return found;
  const known = model.strata.map(({ stratum }) => `'${stratum}'`).join(', ');
  throw new InputError('unknown-name', 'subject.stratum', `expected one of ${known}, got '${wanted}'`);
}

/** Cumulative hazard of the average customer of a stratum at a day. */
export function baselineAt({ baseline }: CoxModel['strata'][number], day: number): number {
  return baseline[lastAtOrBefore(baseline.length, (i) => baseline[i]![0], day)]?.[1] ?? 0;
}
