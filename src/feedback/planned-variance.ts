import { InputError, requireProbability, requireWithin } from '../errors/index.ts';
import type { MeanStatistic, Metric, NetStatistic, Statistic } from './metric.ts';

/** What answers are expected to be, by the statistic of the metric. */
export type ExpectedAnswers<S extends Statistic = Statistic> = S extends NetStatistic
  ? {
      /** share of promoters, 0..1 */
      topShare: number;
      /** share of detractors, 0..1; with `topShare` at most 1 */
      bottomShare: number;
    }
  : S extends MeanStatistic
    ? {
        /** standard deviation of one answer, in the unit of the value */
        standardDeviation: number;
      }
    : {
        /** share of the top set, 0..1 */
        topShare: number;
      };

/** Variance of one expected answer in squared units of the value; the largest possible one when nothing is expected. */
export function plannedVariance(metric: Metric, expected: ExpectedAnswers | undefined): number {
  const { statistic, scale } = metric;
  if (statistic.kind === 'mean') {
    // The worst case: half the answers at each end.
    const half = (statistic.rescaled ? 1 : scale.max - scale.min) / 2;
    const { standardDeviation = half } = (expected ?? {}) as { standardDeviation?: number };
    return requireWithin(standardDeviation, { from: 0 }, 'options.expected.standardDeviation') ** 2;
  }
  const shares = expected as { topShare: number; bottomShare: number } | undefined;
  const p = shares ? requireProbability(shares.topShare, 'options.expected.topShare') : 0.5;
  if (statistic.kind === 'share') return p * (1 - p);
  const d = shares ? requireProbability(shares.bottomShare, 'options.expected.bottomShare') : 0.5;
  if (p + d > 1 + 1e-12) {
    throw new InputError('inconsistent', 'options.expected', `expected shares that add up to at most 1, got ${p + d}`);
  }
  return 1e4 * (p + d - (p - d) ** 2);
}
