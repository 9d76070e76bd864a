import { requireLevel, requireOneOf } from '../errors/index.ts';
import type { Comparison } from '../statistics/index.ts';
import { fisherExactTest, normalCdf, normalHalfWidth, squareAndAddInterval, welchTest } from '../statistics/index.ts';
import type { Counted, CountedFor } from './answer-tally.ts';
import { intervalOf } from './measure-interval.ts';
import type { Score } from './measure-score.ts';
import { scoreOf } from './measure-score.ts';
import type { MeanStatistic, Metric, NetStatistic, Statistic } from './metric.ts';
import { adjustedScore } from './pseudo-answers.ts';
import { totalOf } from './total-of.ts';

/** Tests that fit a statistic: the first of each line is the default. */
export type CompareTest<S extends Statistic = Statistic> = S extends NetStatistic
  ? 'pooled-score' | 'wald' | 'adjusted-wald' | 'welch'
  : S extends MeanStatistic
    ? 'welch' | 'wald'
    : 'pooled-score' | 'wald' | 'welch' | 'fisher';

/** Two groups whose answers have nothing to do with each other. */
export interface ScorePair<C = Counted> {
  /** the group held against: last quarter, the control group, everybody else */
  reference: C;
  /** the group of interest */
  compared: C;
}

/** How two scores are compared. */
export interface CompareScoresOptions<S extends Statistic = Statistic> {
  /** test; `'pooled-score'` by default for net and share metrics, `'welch'` for means */
  test?: CompareTest<S>;
  /** confidence of the interval, between 0 and 1; 0.95 by default */
  level?: number;
}

/** One score held against another. */
export interface ScoreComparison extends Comparison {
  /** which way the metric calls the difference, whatever its size; absent where there is none. Not a verdict: read `pValue` */
  direction?: 'better' | 'worse' | 'equal';
}

const TESTS = {
  net: ['pooled-score', 'wald', 'adjusted-wald', 'welch'],
  share: ['pooled-score', 'wald', 'welch', 'fisher'],
  mean: ['welch', 'wald'],
} as const;

/**
 * Whether two scores differ, or whether chance could have made the difference: compared − reference, its test and its
 * interval.
 *
 * The default pools the variance under "no difference" (type I error at most 5.6 % at ten against ten and at twenty
 * against hundred, where `'wald'` reaches 13.7 %), and gives the interval of the difference from the two score intervals.
 * Test and interval may disagree at the very edge; both are reported. The groups must be **independent**: the same
 * customers before and after are paired, and this test is then too timid. A segment is compared with the rest
 * ({@link subtractAnswerTally}), never with a total that contains it. Many segments at once need a correction: see
 * `adjustHolm` and `adjustBenjaminiHochberg` of `clientele/statistics`.
 *
 * @param metric - the metric
 * @param pair - two tallies of that metric; for net and share metrics group counts will do
 * @param options - test and confidence
 * @returns the comparison; an empty group has reason `'empty'`; where all answers are alike, the pooled test says p = 1
 *   and the others have reason `'no-variance'`. `'fisher'` has a p-value and no statistic
 * @throws InputError `out-of-range` for the level, `unknown-name` for a test that the statistic does not have, and what
 *   {@link measureScore} throws
 *
 * @example NPS went from 30 to 48 with a hundred answers each: is that real?
 * ```ts
 * import { compareScores, NPS } from 'clientele/feedback';
 *
 * const change = compareScores(NPS, {
 *   reference: { top: 52, middle: 26, bottom: 22 },
 *   compared: { top: 62, middle: 24, bottom: 14 },
 * });
 * change.difference; // => 18
 * change.pValue; // => ~0.0998
 * ```
 * @see Newcombe 1998, Interval estimation for the difference between independent proportions, Statistics in Medicine 17,
 * 873-890, method 10; Rocks 2016, The American Statistician 70, 365-372
 */
