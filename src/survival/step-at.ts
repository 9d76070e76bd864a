import type { SurvivalCurve } from './survival-curve.ts';

/** Index of the last of ascending `days` at or before a day; −1 before the first. */
export function lastAtOrBefore(count: number, dayOf: (index: number) => number, day: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dayOf(middle) <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** What a curve says at a day: the values after the last step at or before it. */
export interface CurvePoint {
  survival: number;
  /** variance of ln S on (0, day]; null once nobody is left */
  variance: number | null;
  hazard: number;
  hazardVariance: number;
}

export function pointAt(curve: SurvivalCurve, day: number): CurvePoint {
  const { steps, estimator } = curve;
  const step = steps[lastAtOrBefore(steps.length, (i) => steps[i]!.days, day)];
  if (!step) return { survival: 1, variance: 0, hazard: 0, hazardVariance: 0 };
  return {
    survival: step.probabilitySurviving,
    // ln S of the Nelson–Aalen curve is −H: its variance is that of H and exists to the end.
    variance: estimator === 'kaplan-meier' ? step.greenwood : step.hazardVariance,
    hazard: step.cumulativeHazard,
    hazardVariance: step.hazardVariance,
  };
}

/** Weight at risk at exactly a day: that of the first day at or after it on which anything changes; 0 beyond the last. */
export function atRiskAt(curve: SurvivalCurve, day: number): number {
  const { steps, quiet } = curve;
  const firstFrom = (count: number, dayOf: (i: number) => number): number => {
    const last = lastAtOrBefore(count, dayOf, day);
    return last >= 0 && dayOf(last) === day ? last : last + 1;
  };
  const step = steps[firstFrom(steps.length, (i) => steps[i]!.days)];
  const q = firstFrom(quiet.days.length, (i) => quiet.days[i]!);
  // No day is both a step and quiet.
  return (step && !(quiet.days[q]! < step.days) ? step.atRisk : quiet.atRisk[q]) ?? 0;
}
