import type { Band } from '../statistics/index.ts';

/** What every factor of a health score has. */
export interface HealthFactorBase {
  /** key in the records */
  readonly key: string;
  /** importance, above 0; only ratios count */
  readonly weight: number;
  /** name for people */
  readonly label?: string;
}

/** A number, scored by straight lines between points, flat outside. */
export interface CurveFactor extends HealthFactorBase {
  /** value and score 0..100, values ascending */
  readonly points: readonly (readonly [value: number, score: number])[];
}

/** One step of a number's score. */
export interface HealthStep {
  /** values from here on, itself included */
  readonly from: number;
  /** points, 0..100 */
  readonly score: number;
}

/** A number, scored by steps; below the first step its score counts. */
export interface StepFactor extends HealthFactorBase {
  /** steps, ascending */
  readonly steps: readonly HealthStep[];
}

/** A text, scored by a table; a level that the table lacks is missing. */
export interface LevelFactor extends HealthFactorBase {
  /** points 0..100 by level */
  readonly levels: Readonly<Record<string, number>>;
}

/** One factor of a health score. */
export type HealthFactor = CurveFactor | StepFactor | LevelFactor;

/** A health score as the shop defines it: weighted points of 0..100, no model. */
export interface HealthDefinition<B extends string = string> {
  /** what this stored value is */
  readonly kind: 'health';
  /** version of its form */
  readonly version: 1;
  /** the factors, one or more */
  readonly factors: readonly HealthFactor[];
  /** bands `[from, next)`, the first from 0 */
  readonly bands: readonly Band<B>[];
  /** a missing factor: its weight goes to the others, it counts as `neutralScore`, or as 0 points */
  readonly missing: 'reweight' | 'neutral' | 'zero';
  /** points of a missing factor under `'neutral'`, 0..100; 50 by default */
  readonly neutralScore?: number;
  /** share of the weights that must be known for a score, 0..1; 0.5 by default */
  readonly minimumKnownShare?: number;
}
