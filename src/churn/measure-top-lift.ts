import { requireObject, requireProbability, requireWithin } from '../errors/index.ts';
import type { Figure } from '../statistics/index.ts';
import type { MetricBase, ScoreBlocks } from './score-blocks.ts';
import { scoreBlocks } from './score-blocks.ts';
import type { ScoredRow } from './scored-row.ts';

/** How many customers {@link measureTopLift} takes. */
export interface TopLiftOptions {
  /** share of the customers with the highest scores, above 0, at most 1; 0.1, the top decile, by default */
  share?: number;
}

/** How much richer in leavers the top of the list is. */
export interface TopLift extends Figure<'one-class' | 'empty'>, MetricBase {
  /** share of the customers taken */
  share: number;
  /** customers taken, share × n; a fraction where the cut falls inside a customer */
  taken: number;
  /** leavers among them; a fraction where equal scores were split */
  found: number;
  /** share of all leavers among them, 0..1; null where nobody left */
  gain: number | null;
}

/**
 * Lift at the top: the churn rate among the customers with the highest scores over that of everybody. The top-decile
 * lift of marketing.
 *
 * 1 is chance, 1/share the most there is (as long as enough leave). Equal scores at the cut are split in proportion, so
 * the answer does not depend on row order. For all cuts at once use {@link gainCurve} or {@link tabulateLift}.
 *
 * @param rows - scores and outcomes, in any order
 * @param options - share taken
 * @returns 0..1/share with what it is made of; null when nobody left (`one-class`) or there are no rows (`empty`)
 * @throws InputError `not-a-probability`, `wrong-type`, `out-of-range` (share)
 *
 * @example I can call a quarter of my customers; how much better than drawing lots is my score?
 * ```ts
 * import { measureTopLift } from 'clientele/churn';
 *
 * const rows = [0.9, 0.8, 0.2, 0.1].map((probability, i) => ({ probability, churned: i === 0 || i === 2 }));
 * const top = measureTopLift(rows, { share: 0.25 });
 * [top.value, top.gain]; // => [2, 0.5]
 * ```
 * @see Neslin et al. (2006), Defection detection: measuring and understanding the predictive accuracy of customer churn
 * models, Journal of Marketing Research 43(2)
 */
export function measureTopLift(rows: Iterable<ScoredRow>, options: TopLiftOptions = {}): TopLift {
  requireObject(options, 'options');
  const share = requireProbability(options.share ?? 0.1, 'options.share');
  requireWithin(share, { from: 0, fromOpen: true }, 'options.share');
  return topLiftOf(scoreBlocks(rows), share);
}

/** The same on condensed rows. */
export function topLiftOf({ n, churned, left, stayed }: ScoreBlocks, share: number): TopLift {
  const taken = share * n;
  let open = taken;
  let found = 0;
  for (let b = left.length - 1; b >= 0 && open > 0; b--) {
    const size = left[b]! + stayed[b]!;
    found += open >= size ? left[b]! : (left[b]! * open) / size;
    open -= size;
  }
  const base = { share, taken, found, n, churned };
  if (churned === 0) return { value: null, gain: null, ...base, reason: n === 0 ? 'empty' : 'one-class' };
  return { value: found / taken / (churned / n), gain: found / churned, ...base };
}
