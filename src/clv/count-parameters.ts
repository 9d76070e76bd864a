import type { PurchaseModel } from './purchase-model.ts';

/**
 * How many parameters the data decided: two of purchase, two of dropout unless a boundary set them, one an effect. The
 * number of stages of a regular model is chosen among a few and not counted.
 */
export function countParameters(model: PurchaseModel): number {
  if (model.purchaseShape === 0) return 0;
  const stays = model.kind === 'nbd' || ('dropoutA' in model ? model.dropoutA : model.dropoutShape) === 0;
  const fields = 'effects' in model && model.effects ? Object.values(model.effects) : [];
  // An effect of exactly 0 was left there: nobody leaves, or its covariate says nothing.
  const moved = fields.flatMap((effects) => Object.values(effects).filter((effect) => effect !== 0));
  return (stays ? 2 : 4) + moved.length;
}
