import type { Estimate, FitReport } from '../statistics/index.ts';

/** One day of a curve on which somebody ended. */
export interface SurvivalStep {
  /** the day */
  days: number;
  /** weight at risk just before it */
  atRisk: number;
  /** weight that ended on it */
  ended: number;
  /** weight lost from sight since the step before, that day included */
  censoredBefore: number;
  /** share still going on after it, 0..1 */
  probabilitySurviving: number;
  /** Greenwood's sum Σ d/(n(n − d)) up to it; null once nobody is left */
  greenwood: number | null;
  /** Nelson–Aalen sum Σ d/n up to it */
  cumulativeHazard: number;
  /** its variance Σ d/n² */
  hazardVariance: number;
}

/** How many last: a step curve as plain JSON, good for every question about time without covariates. */
export interface SurvivalCurve {
  /** what this stored value is */
  kind: 'survival-curve';
  /** version of its form */
  version: 1;
  /** how the steps were made */
  estimator: 'kaplan-meier' | 'nelson-aalen';
  /** longest spell: the curve says nothing beyond it */
  longestDays: number;
  /** days on which somebody ended, ascending */
  steps: SurvivalStep[];
  /** other days on which the number at risk changes: up to and including `days[i]` it is `atRisk[i]` */
  quiet: {
    /** ascending */
    days: number[];
    /** weight at risk up to and including that day */
    atRisk: number[];
  };
  /** spells, weight that ended and weight in all; `boundary` when nobody ended */
  fit: FitReport & {
    /** weight that ended */
    ended: number;
    /** weight of all spells */
    weight: number;
  };
}

/** How wide an interval of a curve is drawn: on the scale of ln(−ln S), of ln S, or of S itself. */
export type SurvivalIntervalMethod = 'log-log' | 'log' | 'plain';

/** An answer of a curve with its uncertainty and its base. */
export interface SurvivalEstimate extends Estimate<'beyond-follow-up' | 'none-at-risk' | 'not-reached', 'all-ended'> {
  /** weight at risk at that day */
  atRisk: number;
}
