import {
  InputError,
  requireCount,
  requireInteger,
  requireIterable,
  requireLevel,
  requireObject,
} from '../errors/index.ts';
import type { Estimate } from '../statistics/index.ts';
import { createRandom, nextUniform, quantile } from '../statistics/index.ts';
import { requireFunction } from './require-function.ts';
import { scoreBlocks } from './score-blocks.ts';
import type { ScoredRow } from './scored-row.ts';

/** How {@link bootstrapMetric} draws. */
export interface BootstrapMetricOptions {
  /** start of the random stream, a whole number: the same seed gives the same answer everywhere */
  seed: number;
  /** how often the rows are drawn again, 2 or more; 1,000 by default */
  resamples?: number;
  /** confidence of the interval, 0..1; 0.95 by default */
  level?: number;
}

/** What a metric may answer. */
export interface MetricAnswer {
  /** the answer, or null */
  value: number | null;
  /** why there is none */
  reason?: string;
}

/** A metric with its uncertainty by drawing the customers again. */
export interface BootstrapEstimate extends Estimate<string, 'too-few'> {
  /** how often the rows were drawn again */
  resamples: number;
  /** draws in which the metric had no value, such as draws without a leaver */
  withoutValue: number;
}

/**
 * The uncertainty of any metric: its spread over customers drawn again and again with replacement from those at hand.
 *
 * For AUC prefer the exact standard error of {@link measureRocAuc}; use this for lift, profit, calibration error, or a
 * metric of your own. Each row must be one customer: several rows of one customer make the interval too narrow. The
 * answer depends on the seed, not on the order of the rows.
 *
 * @param rows - scores and outcomes, in any order
 * @param metric - made of rows, such as {@link measureLogLoss}; it must not care about row order
 * @param options - seed, number of draws, confidence
 * @returns the metric on all rows, the standard deviation over the draws and their percentiles; `too-few` instead of an
 *   interval when the metric had no value in more than half of the draws
 * @throws InputError `not-a-probability`, `wrong-type`, `not-an-integer` (seed), `not-a-count`, `out-of-range`, and what
 *   the metric throws
 *
 * @example How sure may I be of my lift?
 * ```ts
 * import { bootstrapMetric, measureTopLift } from 'clientele/churn';
 *
 * const rows = Array.from({ length: 200 }, (_, i) => ({ probability: i / 200, churned: i % 10 < i / 25 }));
 * const lift = bootstrapMetric(rows, (drawn) => measureTopLift(drawn, { share: 0.2 }), { seed: 7, resamples: 200 });
 * lift.value; // => ~1.761364
 * lift.interval!.low < 1.6 && lift.interval!.high > 1.9; // => true
 * ```
 * @see Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapters 6 and 13
 */
export function bootstrapMetric(
  rows: Iterable<ScoredRow>,
  metric: (rows: readonly ScoredRow[]) => MetricAnswer,
  options: BootstrapMetricOptions,
): BootstrapEstimate {
  requireObject(options, 'options');
  requireFunction(metric, 'metric');
  const resamples = requireCount(options.resamples ?? 1000, 'options.resamples');
  if (resamples < 2) throw new InputError('out-of-range', 'options.resamples', `expected 2 or more, got ${resamples}`);
  const level = requireLevel(options.level ?? 0.95, 'options.level');
  const random = createRandom(requireInteger(options.seed, 'options.seed'));
  const list = [...requireIterable(rows, 'rows')];
  scoreBlocks(list); // refuses what is no scored row before anything is drawn
  list.sort((a, b) => a.probability - b.probability || Number(a.churned) - Number(b.churned));
  const { value, reason } = requireObject(metric(list), 'metric(rows)');
  const none = { standardError: null, interval: null, resamples };
  if (value === null) return { value, ...none, withoutValue: 0, reason: reason ?? 'empty' };
  const values: number[] = [];
  for (let draw = 0; draw < resamples; draw++) {
    const drawn = list.map(() => list[Math.floor(nextUniform(random) * list.length)]!);
    const answer = metric(drawn).value;
    if (answer !== null) values.push(answer);
  }
  const withoutValue = resamples - values.length;
  if (values.length < 2 || withoutValue > resamples / 2) {
    return { value, ...none, withoutValue, noInterval: 'too-few' };
  }
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const squares = values.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const sorted = Float64Array.from(values).sort();
  const tail = (1 - level) / 2;
  return {
    value,
    standardError: Math.sqrt(squares / (values.length - 1)),
    interval: {
      low: quantile(sorted, tail),
      high: quantile(sorted, 1 - tail),
      level,
      method: 'bootstrap-percentile',
    },
    resamples,
    withoutValue,
  };
}
