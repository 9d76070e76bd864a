import { InputError } from '../errors/index.ts';
import type { AnswerTally } from './answer-tally.ts';
import type { Score } from './measure-score.ts';
import type { Metric } from './metric.ts';
import { requireTally } from './require-counted.ts';

/** Mean level with its variance (divisor n), two passes over the levels. */
export function meanOf(metric: Metric, counted: AnswerTally): Score {
  if (!('counts' in counted)) {
    throw new InputError('wrong-type', 'counted', 'expected a tally: the mean needs the count of every level');
  }
  const { counts } = requireTally(metric, counted);
  const { min, max } = metric.scale;
  const { statistic } = metric;
  const rescaled = statistic.kind === 'mean' && statistic.rescaled === true;
  let n = 0;
  let sum = 0;
  counts.forEach((count, i) => {
    n += count;
    sum += count * (min + i);
  });
  const base = { metric: metric.id, unit: 'scale' as const, numerator: sum, denominator: n };
  if (n === 0) return { value: null, reason: 'empty', ...base, variance: null, standardError: null };
  const mean = sum / n;
  let squares = 0;
  counts.forEach((count, i) => (squares += count * (min + i - mean) ** 2));
  const width = rescaled ? max - min : 1;
  const variance = squares / n / width ** 2;
  return {
    value: rescaled ? (sum - n * min) / (n * width) : mean,
    ...base,
    variance,
    standardError: Math.sqrt(variance / n),
  };
}
