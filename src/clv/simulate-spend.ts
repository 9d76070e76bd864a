import { requireCount, requireIterable } from '../errors/index.ts';
import { createRandom, drawGamma } from '../statistics/index.ts';
import type { GammaGammaModel } from './gamma-gamma-model.ts';
import type { SpendHistory } from './purchase-history.ts';
import { requireSpendModel } from './require-spend-model.ts';

/** What makes the draws repeatable. */
export interface SimulateSpendOptions {
  /** any safe integer: the same seed gives the same amounts in every engine */
  seed: number;
}

/**
 * Draws what customers with given numbers of repeat purchases spend on them, exactly as a Gamma-Gamma model says: to put
 * money on simulated shops, or to see how far mean amounts of few purchases scatter.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param histories - how often each came back; a row of several `customers` is drawn for each of them
 * @param options - the seed, required
 * @returns one row a customer, in the order of the histories; without a repeat purchase the amount is null
 * @throws InputError `not-an-integer` (seed), `not-a-count` (purchases, customers), `out-of-range`, `not-finite` or
 *   `wrong-type` (parameters)
 *
 * @example What could three customers with 0, 1 and 40 repeat orders spend an order?
 * ```ts
 * import { simulateSpend } from 'clientele/clv';
 *
 * const model = { kind: 'gamma-gamma', version: 1, spendShape: 6.25, spreadShape: 3.74, spreadScale: 15.44, pooledMeanSpend: 35, fit: null } as const;
 * const rows = simulateSpend(model, [0, 1, 40].map((repeatPurchases) => ({ repeatPurchases })), { seed: 7 });
 * rows[0]; // => { repeatPurchases: 0, meanRepeatAmount: null }
 * rows[2]!.repeatPurchases; // => 40
 * ```
 * @see Fader & Hardie 2013, "The gamma-gamma model of monetary value", note 025, section 1 (the story that is acted out)
 */
export function simulateSpend(
  model: GammaGammaModel,
  histories: Iterable<Pick<SpendHistory, 'repeatPurchases' | 'customers'>>,
  options: SimulateSpendOptions,
): SpendHistory[] {
  const { spendShape: p, spreadShape: q, spreadScale: v } = requireSpendModel(model);
  const random = createRandom(options?.seed);
  const rows: SpendHistory[] = [];
  let i = 0;
  for (const history of requireIterable(histories, 'histories')) {
    const { repeatPurchases, customers = 1 } = history ?? ({} as SpendHistory);
    requireCount(repeatPurchases, `histories[${i}].repeatPurchases`);
    requireCount(customers, `histories[${i++}].customers`);
    for (let j = 0; j < customers; j++) {
      // x amounts of Gamma(p, ν) have a mean of Gamma(p·x, ν·x): one draw, however many purchases.
      const x = repeatPurchases;
      const meanRepeatAmount = x === 0 ? null : drawGamma(random, p * x, drawGamma(random, q, v) * x);
      rows.push({ repeatPurchases, meanRepeatAmount });
    }
  }
  return rows;
}
