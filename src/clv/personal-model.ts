import { InputError } from '../errors/index.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { PurchaseModel } from './purchase-model.ts';

/**
 * The model as it is for one customer: the effects of her traits are taken into the parameters.
 *
 * An effect on a rate (`purchase`, `dropout`) divides its scale in days, one on `dropoutA` or `dropoutB` multiplies it.
 *
 * @see Fader & Hardie 2007, note 019
 */
export function personalModel<M extends PurchaseModel>(model: M, history: Pick<PurchaseHistory, 'covariates'>): M {
  // Read once and not asked for by `in`: this line is most of what a score without covariates costs here.
  const { effects } = model as { effects?: Readonly<Record<string, Readonly<Record<string, number>>>> };
  return effects ? withEffects(model, effects, history) : model;
}

function withEffects<M extends PurchaseModel>(
  model: M,
  effects: Readonly<Record<string, Readonly<Record<string, number>>>>,
  history: Pick<PurchaseHistory, 'covariates'>,
): M {
  const personal = { ...model } as M & Record<string, number>;
  for (const [part, effect] of Object.entries(effects)) {
    let score = 0;
    for (const [name, weight] of Object.entries(effect)) {
      // What an object inherits is no finite number: nobody's trait is called `constructor`.
      const value = history.covariates?.[name];
      if (!Number.isFinite(value)) {
        throw new InputError('missing-value', `history.covariates.${name}`, `expected a number, got ${value}`);
      }
      score += weight * value!;
    }
    if (part in model) (personal as Record<string, number>)[part]! *= Math.exp(score);
    else (personal as Record<string, number>)[`${part}ScaleDays`]! *= Math.exp(-score);
  }
  return personal;
}
