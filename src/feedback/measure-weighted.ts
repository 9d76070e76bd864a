import { InputError, requireLevel, requireWithin } from '../errors/index.ts';
import type { Estimate } from '../statistics/index.ts';
import type { Counted, CountedFor } from './answer-tally.ts';
import { effectiveInterval } from './effective-interval.ts';
import type { Score, ScoreUnit } from './measure-score.ts';
import { scoreOf } from './measure-score.ts';
import type { Metric, Statistic } from './metric.ts';
import { studentInterval } from './student-interval.ts';

/** What the answers are weighted to. */
export interface WeightedOptions<Name extends string = string> {
  /** customers per stratum in the population: counts, or shares when `finitePopulation` is off; 0 leaves a stratum out */
  population: Readonly<Record<Name, number>>;
  /** `true`: the populations are counts, and asking most of a small one makes the answer surer; off by default */
  finitePopulation?: boolean;
  /** confidence, between 0 and 1; 0.95 by default */
  level?: number;
}

/** A score weighted to a population. */
export interface WeightedScore extends Estimate<'empty' | 'missing-stratum', 'one-answer'> {
  /** unit of the value, the standard error and the interval */
  unit: ScoreUnit;
  /** answers in the strata that count */
  answers: number;
  /** answers of a simple random sample that would weigh as evenly (Kish); null without a value */
  effectiveAnswers: number | null;
  /** answers / effective answers: what unequal weights cost; null without a value */
  designEffect: number | null;
  /** strata with a population but without answers; present with the reason `'missing-stratum'` */
  missingStrata?: string[];
}

/**
 * The score of a population whose strata answered unequally: Σ W·m over the strata, W from the population.
 *
 * Weighting repairs who answered only between the strata, never inside them. The standard error is that of a stratified
 * sample (s² with n − 1, as R's survey package does); the interval of net and share metrics is the score interval of the
 * weighted shares at the effective number of answers, never at n; means take t with n − strata degrees of freedom.
 *
 * @param metric - the metric
 * @param strata - a tally (or group counts) per stratum
 * @param options - population per stratum
 * @returns the score. Value null with reason `'missing-stratum'` (and their names) when a stratum with a population has no
 *   answer, `'empty'` when no population is given. The standard error is null when a stratum has one answer only
 * @throws InputError `missing-value` for a stratum without population, `out-of-range` for populations and level,
 *   `inconsistent` for more answers than population with `finitePopulation`, and what {@link measureScore} throws
 *
 * @example Half our answers come from the small segment that loves us: what would NPS be if everybody weighed right?
 * ```ts
 * import { measureWeighted, NPS } from 'clientele/feedback';
 *
 * const score = measureWeighted(
 *   NPS,
 *   { a: { top: 30, middle: 15, bottom: 5 }, b: { top: 20, middle: 20, bottom: 10 }, c: { top: 5, middle: 10, bottom: 35 } },
 *   { population: { a: 5000, b: 3000, c: 2000 } },
 * );
 * score.value; // => 19
 * score.standardError; // => ~6.0693
 * score.effectiveAnswers; // => ~131.58
 * ```
 * @see Cochran 1977, Sampling Techniques, section 5.4; Kish 1965, Survey Sampling, section 8.2
 */
export function measureWeighted<Id extends string, S extends Statistic, Name extends string>(
  metric: Metric<Id, S>,
  strata: Readonly<Record<Name, CountedFor<NoInfer<Id>, S>>>,
  options: WeightedOptions<NoInfer<Name>>,
): WeightedScore {
  const { finitePopulation = false } = options;
  const untyped: Metric = metric;
  const level = requireLevel(options.level ?? 0.95, 'options.level');
  const population = new Map<string, number>(Object.entries<number>(options.population));
  for (const [name, size] of population) requireWithin(size, { from: 0 }, `options.population.${name}`);
  for (const name of Object.keys(strata)) {
    if (!population.has(name)) {
      throw new InputError('missing-value', `options.population.${name}`, 'expected a population for every stratum');
    }
  }
  const total = [...population.values()].reduce((sum, size) => sum + size, 0);
  const used: { size: number; weight: number; score: Score }[] = [];
  const missingStrata: string[] = [];
  for (const [name, size] of population) {
    if (size === 0) continue;
    const counted = Object.hasOwn(strata, name) ? (strata[name as Name] as Counted | undefined) : undefined;
    const score = counted && scoreOf(untyped, counted);
    if (!score || score.value === null) missingStrata.push(name);
    else used.push({ size, weight: size / total, score });
  }
  const { kind } = untyped.statistic;
  const unit = kind === 'net' ? 'points' : kind === 'share' ? 'share' : 'scale';
  const answers = used.reduce((sum, { score }) => sum + score.denominator!, 0);
  if (missingStrata.length > 0 || used.length === 0) {
    const none = {
      standardError: null,
      interval: null,
      unit,
      answers,
      effectiveAnswers: null,
      designEffect: null,
    } as const;
    if (missingStrata.length === 0) return { value: null, reason: 'empty', ...none };
    return { value: null, reason: 'missing-stratum', ...none, missingStrata };
  }
  const sum = (term: (weight: number, score: Score) => number): number =>
    used.reduce((so, { weight, score }) => so + term(weight, score), 0);
  const value = sum((weight, score) => weight * score.value!);
  const effectiveAnswers = 1 / sum((weight, score) => weight ** 2 / score.denominator!);
  const standardError = stratifiedError(used, finitePopulation);
  const interval =
    kind === 'mean'
      ? studentInterval(value, standardError, answers - used.length, level)
      : effectiveInterval(
          untyped,
          {
            topShare: sum((weight, score) => weight * score.topShare!),
            bottomShare: sum((weight, score) => weight * (score.bottomShare ?? 1 - score.topShare!)),
          },
          effectiveAnswers,
          level,
        );
  return {
    value,
    standardError,
    interval,
    ...(interval ? {} : { noInterval: 'one-answer' as const }),
    unit,
    answers,
    effectiveAnswers,
    designEffect: answers / effectiveAnswers,
  };
}

/** sqrt(Σ W²·s²/n·(1 − n/N)); null where a stratum of one answer hides its spread. */
function stratifiedError(
  strata: readonly { size: number; weight: number; score: Score }[],
  finitePopulation: boolean,
): number | null {
  let variance = 0;
  let unknown = false;
  for (const { size, weight, score } of strata) {
    const n = score.denominator!;
    if (finitePopulation && n > size) {
      throw new InputError('inconsistent', 'options.population', `expected at least ${n} that answered, got ${size}`);
    }
    const rest = finitePopulation ? 1 - n / size : 1;
    if (n > 1) variance += weight ** 2 * (score.variance! / (n - 1)) * rest;
    // Everybody was asked: one answer of one customer leaves nothing to guess.
    else if (rest > 0) unknown = true;
  }
  return unknown ? null : Math.sqrt(variance);
}
