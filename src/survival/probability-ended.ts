import { requireKind, requireLevel, requireObject, requireOneOf, requireWithin } from '../errors/index.ts';
import type { Interval } from '../statistics/index.ts';
import { normalHalfWidth } from '../statistics/index.ts';
import type { IncidenceCurve } from './fit-aalen-johansen.ts';
import { lastAtOrBefore } from './step-at.ts';
import type { SurvivalEstimate } from './survival-curve.ts';

/** Which day and which way of ending is asked for. */
export interface ProbabilityEndedOptions<C extends string = string> {
  /** the day, 0 or more */
  days: number;
  /** the way of ending, one of the curve's causes */
  cause: C;
  /** confidence of the interval; 0.95 unless given */
  level?: number;
}

/**
 * The probability of having ended in one way by a day, while the other ways are possible too.
 *
 * The shares of all causes and the share still going on add up to 1.
 *
 * @param curve - from `fitAalenJohansen`
 * @param options - the day, in days from the start, and the cause
 * @returns 0..1 with standard error and a log-log interval; `beyond-follow-up` past the longest spell; `atRisk` is that of
 * the next day on which somebody ended, 0 after the last
 * @throws InputError `unknown-name` for a cause that never occurred, `out-of-range`, `not-finite`, `wrong-type`,
 * `wrong-kind` for another stored value
 *
 * @example How many will have lost their membership to a failed card after 30 days?
 * ```ts
 * import { fitAalenJohansen, probabilityEnded } from 'clientele/survival';
 *
 * const curve = fitAalenJohansen([
 *   { days: 10, cause: 'cancelled' },
 *   { days: 20, cause: 'card-failed' },
 *   { days: 30, cause: null },
 * ]);
 * probabilityEnded(curve, { days: 30, cause: 'card-failed' }).value; // => ~0.3333
 * ```
 * @see Aalen & Johansen 1978; Andersen, Borgan, Gill & Keiding 1993, "Statistical Models Based on Counting Processes",
 * section IV.4 (variance)
 */
export function probabilityEnded<C extends string>(
  curve: IncidenceCurve<C>,
  options: ProbabilityEndedOptions<NoInfer<C>>,
): SurvivalEstimate {
  const { days, cause, level = 0.95 } = requireObject(options, 'options');
  requireKind(curve, 'incidence-curve', 'curve');
  requireWithin(days, { from: 0 }, 'options.days');
  requireOneOf(cause, curve.causes, 'options.cause');
  requireLevel(level, 'options.level');
  const { steps } = curve;
  const last = lastAtOrBefore(steps.length, (i) => steps[i]!.days, days);
  const hit = last >= 0 && steps[last]!.days === days;
  const atRisk = (hit ? steps[last] : steps[last + 1])?.atRisk ?? 0;
  if (days > curve.longestDays) {
    return { value: null, reason: 'beyond-follow-up', standardError: null, interval: null, atRisk };
  }
  const k = curve.causes.indexOf(cause);
  const value = last < 0 ? 0 : steps[last]!.incidence[k]!;
  const standardError = Math.sqrt(varianceAt(curve, k, last, value));
  if (value >= 1) return { value, standardError: null, interval: null, noInterval: 'all-ended', atRisk };
  return { value, standardError, interval: logLogInterval(value, standardError, level), atRisk };
}

/** Delta method, summed over the steps up to the day. */
function varianceAt(curve: IncidenceCurve, k: number, last: number, value: number): number {
  let variance = 0;
  let before = 1;
  for (let i = 0; i <= last; i++) {
    const { atRisk: n, ended, incidence, probabilitySurviving } = curve.steps[i]!;
    const d = ended.reduce((sum, one) => sum + one, 0);
    const dk = ended[k]!;
    const rest = value - incidence[k]!;
    if (n > d) variance += (rest * rest * d) / (n * (n - d));
    variance += (before * before * dk * (n - dk)) / (n * n * n) - (2 * rest * before * dk) / (n * n);
    before = probabilitySurviving;
  }
  return Math.max(0, variance);
}

function logLogInterval(value: number, standardError: number, level: number): Interval {
  const method = 'log-log';
  if (value === 0) return { low: value, high: value, level, method };
  const log = Math.log(value);
  const stretch = Math.exp((normalHalfWidth(level) * standardError) / (value * -log));
  return { low: Math.exp(log * stretch), high: Math.exp(log / stretch), level, method };
}
