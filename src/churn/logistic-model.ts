import type { RegressionFit } from '../survival/index.ts';
import type { Calibration } from './calibration.ts';
import type { ChurnScoreTally } from './churn-score-tally.ts';
import type { Encoder } from './encoder.ts';
import type { FeatureDistribution } from './feature-distribution.ts';
import type { FeatureSchema } from './feature.ts';

/** What keeps coefficients from running away: nothing, Firth's prior, or the squares of the coefficients. */
export type LogisticPenalty =
  | 'none'
  | 'firth'
  | {
      /** λ of ½·λ·Σβ² on the columns as encoded, 0 or more; the intercept is free */
      l2: number;
    };

/** One column of a logistic model. */
export interface LogisticTerm {
  /** name of the column */
  column: string;
  /** the feature that it was made of */
  feature: string;
  /** change of the logit for one unit of the column */
  coefficient: number;
  /** mean of the column over the training rows: the average customer */
  mean: number;
}

/** What a logistic fit reports. */
export interface LogisticFit extends RegressionFit {
  /** log-likelihood of the churn rate alone, beside the offsets where there are any */
  logLikelihoodNull: number;
  /** log-likelihood with the penalty: what was maximised */
  penalizedLogLikelihood: number;
  /** largest over smallest eigenvalue of the columns' correlations; above a million coefficients mean little */
  condition: number;
}

/** A churn model as plain JSON: it carries its encoder and scores without the code that fitted it. */
export interface LogisticModel<S extends FeatureSchema = FeatureSchema> {
  /** what this stored value is */
  kind: 'logistic';
  /** version of its form */
  version: 1;
  /** how far ahead its probabilities look, days */
  horizonDays: number;
  /** how records become columns */
  encoder: Encoder<S>;
  /** logit where every column is 0 */
  intercept: number;
  /** the columns kept, in the encoder's order */
  terms: LogisticTerm[];
  /** penalty of the fit */
  penalty: LogisticPenalty;
  /** applied to every probability; null is none */
  calibration: Calibration | null;
  /**
   * rows of the fit, rows that churned, their scores before calibration and the spread of every feature: the references
   * for stability
   */
  training: { n: number; churned: number; scores: ChurnScoreTally; features: FeatureDistribution[] };
  /** how far it may be trusted; `parameters` begin with `(intercept)`, `covariance` has eight digits */
  fit: LogisticFit;
}
