import { requireWithin } from '../errors/index.ts';
import { aliveOf } from './alive-of.ts';
import { expectedUntilLapse } from './expected-until-lapse.ts';
import { expectedWhileAlive } from './expected-while-alive.ts';
import { personalModel } from './personal-model.ts';
import type { PurchaseModel } from './purchase-model.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import { requireHistory } from './read-history.ts';

/** How far ahead to look. */
export interface ExpectedPurchasesOptions {
  /** days from the end of observation, 0 or more */
  horizonDays: number;
}

/**
 * How many purchases a customer is expected to make within the coming days, given what is known of her.
 *
 * The chance that she has left already, and that she leaves on the way, are in it. A new customer is the history
 * `{ repeatPurchases: 0, daysToLast: 0, daysObserved: 0 }`. It is a mean over customers with this history: one of them
 * will make 0, 1, 2 … purchases.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param history - one customer; a purchase summary is one
 * @param options - the horizon, required
 * @returns expected number of purchases, 0 or more; 0 for a horizon of 0
 * @throws InputError `out-of-range` or `not-finite` (horizon), and as `probabilityAlive` for the history
 *
 * @example How many orders will Bob place in the next 39 weeks?
 * ```ts
 * import { expectedPurchases } from 'clientele/clv';
 *
 * const model = { kind: 'bg-nbd', version: 1, purchaseShape: 0.243, purchaseScaleDays: 30.898, dropoutA: 0.793, dropoutB: 2.426, fit: null } as const;
 * const bob = { repeatPurchases: 2, daysToLast: 213.01, daysObserved: 272.02 };
 * expectedPurchases(model, bob, { horizonDays: 273 }); // => ~1.22603
 * expectedPurchases(model, bob, { horizonDays: -1 }); // => throws 'out-of-range'
 * ```
 * @see Fader, Hardie & Lee 2005, "Counting Your Customers the Easy Way", equation 10; Hardie & Fader 2005, note 009, equation 41
 */
export function expectedPurchases(
  model: PurchaseModel,
  history: PurchaseHistory,
  options: ExpectedPurchasesOptions,
): number {
  const { horizonDays } = options ?? ({} as ExpectedPurchasesOptions);
  // The guard is called only to say what is wrong: a million scores pass here.
  if (!(Number.isFinite(horizonDays) && horizonDays >= 0))
    requireWithin(horizonDays, { from: 0 }, 'options.horizonDays');
  requireHistory(history, 'history');
  const own = personalModel(model, history);
  const alive = aliveOf(own, history);
  if (horizonDays === 0) return 0;
  return own.kind === 'nbd' || own.kind === 'pareto-nbd'
    ? alive * expectedUntilLapse(own, history, horizonDays)
    : alive * expectedWhileAlive(own, history, horizonDays);
}
