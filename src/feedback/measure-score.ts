import type { Figure } from '../statistics/index.ts';
import type { Counted, CountedFor } from './answer-tally.ts';
import type { Metric, Statistic } from './metric.ts';
import { isTally, requireGroups, requireTally } from './require-counted.ts';
import { scoreOfGroups } from './score-of-groups.ts';
import { scoreOfLevels } from './score-of-levels.ts';

/** Unit of a score: points −100..100, a share 0..1, or the units of the scale (0..1 when rescaled). */
export type ScoreUnit = 'points' | 'share' | 'scale';

/** A score with the base it stands on. `value` is null, with a reason, when nothing was answered or the figure is hidden. */
export interface Score extends Figure<'empty' | 'too-few' | 'complementary'> {
  /** id of the metric */
  metric: string;
  /** unit of `value` and `standardError` */
  unit: ScoreUnit;
  /** net: top − bottom; share: top; mean: sum of level × count. Null only where suppressed */
  numerator: number | null;
  /** answers in the base. Null only where suppressed */
  denominator: number | null;
  /** share of the top set, 0..1; net and share metrics */
  topShare?: number;
  /** share between the sets, 0..1; net metrics */
  middleShare?: number;
  /** share of the bottom set, 0..1; net metrics */
  bottomShare?: number;
  /** variance of one answer, divisor n, in squared units of the value */
  variance: number | null;
  /** standard error of the value: sqrt(variance / n), in its unit */
  standardError: number | null;
}

/**
 * The score of a tally: NPS and other net metrics in points −100..100, shares 0..1, means in scale units.
 *
 * Computed once from whole counts and never rounded; round it at the very end with {@link roundScore}. How sure it is
 * says {@link measureInterval}: a score without its interval is half an answer.
 *
 * @param metric - the metric
 * @param counted - a tally of that metric; for net and share metrics group counts will do
 * @returns the score; without answers in the base `value` is null, the base 0 and the reason `'empty'`, never 0 or NaN
 * @throws InputError `metric-mismatch`, `not-a-count`, `duplicate` or `out-of-range` for sets that are not sound,
 *   `wrong-type` for a mean of group counts
 *
 * @example What is our NPS with 44 promoters and 37 detractors among 100?
 * ```ts
 * import { measureScore, NPS } from 'clientele/feedback';
 *
 * const { value, standardError } = measureScore(NPS, { top: 44, middle: 19, bottom: 37 });
 * value; // => 7
 * standardError; // => ~8.97
 * ```
 * @see Rocks 2016, Interval estimation for the net promoter score, The American Statistician 70 (variance of one answer)
 */
export function measureScore<Id extends string, S extends Statistic>(
  metric: Metric<Id, S>,
  counted: CountedFor<NoInfer<Id>, S>,
): Score {
  return scoreOf(metric, counted);
}

/** {@link measureScore} for a metric whose statistic is not known to the compiler. */
export function scoreOf(metric: Metric, counted: Counted): Score {
  return isTally(counted) || metric.statistic.kind === 'mean'
    ? scoreOfLevels(metric, requireTally(metric, counted))
    : scoreOfGroups(metric, requireGroups(counted));
}
