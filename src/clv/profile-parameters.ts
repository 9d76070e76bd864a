import { InputError } from '../errors/index.ts';
import type { PurchaseModel } from './purchase-model.ts';
import { requireOwnParameters } from './require-own-parameters.ts';

/** The parameters of buying and, unless nobody leaves, those of leaving. */
export function purchaseParameters(model: PurchaseModel): {
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

/** A shape of 0 is at rest: its logarithm is no place to begin from. */
export function requireShape(shape: number, { kind }: { kind: string }): void {
  if (shape === 0) throw new InputError('unsupported', 'model', `expected a model without a shape of 0, got ${kind}`);
}
