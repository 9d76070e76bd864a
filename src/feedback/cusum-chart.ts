import { requireFinite, requireWithin } from '../errors/index.ts';
import type { ChartFindings } from './control-chart.ts';

/** What the process was like before, and how the chart watches it. */
export interface CusumOptions {
  /** mean of the process in good times */
  mean: number;
  /** standard deviation of one value in good times, above 0 */
  standardDeviation: number;
  /** slack per value in standard deviations, 0 or more: half the shift that must be seen, 0.5 is usual */
  slackSigmas: number;
  /** sum that makes a signal, in standard deviations, above 0; 4 or 5 is usual */
  thresholdSigmas: number;
}

/** Running sums of deviations beyond the slack. */
export interface CusumChart extends ChartFindings {
  /** the given mean */
  center: number;
  /** upper sums, in the unit of the values, 0 or more */
  high: number[];
  /** lower sums, in the unit of the values, 0 or more */
  low: number[];
  /** the sum that makes a signal, in the unit of the values */
  threshold: number;
}

/**
 * A chart that sees a lasting shift soonest: deviations from the mean add up once they pass the slack.
 *
 * For a spike {@link shewhartChart} is quicker. A sum above the threshold stays a signal until it has run down; restart
 * the chart once the cause is found.
 *
 * @param values - figures in order of time, finite
 * @param options - mean and deviation in good times, slack, threshold
 * @returns both sums, the threshold and signals; positions count from 0
 * @throws InputError `wrong-type`, `not-finite`, `out-of-range`
 *
 * @example Since when has the process been off?
 * ```ts
 * import { cusumChart } from 'clientele/feedback';
 *
 * const values = [10, 10, 12, 12, 12, 12, 12];
 * const chart = cusumChart(values, { mean: 10, standardDeviation: 1, slackSigmas: 0.5, thresholdSigmas: 4 });
 * chart.beyondLimits; // => [4, 5, 6]
 * ```
 * @see Page 1954, Continuous inspection schemes, Biometrika 41, 100-115; Montgomery 2013, Introduction to Statistical
 * Quality Control, section 9.1
 */
export function cusumChart(values: readonly number[], options: CusumOptions): CusumChart {
  const mean = requireFinite(options.mean, 'options.mean');
  const deviation = requireWithin(options.standardDeviation, { from: 0, fromOpen: true }, 'options.standardDeviation');
  const slack = deviation * requireWithin(options.slackSigmas, { from: 0 }, 'options.slackSigmas');
  const threshold =
    deviation * requireWithin(options.thresholdSigmas, { from: 0, fromOpen: true }, 'options.thresholdSigmas');
  const high: number[] = [];
  const low: number[] = [];
  const beyondLimits: number[] = [];
  let above = 0;
  let below = 0;
  values.forEach((value, i) => {
    requireFinite(value, `values[${i}]`);
    above = Math.max(0, value - (mean + slack) + above);
    below = Math.max(0, mean - slack - value + below);
    high.push(above);
    low.push(below);
    if (above > threshold || below > threshold) beyondLimits.push(i);
  });
  const signals = beyondLimits.map((index) => ({ index, rule: 'beyond-limits' as const }));
  return { center: mean, high, low, threshold, beyondLimits, signals };
}
