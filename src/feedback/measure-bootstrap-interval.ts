import { InputError, requireLevel } from '../errors/index.ts';
import type { Counted } from './answer-tally.ts';
import { groupsOf } from './group-counts.ts';
import { scoreOf } from './measure-score.ts';
import type { Metric, NetStatistic } from './metric.ts';
import type { ScoreEstimate } from './score-estimate.ts';
import { estimateOf } from './score-estimate.ts';

/** How sure the interval must be. */
export interface BootstrapIntervalOptions {
  /** confidence, between 0 and 1; 0.95 by default */
  level?: number;
}

/** The law has 2n + 1 values; past this many answers every method agrees anyway. */
const MOST_ANSWERS = 100_000;

/**
 * The percentile bootstrap interval of a net score without dice: the exact law of the score of n answers drawn from the
 * observed shares, instead of a few thousand draws from it.
 *
 * For comparison only: at ten answers its true coverage at a nominal 95 % is 88.8 % in the mean and 40 % at worst, and
 * when all answers are alike it has no width. {@link measureInterval} is better at every size.
 *
 * @param metric - a net metric
 * @param counted - a tally of that metric, or group counts
 * @param options - confidence
 * @returns the score with the interval, method `'bootstrap'`; value null and reason `'empty'` without answers
 * @throws InputError `out-of-range` for the level, `too-many` past 100,000 answers, and what {@link measureInterval} throws
 *
 * @example What would resampling our ten answers a million times say?
 * ```ts
 * import { measureBootstrapInterval, NPS } from 'clientele/feedback';
 *
 * measureBootstrapInterval(NPS, { top: 5, middle: 3, bottom: 2 }).interval?.low; // => -20
 * ```
 * @see Efron & Tibshirani 1993, An Introduction to the Bootstrap, section 13.3; Knuth 1997, The Art of Computer
 * Programming 2, section 4.7 (Euler's recurrence for powers of a polynomial)
 */
export function measureBootstrapInterval<Id extends string>(
  metric: Metric<Id, NetStatistic>,
  counted: Counted<NoInfer<Id>>,
  options: BootstrapIntervalOptions = {},
): ScoreEstimate {
  const level = requireLevel(options.level ?? 0.95, 'options.level');
  if (metric.statistic.kind !== 'net') {
    throw new InputError('unsupported', 'metric.statistic', 'expected a net metric');
  }
  const score = scoreOf(metric, counted);
  const { top, middle, bottom } = groupsOf(metric, counted);
  const n = top + middle + bottom;
  if (n > MOST_ANSWERS) {
    throw new InputError('too-many', 'counted', `expected at most ${MOST_ANSWERS} answers, got ${n}`);
  }
  if (n === 0) return estimateOf(metric, score, null);
  const law = sumLaw(bottom / n, middle / n, top / n, n);
  const tail = (1 - level) / 2;
  const low = (100 * (smallestReaching(law, tail) - n)) / n;
  const high = (100 * (smallestReaching(law, 1 - tail) - n)) / n;
  return estimateOf(metric, score, { low, high, level, method: 'bootstrap' });
}

/** First index at which the cumulated law reaches `mass`, with slack for the rounding of the sum. */
function smallestReaching(law: Float64Array, mass: number): number {
  let k = 0;
  for (let sum = law[0]!; sum < mass - 1e-12; sum += law[k]!) k++;
  return k;
}

/** Law of n + (sum of n draws of −1, 0, 1): the coefficients of (d + s·x + p·x²)ⁿ, 2n + 1 of them. */
function sumLaw(d: number, s: number, p: number, n: number): Float64Array {
  // From both ends: past the middle the terms of the recurrence cancel.
  const fromBelow = logCoefficients(d, s, p, n);
  const fromAbove = logCoefficients(p, s, d, n);
  const logs = new Float64Array(2 * n + 1);
  for (let k = 0; k <= n; k++) {
    logs[k] = fromBelow[k]!;
    logs[2 * n - k] = fromAbove[k]!;
  }
  let total = 0;
  for (let k = 0; k <= 2 * n; k++) total += logs[k] = Math.exp(logs[k]!);
  return logs.map((mass) => mass / total);
}

/** Logarithms of the first n + 1 coefficients; −Infinity where there is none. */
function logCoefficients(d: number, s: number, p: number, n: number): Float64Array {
  const logs = new Float64Array(n + 1).fill(-Infinity);
  if (d === 0) {
    // x leaves the bracket n times: only the last of these coefficients, sⁿ, is there.
    logs[n] = n * Math.log(s);
    return logs;
  }
  let scale = n * Math.log(d);
  let before = 0;
  let last = 1;
  logs[0] = scale;
  for (let k = 1; k <= n; k++) {
    // Euler: k·d·f(k) = (n − k + 1)·s·f(k−1) + (2n − k + 2)·p·f(k−2)
    const next = ((n - k + 1) * s * last + (2 * n - k + 2) * p * before) / (k * d);
    logs[k] = Math.log(next) + scale;
    before = last;
    last = next;
    const size = Math.max(before, last);
    // Past the peak they may fall to 0: what is 1e-300 of the peak is no mass.
    if (size > 1e100) {
      scale += Math.log(size);
      before /= size;
      last /= size;
    }
  }
  return logs;
}
