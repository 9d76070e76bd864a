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
import type { OpportunityHistory, PurchaseHistory, SpendHistory } from './purchase-history.ts';
import type { BgNbdModel, ParetoNbdModel, PurchaseModel } from './purchase-model.ts';
import { requireOwnParameters } from './require-own-parameters.ts';
import { requireSpendModel } from './require-spend-model.ts';
import { spendColumns } from './spend-columns.ts';
import { spendLikelihood } from './spend-likelihood.ts';
import { traitColumns } from './trait-columns.ts';
import { BG_NBD_EFFECTS, PARETO_NBD_EFFECTS } from './trait-effects.ts';
import { traitLikelihood, type TraitKernel } from './trait-likelihood.ts';
import { usableTraits } from './usable-traits.ts';

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
  const { buying, leaving } = parametersOf(model);
  const stages = model.kind === 'nbd' || model.kind === 'pareto-nbd' ? 1 : stagesOf(model);
  if (!leaving) return [buying, (theta) => nbdLikelihood(columns, theta, stages)];
  const all = { ...buying, ...leaving };
  if (model.kind === 'pareto-nbd') return [all, (theta) => paretoLikelihood(columns, theta)];
  const afterFirst = model.kind !== 'nbd' && leavesAfterFirst(model) ? 1 : 0;
  return [all, (theta) => dropoutLikelihood(columns, theta, afterFirst, stages)];
}

/** The parameters of buying and, unless nobody leaves, those of leaving. */
function parametersOf(model: PurchaseModel): {
  buying: Record<string, number>;
  leaving: Record<string, number> | null;
} {
  requireOwnParameters(model);
  const { purchaseShape, purchaseScaleDays } = model;
  requireShape(purchaseShape, model);
  const buying = { purchaseShape, purchaseScaleDays };
  if (model.kind === 'nbd') return { buying, leaving: null };
  if (model.kind === 'pareto-nbd') {
    const { dropoutShape, dropoutScaleDays } = model;
    return { buying, leaving: dropoutShape === 0 ? null : { dropoutShape, dropoutScaleDays } };
  }
  const { dropoutA, dropoutB } = model;
  return { buying, leaving: dropoutA === 0 ? null : { dropoutA, dropoutB } };
}

function requireShape(shape: number, { kind }: ProfiledModel): void {
  if (shape === 0) throw new InputError('unsupported', 'model', `expected a model without a shape of 0, got ${kind}`);
}

/** Parameters are those of a customer whose traits are all 0, so traits keep their mean here; a fit climbs without it. */
function surfaceWithTraits(model: BgNbdModel | ParetoNbdModel, histories: Iterable<PurchaseHistory>): ProfileSurface {
  const { buying, leaving } = parametersOf(model);
  const by = model.effects as unknown as Record<string, Readonly<Record<string, number>>>;
  const columns = traitColumns(histories, [...new Set(Object.values(by).flatMap(Object.keys))]);
  const effects = (model.kind === 'bg-nbd' ? BG_NBD_EFFECTS : PARETO_NBD_EFFECTS)
    .filter(({ field }) => leaving !== null || field === 'purchase')
    .flatMap(({ field, parameter, sign }) =>
      usableTraits(columns, Object.keys(by[field]!)).names.map((name) => {
        const { values, deviation, ...rest } = columns.traits.get(name)!;
        const trait = { values, deviation, ...rest, standardized: values.map((value) => value / deviation) };
        return { path: `effects.${field}.${name}`, value: by[field]![name]! * deviation, parameter, sign, trait };
      }),
    );
  const parameters = { ...buying, ...leaving };
  const plain = Object.keys(parameters).length;
  const kernel: TraitKernel = !leaving
    ? (own, theta, room) => nbdLikelihood(own, theta, 1, room)
    : model.kind === 'bg-nbd'
      ? (own, theta, room) => dropoutLikelihood(own, theta, 0, 1, room)
      : paretoLikelihood;
  return {
    names: [...Object.keys(parameters), ...effects.map(({ path }) => path)],
    start: [...Object.values(parameters).map(Math.log), ...effects.map(({ value }) => value)],
    surface: (at) => traitLikelihood(columns, effects, kernel, at),
    valueAt: (coordinate, place) =>
      place < plain ? Math.exp(coordinate) : coordinate / effects[place - plain]!.trait.deviation,
  };
}
