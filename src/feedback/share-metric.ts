import { throwFirstProblem } from '../errors/index.ts';
import { checkMetric } from './check-metric.ts';
import type { Metric, Scale, ShareStatistic } from './metric.ts';

/** What makes a share metric. */
export interface ShareMetricOptions<Id extends string = string> {
  /** name of the metric */
  id: Id;
  /** levels of the question */
  scale: Scale;
  /** levels whose share is measured */
  top: readonly number[];
  /** levels that leave the base */
  excluded?: readonly number[];
  /** which direction is an improvement, `'higher'` by default */
  better?: 'higher' | 'lower';
  /** asked about the relationship or after one event */
  context?: 'relationship' | 'transactional';
}

/**
 * A metric that is the share of some levels, 0..1: top-two box, CES 2.0 as a share of 5–7, share of complaints.
 *
 * @param options - name, scale, the levels that count, the levels that leave the base, direction
 * @returns the metric
 * @throws InputError with the code of the first problem of {@link checkMetric}
 *
 * @example What share finds us easy to deal with (5 to 7 of 7)?
 * ```ts
 * import { measureScore, shareMetric, tallyScores } from 'clientele/feedback';
 *
 * const easy = shareMetric({ id: 'easy', scale: { min: 1, max: 7 }, top: [5, 6, 7] });
 * measureScore(easy, tallyScores(easy, [7, 5, 4, 1])).value; // => 0.5
 * ```
 */
export function shareMetric<const Id extends string>(options: ShareMetricOptions<Id>): Metric<Id, ShareStatistic> {
  const { id, scale, top, excluded, better = 'higher', context } = options;
  const metric: Metric<Id, ShareStatistic> = {
    kind: 'feedback-metric',
    version: 1,
    id,
    scale: { min: scale.min, max: scale.max },
    statistic: excluded ? { kind: 'share', top, excluded } : { kind: 'share', top },
    better,
    ...(context ? { context } : {}),
  };
  throwFirstProblem(checkMetric(metric), 'metric');
  return metric;
}
