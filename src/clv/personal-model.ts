import type { PurchaseHistory } from './purchase-history.ts';
import type { PurchaseModel } from './purchase-model.ts';
import { refuse } from './refuse.ts';

/**
 * The model as it is for one customer: the effects of her traits are taken into the parameters.
 *
 * An effect on a rate (`purchase`, `dropout`) divides its scale in days, one on `dropoutA` or `dropoutB` multiplies it.
 *
 * @see Fader & Hardie 2007, note 019
 */
export function personalModel<M extends PurchaseModel>(model: M, history: Pick<PurchaseHistory, 'covariates'>): M {
  // None at all has no parameters either, and is refused for that.
  const own = model ?? ({} as M);
  // Read once and not asked for by `in`: this line is most of what a score without covariates costs here.
  const { effects } = own as { effects?: Readonly<Record<string, Readonly<Record<string, number>>>> };
  return effects ? withEffects(own, effects, history) : own;
}

function withEffects<M extends PurchaseModel>(
  model: M,
  effects: Readonly<Record<string, Readonly<Record<string, number>>>>,
  history: Pick<PurchaseHistory, 'covariates'>,
): M {
  const personal = { ...model } as M & Record<string, number>;
  for (const part in effects) {
    let score = 0;
    for (const name in effects[part]) {
      // What an object inherits is no finite number: nobody's trait is called `constructor`.
      const value = history.covariates?.[name];
      if (!Number.isFinite(value)) refuse(`history.covariates.${name}`, value, 'a number', 'missing-value');
      score += effects[part][name]! * value!;
    }
    if (part in model) (personal as Record<string, number>)[part]! *= Math.exp(score);
    else (personal as Record<string, number>)[`${part}ScaleDays`]! *= Math.exp(-score);
  }
  return personal;
}
