import { requireLevel, requireObject } from '../errors/index.ts';
import type { Estimate } from '../statistics/index.ts';
import { normalHalfWidth } from '../statistics/index.ts';
import { aucOfBlocks } from './auc-of-blocks.ts';
import type { MetricBase, ScoreBlocks } from './score-blocks.ts';
import { noRanking, scoreBlocks } from './score-blocks.ts';
import type { ScoredRow } from './scored-row.ts';

/** What {@link measureRocAuc} needs to know beside the rows. */
export interface RocAucOptions {
  /** confidence of the interval, 0..1; 0.95 by default */
  level?: number;
}

/** How well a score ranks, with its uncertainty. */
export interface RocAuc extends Estimate<'one-class' | 'empty', 'too-few' | 'no-variance'>, MetricBase {
  /** 2·AUC − 1: 0 is chance, 1 a perfect ranking */
  gini: number | null;
}

/**
 * The area under the ROC curve: the chance that a customer who left had a higher score than one who stayed.
 *
 * It judges the ranking alone: a model with a fine AUC may be wrong about every single probability, so read it beside
 * a calibration curve. Equal scores count one half. 0.5 is chance, below it the score points the wrong way.
 *
 * @param rows - scores and outcomes, in any order
 * @param options - confidence of the interval
 * @returns 0..1 with the standard error of DeLong; null when all left or all stayed (`one-class`) or there are no rows
 *   (`empty`). No interval beside a value with one customer in a class (`too-few`) or a perfect ranking (`no-variance`)
 * @throws InputError `not-a-probability`, `wrong-type`, `out-of-range` (level)
 *
 * @example Does my score put the customers who left above those who stayed?
 * ```ts
 * import { measureRocAuc } from 'clientele/churn';
 *
 * const auc = measureRocAuc([
 *   { probability: 0.9, churned: true },
 *   { probability: 0.8, churned: false },
 *   { probability: 0.7, churned: true },
 *   { probability: 0.4, churned: false },
 *   { probability: 0.4, churned: true },
 *   { probability: 0.1, churned: false },
 * ]);
 * auc.value; // => ~0.722222
 * measureRocAuc([{ probability: 0.9, churned: true }]).reason; // => 'one-class'
 * ```
 * @see Hanley & McNeil (1982), The meaning and use of the area under a ROC curve; DeLong, DeLong & Clarke-Pearson
 * (1988), Comparing the areas under two or more correlated ROC curves
 */
export function measureRocAuc(rows: Iterable<ScoredRow>, options: RocAucOptions = {}): RocAuc {
  requireObject(options, 'options');
  const level = requireLevel(options.level ?? 0.95, 'options.level');
  return rocAucOf(scoreBlocks(rows), level);
}

/** The same on condensed rows. */
export function rocAucOf(blocks: ScoreBlocks, level: number): RocAuc {
  const { n, churned, left, stayed } = blocks;
  const reason = noRanking(blocks);
  if (reason) return { value: null, standardError: null, interval: null, gini: null, n, churned, reason };
  const stayers = n - churned;
  const value = aucOfBlocks(blocks);
  const base = { value, gini: 2 * value - 1, n, churned };
  if (churned < 2 || stayers < 2) return { ...base, standardError: null, interval: null, noInterval: 'too-few' };
  // DeLong: variance of each customer's own share of wins, class by class.
  let stayersBelow = 0;
  let churnersAbove = churned;
  let squaresLeft = 0;
  let squaresStayed = 0;
  for (let b = 0; b < left.length; b++) {
    churnersAbove -= left[b]!;
    const winsOfChurner = (stayersBelow + stayed[b]! / 2) / stayers - value;
    const winsOverStayer = (churnersAbove + left[b]! / 2) / churned - value;
    squaresLeft += left[b]! * winsOfChurner * winsOfChurner;
    squaresStayed += stayed[b]! * winsOverStayer * winsOverStayer;
    stayersBelow += stayed[b]!;
  }
  const variance = squaresLeft / (churned - 1) / churned + squaresStayed / (stayers - 1) / stayers;
  const standardError = Math.sqrt(variance);
  if (standardError === 0) return { ...base, standardError, interval: null, noInterval: 'no-variance' };
  const reach = normalHalfWidth(level) * standardError;
  const low = Math.max(0, value - reach);
  const high = Math.min(1, value + reach);
  return { ...base, standardError, interval: { low, high, level, method: 'delong' } };
}
