import type { Counted, CountedFor } from './answer-tally.ts';
import { hideScore, minimumOf } from './limit-score.ts';
import type { Score } from './measure-score.ts';
import { scoreOf } from './measure-score.ts';
import type { Metric, Statistic } from './metric.ts';
import { totalOf } from './total-of.ts';

/** How small a shown group may be. */
export interface BySegmentOptions {
  /** fewest answers of a shown figure, 10 by default; below 5 a colleague's answer can be guessed; 1 shows everything */
  minimumAnswers?: number;
}

/** Scores of all segments and of everybody, with small groups hidden. */
export interface SegmentScores<Name extends string = string> {
  /** everybody together */
  total: Score;
  /** score per segment; hidden ones have neither value nor base */
  segments: Record<Name, Score>;
}

/**
 * Scores per segment that do not give small groups away.
 *
 * A segment below `minimumAnswers` shows neither value nor base (`'too-few'`). Because the total is shown, one hidden
 * segment could be found by subtraction: as long as only one is hidden, or the hidden ones together are below the minimum,
 * the smallest shown one is hidden too (`'complementary'`; ties by name in code-unit order). Segments without answers
 * stay visible and hide nothing. A total below the minimum is hidden itself. Two tables with other cuts of the same
 * answers can still be combined: publish one.
 *
 * @param metric - the metric
 * @param countedBySegment - a tally (or group counts) per segment; segments must not share answers
 * @param options - fewest answers of a shown figure
 * @returns total and segments, in the order given
 * @throws InputError `not-a-count` and what {@link measureScore} throws
 *
 * @example What is CSAT per team, without exposing the team of three?
 * ```ts
 * import { csatMetric, measureBySegment } from 'clientele/feedback';
 *
 * const csat = csatMetric({ scale: { min: 1, max: 5 }, satisfied: [4, 5] });
 * const { segments } = measureBySegment(csat, {
 *   phone: { top: 80, middle: 0, bottom: 20 },
 *   chat: { top: 20, middle: 0, bottom: 10 },
 *   night: { top: 2, middle: 0, bottom: 1 },
 * });
 * segments.night.reason; // => 'too-few'
 * segments.chat.reason; // => 'complementary'
 * segments.phone.value; // => 0.8
 * ```
 * @see Hundepool et al. 2012, Statistical Disclosure Control, chapter 4 (secondary suppression)
 */
export function measureBySegment<Id extends string, S extends Statistic, Name extends string>(
  metric: Metric<Id, S>,
  countedBySegment: Readonly<Record<Name, CountedFor<NoInfer<Id>, S>>>,
  options: BySegmentOptions = {},
): SegmentScores<Name> {
  const minimum = minimumOf(options.minimumAnswers);
  const untyped: Metric = metric;
  const names = Object.keys(countedBySegment) as Name[];
  const scores = new Map<Name, Score>();
  for (const name of names) scores.set(name, scoreOf(untyped, countedBySegment[name] as Counted));
  const total = scoreOf(
    untyped,
    totalOf(
      untyped,
      names.map((name) => countedBySegment[name] as Counted),
    ),
  );
  const small = (score: Score): boolean => score.denominator! > 0 && score.denominator! < minimum;
  const hidden = new Map<Name, 'too-few' | 'complementary'>();
  for (const [name, score] of scores) if (small(score)) hidden.set(name, 'too-few');
  if (hidden.size > 0 && !small(total)) hideMore(scores, hidden, minimum);
  const segments = Object.create(null) as Record<Name, Score>;
  for (const [name, score] of scores) {
    const reason = hidden.get(name);
    segments[name] = reason ? hideScore(score, reason) : score;
  }
  return { total: small(total) ? hideScore(total, 'too-few') : total, segments };
}

/** Hides the smallest shown cells until no hidden one can be found by subtraction from the total. */
function hideMore<Name extends string>(
  scores: ReadonlyMap<Name, Score>,
  hidden: Map<Name, 'too-few' | 'complementary'>,
  minimum: number,
): void {
  const answers = (name: Name): number => scores.get(name)!.denominator!;
  const shown = [...scores.keys()].filter((name) => !hidden.has(name) && answers(name) > 0);
  shown.sort((a, b) => answers(a) - answers(b) || (a < b ? -1 : 1));
  let hiddenAnswers = [...hidden.keys()].reduce((sum, name) => sum + answers(name), 0);
  for (const name of shown) {
    // One cell alone holds less than the minimum, so these are two or more.
    if (hiddenAnswers >= minimum) return;
    hidden.set(name, 'complementary');
    hiddenAnswers += answers(name);
  }
}
