import type { Figure } from '../statistics/index.ts';
import type { MetricBase, ScoreBlocks } from './score-blocks.ts';
import { scoreBlocks } from './score-blocks.ts';
import type { ScoredRow } from './scored-row.ts';

/** The Brier score and what it is made of: `value = reliability − resolution + uncertainty`. */
export interface BrierScore extends Figure<'empty'>, MetricBase {
  /** 1 − value/uncertainty: 0 is no better than the churn rate for everybody, 1 perfect; null when all left or all stayed */
  skill: number | null;
  /** how far the distinct probabilities lie from what then happened; 0 is perfect; null without rows */
  reliability: number | null;
  /** how far the groups of equal probability differ from the churn rate; large is good; null without rows */
  resolution: number | null;
  /** what the churn rate alone leaves open, rate·(1 − rate); null without rows */
  uncertainty: number | null;
}

/**
 * The Brier score: the mean squared distance between the probability and what happened. Smaller is better.
 *
 * Compare models by it on one customer base; across bases compare `skill`. The parts are Murphy's over groups of equal
 * probability, exact to rounding; with a distinct probability for every customer resolution is as large as uncertainty,
 * so read the parts only for models with few distinct scores.
 *
 * @param rows - scores and outcomes, in any order
 * @returns 0..1 with its parts; null, `empty`, without rows
 * @throws InputError `not-a-probability`, `wrong-type`
 *
 * @example How far off are my probabilities, and is that better than saying the churn rate for everybody?
 * ```ts
 * import { measureBrier } from 'clientele/churn';
 *
 * const brier = measureBrier([
 *   { probability: 0.3, churned: false },
 *   { probability: 0.3, churned: true },
 *   { probability: 0.3, churned: false },
 *   { probability: 0.3, churned: false },
 * ]);
 * brier.value; // => ~0.19
 * brier.skill; // => ~-0.013333
 * ```
 * @see Brier (1950), Verification of forecasts expressed in terms of probability; Murphy (1973), A new vector partition
 * of the probability score, eq. 10
 */
export function measureBrier(rows: Iterable<ScoredRow>): BrierScore {
  return brierOf(scoreBlocks(rows));
}

/** The same on condensed rows. */
export function brierOf(blocks: ScoreBlocks): BrierScore {
  const { n, churned, probability, left, stayed } = blocks;
  if (n === 0) {
    const none = { skill: null, reliability: null, resolution: null, uncertainty: null };
    return { value: null, ...none, n, churned, reason: 'empty' };
  }
  const rate = churned / n;
  let sum = 0;
  let reliability = 0;
  let resolution = 0;
  for (let b = 0; b < left.length; b++) {
    const p = probability[b]!;
    const size = left[b]! + stayed[b]!;
    const share = left[b]! / size;
    sum += left[b]! * (1 - p) * (1 - p) + stayed[b]! * p * p;
    reliability += size * (p - share) * (p - share);
    resolution += size * (share - rate) * (share - rate);
  }
  const value = sum / n;
  const uncertainty = rate * (1 - rate);
  const skill = uncertainty === 0 ? null : 1 - value / uncertainty;
  return { value, skill, reliability: reliability / n, resolution: resolution / n, uncertainty, n, churned };
}
