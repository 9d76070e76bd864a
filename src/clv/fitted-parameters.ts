import { InputError } from '../errors/index.ts';
import type { ModelFit } from './model-fit.ts';

/** Any model of this folder: parameters as numbers by name, effects of covariates one level deeper. */
export interface FittedModel {
  kind: string;
  fit: ModelFit | null;
}

/** A parameter or effect by the name that it has in `fit.parameters`: `dropoutA`, `effects.purchase.campaign`. */
export function parameterOf(model: FittedModel, path: string): number {
  const [holder, name] = placeOf(model, path);
  const value = holder[name];
  if (typeof value === 'number') return value;
  throw new InputError('unknown-name', 'model.fit.parameters', `expected names of parameters, got ${path}`);
}

/** Whether it is positive and moves by factors (its logarithm is normal), as everything does but the effects. */
export const isPositive = (path: string): boolean => !path.startsWith('effects.');

/** The model with some parameters moved: by a factor of exp(move), effects by the move itself. */
export function movedModel<M extends FittedModel>(model: M, paths: readonly string[], moves: ArrayLike<number>): M {
  const moved = { ...model };
  const { effects } = moved as { effects?: Record<string, Record<string, number>> };
  if (effects) {
    const own = Object.entries(effects).map(([field, by]) => [field, { ...by }]);
    (moved as { effects?: unknown }).effects = Object.fromEntries(own);
  }
  paths.forEach((path, i) => {
    const [holder, name] = placeOf(moved, path);
    if (isPositive(path)) holder[name]! *= Math.exp(moves[i]!);
    else holder[name]! += moves[i]!;
  });
  return moved;
}

/** The object that holds a parameter, and its name there. */
function placeOf(model: object, path: string): [Record<string, number>, string] {
  // A field that is no number may have the name too: the reader of a value refuses it.
  if (isPositive(path)) return [model as Record<string, number>, path];
  // A covariate may have a dot in its name, a field has none.
  const [, field, ...rest] = path.split('.');
  const { effects } = model as { effects?: Record<string, Record<string, number>> };
  return [effects?.[field!] ?? {}, rest.join('.')];
}
