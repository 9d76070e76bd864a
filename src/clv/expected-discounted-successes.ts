import { InputError, requireWithin } from '../errors/index.ts';
import type { BgBbModel } from './bg-bb-model.ts';
import { probabilityAliveAtOpportunity } from './probability-alive-at-opportunity.ts';
import type { OpportunityHistory } from './purchase-history.ts';
import { stayingSum } from './staying-sum.ts';

/** What waiting costs. */
export interface DiscountedSuccessesOptions {
  /** price of waiting from one occasion to the next, 0 or more */
  discountRatePerOpportunity: number;
}

/**
 * All occasions that a customer will still use, each worth less the later it comes; the next is one step away.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param history - one customer and the occasions she had
 * @param options - the rate, required
 * @returns discounted number, 0 or more
 * @throws InputError `unsupported` where without discount the sum has no end, and the codes of an impossible history
 *
 * @example What are all her future gifts worth in gifts of today?
 * ```ts
 * import { expectedDiscountedSuccesses } from 'clientele/clv';
 *
 * const model = { kind: 'bg-bb', version: 1, purchaseA: 1.204, purchaseB: 0.75, dropoutA: 0.657, dropoutB: 2.783, fit: null } as const;
 * const donor = { successes: 4, lastSuccess: 4, opportunities: 6 };
 * expectedDiscountedSuccesses(model, donor, { discountRatePerOpportunity: 0.1 }); // => ~0.918
 * ```
 * @see Fader, Hardie & Shang 2010, equation 15
 */
export function expectedDiscountedSuccesses(
  model: BgBbModel,
  history: OpportunityHistory,
  options: DiscountedSuccessesOptions,
): number {
  const rate = requireWithin(options?.discountRatePerOpportunity, { from: 0 }, 'options.discountRatePerOpportunity');
  const alive = probabilityAliveAtOpportunity(model, history, { opportunities: 0 });
  const { purchaseA: a, purchaseB: b, dropoutA, dropoutB } = model;
  const { successes, opportunities: n } = history;
  const sum = stayingSum({ a: dropoutA, b: dropoutB + n, c: 1 }, 1, rate);
  if (sum !== null) return (alive * (a + successes) * sum) / ((a + b + n) * (1 + rate));
  const detail = 'expected a rate above 0 where some stay so long that the sum has no end, got 0';
  throw new InputError('unsupported', 'options.discountRatePerOpportunity', detail);
}
