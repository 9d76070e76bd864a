import { requireKind, requireLevel, requireObject, requireWithin } from '../errors/index.ts';
import { normalHalfWidth } from '../statistics/index.ts';
import { atRiskAt, pointAt } from './step-at.ts';
import type { SurvivalCurve, SurvivalEstimate } from './survival-curve.ts';

/** Which day is asked for. */
export interface CumulativeHazardOptions {
  /** the day, 0 or more */
  days: number;
  /** confidence of the interval; 0.95 unless given */
  level?: number;
}

/**
 * The risk of ending summed up to a day (Nelson–Aalen): the ends expected of one customer who is replaced at once.
 *
 * No probability: it passes 1. Its slope is the risk a day. The interval is drawn on the logarithmic scale, so it stays
 * above 0.
 *
 * @param curve - from `fitNelsonAalen` or `fitKaplanMeier`
 * @param options - the day, in days from the start
 * @returns 0 or more, with standard error √Σ d/n²; `beyond-follow-up` past the longest spell
 * @throws InputError `out-of-range`, `not-finite`, `wrong-type`, `wrong-kind` for another stored value
 *
 * @example How much risk piles up in the first 45 days?
 * ```ts
 * import { cumulativeHazard, fitNelsonAalen } from 'clientele/survival';
 *
 * const curve = fitNelsonAalen([{ days: 12, ended: true }, { days: 45, ended: true }]);
 * cumulativeHazard(curve, { days: 45 }).value; // => 1.5
 * cumulativeHazard(curve, { days: 46 }).reason; // => 'beyond-follow-up'
 * ```
 * @see Aalen 1978, "Nonparametric inference for a family of counting processes", Annals of Statistics 6
 */
export function cumulativeHazard(curve: SurvivalCurve, options: CumulativeHazardOptions): SurvivalEstimate {
  const { days, level = 0.95 } = requireObject(options, 'options');
  requireKind(curve, 'survival-curve', 'curve');
  requireWithin(days, { from: 0 }, 'options.days');
  requireLevel(level, 'options.level');
  const atRisk = atRiskAt(curve, days);
  if (days > curve.longestDays) {
    return { value: null, reason: 'beyond-follow-up', standardError: null, interval: null, atRisk };
  }
  const { hazard, hazardVariance } = pointAt(curve, days);
  const standardError = Math.sqrt(hazardVariance);
  const stretch = hazard > 0 ? Math.exp((normalHalfWidth(level) * standardError) / hazard) : 1;
  return {
    value: hazard,
    standardError,
    interval: { low: hazard / stretch, high: Math.min(Number.MAX_VALUE, hazard * stretch), level, method: 'log' },
    atRisk,
  };
}
