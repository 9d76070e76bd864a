import { requireProbability, requireWithin } from '../errors/index.ts';
import { expectedDiscountedPurchases, type DiscountedPurchasesOptions } from './expected-discounted-purchases.ts';
import { expectedPurchases } from './expected-purchases.ts';
import { probabilityAlive } from './probability-alive.ts';
import type { PurchaseModel } from './purchase-model.ts';
import type { PurchaseHistory } from './purchase-history.ts';

/** How the future is priced; nothing that changes the meaning has a default. */
export interface LifetimeValueOptions extends DiscountedPurchasesOptions {
  /** share of revenue that is margin, 0..1; 1 means revenue */
  marginShare: number;
  /** what a purchase brings, in currency units: a number of yours, or of `expectedSpend` */
  spendPerPurchase: number;
}

/** The value of one customer's future, with everything it rests on. */
export interface LifetimeValue {
  /** discounted expected margin, in the unit of the spend */
  value: number;
  /** discounted expected purchases */
  discountedPurchases: number;
  /** expected purchases without discount; null for an unlimited horizon */
  expectedPurchases: number | null;
  /** probability that she is a customer still, 0..1 */
  probabilityAlive: number;
  /** as given */
  spendPerPurchase: number;
  /** as given */
  horizonDays: number | 'unlimited';
  /** as given */
  annualDiscountRate: number;
  /** as given */
  marginShare: number;
}

/**
 * What a customer will still bring: margin × spend × discounted expected purchases.
 *
 * The future only: what she has already paid is another figure. Purchases are discounted when they happen, unless
 * `bookingDays` books them in steps. There is no month anywhere; a horizon is in days. That frequent buyers may spend more
 * or less each time is not in it: look at `fit.correlation` of the spend model.
 *
 * @param model - a purchase model, fitted or typed in
 * @param history - one customer; a purchase summary is one
 * @param options - horizon, discount rate, margin and spend, all required
 * @returns the value with its assumptions
 * @throws InputError `out-of-range`, `not-finite`, `wrong-type`, `not-a-probability` (margin), `unsupported` (unlimited
 *   horizon without a rate)
 *
 * @example What is Bob worth in the next year, at 35 an order and 40 % margin?
 * ```ts
 * import { customerLifetimeValue } from 'clientele/clv';
 *
 * const model = { kind: 'bg-nbd', version: 1, purchaseShape: 0.243, purchaseScaleDays: 30.898, dropoutA: 0.793, dropoutB: 2.426, fit: null } as const;
 * const bob = { repeatPurchases: 2, daysToLast: 213, daysObserved: 272 };
 * const { value, discountedPurchases } = customerLifetimeValue(model, bob, { horizonDays: 365, annualDiscountRate: 0.1, marginShare: 0.4, spendPerPurchase: 35 });
 * value; // => ~20.934
 * discountedPurchases; // => ~1.4953
 * ```
 * @see Gupta, Lehmann & Stuart 2004, "Valuing customers"; Fader, Hardie & Lee 2005, "RFM and CLV"
 */
export function customerLifetimeValue(
  model: PurchaseModel,
  history: PurchaseHistory,
  options: LifetimeValueOptions,
): LifetimeValue {
  const { horizonDays, annualDiscountRate } = options ?? ({} as LifetimeValueOptions);
  const marginShare = requireProbability(options?.marginShare, 'options.marginShare');
  const spendPerPurchase = requireWithin(options.spendPerPurchase, { from: 0 }, 'options.spendPerPurchase');
  const discountedPurchases = expectedDiscountedPurchases(model, history, options);
  return {
    value: marginShare * spendPerPurchase * discountedPurchases,
    discountedPurchases,
    expectedPurchases: horizonDays === 'unlimited' ? null : expectedPurchases(model, history, { horizonDays }),
    probabilityAlive: probabilityAlive(model, history),
    spendPerPurchase,
    horizonDays,
    annualDiscountRate,
    marginShare,
  };
}
