import { requireFinite, requireWithin } from '../errors/index.ts';
import type { ChartFindings } from './control-chart.ts';
import { findSignals } from './control-chart.ts';

/** What the process was like before, and how the chart watches it. */
export interface EwmaOptions {
  /** mean of the process in good times */
  mean: number;
  /** standard deviation of one value in good times, above 0 */
  standardDeviation: number;
  /** weight of the newest value, above 0, at most 1; 0.05 to 0.25 see small drifts */
  lambda: number;
  /** distance of the limits in standard deviations of the smoothed value, above 0; 2.7 to 3 is usual */
  widthSigmas: number;
}

/** Smoothed values with their limits. */
export interface EwmaChart extends ChartFindings {
  /** center line: the given mean */
  center: number;
  /** exponentially weighted average after each value */
  smoothed: number[];
  /** lower limit at each value, exact from the first on */
  low: number[];
  /** upper limit at each value, exact from the first on */
  high: number[];
}

/**
 * A chart that sees a slow drift: every point is a fading average of all values so far, so that small shifts add up.
 *
 * For a spike {@link shewhartChart} is quicker. Mean and deviation come from a time that was good; taken from the data
 * under watch they hide what is looked for.
 *
 * @param values - figures in order of time, finite
 * @param options - mean and deviation in good times, weight, width of the limits
 * @returns smoothed values, limits, signals; positions count from 0
 * @throws InputError `wrong-type`, `not-finite`, `out-of-range`
 *
 * @example Is our CSAT slipping a little every month?
 * ```ts
 * import { ewmaChart } from 'clientele/feedback';
 *
 * const values = [9.45, 7.99, 9.29, 11.66, 12.16];
 * const chart = ewmaChart(values, { mean: 10, standardDeviation: 1, lambda: 0.1, widthSigmas: 2.7 });
 * chart.smoothed[0]; // => ~9.945
 * chart.beyondLimits; // => []
 * ```
 * @see Roberts 1959, Control chart tests based on geometric moving averages, Technometrics 1, 239-250; Montgomery 2013,
 * Introduction to Statistical Quality Control, section 9.2
 */
export function ewmaChart(values: readonly number[], options: EwmaOptions): EwmaChart {
  const mean = requireFinite(options.mean, 'options.mean');
  const deviation = requireWithin(options.standardDeviation, { from: 0, fromOpen: true }, 'options.standardDeviation');
  const lambda = requireWithin(options.lambda, { from: 0, to: 1, fromOpen: true }, 'options.lambda');
  const width = requireWithin(options.widthSigmas, { from: 0, fromOpen: true }, 'options.widthSigmas');
  const smoothed: number[] = [];
  const low: number[] = [];
  const high: number[] = [];
  let last = mean;
  values.forEach((value, i) => {
    last = lambda * requireFinite(value, `values[${i}]`) + (1 - lambda) * last;
    // Exact variance of the i-th average, not its limit: early points have tighter limits.
    const half = width * deviation * Math.sqrt((lambda / (2 - lambda)) * (1 - (1 - lambda) ** (2 * (i + 1))));
    smoothed.push(last);
    low.push(mean - half);
    high.push(mean + half);
  });
  const limits = (i: number) => ({ center: mean, low: low[i]!, high: high[i]! });
  return { center: mean, smoothed, low, high, ...findSignals(smoothed, limits, ['beyond-limits']) };
}
