import { requireKind, requireLevel, requireObject, requireOneOf, requireWithin } from '../errors/index.ts';
import { normalHalfWidth } from '../statistics/index.ts';
import { atRiskAt, pointAt } from './step-at.ts';
import type { SurvivalCurve, SurvivalEstimate, SurvivalIntervalMethod } from './survival-curve.ts';
import { INTERVAL_METHODS, survivalInterval } from './survival-interval.ts';

/** Which day is asked for, and how the interval is drawn. */
export interface ProbabilitySurvivingOptions {
  /** the day, 0 or more */
  days: number;
  /** days already lived through: the answer is for those who got that far; absent: for all from the start */
  conditionalOnDays?: number;
  /** confidence of the interval; 0.95 unless given */
  level?: number;
  /** scale of the interval; `log-log` unless given */
  method?: SurvivalIntervalMethod;
}

/**
 * The probability of lasting longer than a day, with its uncertainty; for customers who are here already, conditional on
 * the days they have lived through.
 *
 * @param curve - from `fitKaplanMeier` or `fitNelsonAalen`
 * @param options - the day, in days from the start; `conditionalOnDays` at most that
 * @returns 0..1 with standard error and interval; `beyond-follow-up` past the longest spell, `none-at-risk` when nobody
 * lasts to `conditionalOnDays`; at 0 there is no interval (`all-ended`)
 * @throws InputError `out-of-range` for negative days, for a condition after the day and for the level, `not-finite`,
 * `wrong-type`, `unknown-name` for another method, `wrong-kind` for another stored value
 *
 * @example She has stayed 30 days; will she stay 45?
 * ```ts
 * import { fitKaplanMeier, probabilitySurviving } from 'clientele/survival';
 *
 * const curve = fitKaplanMeier([
 *   { days: 12, ended: true },
 *   { days: 30, ended: false },
 *   { days: 45, ended: true },
 *   { days: 60, ended: false },
 * ]);
 * probabilitySurviving(curve, { days: 45, conditionalOnDays: 30 }).value; // => 0.5
 * probabilitySurviving(curve, { days: 90 }).reason; // => 'beyond-follow-up'
 * probabilitySurviving(curve, { days: -1 }); // => throws 'out-of-range'
 * ```
 * @see Klein & Moeschberger 2003, "Survival Analysis", sections 4.2 and 4.3
 */
export function probabilitySurviving(curve: SurvivalCurve, options: ProbabilitySurvivingOptions): SurvivalEstimate {
  const { days, conditionalOnDays, level = 0.95, method = 'log-log' } = requireObject(options, 'options');
  requireKind(curve, 'survival-curve', 'curve');
  requireWithin(days, { from: 0 }, 'options.days');
  requireLevel(level, 'options.level');
  requireOneOf(method, INTERVAL_METHODS, 'options.method');
  if (conditionalOnDays !== undefined)
    requireWithin(conditionalOnDays, { from: 0, to: days }, 'options.conditionalOnDays');
  const atRisk = atRiskAt(curve, days);
  const nothing = { value: null, standardError: null, interval: null, atRisk } as const;
  const from = conditionalOnDays === undefined ? null : pointAt(curve, conditionalOnDays);
  if (from && from.survival === 0) return { ...nothing, reason: 'none-at-risk' };
  if (days > curve.longestDays) return { ...nothing, reason: 'beyond-follow-up' };
  const to = pointAt(curve, days);
  const value = from ? to.survival / from.survival : to.survival;
  if (value === 0 || to.variance === null) {
    return { value, standardError: null, interval: null, noInterval: 'all-ended', atRisk };
  }
  const variance = Math.max(0, to.variance - (from?.variance ?? 0));
  const z = normalHalfWidth(level);
  return {
    value,
    standardError: value * Math.sqrt(variance),
    interval: survivalInterval(value, variance, z, level, method),
    atRisk,
  };
}
