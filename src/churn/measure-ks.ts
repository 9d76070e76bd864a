import type { Figure } from '../statistics/index.ts';
import type { MetricBase, ScoreBlocks } from './score-blocks.ts';
import { noRanking, scoreBlocks } from './score-blocks.ts';
import type { ScoredRow } from './scored-row.ts';

/** The Kolmogorov-Smirnov distance and where it is reached. */
export interface KsDistance extends Figure<'one-class' | 'empty'>, MetricBase {
  /** the score from which on customers are taken at the widest point; null where there is no distance */
  threshold: number | null;
}

/**
 * The Kolmogorov-Smirnov distance of credit scoring: the most by which the share of churners found exceeds the share of
 * stayers bothered, over all thresholds.
 *
 * One point of the ROC curve; use {@link measureRocAuc} for all of it.
 *
 * @param rows - scores and outcomes, in any order
 * @returns 0..1 with its threshold, the highest where several are as wide; null when all left or all stayed (`one-class`) or there are no rows (`empty`)
 * @throws InputError `not-a-probability`, `wrong-type`
 *
 * @example How far apart does my score pull those who leave and those who stay?
 * ```ts
 * import { measureKs } from 'clientele/churn';
 *
 * const ks = measureKs([
 *   { probability: 0.9, churned: true },
 *   { probability: 0.7, churned: true },
 *   { probability: 0.4, churned: false },
 *   { probability: 0.3, churned: true },
 * ]);
 * [ks.value, ks.threshold]; // => [~0.666667, 0.7]
 * ```
 */
export function measureKs(rows: Iterable<ScoredRow>): KsDistance {
  return ksOf(scoreBlocks(rows));
}

/** The same on condensed rows. */
export function ksOf(blocks: ScoreBlocks): KsDistance {
  const { n, churned, probability, left, stayed } = blocks;
  const reason = noRanking(blocks);
  if (reason) return { value: null, threshold: null, n, churned, reason };
  const stayers = n - churned;
  let found = 0;
  let bothered = 0;
  let widest = 0; // as a whole number, so that ties are ties
  let threshold: number | null = null;
  for (let b = left.length - 1; b >= 0; b--) {
    found += left[b]!;
    bothered += stayed[b]!;
    const distance = found * stayers - bothered * churned;
    if (distance > widest) {
      widest = distance;
      threshold = probability[b]!;
    }
  }
  return { value: widest / (churned * stayers), threshold, n, churned };
}
