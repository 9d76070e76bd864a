import { figureOf } from './figure-of.ts';
import type { Score } from './measure-score.ts';
import type { MeanStatistic, Metric } from './metric.ts';

/** Mean level with its variance (divisor n), two passes over the levels. */
export function meanOf(metric: Metric, levels: readonly number[]): Score {
  const { min, max } = metric.scale;
  let n = 0;
  let sum = 0;
  let squares = 0;
  levels.forEach((count, i) => {
    n += count;
    sum += count * (min + i);
  });
  const mean = sum / n;
  levels.forEach((count, i) => (squares += count * (min + i - mean) ** 2));
  const { rescaled } = metric.statistic as MeanStatistic;
  const width = rescaled ? max - min : 1;
  return figureOf(metric, 'scale', sum, n, rescaled ? (sum - n * min) / (n * width) : mean, squares / n / width ** 2);
}
