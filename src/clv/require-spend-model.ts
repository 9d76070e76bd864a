import { requireWithin } from '../errors/index.ts';
import type { GammaGammaModel } from './gamma-gamma-model.ts';

/** Refuses a spend model with parameters that none can have. */
export function requireSpendModel(model: GammaGammaModel): GammaGammaModel {
  for (const name of ['spendShape', 'spreadShape', 'spreadScale'] as const) {
    requireWithin(model?.[name], { from: 0, fromOpen: true }, `model.${name}`);
  }
  requireWithin(model.pooledMeanSpend, { from: 0 }, 'model.pooledMeanSpend');
  return model;
}
