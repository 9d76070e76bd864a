import { noRanking, scoreBlocks } from './score-blocks.ts';
import type { ScoredRow } from './scored-row.ts';

/** One corner of a ROC curve: customers from a score on. */
export interface RocPoint {
  /** customers count as leaving from this probability on; null is nobody */
  threshold: number | null;
  /** share of those who stayed that is bothered, 0..1 */
  falsePositiveRate: number;
  /** share of those who left that is found, 0..1 */
  truePositiveRate: number;
}

/**
 * The ROC curve as points for a chart, from nobody (0, 0) to everybody (1, 1).
 *
 * Only corners are given: a point on the straight line between its neighbours says nothing. The area below the polygon
 * is {@link measureRocAuc}.
 *
 * @param rows - scores and outcomes, in any order
 * @returns the corners, by falling threshold; `[]` without rows or when all left or all stayed
 * @throws InputError `not-a-probability`, `wrong-type`
 *
 * @example How many stayers do I bother for how many leavers found?
 * ```ts
 * import { rocCurve } from 'clientele/churn';
 *
 * const rows = [0.9, 0.7, 0.4, 0.1].map((probability, i) => ({ probability, churned: i < 2 }));
 * rocCurve(rows).map((point) => [point.falsePositiveRate, point.truePositiveRate]); // => [[0, 0], [0, 1], [1, 1]]
 * ```
 * @see Fawcett (2006), An introduction to ROC analysis, algorithm 1
 */
export function rocCurve(rows: Iterable<ScoredRow>): RocPoint[] {
  const blocks = scoreBlocks(rows);
  if (noRanking(blocks)) return [];
  const stayers = blocks.n - blocks.churned;
  return corners(blocks).map(({ threshold, found, bothered }) => ({
    threshold,
    falsePositiveRate: bothered / stayers,
    truePositiveRate: found / blocks.churned,
  }));
}

/** What is reached from a threshold on, in customers. */
interface Corner {
  threshold: number | null;
  found: number;
  bothered: number;
}

/** The corners of the curve that counts leavers over stayers, by falling threshold; whole numbers decide what is straight. */
export function corners({ probability, left, stayed }: ReturnType<typeof scoreBlocks>): Corner[] {
  const kept: Corner[] = [{ threshold: null, found: 0, bothered: 0 }];
  let found = 0;
  let bothered = 0;
  for (let b = probability.length - 1; b >= 0; b--) {
    found += left[b]!;
    bothered += stayed[b]!;
    const last = kept[kept.length - 1]!;
    const before = kept[kept.length - 2];
    const straight =
      before &&
      (last.found - before.found) * (bothered - last.bothered) ===
        (found - last.found) * (last.bothered - before.bothered);
    if (straight) kept.pop();
    kept.push({ threshold: probability[b]!, found, bothered });
  }
  return kept;
}
