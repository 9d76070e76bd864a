import type { RandomState } from '../statistics/index.ts';
import { drawBeta, drawGamma, nextUniform } from '../statistics/index.ts';
import { leavesAfterFirst } from './alive-state.ts';
import type { PurchaseModel } from './purchase-model.ts';
import type { SimulatedCustomer } from './simulate-purchases.ts';

/**
 * One customer who behaves as the model says, watched for so many days after her first purchase. The model is her own: effects
 * of covariates are in its parameters already. Advances the stream.
 */
export function drawCustomer(random: RandomState, model: PurchaseModel, observedDays: number): SimulatedCustomer {
  // Shape 0 is the boundary fit of a log without repeats: nobody buys again.
  const rate = model.purchaseShape === 0 ? 0 : drawGamma(random, model.purchaseShape, model.purchaseScaleDays);
  const leaves = 'dropoutA' in model && model.dropoutA > 0 ? drawBeta(random, model.dropoutA, model.dropoutB) : 0;
  const lapse =
    model.kind === 'pareto-nbd' && model.dropoutShape > 0
      ? drawGamma(random, model.dropoutShape, model.dropoutScaleDays)
      : 0;
  const lapsesAt = lapse > 0 ? drawGamma(random, 1, lapse) : Infinity;
  const stages = 'regularity' in model ? model.regularity : 1;
  const purchaseDays = [0];
  let day = 0;
  // The modified models let a customer leave after the first purchase too.
  let gone = leavesAfterFirst(model) && nextUniform(random) < leaves;
  while (!gone && rate > 0) {
    day += drawGamma(random, stages, rate);
    if (!(day <= observedDays) || day > lapsesAt) break;
    purchaseDays.push(day);
    gone = nextUniform(random) < leaves;
  }
  if (gone) return { purchaseDays, leftAfterDays: day };
  return { purchaseDays, leftAfterDays: lapsesAt <= observedDays ? lapsesAt : null };
}
