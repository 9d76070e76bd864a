import { requireCount, requireWithin } from '../errors/index.ts';
import { aliveState } from './alive-state.ts';
import { dropoutCountProbability, lapseCountProbability } from './count-probability.ts';
import { personalModel } from './personal-model.ts';
import { probabilityAlive } from './probability-alive.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { PurchaseModel } from './purchase-model.ts';
import { requireOwnParameters } from './require-own-parameters.ts';
import { logCountMass } from './stage-counts.ts';

/** How far ahead, and which number. */
export interface PurchaseCountOptions {
  /** days from the end of observation, 0 or more */
  horizonDays: number;
  /** exactly this many purchases, 0 or more */
  purchases: number;
}

/**
 * The probability, 0..1, that a customer makes exactly so many purchases within the coming days.
 *
 * Over all numbers it adds up to 1 and its mean is {@link expectedPurchases}. A new customer is the history
 * `{ repeatPurchases: 0, daysToLast: 0, daysObserved: 0 }`.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param history - one customer; a purchase summary is one
 * @param options - horizon and number, required
 * @returns probability; below 1e-308 it is 0
 * @throws InputError `not-a-count` (purchases), `out-of-range` or `not-finite` (horizon), and as `probabilityAlive`
 *
 * @example How likely is it that Bob buys exactly twice in the next nine months?
 * ```ts
 * import { probabilityOfPurchases } from 'clientele/clv';
 *
 * const model = { kind: 'bg-nbd', version: 1, purchaseShape: 0.243, purchaseScaleDays: 30.898, dropoutA: 0.793, dropoutB: 2.426, fit: null } as const;
 * const bob = { repeatPurchases: 2, daysToLast: 213, daysObserved: 272 };
 * probabilityOfPurchases(model, bob, { horizonDays: 273, purchases: 2 }); // => ~0.144
 * ```
 * @see Fader, Hardie & Lee 2005, equation 8; Hardie & Fader 2011, note 012
 */
export function probabilityOfPurchases(
  model: PurchaseModel,
  history: PurchaseHistory,
  options: PurchaseCountOptions,
): number {
  const t = requireWithin(options?.horizonDays, { from: 0 }, 'options.horizonDays');
  const n = requireCount(options.purchases, 'options.purchases');
  const alive = probabilityAlive(model, history);
  const own = personalModel(model, history);
  requireOwnParameters(own);
  if (t === 0) return n === 0 ? 1 : 0;
  const gone = n === 0 ? 1 - alive : 0;
  if (own.kind !== 'nbd' && own.kind !== 'pareto-nbd') {
    return gone + alive * dropoutCountProbability(aliveState(own, history), t, n);
  }
  const R = own.purchaseShape + history.repeatPurchases;
  const A = own.purchaseScaleDays + history.daysObserved;
  if (own.kind === 'nbd') return Math.exp(logCountMass(n, R, A, t));
  const B = own.dropoutScaleDays + history.daysObserved;
  return gone + alive * lapseCountProbability(R, A, own.dropoutShape, B, t, n);
}
