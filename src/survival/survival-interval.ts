import type { Interval } from '../statistics/index.ts';
import type { SurvivalIntervalMethod } from './survival-curve.ts';

/** Names of the three scales. */
export const INTERVAL_METHODS = ['log-log', 'log', 'plain'] as const;

/**
 * Interval of a probability of surviving from the variance of its logarithm; null where nobody is left (S = 0).
 *
 * plain S ± z·S√V cut to [0, 1]; log S·exp(±z√V) cut at 1; log-log S^exp(±z√V/|ln S|) (Kalbfleisch & Prentice 2002, 1.4;
 * Klein & Moeschberger 2003, 4.3).
 */
export function survivalInterval(
  survival: number,
  variance: number | null,
  z: number,
  level: number,
  method: SurvivalIntervalMethod,
): Interval | null {
  if (variance === null || survival <= 0) return null;
  const spread = z * Math.sqrt(variance);
  let low: number;
  let high: number;
  if (survival >= 1 || spread === 0) {
    low = Math.min(1, survival);
    high = low;
  } else if (method === 'plain') {
    low = Math.max(0, survival - survival * spread);
    high = Math.min(1, survival + survival * spread);
  } else if (method === 'log') {
    low = survival * Math.exp(-spread);
    high = Math.min(1, survival * Math.exp(spread));
  } else {
    const log = Math.log(survival);
    const stretch = Math.exp(spread / -log);
    low = Math.exp(log * stretch);
    high = Math.exp(log / stretch);
  }
  return { low, high, level, method };
}
