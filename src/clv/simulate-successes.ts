import { requireCount } from '../errors/index.ts';
import { createRandom, drawBeta, nextUniform } from '../statistics/index.ts';
import type { BgBbModel } from './bg-bb-model.ts';
import { bgBbShapes } from './opportunity-rows.ts';
import type { OpportunityHistory } from './purchase-history.ts';

/** What to simulate. */
export interface SimulateSuccessesOptions {
  /** any safe integer: the same seed gives the same customers in every engine */
  seed: number;
  /** how many customers */
  customers: number;
  /** occasions that each of them has */
  opportunities: number;
}

/** One simulated customer of occasions: a history as `fitBgBb` reads it, and what no list of guests ever shows. */
export interface SimulatedSuccesses extends OpportunityHistory {
  /** numbers of the occasions that were used, ascending, from 1 */
  usedOccasions: number[];
  /** number of the occasion before which she had left; null when she was still a customer at the last */
  leftBefore: number | null;
}

/**
 * Draws customers who use occasions exactly as a BG/BB model says: to test a pipeline, or to see how far single histories
 * scatter around an expectation.
 *
 * @param model - fitted, or typed in with `fit: null`
 * @param options - seed, number of customers and of occasions, all required
 * @returns one history a customer; `[]` for none
 * @throws InputError `not-an-integer` (seed), `not-a-count` (customers, occasions), `out-of-range`, `not-finite` or
 *   `wrong-type` (parameters)
 *
 * @example What would three hundred donors do at six yearly galas?
 * ```ts
 * import { simulateSuccesses } from 'clientele/clv';
 *
 * const model = { kind: 'bg-bb', version: 1, purchaseA: 1.204, purchaseB: 0.75, dropoutA: 0.657, dropoutB: 2.783, fit: null } as const;
 * const donors = simulateSuccesses(model, { seed: 7, customers: 300, opportunities: 6 });
 * donors.length; // => 300
 * donors[0]; // => { successes: 5, lastSuccess: 6, opportunities: 6, usedOccasions: [1, 2, 3, 5, 6], leftBefore: null }
 * ```
 * @see Fader, Hardie & Shang 2010, "Customer-base analysis in a discrete-time noncontractual setting", section 2 (the
 * story that is acted out)
 */
export function simulateSuccesses(model: BgBbModel, options: SimulateSuccessesOptions): SimulatedSuccesses[] {
  const [a, b, c, d] = bgBbShapes(model);
  const customers = requireCount(options?.customers, 'options.customers');
  const opportunities = requireCount(options.opportunities, 'options.opportunities');
  const random = createRandom(options.seed);
  return Array.from({ length: customers }, () => {
    const uses = drawBeta(random, a, b);
    const leaves = drawBeta(random, c, d);
    const usedOccasions: number[] = [];
    let leftBefore: number | null = null;
    for (let occasion = 1; occasion <= opportunities; occasion++) {
      if (nextUniform(random) < leaves) {
        leftBefore = occasion;
        break;
      }
      if (nextUniform(random) < uses) usedOccasions.push(occasion);
    }
    const lastSuccess = usedOccasions.at(-1) ?? 0;
    return { successes: usedOccasions.length, lastSuccess, opportunities, usedOccasions, leftBefore };
  });
}
