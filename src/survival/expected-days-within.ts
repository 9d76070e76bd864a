import { requireKind, requireLevel, requireObject, requireWithin } from '../errors/index.ts';
import { normalHalfWidth } from '../statistics/index.ts';
import { atRiskAt } from './step-at.ts';
import type { SurvivalCurve, SurvivalEstimate } from './survival-curve.ts';

/** Up to which day the mean is taken. */
export interface ExpectedDaysOptions {
  /** the horizon, 0 or more, at most the longest spell */
  horizonDays: number;
  /** confidence of the interval; 0.95 unless given */
  level?: number;
}

/**
 * The mean number of days lasted within a horizon (restricted mean): the area under the curve, days.
 *
 * The plain mean of lifetimes does not exist while customers are still here; this one does, compares plans fairly over the
 * same horizon and needs no assumption.
 *
 * @param curve - from `fitKaplanMeier` or `fitNelsonAalen`
 * @param options - the horizon, days
 * @returns 0 … horizon days with standard error and a plain interval; `beyond-follow-up` past the longest spell
 * @throws InputError `out-of-range`, `not-finite`, `wrong-type`, `wrong-kind` for another stored value
 *
 * @example Of the first 30 days, how many does a subscriber use on average?
 * ```ts
 * import { expectedDaysWithin, fitKaplanMeier } from 'clientele/survival';
 *
 * const curve = fitKaplanMeier([10, 20, 30, 40].map((days) => ({ days, ended: true })));
 * expectedDaysWithin(curve, { horizonDays: 30 }).value; // => 22.5
 * expectedDaysWithin(curve, { horizonDays: 60 }).reason; // => 'beyond-follow-up'
 * ```
 * @see Klein & Moeschberger 2003, "Survival Analysis", equations 4.5.1 and 4.5.2
 */
export function expectedDaysWithin(curve: SurvivalCurve, options: ExpectedDaysOptions): SurvivalEstimate {
  const { horizonDays, level = 0.95 } = requireObject(options, 'options');
  requireKind(curve, 'survival-curve', 'curve');
  requireWithin(horizonDays, { from: 0 }, 'options.horizonDays');
  requireLevel(level, 'options.level');
  const atRisk = atRiskAt(curve, horizonDays);
  if (horizonDays > curve.longestDays) {
    return { value: null, reason: 'beyond-follow-up', standardError: null, interval: null, atRisk };
  }
  // From the horizon back: `area` is the integral of S from the step to the horizon.
  let area = 0;
  let variance = 0;
  let until = horizonDays;
  for (let i = curve.steps.length - 1; i >= 0; i--) {
    const { days, probabilitySurviving, atRisk: n, ended: d } = curve.steps[i]!;
    if (days > horizonDays) continue;
    area += probabilitySurviving * (until - days);
    until = days;
    const denominator = curve.estimator === 'kaplan-meier' ? n * (n - d) : n * n;
    // Where nobody is left the area is 0 and so is the term.
    if (denominator > 0) variance += (area * area * d) / denominator;
  }
  const value = area + until;
  const standardError = Math.sqrt(variance);
  const reach = normalHalfWidth(level) * standardError;
  return {
    value,
    standardError,
    interval: {
      low: Math.max(0, value - reach),
      high: Math.min(horizonDays, value + reach),
      level,
      method: 'plain',
    },
    atRisk,
  };
}
