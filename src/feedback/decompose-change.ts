import { requireOneOf } from '../errors/index.ts';
import type { Figure } from '../statistics/index.ts';
import type { Counted, CountedFor } from './answer-tally.ts';
import { scoreOf } from './measure-score.ts';
import type { Metric, Statistic } from './metric.ts';
import { totalOf } from './total-of.ts';

/** How a change is split. */
export interface DecomposeOptions {
  /** `'midpoint'` (default): symmetric, nothing left over; `'three-way'`: at old scores and old weights, with interaction */
  form?: 'midpoint' | 'three-way';
  /** `true` (default): a growing segment below the average reads negative. The total of the mix is the same */
  centered?: boolean;
}

/** What one segment contributed to a change, in the unit of the score. */
export interface SegmentEffect {
  /** because its share of the answers changed */
  mix: number;
  /** because its own score changed */
  rate: number;
  /** because both changed; three-way only */
  interaction?: number;
}

/** A change of a score, split. All figures are in the unit of the score and null, with a reason, when a side is empty. */
export interface ChangeDecomposition<Name extends string = string> {
  /** total score before */
  before: number | null;
  /** total score after */
  after: number | null;
  /** after − before = mix + rate (+ interaction) */
  change: number | null;
  /** change because the shares of the segments moved */
  mix: number | null;
  /** change because the scores inside the segments moved */
  rate: number | null;
  /** change because both moved together; three-way only */
  interaction?: number | null;
  /** why there is no answer; absent where there is one */
  reason?: 'empty';
  /** contribution of each segment; empty when there is no answer */
  segments: Record<Name, SegmentEffect>;
}

/**
 * Splits a change of a score into mix (other customers answered) and rate (the same kind of customers answered
 * differently), segment by segment, exactly.
 *
 * A score can fall although every segment improved (Simpson's paradox): the mix says why. A segment that is missing in
 * one period takes its score of the other, so all of its effect is mix. This describes what happened; whether it is
 * noise, ask {@link compareScores} per segment.
 *
 * @param metric - the metric
 * @param before - a tally (or group counts) per segment, first period
 * @param after - the same, second period
 * @param options - form and centering
 * @returns the split, in the unit of the score; all null with reason `'empty'` when a period has no answers
 * @throws InputError `unknown-name` for the form, and what {@link measureScore} throws
 *
 * @example Did NPS drop, or did the customer mix change?
 * ```ts
 * import { decomposeChange, NPS } from 'clientele/feedback';
 *
 * const change = decomposeChange(
 *   NPS,
 *   { small: { top: 60, middle: 25, bottom: 15 }, large: { top: 10, middle: 10, bottom: 30 } },
 *   { small: { top: 31, middle: 12, bottom: 7 }, large: { top: 21, middle: 22, bottom: 57 } },
 * );
 * change.change; // => ~-24.67
 * change.mix; // => ~-28.17
 * change.rate; // => ~3.5
 * ```
 * @see Kitagawa 1955, Components of a difference between two rates, Journal of the American Statistical Association 50,
 * 1168-1194
 */
export function decomposeChange<Id extends string, S extends Statistic, Name extends string>(
  metric: Metric<Id, S>,
  before: Readonly<Partial<Record<Name, CountedFor<NoInfer<Id>, S>>>>,
  after: Readonly<Partial<Record<Name, CountedFor<NoInfer<Id>, S>>>>,
  options: DecomposeOptions = {},
): ChangeDecomposition<Name> {
  const { form = 'midpoint', centered = true } = options;
  requireOneOf(form, ['midpoint', 'three-way'], 'options.form');
  const threeWay = form === 'three-way';
  const old = periodOf(metric, before as Readonly<Record<string, Counted>>);
  const now = periodOf(metric, after as Readonly<Record<string, Counted>>);
  const segments = Object.create(null) as Record<Name, SegmentEffect>;
  if (old.total.value === null || now.total.value === null) {
    return {
      before: old.total.value,
      after: now.total.value,
      change: null,
      mix: null,
      rate: null,
      ...(threeWay ? { interaction: null } : {}),
      reason: 'empty',
      segments,
    };
  }
  const center = centered ? (old.total.value + now.total.value) / 2 : 0;
  const sums = { mix: 0, rate: 0, interaction: 0 };
  for (const name of new Set([...old.scores.keys(), ...now.scores.keys()]) as Set<Name>) {
    const was = old.scores.get(name)!;
    const is = now.scores.get(name)!;
    // Missing on one side: the other side's score stands in, and only the weight has changed.
    const m0 = was?.value ?? is?.value ?? center;
    const m1 = is?.value ?? was?.value ?? center;
    const w0 = was?.weight ?? 0;
    const w1 = is?.weight ?? 0;
    const effect = {
      mix: (w1 - w0) * ((threeWay ? m0 : (m0 + m1) / 2) - center),
      rate: (m1 - m0) * (threeWay ? w0 : (w0 + w1) / 2),
    };
    const interaction = (w1 - w0) * (m1 - m0);
    segments[name] = threeWay ? { ...effect, interaction } : effect;
    sums.mix += effect.mix;
    sums.rate += effect.rate;
    sums.interaction += interaction;
  }
  return {
    before: old.total.value,
    after: now.total.value,
    change: now.total.value - old.total.value,
    mix: sums.mix,
    rate: sums.rate,
    ...(threeWay ? { interaction: sums.interaction } : {}),
    segments,
  };
}

/** Score and share of the answers of each segment, and the score of all. */
function periodOf(
  metric: Metric,
  counted: Readonly<Record<string, Counted>>,
): { total: Figure; scores: Map<string, { value: number | null; weight: number }> } {
  // `undefined` is what a caller writes for a segment that was not there.
  const given = Object.entries(counted).filter(([, part]) => part !== undefined);
  const total = scoreOf(
    metric,
    totalOf(
      metric,
      given.map(([, part]) => part),
    ),
  );
  const scores = new Map<string, { value: number | null; weight: number }>();
  for (const [name, part] of given) {
    const { value, denominator } = scoreOf(metric, part);
    scores.set(name, { value, weight: denominator! / total.denominator! });
  }
  return { total, scores };
}
