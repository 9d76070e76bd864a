import type { PurchaseHistory } from './purchase-history.ts';
import type { DropoutAfterPurchaseModel } from './purchase-model.ts';

/** What is known of a customer who is alive now: her rate is Gamma(shape, scaleDays), her dropout Beta(dropoutA, survived). */
export interface AliveState {
  /** y = r + kx */
  shape: number;
  /** A = α + T, days */
  scaleDays: number;
  /** a, 0 or more */
  dropoutA: number;
  /** b', b plus the purchases after which she stayed */
  survived: number;
  /** k: stages of a gap */
  stages: number;
  /** u = (T − t_x)/(α + T): how far into the gap she may be */
  silence: number;
}

/** k of a model; 1 where it has no rhythm. */
export const stagesOf = (model: object): number => (model as { regularity?: number }).regularity ?? 1;

/** Whether a customer may leave after the first purchase too. */
export const leavesAfterFirst = ({ kind }: { kind: string }): boolean => kind === 'mbg-nbd' || kind === 'mbg-cnbd';

/** The state of a customer who is alive at the end of observation. */
export function aliveState(model: DropoutAfterPurchaseModel, history: PurchaseHistory): AliveState {
  const { repeatPurchases: x, daysToLast, daysObserved } = history;
  const stages = stagesOf(model);
  const scaleDays = model.purchaseScaleDays + daysObserved;
  return {
    shape: model.purchaseShape + stages * x,
    scaleDays,
    dropoutA: model.dropoutA,
    survived: model.dropoutB + x + (leavesAfterFirst(model) ? 1 : 0),
    stages,
    silence: (daysObserved - daysToLast) / scaleDays,
  };
}
