import { InputError } from '../errors/index.ts';
import { leavesAfterFirst, stagesOf } from './alive-state.ts';
import { bgBbLikelihood } from './bg-bb-likelihood.ts';
import type { BgBbModel } from './bg-bb-model.ts';
import { logSurface } from './climb.ts';
import { contractCohorts, type ContractCohort } from './contract-cohorts.ts';
import { contractLikelihood } from './contract-likelihood.ts';
import type { ContractModel } from './contract-model.ts';
import { contractStaying } from './contract-staying.ts';
import type { Curvature } from './curvature.ts';
import { dropoutLikelihood } from './dropout-likelihood.ts';
import type { GammaGammaModel } from './gamma-gamma-model.ts';
import { historyColumns } from './history-columns.ts';
import { nbdLikelihood } from './nbd-likelihood.ts';
import { bgBbShapes, opportunityRows } from './opportunity-rows.ts';
import { paretoLikelihood } from './pareto-likelihood.ts';
import { purchaseParameters, requireShape } from './profile-parameters.ts';
import { surfaceWithTraits } from './profile-traits.ts';
import type { OpportunityHistory, PurchaseHistory, SpendHistory } from './purchase-history.ts';
import type { PurchaseModel } from './purchase-model.ts';
import { requireSpendModel } from './require-spend-model.ts';
import { spendColumns } from './spend-columns.ts';
import { spendLikelihood } from './spend-likelihood.ts';

/** Models whose likelihood has a profile: all that are fitted. */
export type ProfiledModel = PurchaseModel | BgBbModel | GammaGammaModel | ContractModel;

/** The likelihood of customers around the parameters of a model: a coordinate is what a profile holds. */
export interface ProfileSurface {
  /** parameters that the data decide, as in `fit.parameters` */
  names: string[];
  /** the model's own place: logarithms of parameters, effects for a standard deviation of their trait */
  start: number[];
  surface: (at: readonly number[]) => Curvature;
  /** a coordinate in the unit of its parameter */
  valueAt: (coordinate: number, place: number) => number;
}

/** Parameters by name and their likelihood. */
type Plain = [parameters: Record<string, number>, likelihood: (theta: readonly number[]) => Curvature];

/** The likelihood of the customers of a fit, in the coordinates of its report. */
export function profileSurface(model: ProfiledModel, histories: unknown): ProfileSurface {
  if ('effects' in model && model.effects) return surfaceWithTraits(model, histories as Iterable<PurchaseHistory>);
  const [parameters, likelihood] = plainOf(model, histories);
  const names = Object.keys(parameters);
  const start = Object.values(parameters).map(Math.log);
  return { names, start, surface: logSurface(likelihood, names, null), valueAt: Math.exp };
}

function plainOf(model: ProfiledModel, histories: unknown): Plain {
  switch (model.kind) {
    case 'bg-bb': {
      const [purchaseA, purchaseB, dropoutA, dropoutB] = bgBbShapes(model);
      const rows = opportunityRows(histories as Iterable<OpportunityHistory>);
      return [{ purchaseA, purchaseB, dropoutA, dropoutB }, (theta) => bgBbLikelihood(rows, theta)];
    }
    case 'gamma-gamma': {
      const { spendShape, spreadShape, spreadScale } = requireSpendModel(model);
      const columns = spendColumns(histories as Iterable<SpendHistory>);
      return [{ spendShape, spreadShape, spreadScale }, (theta) => spendLikelihood(columns, theta)];
    }
    case 'sbg':
    case 'bdw': {
      const { a: dropoutA, b: dropoutB, c: durationShape } = contractStaying(model);
      requireShape(dropoutA, model);
      const cohorts = contractCohorts(histories as ContractCohort | ContractCohort[]);
      const parameters = model.kind === 'bdw' ? { dropoutA, dropoutB, durationShape } : { dropoutA, dropoutB };
      return [parameters, (theta) => contractLikelihood(cohorts, theta)];
    }
    case 'nbd':
    case 'bg-nbd':
    case 'mbg-nbd':
    case 'bg-cnbd':
    case 'mbg-cnbd':
    case 'pareto-nbd':
      return purchasesOf(model, histories as Iterable<PurchaseHistory>);
    default:
      throw new InputError(
        'wrong-kind',
        'model',
        `expected a model that is fitted, got ${(model as PurchaseModel).kind}`,
      );
  }
}

function purchasesOf(model: PurchaseModel, histories: Iterable<PurchaseHistory>): Plain {
  const columns = historyColumns(histories);
  const { buying, leaving } = purchaseParameters(model);
  const stages = model.kind === 'nbd' || model.kind === 'pareto-nbd' ? 1 : stagesOf(model);
  if (!leaving) return [buying, (theta) => nbdLikelihood(columns, theta, stages)];
  const all = { ...buying, ...leaving };
  if (model.kind === 'pareto-nbd') return [all, (theta) => paretoLikelihood(columns, theta)];
  const afterFirst = model.kind !== 'nbd' && leavesAfterFirst(model) ? 1 : 0;
  return [all, (theta) => dropoutLikelihood(columns, theta, afterFirst, stages)];
}
