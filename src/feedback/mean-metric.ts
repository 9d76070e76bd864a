import { throwFirstProblem } from '../errors/index.ts';
import { checkMetric } from './check-metric.ts';
import type { MeanStatistic, Metric, Scale } from './metric.ts';

/** What makes a mean metric. */
export interface MeanMetricOptions<Id extends string = string> {
  /** name of the metric */
  id: Id;
  /** levels of the question */
  scale: Scale;
  /** which direction is an improvement; no default, because means run both ways */
  better: 'higher' | 'lower';
  /** `true`: the value is (mean − min)/(max − min), 0..1 */
  rescaled?: boolean;
  /** asked about the relationship or after one event */
  context?: 'relationship' | 'transactional';
}

/**
 * A metric that is the mean level, in scale units, or rescaled to 0..1 so that scales can stand side by side.
 *
 * The levels are values, not positions: the first level of a 1–7 scale is 1. Rescaling a 1–5 and a 1–7 question to 0..1
 * puts them on one axis; it does not make them the same question.
 *
 * @param options - name, scale, direction, rescaling
 * @returns the metric
 * @throws InputError with the code of the first problem of {@link checkMetric}
 *
 * @example What is our average star rating as a share of full marks?
 * ```ts
 * import { meanMetric, measureScore, tallyScores } from 'clientele/feedback';
 *
 * const stars = meanMetric({ id: 'stars', scale: { min: 1, max: 5 }, better: 'higher', rescaled: true });
 * measureScore(stars, tallyScores(stars, [5, 4, 4, 3])).value; // => 0.75
 * ```
 */
export function meanMetric<const Id extends string>(options: MeanMetricOptions<Id>): Metric<Id, MeanStatistic> {
  const { id, scale, better, rescaled, context } = options;
  const metric: Metric<Id, MeanStatistic> = {
    kind: 'feedback-metric',
    version: 1,
    id,
    scale: { min: scale.min, max: scale.max },
    statistic: rescaled ? { kind: 'mean', rescaled: true } : { kind: 'mean' },
    better,
    ...(context ? { context } : {}),
  };
  throwFirstProblem(checkMetric(metric), 'metric');
  return metric;
}
