import { InputError, requireKind } from '../errors/index.ts';
import { readCovariates } from './covariate-columns.ts';
import { coxData, withColumns } from './cox-data.ts';
import type { CoxData } from './cox-likelihood.ts';
import type { CoxModel } from './cox-model.ts';
import { endedFlag, listOf, readSpells } from './read-spells.ts';
import type { SpellColumns } from './read-spells.ts';
import type { CovariateSpell } from './spell.ts';

/** A Cox model beside the spells that made it, ready for sweeping. */
export interface CoxFitData {
  columns: SpellColumns;
  data: CoxData;
  strata: string[];
  /** covariates that were kept, as positions in the model */
  used: number[];
  /** spread of each kept covariate: a scaled coefficient divided by it is the raw one */
  scales: number[];
  /** scaled coefficients of the kept covariates */
  beta: number[];
}

/**
 * Reads the spells of a fit once more.
 *
 * @throws InputError `wrong-kind`, `inconsistent` when the spells are not those of the model, and those of `fitCox`
 */
export function readCoxFit<K extends string>(
  model: CoxModel<K>,
  spells: Iterable<CovariateSpell<NoInfer<K>>>,
): CoxFitData {
  requireKind(model, 'cox', 'model');
  const rows = listOf(spells, 'spells');
  const covariates = readCovariates(rows, readSpells(rows, 'spells', endedFlag));
  const { columns } = covariates;
  const order = model.covariates.map(({ name }) => covariates.names.indexOf(name));
  if (columns.n !== model.fit.n || order.includes(-1)) {
    const detail = `expected the ${model.fit.n} spells of the fit with its covariates, got ${columns.n}`;
    throw new InputError('inconsistent', 'spells', detail);
  }
  const { data: full, strata } = coxData(rows, covariates, model.ties);
  const used = model.covariates.flatMap(({ name }, k) => (model.fit.dropped.includes(name) ? [] : [k]));
  const data = withColumns(
    full,
    used.map((k) => order[k]!),
  );
  const scales = used.map((k) => covariates.scales[order[k]!]!);
  const beta = used.map((k, i) => model.covariates[k]!.coefficient * scales[i]!);
  return { columns, data, strata, used, scales, beta };
}
