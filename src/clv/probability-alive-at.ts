import { requireWithin } from '../errors/index.ts';
import { aliveState } from './alive-state.ts';
import { personalModel } from './personal-model.ts';
import { probabilityAlive } from './probability-alive.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { PurchaseModel } from './purchase-model.ts';
import { sumOverCycles } from './sum-over-cycles.ts';

/** How much later. */
export interface AliveAtOptions {
  /** days after the end of observation, 0 or more */
  afterDays: number;
}

/**
 * The probability, 0..1, that a customer will still be one some days from now, as it is known today.
 *
 * A forecast: what she buys or does not buy on the way is not known yet. To ask how it looks after so many silent days,
 * give {@link probabilityAlive} a history with a later end.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param history - one customer; a purchase summary is one
 * @param options - `afterDays`, required
 * @returns probability, never above that of today; equal to it for 0 days
 * @throws InputError `out-of-range` or `not-finite` (days), and as `probabilityAlive`
 *
 * @example Will Bob still be a customer in nine months?
 * ```ts
 * import { probabilityAliveAt } from 'clientele/clv';
 *
 * const model = { kind: 'bg-nbd', version: 1, purchaseShape: 0.243, purchaseScaleDays: 30.898, dropoutA: 0.793, dropoutB: 2.426, fit: null } as const;
 * const bob = { repeatPurchases: 2, daysToLast: 213, daysObserved: 272 };
 * probabilityAliveAt(model, bob, { afterDays: 0 }); // => ~0.7266
 * probabilityAliveAt(model, bob, { afterDays: 273 }); // => ~0.567
 * ```
 * @see Hardie & Fader 2009, note 013 (Pareto/NBD)
 */
export function probabilityAliveAt(model: PurchaseModel, history: PurchaseHistory, options: AliveAtOptions): number {
  const afterDays = requireWithin(options?.afterDays, { from: 0 }, 'options.afterDays');
  const alive = probabilityAlive(model, history);
  const own = personalModel(model, history);
  if (own.kind === 'nbd') return alive;
  if (own.kind === 'pareto-nbd') {
    const scaleDays = own.dropoutScaleDays + history.daysObserved;
    return alive * Math.exp(-own.dropoutShape * Math.log1p(afterDays / scaleDays));
  }
  return alive * sumOverCycles(aliveState(own, history), afterDays, 'staying');
}
