import type { Figure } from '../statistics/index.ts';
import type { MetricBase } from './score-blocks.ts';
import { scoreBlocks } from './score-blocks.ts';
import type { ScoredRow } from './scored-row.ts';

/**
 * The trapezoid area under the precision-recall curve, under its own name because it is not average precision.
 *
 * Straight lines between the points of that curve promise precisions that no threshold reaches, so the area is too
 * kind, most of all with few distinct scores. It is here for those who must match another tool; otherwise use
 * {@link measureAveragePrecision}. The curve begins at recall 0 with the precision of the highest score.
 *
 * @param rows - scores and outcomes, in any order
 * @returns 0..1; null when nobody left (`one-class`) or there are no rows (`empty`)
 * @throws InputError `not-a-probability`, `wrong-type`
 *
 * @example Why does the other tool report a higher number than average precision?
 * ```ts
 * import { measureAveragePrecision, measurePrAuc } from 'clientele/churn';
 *
 * const rows = [
 *   { probability: 0.9, churned: true },
 *   { probability: 0.5, churned: false },
 *   { probability: 0.5, churned: true },
 *   { probability: 0.1, churned: false },
 * ];
 * measurePrAuc(rows).value; // => ~0.916667
 * measureAveragePrecision(rows).value; // => ~0.833333
 * ```
 * @see Davis & Goadrich (2006), The relationship between precision-recall and ROC curves
 */
export function measurePrAuc(rows: Iterable<ScoredRow>): Figure<'one-class' | 'empty'> & MetricBase {
  const { n, churned, left, stayed } = scoreBlocks(rows);
  if (churned === 0) return { value: null, n, churned, reason: n === 0 ? 'empty' : 'one-class' };
  let found = 0;
  let taken = 0;
  let area = 0;
  let before: number | null = null;
  for (let b = left.length - 1; b >= 0; b--) {
    found += left[b]!;
    taken += left[b]! + stayed[b]!;
    const precision = found / taken;
    area += left[b]! * ((precision + (before ?? precision)) / 2);
    before = precision;
  }
  return { value: area / churned, n, churned };
}
