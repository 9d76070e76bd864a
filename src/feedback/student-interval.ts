import type { Interval } from '../statistics/index.ts';
import { studentQuantile } from '../statistics/index.ts';

/** The t interval of a mean; none without a standard error or with less than one degree of freedom. */
export function studentInterval(value: number, error: number | null, freedom: number, level: number): Interval | null {
  if (error === null || freedom < 1) return null;
  const half = studentQuantile((1 + level) / 2, freedom) * error;
  return { low: value - half, high: value + half, level, method: 't' };
}
