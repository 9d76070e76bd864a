import { throwFirstProblem } from '../errors/index.ts';
import { checkMetric } from './check-metric.ts';
import type { Metric, NetStatistic, Scale } from './metric.ts';

/** What makes a net metric. */
export interface NetMetricOptions<Id extends string = string> {
  /** name of the metric */
  id: Id;
  /** levels of the question */
  scale: Scale;
  /** levels that count as +1 */
  top: readonly number[];
  /** levels that count as −1 */
  bottom: readonly number[];
  /** levels that leave the base */
  excluded?: readonly number[];
  /** which direction is an improvement, `'higher'` by default */
  better?: 'higher' | 'lower';
  /** asked about the relationship or after one event */
  context?: 'relationship' | 'transactional';
}

/**
 * A metric that is one share minus another, in points −100..100, for scales and sets that are not those of {@link NPS}:
 * 4, 5 minus 1, 2 of five; 6, 7 minus 1, 2 of seven; satisfied minus dissatisfied.
 *
 * @param options - name, scale, the levels on each side, the levels that leave the base, direction
 * @returns the metric
 * @throws InputError with the code of the first problem of {@link checkMetric}
 *
 * @example How many more are happy than unhappy, on five stars?
 * ```ts
 * import { measureScore, netMetric, tallyScores } from 'clientele/feedback';
 *
 * const net = netMetric({ id: 'net-satisfaction', scale: { min: 1, max: 5 }, top: [4, 5], bottom: [1, 2] });
 * measureScore(net, tallyScores(net, [5, 4, 4, 3, 1])).value; // => 40
 * ```
 */
export function netMetric<const Id extends string>(options: NetMetricOptions<Id>): Metric<Id, NetStatistic> {
  const { id, scale, top, bottom, excluded, better = 'higher', context } = options;
  const metric: Metric<Id, NetStatistic> = {
    kind: 'feedback-metric',
    version: 1,
    id,
    scale: { min: scale.min, max: scale.max },
    statistic: excluded ? { kind: 'net', top, bottom, excluded } : { kind: 'net', top, bottom },
    better,
    ...(context ? { context } : {}),
  };
  throwFirstProblem(checkMetric(metric), 'metric');
  return metric;
}
