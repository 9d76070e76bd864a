import type { Figure } from '../statistics/index.ts';
import type { MetricBase, ScoreBlocks } from './score-blocks.ts';
import { scoreBlocks } from './score-blocks.ts';
import type { ScoredRow } from './scored-row.ts';

/**
 * Average precision: the share of churners among those contacted, averaged over every churner found when customers are
 * taken by falling score.
 *
 * Chance gives the churn rate, so compare it with that rate, never between customer bases. It is a sum of steps, not the
 * trapezoid area of {@link measurePrAuc}, which flatters.
 *
 * @param rows - scores and outcomes, in any order
 * @returns 0..1; 1 when everybody left; null when nobody did (`one-class`) or there are no rows (`empty`)
 * @throws InputError `not-a-probability`, `wrong-type`
 *
 * @example How pure is my call list, on average, down to the last churner?
 * ```ts
 * import { measureAveragePrecision } from 'clientele/churn';
 *
 * measureAveragePrecision([
 *   { probability: 0.9, churned: true },
 *   { probability: 0.8, churned: false },
 *   { probability: 0.7, churned: true },
 * ]).value; // => ~0.833333
 * ```
 * @see Davis & Goadrich (2006), The relationship between precision-recall and ROC curves
 */
export function measureAveragePrecision(rows: Iterable<ScoredRow>): Figure<'one-class' | 'empty'> & MetricBase {
  return averagePrecisionOf(scoreBlocks(rows));
}

/** The same on condensed rows. */
export function averagePrecisionOf(blocks: ScoreBlocks): Figure<'one-class' | 'empty'> & MetricBase {
  const { n, churned, left, stayed } = blocks;
  if (churned === 0) return { value: null, n, churned, reason: n === 0 ? 'empty' : 'one-class' };
  let found = 0;
  let taken = 0;
  let sum = 0;
  for (let b = left.length - 1; b >= 0; b--) {
    found += left[b]!;
    taken += left[b]! + stayed[b]!;
    sum += left[b]! * (found / taken);
  }
  return { value: sum / churned, n, churned };
}
