import { requireLevel } from '../errors/index.ts';
import type { Interval } from '../statistics/index.ts';
import type { ExpectedPurchasesOptions } from './expected-purchases.ts';
import { probabilityOfPurchases } from './probability-of-purchases.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { PurchaseModel } from './purchase-model.ts';

/** How far ahead and how sure. */
export interface CountIntervalOptions extends ExpectedPurchasesOptions {
  /** how much of the future the interval shall hold, 0..1 */
  level: number;
}

/**
 * Between how many purchases one customer will land within the coming days, with a stated probability.
 *
 * It is the scatter of one customer's future, the parameters taken as known; how sure an expectation is says
 * {@link estimateInterval}. Counts are whole, so the interval holds at least the level; `coverage` says how much.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param history - one customer; a purchase summary is one
 * @param options - horizon and level, required
 * @returns the ends are the smallest counts with a cumulative probability of (1 − level)/2 and (1 + level)/2 or more
 * @throws InputError `out-of-range` (level, horizon), `not-finite`, and as `probabilityAlive`
 *
 * @example Between how many orders will Bob place, nine times of ten?
 * ```ts
 * import { purchaseCountInterval } from 'clientele/clv';
 *
 * const model = { kind: 'bg-nbd', version: 1, purchaseShape: 0.243, purchaseScaleDays: 30.898, dropoutA: 0.793, dropoutB: 2.426, fit: null } as const;
 * const bob = { repeatPurchases: 2, daysToLast: 213, daysObserved: 272 };
 * const { low, high, coverage } = purchaseCountInterval(model, bob, { horizonDays: 273, level: 0.9 });
 * [low, high]; // => [0, 4]
 * coverage > 0.9; // => true
 * ```
 * @see Hardie & Fader 2011, note 012 (the distribution)
 */
export function purchaseCountInterval(
  model: PurchaseModel,
  history: PurchaseHistory,
  options: CountIntervalOptions,
): Interval & { coverage: number } {
  const { horizonDays } = options ?? ({} as CountIntervalOptions);
  const level = requireLevel(options?.level, 'options.level');
  let below = 0;
  let upTo = 0;
  let low = -1;
  let high = -1;
  for (let purchases = 0; high < 0; purchases++) {
    const before = upTo;
    upTo += probabilityOfPurchases(model, history, { horizonDays, purchases });
    if (low < 0 && upTo >= (1 - level) / 2) [low, below] = [purchases, before];
    // Rounding may keep a sum of a million terms a little under a level near 1.
    if (upTo >= (1 + level) / 2 || (upTo === before && upTo > 0.999)) high = purchases;
  }
  return { low: Math.max(low, 0), high, level, method: 'predictive', coverage: upTo - below };
}
