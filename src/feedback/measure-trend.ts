import { normalCdf } from '../statistics/index.ts';
import type { Counted, CountedFor } from './answer-tally.ts';
import { groupsOf } from './group-counts.ts';
import type { Metric, Statistic } from './metric.ts';
import { requireTally } from './require-counted.ts';

/** Whether scores rise or fall steadily. */
export interface ScoreTrend {
  /** correlation of the period with the answer, −1..1 */
  correlation: number | null;
  /** correlation × sqrt(answers): standard normal when there is no trend */
  statistic: number | null;
  /** two-sided p-value */
  pValue: number | null;
  /** answers in all periods */
  answers: number;
  /** `'empty'` without answers, `'no-variance'` when all answers are alike or in one period */
  reason?: 'empty' | 'no-variance';
}

/**
 * Whether a score rises or falls steadily over periods: one test over all answers, where comparing every period with the
 * last finds something by chance.
 *
 * For shares the square of the statistic is the Cochran–Armitage test (`prop.trend.test` in R). Periods are equally
 * spaced by their position; an empty one keeps its place.
 *
 * @param metric - the metric
 * @param countedPerPeriod - tallies (or group counts) in order of time
 * @returns the test; null with a reason when there is nothing to test
 * @throws InputError what {@link measureScore} throws
 *
 * @example Is CSAT really sinking, or does it just wobble?
 * ```ts
 * import { csatMetric, measureTrend } from 'clientele/feedback';
 *
 * const csat = csatMetric({ scale: { min: 1, max: 5 }, satisfied: [4, 5] });
 * const quarters = [[83, 3], [90, 3], [129, 7], [70, 12]] as const;
 * const { statistic, pValue } = measureTrend(
 *   csat,
 *   quarters.map(([top, bottom]) => ({ top, middle: 0, bottom })),
 * );
 * statistic; // => ~-2.868
 * pValue; // => ~0.0041
 * ```
 * @see Armitage 1955, Tests for linear trends in proportions and frequencies, Biometrics 11, 375-386
 */
export function measureTrend<Id extends string, S extends Statistic>(
  metric: Metric<Id, S>,
  countedPerPeriod: readonly CountedFor<NoInfer<Id>, S>[],
): ScoreTrend {
  const untyped: Metric = metric;
  const periods = (countedPerPeriod as readonly Counted[]).map((counted) => valuesOf(untyped, counted));
  let answers = 0;
  let meanValue = 0;
  let meanPeriod = 0;
  const each = (visit: (period: number, value: number, count: number) => void): void =>
    periods.forEach((groups, period) => groups.forEach(([value, count]) => visit(period, value, count)));
  each((period, value, count) => {
    answers += count;
    meanValue += value * count;
    meanPeriod += period * count;
  });
  const none = { correlation: null, statistic: null, pValue: null, answers };
  if (answers === 0) return { ...none, reason: 'empty' };
  meanValue /= answers;
  meanPeriod /= answers;
  let both = 0;
  let values = 0;
  let positions = 0;
  each((period, value, count) => {
    both += count * (value - meanValue) * (period - meanPeriod);
    values += count * (value - meanValue) ** 2;
    positions += count * (period - meanPeriod) ** 2;
  });
  if (values === 0 || positions === 0) return { ...none, reason: 'no-variance' };
  const correlation = both / Math.sqrt(values) / Math.sqrt(positions);
  const statistic = correlation * Math.sqrt(answers);
  return { correlation, statistic, pValue: 2 * normalCdf(-Math.abs(statistic)), answers };
}

/** The values that answers take, with their counts: −1, 0, 1 of groups (a share has no 0), the levels of a mean. */
function valuesOf(metric: Metric, counted: Counted): (readonly [number, number])[] {
  if (metric.statistic.kind === 'mean') {
    return requireTally(metric, counted).map((count, i) => [i, count] as const);
  }
  const { top, middle, bottom } = groupsOf(metric, counted);
  return [
    [1, top],
    [0, middle],
    [-1, bottom],
  ];
}