export function compareScores<Id extends string, S extends Statistic>(
  metric: Metric<Id, S>,
  pair: ScorePair<CountedFor<NoInfer<Id>, S>>,
  options: CompareScoresOptions<NoInfer<S>> = {},
): ScoreComparison {
  const untyped: Metric = metric;
  const { kind } = untyped.statistic;
  const level = requireLevel(options.level ?? 0.95, 'options.level');
  const test = requireOneOf(options.test ?? TESTS[kind][0], TESTS[kind] as readonly CompareTest[], 'options.test');
  const { reference, compared } = pair as ScorePair;
  const was = scoreOf(untyped, reference);
  const is = scoreOf(untyped, compared);
  if (was.value === null || is.value === null) {
    const none = { difference: null, standardError: null, statistic: null, pValue: null, interval: null };
    return { ...none, test, reason: 'empty' };
  }
  const comparison =
    test === 'welch'
      ? welchTest({ reference: sampleOf(was), compared: sampleOf(is) }, { level })
      : test === 'wald' || test === 'adjusted-wald'
        ? waldTest(untyped, was, is, pair as ScorePair, test, level)
        : pooledTest(untyped, was, is, pair as ScorePair, test, level);
  const sign = Math.sign(comparison.difference!) * (metric.better === 'higher' ? 1 : -1);
  return { ...comparison, direction: sign > 0 ? 'better' : sign < 0 ? 'worse' : 'equal' };
}

/** Mean and sample variance, as a test of means wants them. */
function sampleOf(score: Score): { count: number; mean: number; variance: number } {
  const count = score.denominator!;
  // Of one answer there is none, and it is not read.
  return { count, mean: score.value!, variance: (score.variance! * count) / (count - 1) };
}

/** Pooled z (or Fisher's p), with the interval from the two score intervals. */
function pooledTest(
  metric: Metric,
  was: Score,
  is: Score,
  pair: ScorePair,
  test: CompareTest,
  level: number,
): Comparison {
  const interval = squareAndAddInterval(
    { value: was.value!, interval: intervalOf(metric, pair.reference, { level }).interval! },
    { value: is.value!, interval: intervalOf(metric, pair.compared, { level }).interval! },
  );
  const difference = is.value! - was.value!;
  if (test === 'fisher') {
    const counts = (score: Score) => ({ numerator: score.numerator!, denominator: score.denominator! });
    const pValue = fisherExactTest({ reference: counts(was), compared: counts(is) });
    return { difference, standardError: null, statistic: null, pValue, interval, test };
  }
  const pooled = scoreOf(metric, totalOf(metric, [pair.reference, pair.compared])).variance!;
  const standardError = Math.sqrt(pooled / was.denominator! + pooled / is.denominator!);
  // All answers alike: no difference was seen, and none is claimed.
  const statistic = standardError === 0 ? 0 : difference / standardError;
  return { difference, standardError, statistic, pValue: 2 * normalCdf(-Math.abs(statistic)), interval, test };
}

function waldTest(
  metric: Metric,
  was: Score,
  is: Score,
  pair: ScorePair,
  test: 'wald' | 'adjusted-wald',
  level: number,
): Comparison {
  const adjusted = test === 'adjusted-wald';
  const a = adjusted ? adjustedScore(metric, pair.reference) : was;
  const b = adjusted ? adjustedScore(metric, pair.compared) : is;
  const difference = b.value! - a.value!;
  const standardError = Math.hypot(a.standardError!, b.standardError!);
  if (standardError === 0) {
    return { difference, standardError, statistic: null, pValue: null, interval: null, test, reason: 'no-variance' };
  }
  const statistic = difference / standardError;
  const half = normalHalfWidth(level) * standardError;
  const interval = { low: difference - half, high: difference + half, level, method: test };
  return { difference, standardError, statistic, pValue: 2 * normalCdf(-Math.abs(statistic)), interval, test };
}
