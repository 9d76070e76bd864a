import { requireWithin } from '../errors/index.ts';
import type { ContractModel } from './contract-model.ts';
import type { Staying } from './staying-sum.ts';

/** The survival of a contract model, its parameters checked at the door. */
export function contractStaying(model: ContractModel): Staying {
  return {
    a: requireWithin(model?.dropoutA, { from: 0 }, 'model.dropoutA'),
    b: requireWithin(model.dropoutB, { from: 0, fromOpen: true }, 'model.dropoutB'),
    c:
      model.kind === 'bdw' ? requireWithin(model.durationShape, { from: 0, fromOpen: true }, 'model.durationShape') : 1,
  };
}
