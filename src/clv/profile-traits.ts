import { dropoutLikelihood } from './dropout-likelihood.ts';
import { nbdLikelihood } from './nbd-likelihood.ts';
import { paretoLikelihood } from './pareto-likelihood.ts';
import { purchaseParameters } from './profile-parameters.ts';
import type { ProfileSurface } from './profile-surface.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { BgNbdModel, ParetoNbdModel } from './purchase-model.ts';
import { traitColumns } from './trait-columns.ts';
import { BG_NBD_EFFECTS, PARETO_NBD_EFFECTS } from './trait-effects.ts';
import { traitLikelihood, type TraitKernel } from './trait-likelihood.ts';
import { usableTraits } from './usable-traits.ts';

/**
 * The likelihood around a model with covariates, in standard deviations of its traits. Parameters are those of a customer
 * whose traits are all 0, so traits keep their mean here; a fit climbs without it.
 */
export function surfaceWithTraits(
  model: BgNbdModel | ParetoNbdModel,
  histories: Iterable<PurchaseHistory>,
): ProfileSurface {
  const { buying, leaving } = purchaseParameters(model);
  const by: Record<string, Readonly<Record<string, number>>> = { ...model.effects };
  const columns = traitColumns(histories, [...new Set(Object.values(by).flatMap(Object.keys))]);
  const effects = (model.kind === 'bg-nbd' ? BG_NBD_EFFECTS : PARETO_NBD_EFFECTS)
    .filter(({ field }) => leaving !== null || field === 'purchase')
    .flatMap(({ field, parameter, sign }) =>
      usableTraits(columns, Object.keys(by[field]!)).names.map((name) => {
        const given = columns.traits.get(name)!;
        const { deviation } = given;
        const trait = { ...given, standardized: given.values.map((value) => value / deviation) };
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
