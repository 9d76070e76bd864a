import { expectedPurchases, type ExpectedPurchasesOptions } from './expected-purchases.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { PurchaseModel } from './purchase-model.ts';

/** How far ahead to look, and what is known of the newcomer. */
export interface NewCustomerOptions extends ExpectedPurchasesOptions {
  /** traits, for models with covariates */
  covariates?: Readonly<Record<string, number>>;
}

/**
 * How many repeat purchases a customer who has just bought for the first time is expected to make within the coming days.
 *
 * What an acquired customer brings, before anything is known of her but that she came. The first purchase is not in it.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param options - the horizon, required
 * @returns expected number of repeat purchases, 0 or more
 * @throws InputError `out-of-range` or `not-finite` for the horizon
 *
 * @example How often will a new customer come back within a year?
 * ```ts
 * import { expectedPurchasesForNewCustomer } from 'clientele/clv';
 *
 * const model = { kind: 'bg-nbd', version: 1, purchaseShape: 0.243, purchaseScaleDays: 30.898, dropoutA: 0.793, dropoutB: 2.426, fit: null } as const;
 * expectedPurchasesForNewCustomer(model, { horizonDays: 365 }); // => ~1.4486
 * ```
 * @see Fader, Hardie & Lee 2005, equation 9
 */
export function expectedPurchasesForNewCustomer(model: PurchaseModel, options: NewCustomerOptions): number {
  const { horizonDays, covariates } = options ?? ({} as NewCustomerOptions);
  const newcomer: PurchaseHistory = { repeatPurchases: 0, daysToLast: 0, daysObserved: 0 };
  if (covariates) newcomer.covariates = covariates;
  return expectedPurchases(model, newcomer, { horizonDays });
}
