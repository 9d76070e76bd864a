import { requireKind } from '../errors/index.ts';
import { log1pExp, logNormalSurvival } from '../statistics/index.ts';
import type { AftModel, AftSubject } from './aft-model.ts';
import { readCovariate } from './covariate-columns.ts';

/** ln of a typical lifetime of a subject: intercept + βx. */
export function location<K extends string>(model: AftModel<K>, subject: AftSubject<K>): number {
  requireKind(model, 'aft', 'model');
  return model.covariates.reduce(
    (sum, { name, coefficient }) => sum + coefficient * readCovariate(subject?.covariates, name, 'subject.covariates'),
    model.intercept,
  );
}

/** ln of the probability of lasting longer than a day. */
export function logSurvivalAt(model: AftModel, mu: number, day: number): number {
  if (day === 0) return 0;
  const z = (Math.log(day) - mu) / Math.exp(model.logScale);
  if (model.distribution === 'lognormal') return logNormalSurvival(z);
  return model.distribution === 'loglogistic' ? -log1pExp(z) : -Math.exp(z);
}
