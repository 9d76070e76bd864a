import { requireObject, requireProbability } from '../errors/index.ts';
import type { Figure, Rate } from '../statistics/index.ts';
import { measureRate } from '../statistics/index.ts';
import type { MetricBase, ScoreBlocks } from './score-blocks.ts';
import { scoreBlocks } from './score-blocks.ts';
import type { ScoredRow } from './scored-row.ts';

/** Which decision {@link measureConfusion} judges. */
export interface ConfusionOptions {
  /** a customer is expected to leave from this probability on, 0..1, itself included */
  threshold: number;
  /** confidence of the intervals, 0..1; 0.95 by default */
  level?: number;
}

/** What a threshold gets right and wrong. */
export interface Confusion extends MetricBase {
  /** the threshold judged */
  threshold: number;
  /** expected to leave and left */
  truePositives: number;
  /** expected to leave and stayed */
  falsePositives: number;
  /** expected to stay and left */
  falseNegatives: number;
  /** expected to stay and stayed */
  trueNegatives: number;
  /** share of those expected to leave who left; `empty` when nobody was expected to */
  precision: Rate;
  /** share of those who left who were expected to; `empty` when nobody left */
  recall: Rate;
  /** share of those who stayed who were expected to; `empty` when nobody stayed */
  specificity: Rate;
  /** harmonic mean of precision and recall, 0..1; null, `empty`, when nobody left and nobody was expected to */
  f1: Figure<'empty'>;
  /** Matthews' correlation of expectation and outcome, −1..1; null, `no-variance`, when one of them has one value only */
  mcc: Figure<'no-variance'>;
}

/**
 * What a threshold gets right and wrong: the four counts, and the shares made of them.
 *
 * Accuracy is left out on purpose: with a churn rate of 5 % "nobody leaves" is 95 % accurate.
 *
 * @param rows - scores and outcomes, in any order
 * @param options - threshold, and confidence of the intervals
 * @returns counts and shares; all zero with null shares without rows
 * @throws InputError `not-a-probability`, `wrong-type`, `out-of-range` (level)
 *
 * @example If I call everybody from 40 % on, whom do I miss and whom do I bother?
 * ```ts
 * import { measureConfusion } from 'clientele/churn';
 *
 * const calls = measureConfusion(
 *   [
 *     { probability: 0.9, churned: true },
 *     { probability: 0.4, churned: false },
 *     { probability: 0.3, churned: true },
 *   ],
 *   { threshold: 0.4 },
 * );
 * [calls.truePositives, calls.falsePositives, calls.falseNegatives]; // => [1, 1, 1]
 * calls.precision.value; // => 0.5
 * ```
 * @see Matthews (1975), Comparison of the predicted and observed secondary structure of T4 phage lysozyme
 */
export function measureConfusion(rows: Iterable<ScoredRow>, options: ConfusionOptions): Confusion {
  requireObject(options, 'options');
  const { level = 0.95 } = options;
  return confusionOf(scoreBlocks(rows), requireProbability(options.threshold, 'options.threshold'), level);
}

/** The same on condensed rows. */
export function confusionOf(blocks: ScoreBlocks, threshold: number, level: number): Confusion {
  const { n, churned, probability, left, stayed } = blocks;
  let truePositives = 0;
  let falsePositives = 0;
  for (let b = left.length - 1; b >= 0 && probability[b]! >= threshold; b--) {
    truePositives += left[b]!;
    falsePositives += stayed[b]!;
  }
  const falseNegatives = churned - truePositives;
  const trueNegatives = n - churned - falsePositives;
  const expected = truePositives + falsePositives;
  const rate = (numerator: number, denominator: number): Rate => measureRate({ numerator, denominator }, { level });
  const harmonic = 2 * truePositives + falsePositives + falseNegatives;
  // The square root of each margin by itself: their product may pass 2^53.
  const margins = [expected, n - expected, churned, n - churned].reduce(
    (product, side) => product * Math.sqrt(side),
    1,
  );
  const agreement = truePositives * trueNegatives - falsePositives * falseNegatives;
  return {
    threshold,
    truePositives,
    falsePositives,
    falseNegatives,
    trueNegatives,
    precision: rate(truePositives, expected),
    recall: rate(truePositives, churned),
    specificity: rate(trueNegatives, n - churned),
    f1: harmonic === 0 ? { value: null, reason: 'empty' } : { value: (2 * truePositives) / harmonic },
    mcc: margins === 0 ? { value: null, reason: 'no-variance' } : { value: agreement / margins },
    n,
    churned,
  };
}
