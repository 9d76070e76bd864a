import { InputError } from '../errors/index.ts';
import type { AliveState } from './alive-state.ts';
import { meanOverDropout } from './mean-over-dropout.ts';

/**
 * Σ over the number N of purchase opportunities within t days of P(N) times a weight, for a customer alive now, all terms
 * positive. *purchases*: what she is expected to buy, Σ_{i ≤ N} of the chance to have stayed after i − 1 of them.
 * *staying*: the chance to have stayed after all N.
 *
 * Stages come as a negative binomial with (y + j, A/(A + t)), j of them being done since the last purchase with
 * probability in proportion to (y)_j/j!·u^j; k stages are an opportunity. Masses are relative to the first and scaled
 * down when they grow, so nothing underflows at x = 20,000. Exact where BTYDplus 1.2.0 approximates (its answer even
 * depends on the other customers of the call).
 *
 * @see Reutterer, Platzer & Schroeder 2020 (the model); Fader, Hardie & Lee 2005, appendix (the sum for k = 1)
 */
export function sumOverCycles(state: AliveState, t: number, weight: 'purchases' | 'staying'): number {
  const { shape, scaleDays, stages, silence, dropoutA } = state;
  const z = t / (scaleDays + t);
  const scales = t / scaleDays;
  if (stages === 1 && dropoutA > 0 && scales > MANY_SCALES && scales < 1e15) return meanOverDropout(state, t, weight);
  // The terms go on to some multiple of their mean and of the scales: beyond this they take seconds, and no forecast is meant.
  const most = Math.min(MOST_CHANCES / shape, MOST_SCALES) * scaleDays;
  if (!(t <= most)) {
    const argument = weight === 'purchases' ? 'options.horizonDays' : 'options.afterDays';
    throw new InputError('out-of-range', argument, `expected ${most} days or fewer for this customer, got ${t}`);
  }
  let prior = 1;
  let priors = 0;
  let total = 0;
  for (let done = 0; done < stages; done++) {
    if (done > 0) prior *= ((shape + done - 1) * silence) / done;
    priors += prior;
    if (prior > 0) total += prior * meanWeight(state, shape + done, z, done, weight);
  }
  return total / priors;
}

const LARGE = 1e250;
const MOST_CHANCES = 1e7;
/** Masses fall by e^−1 in as many terms as there are scales; {@link meanWeight} takes 1e8. */
const MOST_SCALES = 4e6;
/** Beyond these the mean over the chances to leave is faster than a sum. */
const MANY_SCALES = 1e3;

function meanWeight(
  { dropoutA: a, survived: b, stages }: AliveState,
  R: number,
  z: number,
  done: number,
  weight: 'purchases' | 'staying',
): number {
  const purchases = weight === 'purchases';
  let mass = 1;
  let masses = 1;
  let staying = 1;
  let bought = 0;
  let sum = purchases ? 0 : 1;
  let cycles = 0;
  let left = stages - done;
  const mean = (R * z) / (1 - z);
  for (let n = 1; n < 1e8; n++) {
    mass *= ((R + n - 1) * z) / n;
    if (--left === 0) {
      left = stages;
      bought += staying;
      staying *= (b + cycles) / (a + b + cycles);
      cycles++;
    }
    masses += mass;
    const term = mass * (purchases ? bought : staying);
    sum += term;
    if (masses > LARGE) {
      mass /= LARGE;
      masses /= LARGE;
      sum /= LARGE;
    }
    // Behind the mean the masses fall at least as fast as a geometric series of this ratio.
    const ratio = ((R + n) * z) / (n + 1);
    if (n > mean && ratio < 1 && mass * (purchases ? bought + 1 : 1) <= 1e-17 * (1 - ratio) * sum) break;
    if (mass === 0 && n > mean) break;
  }
  return sum / masses;
}
