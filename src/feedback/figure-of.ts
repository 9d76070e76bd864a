import type { Score, ScoreUnit } from './measure-score.ts';
import type { Metric } from './metric.ts';

/** Packs a figure over its base; over nothing it is null with a reason, whatever 0/0 made of the rest. */
export function figureOf(
  { id: metric }: Metric,
  unit: ScoreUnit,
  numerator: number,
  denominator: number,
  value: number,
  variance: number,
  shares: Pick<Score, 'topShare' | 'middleShare' | 'bottomShare'> = {},
): Score {
  const base = { metric, unit, numerator, denominator };
  return denominator
    ? { value, ...base, ...shares, variance, standardError: Math.sqrt(variance / denominator) }
    : { value: null, reason: 'empty', ...base, variance: null, standardError: null };
}
