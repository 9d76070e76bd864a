import type { AliveState } from './alive-state.ts';
import { fejerPoints } from './fejer-points.ts';
import { countTail, logCountMass } from './stage-counts.ts';

/**
 * The probability that a customer alive now buys exactly n times within t days, in the models of leaving after a
 * purchase: she stays and has n opportunities, or leaves with the n-th of n or more.
 *
 * @see Fader, Hardie & Lee 2005, equation 8, conditioned; Hardie & Fader 2011, note 012
 */
export function dropoutCountProbability(state: AliveState, t: number, n: number): number {
  const { shape, scaleDays, dropoutA: a, survived: b, stages, silence } = state;
  let prior = 1;
  let priors = 0;
  let exactly = 0;
  let orMore = 0;
  for (let done = 0; done < stages; done++) {
    if (done > 0) prior *= ((shape + done - 1) * silence) / done;
    priors += prior;
    if (prior === 0) continue;
    const from = Math.max(0, n * stages - done);
    for (let m = from; m < (n + 1) * stages - done; m++) {
      exactly += prior * Math.exp(logCountMass(m, shape + done, scaleDays, t));
    }
    orMore += prior * countTail(n * stages - done, shape + done, scaleDays, t);
  }
  let staying = 1;
  for (let i = 0; i < n - 1; i++) staying *= (b + i) / (a + b + i);
  if (n === 0) return exactly / priors;
  const last = n - 1;
  return ((exactly * (b + last) + orMore * a) / (a + b + last)) * (staying / priors);
}

/**
 * The same for Pareto/NBD: she stays to the end with n purchases, or leaves at some age u before it with n until then.
 * The integral over u is taken around its peak, where alone it is not nothing.
 *
 * @see Hardie & Fader 2011, note 012, equation 16
 */
export function lapseCountProbability(R: number, A: number, s: number, B: number, t: number, n: number): number {
  const stays = Math.exp(logCountMass(n, R, A, t) - s * Math.log1p(t / B));
  const c = Math.min(A, B);
  const end = Math.log1p(t / c);
  const height = (v: number): number => {
    const u = c * Math.expm1(v);
    return logCountMass(n, R, A, u) - (s + 1) * Math.log1p(u / B) + v;
  };
  const peak = peakOf(height, end);
  const top = height(peak);
  if (top === -Infinity) return stays;
  const edge = (far: number): number => edgeOf(height, peak, far, top - 40);
  let sum = 0;
  for (const side of [edge(0), edge(end)]) {
    const half = (side - peak) / 2;
    for (const panel of [0, 1]) {
      for (const [point, weight] of fejerPoints(Math.abs(half))) {
        sum += Math.abs(half) * weight * Math.exp(height(peak + half * (panel + point)) - top);
      }
    }
  }
  return stays + ((s * c) / B) * Math.exp(top) * sum;
}

/** The place of the one peak on [0, end], by golden section. */
function peakOf(height: (v: number) => number, end: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [0, end];
  for (let round = 0; round < 60; round++) {
    const step = golden * (high - low);
    if (height(high - step) < height(low + step)) low = high - step;
    else high = low + step;
  }
  const inside = (low + high) / 2;
  return [0, end].reduce((best, v) => (height(v) >= height(best) ? v : best), inside);
}

/** Where the height falls below a level between the peak and a far end; the end itself if it does not. */
function edgeOf(height: (v: number) => number, peak: number, far: number, level: number): number {
  if (height(far) > level) return far;
  let [inside, outside] = [peak, far];
  for (let round = 0; round < 40; round++) {
    const middle = (inside + outside) / 2;
    if (height(middle) > level) inside = middle;
    else outside = middle;
  }
  return outside;
}
