import { requireCount, requireLevel, requireOneOf, requireWithin } from '../errors/index.ts';
import { normalHalfWidth } from '../statistics/index.ts';
import type { Metric, Statistic } from './metric.ts';
import type { ExpectedAnswers } from './planned-variance.ts';
import { plannedVariance } from './planned-variance.ts';

/** How precise a study must be. */
export interface SampleSizeOptions<S extends Statistic = Statistic> {
  /** half width of the interval that is wanted, in the unit of the metric: 5 is ±5 points of NPS, 0.05 is ±5 % of CSAT */
  margin: number;
  /** confidence, between 0 and 1; 0.95 by default */
  level?: number;
  /** what the answers are expected to be; the worst case when absent */
  expected?: ExpectedAnswers<S>;
  /** `'wald'` (default); `'adjusted-wald'` takes off the three pseudo-answers that the interval adds (Rocks 2016) */
  method?: 'wald' | 'adjusted-wald';
  /** how many customers there are at all; without it there are plenty */
  populationSize?: number;
}

/**
 * How many **answers** (not invitations) a score needs to be known within a margin.
 *
 * Plan with the worst case unless an earlier survey says otherwise; divide by the expected response rate to get the
 * invitations. Half the margin takes four times the answers.
 *
 * @param metric - the metric
 * @param options - margin, confidence, what is expected
 * @returns a whole number of answers, at least 1
 * @throws InputError `out-of-range` for margin and level, `not-a-probability` and `inconsistent` for expected shares,
 *   `unknown-name` for the method, `not-a-count` and `out-of-range` for the population
 *
 * @example How many answers do I need to know NPS within 5 points?
 * ```ts
 * import { NPS, planSampleSize } from 'clientele/feedback';
 *
 * planSampleSize(NPS, { margin: 5 }); // => 1537
 * planSampleSize(NPS, { margin: 5, expected: { topShare: 0.4, bottomShare: 0.28 } }); // => 1023
 * ```
 * @see Cochran 1977, Sampling Techniques, section 4.4; Rocks 2016, The American Statistician 70, 365-372
 */
export function planSampleSize<Id extends string, S extends Statistic>(
  metric: Metric<Id, S>,
  options: SampleSizeOptions<NoInfer<S>>,
): number {
  const { method = 'wald', populationSize } = options;
  requireOneOf(method, ['wald', 'adjusted-wald'], 'options.method');
  const margin = requireWithin(options.margin, { from: 0, fromOpen: true }, 'options.margin');
  const z = normalHalfWidth(requireLevel(options.level ?? 0.95, 'options.level'));
  let answers = (z * z * plannedVariance(metric, options.expected)) / margin ** 2;
  if (populationSize !== undefined) {
    requireWithin(requireCount(populationSize, 'options.populationSize'), { from: 1 }, 'options.populationSize');
    answers /= 1 + (answers - 1) / populationSize;
  }
  if (method === 'adjusted-wald') answers -= 3;
  // The slack keeps a whole number whole when its last bit is off.
  return Math.max(1, Math.ceil(answers - 1e-9));
}
