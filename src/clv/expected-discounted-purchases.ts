import { InputError, requireWithin } from '../errors/index.ts';
import { discountedWhileBuying } from './discounted-while-buying.ts';
import { expectedPurchases } from './expected-purchases.ts';
import { personalModel } from './personal-model.ts';
import { requireHistory } from './read-history.ts';
import { requireOwnParameters } from './require-own-parameters.ts';
import type { PurchaseModel } from './purchase-model.ts';
import type { PurchaseHistory } from './purchase-history.ts';

/** How far ahead, and what waiting costs. */
export interface DiscountedPurchasesOptions {
  /** price of waiting a year, 0 or more: 0.1 is ten percent */
  annualDiscountRate: number;
  /** days from the end of observation, or `'unlimited'` (needs a rate above 0) */
  horizonDays: number | 'unlimited';
  /** book purchases at the end of steps of so many days, to reproduce a monthly sheet; at most 36,525 steps, as many as days of a century; when they happen by default */
  bookingDays?: number;
}

/** Days of a mean year: 400 years of the calendar have 146,097 days. */
const YEAR_DAYS = 365.2425;

/** Steps of `bookingDays`, each of which costs an expectation. */
const MOST_STEPS = 36_525;

/** Discounted by e^−45 a purchase is worth nothing that a double could show. */
const LONGEST = 45;

/**
 * The expected purchases within a horizon, each worth less the later it comes: DET, and DERT for an unlimited horizon.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param history - one customer; a purchase summary is one
 * @param options - rate and horizon, required
 * @returns discounted number of purchases, 0 or more; with a rate of 0 the plain expectation
 * @throws InputError `out-of-range`, `not-finite`, `wrong-type`; `unsupported` for an unlimited horizon without a rate
 *
 * @example What are all of Bob's future orders worth in orders of today?
 * ```ts
 * import { expectedDiscountedPurchases } from 'clientele/clv';
 *
 * const model = { kind: 'bg-nbd', version: 1, purchaseShape: 0.243, purchaseScaleDays: 30.898, dropoutA: 0.793, dropoutB: 2.426, fit: null } as const;
 * const bob = { repeatPurchases: 2, daysToLast: 213, daysObserved: 272 };
 * expectedDiscountedPurchases(model, bob, { annualDiscountRate: 0.1, horizonDays: 365 }); // => ~1.4953
 * expectedDiscountedPurchases(model, bob, { annualDiscountRate: 0, horizonDays: 'unlimited' }); // => throws 'unsupported'
 * ```
 * @see Fader, Hardie & Lee 2005, "RFM and CLV" (DERT); Hardie & Fader 2005, note 009 (the rate of buying)
 */
export function expectedDiscountedPurchases(
  model: PurchaseModel,
  history: PurchaseHistory,
  options: DiscountedPurchasesOptions,
): number {
  // Before the history sets the scale of the integral: a wrong one is to be blamed by its own name.
  requireHistory(history, 'history');
  const { horizonDays, bookingDays } = options ?? ({} as DiscountedPurchasesOptions);
  const annual = requireWithin(options?.annualDiscountRate, { from: 0 }, 'options.annualDiscountRate');
  if (horizonDays !== 'unlimited') requireWithin(horizonDays, { from: 0 }, 'options.horizonDays');
  if (bookingDays !== undefined) requireWithin(bookingDays, { from: 0, fromOpen: true }, 'options.bookingDays');
  const own = personalModel(model, history);
  requireOwnParameters(own);
  const delta = Math.log1p(annual) / YEAR_DAYS;
  if (horizonDays === 'unlimited' && delta === 0) {
    throw new InputError(
      'unsupported',
      'options.horizonDays',
      'expected a finite horizon where the discount rate is 0, got unlimited',
    );
  }
  const end = horizonDays === 'unlimited' ? LONGEST / delta : horizonDays;
  const expected = (days: number): number => expectedPurchases(model, history, { horizonDays: days });
  if (bookingDays !== undefined) {
    // A century of single days. Purchases that are discounted when they happen need no steps and any horizon.
    requireWithin(bookingDays, { from: end / MOST_STEPS }, 'options.bookingDays');
    return booked(expected, delta, end, bookingDays);
  }
  if (delta === 0 || end === 0) return expected(end);
  return discountedWhileBuying(own, history, delta, end);
}

/** Purchases of each step count at its end; the last step ends at the horizon. */
function booked(expected: (days: number) => number, delta: number, end: number, step: number): number {
  let sum = 0;
  let before = 0;
  for (let i = 1; (i - 1) * step < end; i++) {
    const until = Math.min(i * step, end);
    const now = expected(until);
    sum += (now - before) * Math.exp(-delta * until);
    before = now;
  }
  return sum;
}
