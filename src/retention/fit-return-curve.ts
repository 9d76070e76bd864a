import { InputError, requireCount, requireKind } from '../errors/index.ts';
import { fitKaplanMeier, type Spell, type SurvivalCurve } from '../survival/index.ts';
import type { OrderTally } from './order-tally.ts';

/** Which gaps are looked at. */
export interface ReturnCurveOptions {
  /** only gaps that follow the order of this number, 1 or more; all gaps by default */
  afterOrder?: number;
}

/**
 * The share of customers who have not come back so many days after an order: Kaplan–Meier of the days to the next one. Customers
 * who are still waiting count for as long as they have been seen.
 *
 * Read it with `probabilitySurviving` (also for somebody who has been silent for some days already) and `quantileDays` of
 * `clientele/survival`. It describes the past; to judge single customers use `clientele/churn`.
 *
 * @param tally - of `tallyOrders`
 * @param options - the order that the gaps follow
 * @returns the curve; `probabilitySurviving` at 30 is the share whose gap is longer than 30 days
 * @throws InputError `empty` when there is no such gap, `not-tallied` for an order number that the tally did not keep apart,
 * `out-of-range`, `not-a-count`, `wrong-kind` (another tally)
 *
 * @example After how many days is half of the orders followed by another?
 * ```ts
 * import { fitReturnCurve, tallyOrders } from 'clientele/retention';
 * import { probabilitySurviving, quantileDays } from 'clientele/survival';
 *
 * const tally = tallyOrders(
 *   [
 *     { customerId: 'ann', at: '2024-01-05T09:00:00Z' },
 *     { customerId: 'ann', at: '2024-01-15T09:00:00Z' },
 *     { customerId: 'bob', at: '2024-01-20T09:00:00Z' },
 *     { customerId: 'bob', at: '2024-02-20T09:00:00Z' },
 *   ],
 *   { asOf: '2024-03-01T00:00:00Z' },
 * );
 * const curve = fitReturnCurve(tally);
 * probabilitySurviving(curve, { days: 10 }).value; // => 0.75
 * quantileDays(curve, { share: 0.5 }).value; // => 31
 * ```
 * @see Kaplan & Meier 1958, "Nonparametric estimation from incomplete observations", JASA 53
 */
export function fitReturnCurve(tally: OrderTally, options: ReturnCurveOptions = {}): SurvivalCurve {
  const { afterOrder } = options;
  requireKind(tally, 'order-tally', 'tally');
  if (afterOrder !== undefined && requireCount(afterOrder, 'options.afterOrder') < 1) {
    throw new InputError('out-of-range', 'options.afterOrder', `expected 1 or more, got ${afterOrder}`);
  }
  const gaps = afterOrder === undefined ? tally.gaps : tally.gaps.filter((gap) => gap.afterOrder === afterOrder);
  if (gaps.length === 0 && tally.gaps.some((gap) => gap.afterOrder === 'more')) {
    throw new InputError('not-tallied', 'options.afterOrder', `expected an order number kept apart, got ${afterOrder}`);
  }
  // Gaps of one length are one spell with their number as weight: the curve knows no difference.
  const weights = new Map<string, Spell & { weight: number }>();
  for (const gap of gaps) {
    for (const ended of [true, false]) {
      for (const [days, count] of ended ? gap.returned : gap.waiting) {
        const key = `${ended} ${days}`;
        const spell = weights.get(key);
        if (spell) spell.weight += count;
        else weights.set(key, { days, ended, weight: count });
      }
    }
  }
  return fitKaplanMeier([...weights.values()]);
}
