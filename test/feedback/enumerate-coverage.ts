import type { CompareTest, GroupCounts, IntervalMethod, NetStatistic, ScoreEstimate } from 'clientele/feedback';
import {
  compareScores,
  measureBootstrapInterval,
  measureCredibleInterval,
  measureInterval,
  NPS,
} from 'clientele/feedback';
import { normalQuantile } from 'clientele/statistics';

/** Shares of promoters, passives and detractors of a population. */
export interface Shares {
  top: number;
  middle: number;
  bottom: number;
}

/** Calls back with every way in which n answers can fall into three groups. */
export function eachOutcome(n: number, visit: (groups: GroupCounts) => void): void {
  for (let top = 0; top <= n; top++) {
    for (let bottom = 0; top + bottom <= n; bottom++) visit({ top, middle: n - top - bottom, bottom });
  }
}

/** log n! for n up to a few hundred, by summing: exact enough for 1e-12, and not the library's own log-gamma. */
function logFactorials(n: number): number[] {
  const logs = [0];
  for (let k = 1; k <= n; k++) logs.push(logs[k - 1]! + Math.log(k));
  return logs;
}

/** Probability of an outcome in a population. */
export function trinomial(n: number): (shares: Shares) => (groups: GroupCounts) => number {
  const logs = logFactorials(n);
  return (shares) => {
    // 0⁰ is 1, and its logarithm is not.
    const term = (share: number): ((count: number) => number) => {
      const log = Math.log(share);
      return (count) => (count === 0 ? 0 : count * log);
    };
    const [top, middle, bottom] = [term(shares.top), term(shares.middle), term(shares.bottom)];
    return (groups) =>
      Math.exp(
        logs[n]! -
          logs[groups.top]! -
          logs[groups.middle]! -
          logs[groups.bottom]! +
          top(groups.top) +
          middle(groups.middle) +
          bottom(groups.bottom),
      );
  };
}

/** One outcome of a survey and its interval. */
export interface OutcomeInterval {
  groups: GroupCounts;
  low: number;
  high: number;
  outOfRange: boolean;
  degenerate: boolean;
  holds: boolean;
}

/** Every way to an interval of a net score: the options of `measureInterval`, and the two that stand apart. */
export type AnyMethod = IntervalMethod<NetStatistic> | 'bayes' | 'bootstrap';

/** The intervals of all outcomes of n answers, clipped to the scale, with what a clip would hide. */
export function allIntervals(method: AnyMethod, n: number, level: number): OutcomeInterval[] {
  const measure = (groups: GroupCounts): ScoreEstimate => {
    if (method === 'bayes') return measureCredibleInterval(NPS, groups, { level });
    if (method === 'bootstrap') return measureBootstrapInterval(NPS, groups, { level });
    return measureInterval(NPS, groups, { method, level });
  };
  const rows: OutcomeInterval[] = [];
  eachOutcome(n, (groups) => {
    const { value, interval, outOfRange, degenerate } = measure(groups);
    const { low, high } = interval!;
    const holds = low <= value! && value! <= high;
    rows.push({ groups, low: Math.max(-100, low), high: Math.min(100, high), outOfRange, degenerate, holds });
  });
  return rows;
}

/** Probability that the interval holds the true score (closed, slack 1e-7 points), and its mean width. */
export function coverageOf(
  intervals: readonly OutcomeInterval[],
  n: number,
  shares: Shares,
): { coverage: number; meanWidth: number } {
  const probability = trinomial(n)(shares);
  const truth = 100 * (shares.top - shares.bottom);
  let coverage = 0;
  let meanWidth = 0;
  for (const { groups, low, high } of intervals) {
    const mass = probability(groups);
    if (low - 1e-7 <= truth && truth <= high + 1e-7) coverage += mass;
    meanWidth += mass * (high - low);
  }
  return { coverage, meanWidth };
}

/** Populations whose shares are whole parts of `denominator`, with least numerators. */
export function gridOf(grid: {
  denominator: number;
  minimumTop: number;
  minimumMiddle: number;
  minimumBottom: number;
}): Shares[] {
  const { denominator: d } = grid;
  const points: Shares[] = [];
  for (let top = grid.minimumTop; top <= d; top++) {
    for (let bottom = grid.minimumBottom; top + bottom <= d - grid.minimumMiddle; bottom++) {
      points.push({ top: top / d, middle: (d - top - bottom) / d, bottom: bottom / d });
    }
  }
  return points;
}

const decisions = new Map<string, Int8Array>();

/**
 * Whether a pair of outcomes is declared different, its statistic beyond the normal quantile; asked for only where it matters,
 * remembered for the next shape.
 */
function rejector(
  test: CompareTest<NetStatistic>,
  outcomes: { a: readonly GroupCounts[]; b: readonly GroupCounts[] },
  level: number,
): (i: number, j: number) => boolean {
  const key = JSON.stringify([test, level, outcomes.a.length, outcomes.b.length]);
  const known = decisions.get(key) ?? new Int8Array(outcomes.a.length * outcomes.b.length);
  decisions.set(key, known);
  const limit = normalQuantile((1 + level) / 2);
  return (i, j) => {
    const pair = i * outcomes.b.length + j;
    if (known[pair] === 0) {
      const groups = { reference: outcomes.b[j]!, compared: outcomes.a[i]! };
      const { difference, statistic, reason } = compareScores(NPS, groups, { test, level });
      // Without variance a difference is a rejection, no difference is none.
      known[pair] = (reason === 'no-variance' ? difference !== 0 : Math.abs(statistic!) > limit) ? 1 : -1;
    }
    return known[pair] === 1;
  };
}

/**
 * Probability, over all pairs of outcomes, that two groups of one population are declared different: one rate a
 * population. Pairs less likely than `ignore` are not looked at and counted as declared different.
 */
export function rejectionRates(
  test: CompareTest<NetStatistic>,
  sizes: { a: number; b: number },
  level: number,
  populations: readonly Shares[],
  ignore = 0,
): number[] {
  const list = (n: number): GroupCounts[] => {
    const all: GroupCounts[] = [];
    eachOutcome(n, (groups) => all.push(groups));
    return all;
  };
  const outcomes = { a: list(sizes.a), b: list(sizes.b) };
  const isRejected = rejector(test, outcomes, level);
  return populations.map((shares) => {
    const inA = outcomes.a.map(trinomial(sizes.a)(shares));
    const inB = outcomes.b.map(trinomial(sizes.b)(shares));
    let rate = 0;
    inA.forEach((massA, i) =>
      inB.forEach((massB, j) => {
        const mass = massA * massB;
        if (mass < ignore || isRejected(i, j)) rate += mass;
      }),
    );
    return rate;
  });
}
