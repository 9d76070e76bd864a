import { wilsonInterval } from '../statistics/index.ts';
import type { GroupCounts } from './answer-tally.ts';

/**
 * Net score interval from two Wilson intervals, in points: the method of variance estimates recovery, with the
 * correlation of promoters and detractors, who share one base.
 *
 * @see Newcombe 1998, Improved confidence intervals for the difference between binomial proportions based on paired
 * data, Statistics in Medicine 17, 2635-2650, method 10 without continuity correction
 */
export function moverBounds({ top, middle, bottom }: GroupCounts, level: number): { low: number; high: number } {
  const n = top + middle + bottom;
  const p = top / n;
  const d = bottom / n;
  const above = wilsonInterval({ numerator: top, denominator: n }, { level })!;
  const below = wilsonInterval({ numerator: bottom, denominator: n }, { level })!;
  const root = Math.sqrt(p * (1 - p) * d * (1 - d));
  const phi = root && (-p * d) / root;
  const reach = (a: number, b: number): number => Math.sqrt(Math.max(0, a * a - 2 * phi * a * b + b * b));
  return {
    low: 100 * (p - d - reach(p - above.low, below.high - d)),
    high: 100 * (p - d + reach(d - below.low, above.high - p)),
  };
}
