import type { Figure } from '../statistics/index.ts';
import type { MetricBase, ScoreBlocks } from './score-blocks.ts';
import { scoreBlocks } from './score-blocks.ts';
import type { ScoredRow } from './scored-row.ts';

/** The smallest probability that an outcome is charged with: certainty that was wrong costs 34.5, not infinity. */
const FLOOR = 1e-15;

/**
 * Log loss: the mean of −ln(probability given to what then happened). Smaller is better; saying the churn rate of
 * everybody costs its entropy (0.693 at one half).
 *
 * It punishes confident mistakes hard, ranking and calibration together. A probability of exactly 0 for a customer who
 * left is charged as 1e-15.
 *
 * @param rows - scores and outcomes, in any order
 * @returns 0 or more, natural logarithm; null, `empty`, without rows
 * @throws InputError `not-a-probability`, `wrong-type`
 *
 * @example What did my confident mistakes cost?
 * ```ts
 * import { measureLogLoss } from 'clientele/churn';
 *
 * measureLogLoss([{ probability: 0.8, churned: true }]).value; // => ~0.223144
 * measureLogLoss([{ probability: 0, churned: true }]).value; // => ~34.538776
 * ```
 * @see Good (1952), Rational decisions
 */
export function measureLogLoss(rows: Iterable<ScoredRow>): Figure<'empty'> & MetricBase {
  return logLossOf(scoreBlocks(rows));
}

/** The same on condensed rows. */
export function logLossOf(blocks: ScoreBlocks): Figure<'empty'> & MetricBase {
  const { n, churned, probability, left, stayed } = blocks;
  if (n === 0) return { value: null, n, churned, reason: 'empty' };
  let sum = 0;
  for (let b = 0; b < left.length; b++) {
    const p = probability[b]!;
    if (left[b]! > 0) sum -= left[b]! * Math.log(Math.max(p, FLOOR));
    if (stayed[b]! > 0) sum -= stayed[b]! * (p === 1 ? Math.log(FLOOR) : Math.max(Math.log1p(-p), Math.log(FLOOR)));
  }
  return { value: sum / n, n, churned };
}
