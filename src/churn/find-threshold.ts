import { requireObject, requireOneOf } from '../errors/index.ts';
import type { ProfitOptions } from './campaign-profit.ts';
import { bestCutOff, campaignTerms, cutOffs } from './campaign-profit.ts';
import type { MetricBase, ScoreBlocks } from './score-blocks.ts';
import { scoreBlocks } from './score-blocks.ts';
import type { ScoredRow } from './scored-row.ts';

/** A figure of the trade that {@link findThreshold} makes as large as possible. */
export interface RankingObjective {
  /** harmonic mean of precision and recall, or share of leavers found minus share of stayers bothered */
  objective: 'f1' | 'youden';
}

/** The profit of a campaign, which {@link findThreshold} makes as large as possible. */
export interface ProfitObjective extends ProfitOptions {
  /** money per customer of the base, at the mean acceptance */
  objective: 'profit';
}

/** What {@link findThreshold} makes as large as possible. */
export type FindThresholdOptions = RankingObjective | ProfitObjective;

/** A threshold and what it reaches. */
export interface BestThreshold extends MetricBase {
  /** customers are expected to leave from this probability on; null where none is better than another */
  threshold: number | null;
  /** the objective there; 0 where contacting nobody earns most, null where nothing can be said */
  value: number | null;
  /** why there is no threshold; absent where there is one */
  reason?: 'one-class' | 'empty' | 'never';
}

/**
 * The threshold that does best by a figure of the trade, or by the money that a campaign brings.
 *
 * Prefer `'profit'` where costs are known: F1 and Youden weigh a leaver missed and a stayer bothered by the churn rate,
 * not by what they cost. {@link measureMaximumProfit} tells more about the same campaign. Found on the rows that it is
 * judged by, so it flatters a little: look on other rows with {@link measureConfusion}.
 *
 * @param rows - scores and outcomes, in any order
 * @param options - objective; worth and costs for `'profit'`
 * @returns one of the probabilities given, the highest where several do equally well; null where one class leaves no
 *   choice (`one-class`), without rows (`empty`), or where every campaign loses (`never`)
 * @throws InputError `not-a-probability`, `wrong-type`, `unknown-name`, `not-finite`, `out-of-range` (costs)
 *
 * @example From which probability on should a customer count as leaving?
 * ```ts
 * import { findThreshold } from 'clientele/churn';
 *
 * const rows = [0.9, 0.7, 0.4, 0.1].map((probability, i) => ({ probability, churned: i < 2 }));
 * findThreshold(rows, { objective: 'f1' }).threshold; // => 0.7
 * const costs = { value: 100, offerCost: 40, contactCost: 20 };
 * findThreshold(rows, { objective: 'profit', ...costs }).reason; // => 'never'
 * ```
 * @see Youden (1950), Index for rating diagnostic tests; Verbraken, Verbeke & Baesens (2013), IEEE TKDE 25(5), eq. 6
 */
export function findThreshold(rows: Iterable<ScoredRow>, options: FindThresholdOptions): BestThreshold {
  requireObject(options, 'options');
  const objective = requireOneOf(options.objective, ['f1', 'youden', 'profit'], 'options.objective');
  const blocks = scoreBlocks(rows);
  if (options.objective === 'profit') return mostProfitable(blocks, options);
  const { n, churned, probability, left, stayed } = blocks;
  const stayers = n - churned;
  if (churned === 0 || (objective === 'youden' && stayers === 0)) {
    return { threshold: null, value: null, n, churned, reason: n === 0 ? 'empty' : 'one-class' };
  }
  let found = 0;
  let bothered = 0;
  let value = -Infinity;
  let threshold = 1;
  for (let b = probability.length - 1; b >= 0; b--) {
    found += left[b]!;
    bothered += stayed[b]!;
    // Youden's index as a whole number, so that ties are ties.
    const here = objective === 'f1' ? (2 * found) / (found + bothered + churned) : found * stayers - bothered * churned;
    if (here > value) {
      value = here;
      threshold = probability[b]!;
    }
  }
  if (objective === 'youden') value /= churned * stayers;
  return { threshold, value, n, churned };
}

function mostProfitable(blocks: ScoreBlocks, options: ProfitOptions): BestThreshold {
  const terms = campaignTerms(options);
  const { n, churned, probability } = blocks;
  if (n === 0) return { threshold: null, value: null, n, churned, reason: 'empty' };
  const { point, profit } = bestCutOff(cutOffs(blocks), terms);
  if (point.block < 0) return { threshold: null, value: 0, n, churned, reason: 'never' };
  return { threshold: probability[point.block]!, value: profit, n, churned };
}
