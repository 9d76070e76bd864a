import { requireOneOf, requireWithin } from '../errors/index.ts';
import { normalCdf, studentCdf } from '../statistics/index.ts';
import type { Counted, CountedFor } from './answer-tally.ts';
import type { ScoreUnit } from './measure-score.ts';
import { scoreOf } from './measure-score.ts';
import type { Metric, Statistic } from './metric.ts';
import { netScoreStatistic } from './net-score-test.ts';
import { rangeOf } from './score-estimate.ts';

/** What a score is held against. */
export interface BenchmarkOptions {
  /** the figure to hold the score against, in the unit of the metric, strictly inside its range; taken as certain */
  benchmark: number;
  /** what would be news: the score lies above (`'greater'`, default), below (`'less'`) or anywhere else (`'two-sided'`) */
  alternative?: 'greater' | 'less' | 'two-sided';
}

/** A score held against a fixed figure. */
export interface BenchmarkComparison {
  /** the score; null without answers */
  value: number | null;
  /** the figure that it is held against */
  benchmark: number;
  /** score − benchmark */
  difference: number | null;
  /** unit of value, benchmark and difference */
  unit: ScoreUnit;
  /** score z at the benchmark (t for means) */
  statistic: number | null;
  /** probability of a statistic at least as far in the direction asked for, if the true score were the benchmark */
  pValue: number | null;
  /** direction that was tested */
  alternative: 'greater' | 'less' | 'two-sided';
  /** what was computed: Tango's test for net scores, Wilson's for shares, t for means */
  test: 'tango' | 'wilson' | 't';
  /** degrees of freedom of t */
  degreesOfFreedom?: number;
  /** `'empty'` without answers; means: `'too-few'` with one answer, `'no-variance'` when all are alike */
  reason?: 'empty' | 'too-few' | 'no-variance';
}

/**
 * Whether a score lies above (or below) a fixed figure: a target, an industry benchmark.
 *
 * The test and the default interval are one: at a bound of the 95 % score interval the two-sided p-value is 0.05. A
 * benchmark that is itself a survey has its own error and calls for {@link compareScores}.
 *
 * @param metric - the metric
 * @param counted - a tally of that metric; for net and share metrics group counts will do
 * @param options - benchmark and direction
 * @returns the comparison; statistic and p-value are null, with a reason, when there is nothing to test
 * @throws InputError `out-of-range` for a benchmark at or past the ends of the scale, `unknown-name`, and what
 *   {@link measureScore} throws
 *
 * @example Is our NPS of 48 from 100 answers really above 40?
 * ```ts
 * import { measureAgainstBenchmark, NPS } from 'clientele/feedback';
 *
 * measureAgainstBenchmark(NPS, { top: 62, middle: 24, bottom: 14 }, { benchmark: 40 }).pValue; // => ~0.148
 * ```
 * @see Tango 1998, Statistics in Medicine 17, 891-908
 */
export function measureAgainstBenchmark<Id extends string, S extends Statistic>(
  metric: Metric<Id, S>,
  counted: CountedFor<NoInfer<Id>, S>,
  options: BenchmarkOptions,
): BenchmarkComparison {
  const { benchmark, alternative = 'greater' } = options;
  requireOneOf(alternative, ['greater', 'less', 'two-sided'], 'options.alternative');
  const untyped: Metric = metric;
  const [from, to] = rangeOf(untyped);
  requireWithin(benchmark, { from, to, fromOpen: true, toOpen: true }, 'options.benchmark');
  const score = scoreOf(untyped, counted as Counted);
  const { value, unit } = score;
  const n = score.denominator!;
  const { kind } = untyped.statistic;
  const test = kind === 'net' ? 'tango' : kind === 'share' ? 'wilson' : 't';
  const none = { value, benchmark, unit, alternative, test, statistic: null, pValue: null } as const;
  if (value === null) return { ...none, difference: null, reason: 'empty' };
  const difference = value - benchmark;
  if (kind === 'mean' && n === 1) return { ...none, difference, reason: 'too-few' };
  if (kind === 'mean' && score.variance === 0) return { ...none, difference, reason: 'no-variance' };
  const statistic =
    kind === 'net'
      ? netScoreStatistic(score.topShare!, score.bottomShare!, n, benchmark / 100)
      : kind === 'share'
        ? difference / Math.sqrt((benchmark * (1 - benchmark)) / n)
        : difference / Math.sqrt(score.variance! / (n - 1));
  const tail = (t: number): number => (kind === 'mean' ? studentCdf(t, n - 1) : normalCdf(t));
  const pValue =
    alternative === 'greater'
      ? tail(-statistic)
      : alternative === 'less'
        ? tail(statistic)
        : 2 * tail(-Math.abs(statistic));
  const freedom = kind === 'mean' ? { degreesOfFreedom: n - 1 } : {};
  return { value, benchmark, difference, unit, statistic, pValue, alternative, test, ...freedom };
}
