import { InputError, requireCount, requireWithin } from '../errors/index.ts';
import { createRandom } from '../statistics/index.ts';
import { drawCustomer } from './draw-customer.ts';
import { personalModel } from './personal-model.ts';
import type { PurchaseModel } from './purchase-model.ts';
import { requireOwnParameters } from './require-own-parameters.ts';

/** What to simulate. */
export interface SimulatePurchasesOptions {
  /** any safe integer: the same seed gives the same customers in every engine */
  seed: number;
  /** how many customers */
  customers: number;
  /** days that each of them is watched after the first purchase */
  observedDays: number;
  /** traits that all of them share; needed by models with covariates, read by no other */
  covariates?: Readonly<Record<string, number>>;
}

/** Purchases of a simulation while nobody leaves: more would not fit into memory. */
const MOST_PURCHASES = 1e8;

/** One simulated customer, with what no log ever shows: when she left. */
export interface SimulatedCustomer {
  /** days since the first purchase, ascending, beginning with 0 */
  purchaseDays: number[];
  /** days after which she had left; null when she was still a customer at the end */
  leftAfterDays: number | null;
}

/**
 * Draws customers who behave exactly as a model says: to test a pipeline, to size a study, to see how far single
 * histories scatter around an expectation.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param options - seed, number of customers and days watched, all required
 * @returns one history a customer; `[]` for none
 * @throws InputError `not-an-integer` (seed), `not-a-count` (customers), `out-of-range` or `not-finite` (days), `too-many` for more
 *   purchases than memory holds (1e8),
 *   `missing-value` for a covariate that the model asks for
 *
 * @example What would three hundred customers of this kind do in a year?
 * ```ts
 * import { simulatePurchases } from 'clientele/clv';
 *
 * const model = { kind: 'mbg-nbd', version: 1, purchaseShape: 0.525, purchaseScaleDays: 43.3, dropoutA: 0.89, dropoutB: 1.61, fit: null } as const;
 * const shop = simulatePurchases(model, { seed: 7, customers: 300, observedDays: 365 });
 * shop.length; // => 300
 * shop[0]!.purchaseDays[0]; // => 0
 * ```
 * @see Fader, Hardie & Lee 2005, section 2 (the story that is acted out)
 */
export function simulatePurchases(model: PurchaseModel, options: SimulatePurchasesOptions): SimulatedCustomer[] {
  const customers = requireCount(options?.customers, 'options.customers');
  const observedDays = requireWithin(options.observedDays, { from: 0 }, 'options.observedDays');
  const random = createRandom(options.seed);
  const own = personalModel(model, options);
  requireOwnParameters(own);
  const purchases = customers * (1 + (own.purchaseShape / own.purchaseScaleDays) * observedDays);
  if (!(purchases <= MOST_PURCHASES)) {
    const detail = `expected customers and days of ${MOST_PURCHASES} purchases or fewer, got ${purchases}`;
    throw new InputError('too-many', 'options.observedDays', detail);
  }
  return Array.from({ length: customers }, () => drawCustomer(random, own, observedDays));
}
