import { requireKind, requireLevel, requireObject, requireOneOf, requireWithin } from '../errors/index.ts';
import type { Figure, OpenInterval } from '../statistics/index.ts';
import { normalHalfWidth } from '../statistics/index.ts';
import { atRiskAt } from './step-at.ts';
import type { SurvivalCurve, SurvivalIntervalMethod } from './survival-curve.ts';
import { INTERVAL_METHODS, survivalInterval } from './survival-interval.ts';

/** Which share is asked for, and how the interval is drawn. */
export interface QuantileDaysOptions {
  /** share that has ended by then, above 0 to 1; 0.5 is the median */
  share: number;
  /** confidence of the interval; 0.95 unless given */
  level?: number;
  /** scale of the band that is inverted; `log-log` unless given */
  method?: SurvivalIntervalMethod;
}

/** A day by which a share has ended; an end of the interval that the band never reaches is null. */
export interface QuantileDays extends Figure<'not-reached'> {
  /** from which to which day it may lie */
  interval: OpenInterval;
  /** weight at risk at that day; 0 where it is not reached */
  atRisk: number;
}

/**
 * The first day by which a share of spells has ended: with share 0.5 the median lifetime, in days.
 *
 * A share hit exactly counts as reached on that day (R would take the midpoint with the next one). The interval is the
 * band of the curve read sideways.
 *
 * @param curve - from `fitKaplanMeier` or `fitNelsonAalen`
 * @param options - the share that has ended
 * @returns the day; null with `not-reached` when the curve ends above it
 * @throws InputError `out-of-range`, `not-finite`, `wrong-type`, `unknown-name` for a method, `wrong-kind` for another stored value
 *
 * @example After how many days is half of the subscribers gone?
 * ```ts
 * import { fitKaplanMeier, quantileDays } from 'clientele/survival';
 *
 * const curve = fitKaplanMeier([10, 20, 30, 40].map((days) => ({ days, ended: true })));
 * quantileDays(curve, { share: 0.5 }).value; // => 20
 * const young = fitKaplanMeier([{ days: 10, ended: true }, { days: 20, ended: false }, { days: 30, ended: false }]);
 * quantileDays(young, { share: 0.5 }).reason; // => 'not-reached'
 * ```
 * @see Brookmeyer & Crowley 1982, "A confidence interval for the median survival time", Biometrics 38
 */
export function quantileDays(curve: SurvivalCurve, options: QuantileDaysOptions): QuantileDays {
  const { share, level = 0.95, method = 'log-log' } = requireObject(options, 'options');
  requireKind(curve, 'survival-curve', 'curve');
  requireWithin(share, { from: 0, fromOpen: true, to: 1 }, 'options.share');
  requireLevel(level, 'options.level');
  requireOneOf(method, INTERVAL_METHODS, 'options.method');
  const z = normalHalfWidth(level);
  // 0.9 · 8/9 · 7/8 … is 0.5 but for rounding: it is reached.
  const bar = (1 - share) * (1 + 1e-12);
  const band = curve.steps.map((step) =>
    survivalInterval(
      step.probabilitySurviving,
      curve.estimator === 'kaplan-meier' ? step.greenwood : step.hazardVariance,
      z,
      level,
      method,
    ),
  );
  const first = (value: (index: number) => number | null): number | null => {
    const index = curve.steps.findIndex((_, i) => {
      const at = value(i);
      return at !== null && at <= bar;
    });
    return index < 0 ? null : curve.steps[index]!.days;
  };
  const days = first((i) => curve.steps[i]!.probabilitySurviving);
  const interval: OpenInterval = {
    low: first((i) => band[i]?.low ?? null),
    high: first((i) => band[i]?.high ?? null),
    level,
    method,
  };
  if (days === null) return { value: null, reason: 'not-reached', interval, atRisk: 0 };
  return { value: days, interval, atRisk: atRiskAt(curve, days) };
}
