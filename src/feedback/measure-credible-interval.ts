import { requireLevel, requireWithin } from '../errors/index.ts';
import { betaQuantile, findRoot, integrate, logBeta, regularizedBeta } from '../statistics/index.ts';
import type { CountedFor } from './answer-tally.ts';
import { groupsOf } from './group-counts.ts';
import { scoreOf } from './measure-score.ts';
import type { Metric, NetStatistic, ShareStatistic } from './metric.ts';
import { requireGrouped } from './require-grouped.ts';
import type { ScoreEstimate } from './score-estimate.ts';
import { estimateOf } from './score-estimate.ts';

/** What is believed before the first answer, and how sure the interval must be. */
export interface CredibleIntervalOptions {
  /** probability that the interval holds, between 0 and 1; 0.95 by default */
  level?: number;
  /** answers believed in each group beforehand, above 0: 0.5 (Jeffreys) by default, 1 is uniform */
  prior?: number;
}

/**
 * A Bayesian interval of a net or share score: equal tails of the posterior, Dirichlet for promoters, passives and
 * detractors, Beta for a share.
 *
 * For comparison, and for those who speak of the probability that the score lies in a range. It may miss the observed
 * score: five promoters of five give [21.6, 99.4]. For a share the end is fixed at 0 when nobody is in the top set and
 * at 1 when everybody is (Brown, Cai & DasGupta 2001), so that the interval keeps its promise there.
 *
 * @param metric - a net or share metric
 * @param counted - a tally of that metric, or group counts
 * @param options - prior and probability
 * @returns the score with the interval, method `'credible'`; value null and reason `'empty'` without answers
 * @throws InputError `out-of-range` for level or prior, `unsupported` for a mean, and what {@link measureInterval} throws
 *
 * @example How probable is it that our NPS is above 40?
 * ```ts
 * import { measureCredibleInterval, NPS } from 'clientele/feedback';
 *
 * measureCredibleInterval(NPS, { top: 5, middle: 0, bottom: 0 }).interval?.low; // => ~21.6
 * ```
 * @see Brown, Cai & DasGupta 2001, Interval estimation for a binomial proportion, Statistical Science 16, 101-133
 */
export function measureCredibleInterval<Id extends string, S extends NetStatistic | ShareStatistic>(
  metric: Metric<Id, S>,
  counted: CountedFor<NoInfer<Id>, S>,
  options: CredibleIntervalOptions = {},
): ScoreEstimate {
  const level = requireLevel(options.level ?? 0.95, 'options.level');
  const prior = requireWithin(options.prior ?? 0.5, { from: 0, fromOpen: true }, 'options.prior');
  const untyped = requireGrouped(metric);
  const { top, middle, bottom } = groupsOf(untyped, counted);
  const score = scoreOf(untyped, counted);
  if (score.value === null) return estimateOf(untyped, score, null);
  const tail = (1 - level) / 2;
  const method = 'credible';
  if (untyped.statistic.kind === 'share') {
    const low = top === 0 ? 0 : betaQuantile(tail, top + prior, bottom + prior);
    const high = bottom === 0 ? 1 : betaQuantile(1 - tail, top + prior, bottom + prior);
    return estimateOf(untyped, score, { low, high, level, method });
  }
  const a = { top: top + prior, middle: middle + prior, bottom: bottom + prior };
  // The upper end is the mirrored lower end of the mirrored answers, so that both have the accuracy of a lower tail.
  const low = 100 * netQuantile(a.top, a.middle, a.bottom, tail);
  const high = -100 * netQuantile(a.bottom, a.middle, a.top, tail);
  return estimateOf(untyped, score, { low, high, level, method });
}

/** The `t` below which the difference of the Dirichlet shares lies with probability `tail`. */
function netQuantile(top: number, middle: number, bottom: number, tail: number): number {
  // The distribution runs from 0 to 1 between these ends, so there is a root.
  return findRoot((t) => netCdf(top, middle, bottom, t) - tail, { low: -1, high: 1, tolerance: 1e-10 })!;
}

/**
 * P(P − D ≤ t) = ∫ f_S(s) · I_{(1 + t/s)/2}(a_top, a_bottom) ds, where S = P + D is Beta(a_top + a_bottom, a_middle) and,
 * given S = s, the share of promoters among both is Beta(a_top, a_bottom). Below s = |t| the inner probability is 0 or 1.
 */
function netCdf(top: number, middle: number, bottom: number, t: number): number {
  const sides = top + bottom;
  const below = regularizedBeta(t, sides, middle);
  const promoters = (sum: number): number => regularizedBeta((1 + t / sum) / 2, top, bottom);
  if (middle < 0.5) {
    // A prior below ½ makes a pole at s = 1 that no substitution takes away: integrate over probabilities instead.
    const from = regularizedBeta(Math.abs(t), sides, middle);
    const inner = (p: number): number => promoters(betaQuantile(p, sides, middle));
    return from < 1 ? below + absolutely(inner, from, 1) : below;
  }
  const scale = Math.LN2 - logBeta(sides, middle);
  // s = sin²θ takes the poles of the density at 0 and 1 away.
  const density = (theta: number): number => {
    const sine = Math.sin(theta);
    const cosine = Math.cos(theta);
    const s = sine * sine;
    return promoters(s) * Math.exp(scale + (2 * sides - 1) * Math.log(sine) + (2 * middle - 1) * Math.log(cosine));
  };
  // The mass of S is all that matters; with many answers it is a needle that an integral from 0 to π/2 would step over.
  const [least, most] = [1e-11, 1 - 1e-11].map((p) => betaQuantile(p, sides, middle)) as [number, number];
  const from = Math.asin(Math.sqrt(Math.max(Math.abs(t), least)));
  const to = Math.asin(Math.sqrt(most));
  return from < to ? below + absolutely(density, from, to) : below;
}

/** An integral to an absolute tolerance: one is added and taken away again, so that a tail of 1e-38 may be a zero. */
function absolutely(f: (x: number) => number, from: number, to: number): number {
  const one = 1 / (to - from);
  return integrate((x) => f(x) + one, { from, to, tolerance: 1e-9 }) - 1;
}
