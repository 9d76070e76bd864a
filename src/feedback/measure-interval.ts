import { requireLevel, requireOneOf } from '../errors/index.ts';
import { clopperPearsonInterval, normalHalfWidth, wilsonInterval } from '../statistics/index.ts';
import type { Counted, CountedFor } from './answer-tally.ts';
import { groupsOf } from './group-counts.ts';
import type { Score } from './measure-score.ts';
import { scoreOf } from './measure-score.ts';
import type { Metric, MeanStatistic, NetStatistic, Statistic } from './metric.ts';
import { moverBounds } from './mover-bounds.ts';
import { netScoreBounds } from './net-score-bounds.ts';
import type { PseudoAnswers } from './pseudo-answers.ts';
import { adjustedScore } from './pseudo-answers.ts';
import type { ScoreEstimate } from './score-estimate.ts';
import { estimateOf } from './score-estimate.ts';
import { studentInterval } from './student-interval.ts';

/** Methods that fit a statistic: the first of each line is the default. */
export type IntervalMethod<S extends Statistic = Statistic> = S extends NetStatistic
  ? 'score' | 'wald' | 'adjusted-wald' | 'mover' | 't'
  : S extends MeanStatistic
    ? 't'
    : 'score' | 'wald' | 'agresti-coull' | 'exact';

/** How the interval is made. */
export interface IntervalOptions<S extends Statistic = Statistic> {
  /** confidence, between 0 and 1; 0.95 by default */
  level?: number;
  /** method; `'score'` by default for net and share metrics, `'t'` for means */
  method?: IntervalMethod<S>;
  /** answers that `'adjusted-wald'` adds; `'rocks'` by default */
  pseudoAnswers?: PseudoAnswers;
}

const METHODS = {
  net: ['score', 'wald', 'adjusted-wald', 'mover', 't'],
  share: ['score', 'wald', 'agresti-coull', 'exact'],
  mean: ['t'],
} as const;

/**
 * A score with its interval: where the true score lies, had everybody like these customers answered.
 *
 * The default for net and share metrics is the score interval (Tango 1998, Wilson 1927), because it keeps its promise at
 * ten answers: over 703 populations its worst true coverage at a nominal 95 % is 93.9 %, where the usual `'wald'`
 * falls to 53.9 %, leaves the scale in up to 60 % of the samples and has no width in up to 35 %. The others are here to
 * compare with published figures. Means take the t interval. `interval.method` names what was computed: `'tango'` or
 * `'wilson'` for `'score'`, else the option. The interval covers the chance of who answered, not the bias of who did
 * not; and it is that of one score: to compare two, use {@link compareScores} rather than look whether they overlap.
 *
 * @param metric - the metric
 * @param counted - a tally of that metric; for net and share metrics group counts will do
 * @param options - confidence and method
 * @returns value, standard error (that of {@link measureScore}), interval. Without answers the value is null, reason
 *   `'empty'`; one answer has no t interval (`noInterval: 'one-answer'`), but it has a score interval
 * @throws InputError `out-of-range` for the level, `unknown-name` for a method that the statistic does not have, and
 *   what {@link measureScore} throws
 *
 * @example Is our NPS of 48 from 100 answers really above 40?
 * ```ts
 * import { measureInterval, NPS } from 'clientele/feedback';
 *
 * const { value, interval } = measureInterval(NPS, { top: 62, middle: 24, bottom: 14 });
 * value; // => 48
 * interval; // => { low: ~32.39, high: ~60.81, level: 0.95, method: 'tango' }
 * ```
 * @see Tango 1998, Statistics in Medicine 17, 891-908; Wilson 1927, Journal of the American Statistical Association 22,
 * 209-212; Rocks 2016, The American Statistician 70, 365-372; Newcombe 1998, Statistics in Medicine 17, 873-890
 */
export function measureInterval<Id extends string, S extends Statistic>(
  metric: Metric<Id, S>,
  counted: CountedFor<NoInfer<Id>, S>,
  options: IntervalOptions<NoInfer<S>> = {},
): ScoreEstimate {
  return intervalOf(metric, counted, options as IntervalOptions);
}

/** {@link measureInterval} for a metric whose statistic is not known to the compiler. */
export function intervalOf(metric: Metric, counted: Counted, options: IntervalOptions = {}): ScoreEstimate {
  const level = requireLevel(options.level ?? 0.95, 'options.level');
  const { kind } = metric.statistic;
  const methods: readonly IntervalMethod[] = METHODS[kind];
  const method = requireOneOf(options.method ?? methods[0]!, methods, 'options.method');
  const score = scoreOf(metric, counted);
  const name = method === 'score' ? (kind === 'net' ? 'tango' : 'wilson') : method;
  const ends = score.value === null ? null : endsOf(metric, counted, score, method, level, options.pseudoAnswers);
  return estimateOf(metric, score, ends && { low: ends.low, high: ends.high, level, method: name });
}

function endsOf(
  metric: Metric,
  counted: Counted,
  score: Score,
  method: IntervalMethod,
  level: number,
  pseudoAnswers?: PseudoAnswers,
): { low: number; high: number } | null {
  const net = metric.statistic.kind === 'net';
  const n = score.denominator!;
  const counts = { numerator: score.numerator!, denominator: n };
  if (method === 'exact') return clopperPearsonInterval(counts, { level });
  if (method === 'score' && !net) return wilsonInterval(counts, { level });
  // The sample variance has the divisor n − 1, so that one answer has none.
  if (method === 't') return studentInterval(score.value!, Math.sqrt(score.variance! / (n - 1)), n - 1, level);
  let { value, standardError } = score;
  const z = normalHalfWidth(level);
  if (method === 'score') return netScoreBounds(score.topShare!, score.bottomShare!, n, z);
  if (method === 'mover') return moverBounds(groupsOf(metric, counted), level);
  if (method === 'adjusted-wald') {
    ({ value, standardError } = adjustedScore(metric, counted, pseudoAnswers));
  } else if (method === 'agresti-coull') {
    // Not that of statistics/, which cuts its ends at 0 and 1: here an end off the scale is shown and said to be off.
    const answers = n + z * z;
    value = (counts.numerator + (z * z) / 2) / answers;
    standardError = Math.sqrt((value * (1 - value)) / answers);
  }
  return { low: value! - z * standardError!, high: value! + z * standardError! };
}
