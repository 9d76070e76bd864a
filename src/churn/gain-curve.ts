import { corners } from './roc-curve.ts';
import { scoreBlocks } from './score-blocks.ts';
import type { ScoredRow } from './scored-row.ts';

/** One corner of a gain curve: customers from a score on. */
export interface GainPoint {
  /** customers are taken from this probability on; null is nobody */
  threshold: number | null;
  /** share of all customers taken, 0..1 */
  share: number;
  /** share of the leavers among them, 0..1 */
  gain: number;
}

/**
 * The gain curve as points for a chart: the share of leavers found when so many customers are taken by falling score.
 *
 * Chance is the diagonal; the best there is rises straight to all leavers at the churn rate. Only corners are given. For
 * a table by groups use {@link tabulateLift}.
 *
 * @param rows - scores and outcomes, in any order
 * @returns the corners, by falling threshold, from nobody (0, 0) to everybody (1, 1); `[]` without rows or when nobody
 *   left
 * @throws InputError `not-a-probability`, `wrong-type`
 *
 * @example If I call half of my customers, how many of the leavers do I reach?
 * ```ts
 * import { gainCurve } from 'clientele/churn';
 *
 * const rows = [0.9, 0.7, 0.4, 0.1].map((probability, i) => ({ probability, churned: i < 2 }));
 * gainCurve(rows).map((point) => [point.share, point.gain]); // => [[0, 0], [0.5, 1], [1, 1]]
 * ```
 */
export function gainCurve(rows: Iterable<ScoredRow>): GainPoint[] {
  const blocks = scoreBlocks(rows);
  const { n, churned } = blocks;
  if (churned === 0) return [];
  return corners(blocks).map(({ threshold, found, bothered }) => ({
    threshold,
    share: (found + bothered) / n,
    gain: found / churned,
  }));
}
