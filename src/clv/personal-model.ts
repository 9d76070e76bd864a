import { InputError } from '../errors/index.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { BgNbdEffects, ParetoNbdEffects, PurchaseModel } from './purchase-model.ts';

/** The model as it is for one customer: the effects of her traits are taken into the parameters. */
export function personalModel<M extends PurchaseModel>(model: M, history: Pick<PurchaseHistory, 'covariates'>): M {
  // Read once and not asked for by `in`: this line is most of what a score without covariates costs here.
  const { effects } = model as { effects?: BgNbdEffects | ParetoNbdEffects };
  if (effects === undefined) return model;
  const score = (effect: Readonly<Record<string, number>>): number => {
    let sum = 0;
    for (const name of Object.keys(effect)) sum += effect[name]! * traitOf(history, name);
    return sum;
  };
  const personal: M = { ...model, purchaseScaleDays: model.purchaseScaleDays * Math.exp(-score(effects.purchase)) };
  if ('dropout' in effects && personal.kind === 'pareto-nbd') {
    personal.dropoutScaleDays *= Math.exp(-score(effects.dropout));
  } else if ('dropoutA' in effects && personal.kind === 'bg-nbd') {
    personal.dropoutA *= Math.exp(score(effects.dropoutA));
    personal.dropoutB *= Math.exp(score(effects.dropoutB));
  }
  return personal;
}

function traitOf({ covariates }: Pick<PurchaseHistory, 'covariates'>, name: string): number {
  const value = covariates && Object.hasOwn(covariates, name) ? covariates[name] : undefined;
  if (Number.isFinite(value)) return value!;
  const detail = `expected a finite number (the model was fitted with it), got ${String(value)}`;
  throw new InputError('missing-value', `history.covariates.${name}`, detail);
}
