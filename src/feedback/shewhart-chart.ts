import { requireFinite, requireOneOf, requireWithin } from '../errors/index.ts';
import type { Counted, CountedFor } from './answer-tally.ts';
import type { ChartFindings, ChartRule } from './control-chart.ts';
import { findSignals } from './control-chart.ts';
import { scoreOf } from './measure-score.ts';
import type { Metric, Statistic } from './metric.ts';
import { rangeOf } from './score-estimate.ts';
import { totalOf } from './total-of.ts';

/** How a Shewhart chart is drawn. */
export interface ShewhartOptions {
  /** distance of the limits from the center in standard errors, above 0; 3 by default */
  sigmas?: number;
  /** `true`: limits are widened (or narrowed) by how much periods differ anyway; for large bases. Off by default */
  laney?: boolean;
  /** center to hold the periods against, in the unit of the metric; the score of all periods together by default */
  center?: number;
  /** rules that make a signal; `['beyond-limits']` by default */
  rules?: readonly ChartRule[];
}

/** Scores of periods with the limits that chance would keep them in. */
export interface ShewhartChart extends ChartFindings {
  /** center line; null when no period has answers */
  center: number | null;
  /** score of each period; null without answers */
  values: (number | null)[];
  /** lower limit of each period, cut at the scale; null without answers */
  low: (number | null)[];
  /** upper limit of each period, cut at the scale; null without answers */
  high: (number | null)[];
  /** Laney's sigma z: 1 when periods differ as much as chance says; only with `laney` */
  sigmaRatio?: number;
}

/**
 * Whether a month is out of the ordinary: a chart of scores with limits that are wide for small months and narrow for
 * large ones. A p chart for shares, its counterpart for NPS and means.
 *
 * For **spikes**. A slow drift hides inside these limits for months: look at {@link ewmaChart} or {@link cusumChart}.
 * Center and variance come from all periods together, the outlier included. With tens of thousands of answers a period
 * every wiggle is beyond the limits, because customers differ between months for other reasons than chance: `laney`.
 * With fewer than two periods, or no variance, there is nothing to learn from their differences and the ratio is 1.
 *
 * @param metric - the metric
 * @param countedPerPeriod - tallies (or group counts) in order of time
 * @param options - distance of the limits, Laney's correction, fixed center, rules
 * @returns center, limits per period and signals; positions count from 0
 * @throws InputError `out-of-range` for sigmas, `not-finite` for the center, `unknown-name` for a rule, and what
 *   {@link measureScore} throws
 *
 * @example Was July really bad, or is that how our CSAT wobbles?
 * ```ts
 * import { csatMetric, shewhartChart } from 'clientele/feedback';
 *
 * const csat = csatMetric({ scale: { min: 1, max: 5 }, satisfied: [4, 5] });
 * const months = [82, 85, 84, 81, 60, 86].map((top) => ({ top, middle: 0, bottom: 100 - top }));
 * shewhartChart(csat, months).beyondLimits; // => [4]
 * ```
 * @see Montgomery 2013, Introduction to Statistical Quality Control, section 7.3; Laney 2002, Improved control charts for
 * attributes, Quality Engineering 14, 531-537
 */
export function shewhartChart<Id extends string, S extends Statistic>(
  metric: Metric<Id, S>,
  countedPerPeriod: readonly CountedFor<NoInfer<Id>, S>[],
  options: ShewhartOptions = {},
): ShewhartChart {
  const { laney = false, rules = ['beyond-limits'] } = options;
  const sigmas = requireWithin(options.sigmas ?? 3, { from: 0, fromOpen: true }, 'options.sigmas');
  for (const rule of rules) requireOneOf(rule, ['beyond-limits', 'run-of-8'], 'options.rules');
  const untyped: Metric = metric;
  const periods = countedPerPeriod as readonly Counted[];
  const all = scoreOf(untyped, totalOf(untyped, periods));
  const scores = periods.map((counted) => scoreOf(untyped, counted));
  const values = scores.map(({ value }) => value);
  if (options.center !== undefined) requireFinite(options.center, 'options.center');
  const center = options.center ?? all.value;
  const errors = scores.map(({ denominator }) => (denominator! > 0 ? Math.sqrt(all.variance! / denominator!) : null));
  const ratio = laney ? sigmaRatio(values, errors, center!) : 1;
  const [least, most] = rangeOf(untyped);
  const reach = errors.map((error) => (error === null ? null : sigmas * error * ratio));
  const low = reach.map((half) => (half === null ? null : Math.max(least, center! - half)));
  const high = reach.map((half) => (half === null ? null : Math.min(most, center! + half)));
  const findings = findSignals(values, (i) => ({ center: center!, low: low[i]!, high: high[i]! }), rules);
  return { center, values, low, high, ...(laney ? { sigmaRatio: ratio } : {}), ...findings };
}

/** Mean absolute step between standardized neighbours, divided by 1.128, its expectation under chance alone. */
function sigmaRatio(values: readonly (number | null)[], errors: readonly (number | null)[], center: number): number {
  const z = values.flatMap((value, i) => (value === null || errors[i] === 0 ? [] : [(value - center) / errors[i]!]));
  if (z.length < 2) return 1;
  const steps = z.slice(1).reduce((sum, point, i) => sum + Math.abs(point - z[i]!), 0);
  return steps / (z.length - 1) / 1.128;
}
