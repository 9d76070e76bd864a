import { requireOneOf } from '../errors/index.ts';
import type { MetricBase } from './score-blocks.ts';
import { scoreBlocks } from './score-blocks.ts';
import type { ScoredRow } from './scored-row.ts';

/** What {@link findThreshold} makes as large as possible. */
export interface FindThresholdOptions {
  /** harmonic mean of precision and recall, or share of leavers found minus share of stayers bothered */
  objective: 'f1' | 'youden';
}

/** A threshold and what it reaches. */
export interface BestThreshold extends MetricBase {
  /** customers are expected to leave from this probability on; null where none is better than another */
  threshold: number | null;
  /** the objective there; null where there is no threshold */
  value: number | null;
  /** why there is no threshold; absent where there is one */
  reason?: 'one-class' | 'empty';
}

/**
 * The threshold that does best by a figure of the trade. Where costs are known use {@link measureMaximumProfit}, whose
 * threshold is worth money.
 *
 * Found on the rows that it is judged by, so it flatters a little: look on other rows with {@link measureConfusion}.
 *
 * @param rows - scores and outcomes, in any order
 * @param options - objective
 * @returns one of the probabilities given, the highest where several do equally well
 * @throws InputError `not-a-probability`, `wrong-type`, `unknown-name`
 *
 * @example From which probability on should a customer count as leaving?
 * ```ts
 * import { findThreshold } from 'clientele/churn';
 *
 * const rows = [0.9, 0.7, 0.4, 0.1].map((probability, i) => ({ probability, churned: i < 2 }));
 * findThreshold(rows, { objective: 'f1' }).threshold; // => 0.7
 * ```
 * @see Youden (1950), Index for rating diagnostic tests
 */
export function findThreshold(rows: Iterable<ScoredRow>, options: FindThresholdOptions): BestThreshold {
  const objective = requireOneOf(options.objective, ['f1', 'youden'], 'options.objective');
  const { n, churned, probability, left, stayed } = scoreBlocks(rows);
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
