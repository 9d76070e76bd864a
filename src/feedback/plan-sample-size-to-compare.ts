import { requireLevel, requireOneOf, requireProbability, requireWithin } from '../errors/index.ts';
import { normalHalfWidth } from '../statistics/index.ts';
import type { Metric, Statistic } from './metric.ts';
import type { ExpectedAnswers } from './planned-variance.ts';
import { plannedVariance } from './planned-variance.ts';

/** How small a difference must be seen, and how surely. */
export interface CompareSampleSizeOptions<S extends Statistic = Statistic> {
  /** the difference that must not be missed, in the unit of the metric, above 0 */
  difference: number;
  /** confidence, between 0 and 1; 0.95 by default */
  level?: number;
  /** probability of seeing the difference if it is there, between 0 and 1; 0.8 by default */
  power?: number;
  /** what the answers are expected to be in both groups; the worst case when absent */
  expected?: ExpectedAnswers<S>;
  /** `'wald'` (default); `'adjusted-wald'` takes off three pseudo-answers per group (Rocks 2016) */
  method?: 'wald' | 'adjusted-wald';
}

/**
 * How many answers **per group** it takes to see a difference between two scores.
 *
 * The variance of a difference is the sum of two variances: formulas that print n = s²Z²/d² without saying so mean the
 * variance of the difference, and with that of one group they are too small by half.
 *
 * @param metric - the metric
 * @param options - difference, confidence, power, what is expected
 * @returns a whole number of answers per group, at least 1
 * @throws InputError `out-of-range` for difference, level and power, `not-a-probability` and `inconsistent` for expected
 *   shares, `unknown-name` for the method
 *
 * @example How many answers per quarter do I need to see NPS move by 10 points?
 * ```ts
 * import { NPS, planSampleSizeToCompare } from 'clientele/feedback';
 *
 * planSampleSizeToCompare(NPS, { difference: 10, expected: { topShare: 0.4, bottomShare: 0.28 } }); // => 1045
 * ```
 * @see Fleiss, Levin & Paik 2003, Statistical Methods for Rates and Proportions, chapter 4; Sauro & Lewis, MeasuringU,
 * Sample sizes for comparing Net Promoter Scores
 */
export function planSampleSizeToCompare<Id extends string, S extends Statistic>(
  metric: Metric<Id, S>,
  options: CompareSampleSizeOptions<NoInfer<S>>,
): number {
  const { method = 'wald' } = options;
  requireOneOf(method, ['wald', 'adjusted-wald'], 'options.method');
  const difference = requireWithin(options.difference, { from: 0, fromOpen: true }, 'options.difference');
  const zLevel = normalHalfWidth(requireLevel(options.level ?? 0.95, 'options.level'));
  const power = requireProbability(options.power ?? 0.8, 'options.power');
  requireWithin(power, { from: 0, to: 1, fromOpen: true, toOpen: true }, 'options.power');
  // Φ⁻¹(power), by the half width of 2·power − 1 to either side of one half: without the tables of normalQuantile.
  const twice = 2 * power - 1;
  const z = zLevel + (twice === 0 ? 0 : Math.sign(twice) * normalHalfWidth(Math.abs(twice)));
  const answers = (2 * plannedVariance(metric, options.expected) * z * z) / difference ** 2;
  return Math.max(1, Math.ceil(answers - (method === 'adjusted-wald' ? 3 : 0) - 1e-9));
}
