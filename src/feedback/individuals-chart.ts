import { requireFinite, requireOneOf } from '../errors/index.ts';
import type { ChartFindings, ChartRule } from './control-chart.ts';
import { findSignals } from './control-chart.ts';

/** How a chart of individual values is read. */
export interface IndividualsOptions {
  /** rules that make a signal; `['beyond-limits']` by default */
  rules?: readonly ChartRule[];
}

/** Values with the limits that their own steps suggest. */
export interface IndividualsChart extends ChartFindings {
  /** mean of the values; null without values */
  center: number | null;
  /** mean absolute step from one value to the next; null with fewer than two */
  meanMovingRange: number | null;
  /** lower limit: center − 2.66 × mean step; null with fewer than two values */
  low: number | null;
  /** upper limit: center + 2.66 × mean step; null with fewer than two values */
  high: number | null;
  /** limit of a single step: 3.267 × mean step; null with fewer than two values */
  movingRangeHigh: number | null;
}

/**
 * A chart of single figures whose bases are not known: scores copied from a report. The spread is taken from the steps
 * between neighbours (XmR chart).
 *
 * Where the tallies are known, {@link shewhartChart} is better: it knows how sure each month is.
 *
 * @param values - figures in order of time, finite
 * @param options - rules
 * @returns center, limits and signals; positions count from 0
 * @throws InputError `wrong-type` or `not-finite` for a value, `unknown-name` for a rule
 *
 * @example Which of these monthly scores needs an explanation?
 * ```ts
 * import { individualsChart } from 'clientele/feedback';
 *
 * individualsChart([45, 38, 46, 40, 44, 42, 10, 43, 45, 44]).beyondLimits; // => [6]
 * ```
 * @see Wheeler & Chambers 1992, Understanding Statistical Process Control; the factors are 3/d2 and D4 for ranges of two
 */
export function individualsChart(values: readonly number[], options: IndividualsOptions = {}): IndividualsChart {
  const { rules = ['beyond-limits'] } = options;
  for (const rule of rules) requireOneOf(rule, ['beyond-limits', 'run-of-8'], 'options.rules');
  values.forEach((value, i) => requireFinite(value, `values[${i}]`));
  const n = values.length;
  const center = n === 0 ? null : values.reduce((sum, value) => sum + value, 0) / n;
  if (n < 2) {
    const none = { meanMovingRange: null, low: null, high: null, movingRangeHigh: null };
    return { center, ...none, beyondLimits: [], signals: [] };
  }
  const step = values.slice(1).reduce((sum, value, i) => sum + Math.abs(value - values[i]!), 0) / (n - 1);
  const low = center! - 2.66 * step;
  const high = center! + 2.66 * step;
  const findings = findSignals(values, () => ({ center: center!, low, high }), rules);
  return { center, meanMovingRange: step, low, high, movingRangeHigh: 3.267 * step, ...findings };
}
