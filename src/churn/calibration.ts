import type { FitReport } from '../statistics/index.ts';

/** A straight line on the logit. */
export interface PlattCalibration {
  /** what this stored value is */
  kind: 'calibration';
  /** version of its form */
  version: 1;
  /** how it was made */
  method: 'platt';
  /** logit where the model says one half */
  intercept: number;
  /** 1 leaves the spread, below 1 the model was too sure, above 1 too timid */
  slope: number;
  /** how far it may be trusted */
  fit: FitReport;
}

/** A rising line through pooled outcomes. */
export interface IsotonicCalibration {
  /** what this stored value is */
  kind: 'calibration';
  /** version of its form */
  version: 1;
  /** how it was made */
  method: 'isotonic';
  /** model probability and calibrated probability, both ascending; straight in between, flat outside */
  points: [probability: number, calibrated: number][];
  /** how far it may be trusted */
  fit: FitReport;
}

/** A bend of its own at either end. */
export interface BetaCalibration {
  /** what this stored value is */
  kind: 'calibration';
  /** version of its form */
  version: 1;
  /** how it was made */
  method: 'beta';
  /** weight of ln p, 0 or more */
  a: number;
  /** weight of −ln(1 − p), 0 or more */
  b: number;
  /** constant on the logit */
  c: number;
  /** how far it may be trusted */
  fit: FitReport;
}

/** A map from a model's probability to a better one, plain JSON. */
export type Calibration = PlattCalibration | IsotonicCalibration | BetaCalibration;

/** Probabilities of 0 and 1 count as this far from them where a logarithm is needed. */
export const EDGE = 1e-15;

/** Logarithm of the odds, finite. */
export function logitOf(probability: number): number {
  const p = Math.min(Math.max(probability, EDGE), 1 - EDGE);
  return Math.log(p) - Math.log1p(-p);
}
