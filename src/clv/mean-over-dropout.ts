import { logBeta } from '../statistics/index.ts';
import type { AliveState } from './alive-state.ts';

/**
 * What is expected of a customer who is alive, as the mean over her chance p to leave after a purchase, over a horizon of
 * up to 1e15 scales, where sums over purchases take seconds. *purchases*: ∫ Beta(p; a, b)·(1 − (1 + pt/A)^−R)/p dp, what
 * she buys within t days. *staying*: ∫ Beta(p; a, b)·(1 + pt/A)^−R dp, the chance that she has not left by then.
 *
 * The trapezoidal rule in v = ln(p/(1 − p)): what is integrated has no singularity nearer to the line than π, so a step of
 * 1/4 leaves less than a double shows; a narrow beta, of width √(1/a + 1/b) in v, asks for a shorter one. Far out it falls
 * by e^−ah and e^−bh a step, and the rest is that geometric series.
 *
 * @see Fader, Hardie & Lee 2005, "Counting Your Customers the Easy Way", appendix: the expectation given p and the rate;
 *   Trefethen & Weideman 2014, "The Exponentially Convergent Trapezoidal Rule"
 */
export function meanOverDropout(state: AliveState, t: number, weight: 'purchases' | 'staying'): number {
  const { dropoutA: a, survived: b, shape: R, scaleDays } = state;
  const scales = t / scaleDays;
  const norm = logBeta(a, b);
  const at = (v: number): number => {
    const log = Math.log1p(Math.exp(-Math.abs(v)));
    const logLeave = Math.min(v, 0) - log;
    const logStay = Math.min(-v, 0) - log;
    const logNone = -R * Math.log1p(scales * Math.exp(logLeave));
    const logDensity = a * logLeave + b * logStay - norm;
    return weight === 'staying'
      ? Math.exp(logDensity + logNone)
      : Math.exp(logDensity - logLeave) * -Math.expm1(logNone);
  };
  const step = Math.min(0.25, 0.7 * Math.sqrt(1 / a + 1 / b));
  const middle = Math.log(a / b);
  const shapes = 1 + a + b + R;
  // Where e^−|v| times this is nothing, only the power of p, or of 1 − p, is left.
  const low = Math.min(middle, -Math.log(1e17 * shapes * (1 + scales)));
  const high = Math.max(middle, Math.log(1e17 * shapes));
  let sum = at(middle);
  let v = middle;
  while (v > low) sum += at((v -= step));
  sum += at(v) / Math.expm1(a * step);
  v = middle;
  while (v < high) sum += at((v += step));
  sum += at(v) / Math.expm1(b * step);
  return sum * step;
}
