import type { CompareTest, GroupCounts, IntervalMethod, NetStatistic } from 'clientele/feedback';
import { compareScores, measureInterval, NPS } from 'clientele/feedback';

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
export function trinomial(n: number): (groups: GroupCounts, shares: Shares) => number {
  const logs = logFactorials(n);
  return ({ top, middle, bottom }, shares) => {
    // 0⁰ is 1, and its logarithm is not.
    const term = (count: number, share: number): number => (count === 0 ? 0 : count * Math.log(share));
    return Math.exp(
      logs[n]! -
        logs[top]! -
        logs[middle]! -
        logs[bottom]! +
        term(top, shares.top) +
        term(middle, shares.middle) +
        term(bottom, shares.bottom),
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

/** The intervals of all outcomes of n answers, clipped to the scale, with what a clip would hide. */
export function allIntervals(method: IntervalMethod<NetStatistic>, n: number, level: number): OutcomeInterval[] {
  const rows: OutcomeInterval[] = [];
  eachOutcome(n, (groups) => {
    const { value, interval, outOfRange, degenerate } = measureInterval(NPS, groups, { method, level });
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
  const probability = trinomial(n);
  const truth = 100 * (shares.top - shares.bottom);
  let coverage = 0;
  let meanWidth = 0;
  for (const { groups, low, high } of intervals) {
    const mass = probability(groups, shares);
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

const rejections = new Map<string, Uint8Array>();

/** Which pairs of outcomes are declared different, in the order of eachOutcome; made once per test and sizes. */
function rejectedPairs(test: CompareTest<NetStatistic>, sizes: { a: number; b: number }, level: number): Uint8Array {
  const key = JSON.stringify([test, sizes, level]);
  let pairs = rejections.get(key);
  if (pairs) return pairs;
  const list: number[] = [];
  eachOutcome(sizes.a, (a) =>
    eachOutcome(sizes.b, (b) => {
      const { difference, pValue, reason } = compareScores(NPS, { reference: b, compared: a }, { test, level });
      // Without variance a difference is a rejection, no difference is none.
      list.push((reason === 'no-variance' ? difference !== 0 : pValue! < 1 - level) ? 1 : 0);
    }),
  );
  rejections.set(key, (pairs = Uint8Array.from(list)));
  return pairs;
}

/** Probability, over all pairs of outcomes, that two groups of one population are declared different. */
export function rejectionRate(
  test: CompareTest<NetStatistic>,
  sizes: { a: number; b: number },
  level: number,
  shares: Shares,
): number {
  const pairs = rejectedPairs(test, sizes, level);
  const inA = trinomial(sizes.a);
  const inB = trinomial(sizes.b);
  const massesB: number[] = [];
  eachOutcome(sizes.b, (b) => massesB.push(inB(b, shares)));
  let rate = 0;
  let pair = 0;
  eachOutcome(sizes.a, (a) => {
    const massA = inA(a, shares);
    for (const massB of massesB) if (pairs[pair++]) rate += massA * massB;
  });
  return rate;
}
