import { InputError } from '../errors/index.ts';

/** Refuses what is no model at all, before its kind or its fit are asked for. */
export function requireModel(model: object, argument = 'model'): void {
  if (typeof model === 'object' && model !== null && 'kind' in model) return;
  throw new InputError('wrong-kind', argument, `expected a model, got ${typeof model} without a kind`);
}
