import type { RegressionFit } from './regression.ts';

/** Shape of the lifetimes: a risk that rises or falls steadily, rises then falls (two of them), or stays the same. */
export type AftDistribution = 'weibull' | 'lognormal' | 'loglogistic' | 'exponential';

/** How numbers about a customer stretch or shrink the lifetime, as plain JSON: ln T = intercept + βx + scale·ε. */
export interface AftModel<K extends string = string> {
  /** what this stored value is */
  kind: 'aft';
  /** version of its form */
  version: 1;
  /** shape of the lifetimes */
  distribution: AftDistribution;
  /** ln of a typical lifetime in days where all covariates are 0 */
  intercept: number;
  /** covariates; exp(coefficient) is how many times one unit stretches the lifetime; dropped ones have 0 */
  covariates: {
    /** as in the spells */
    name: K;
    /** weighted mean over the spells of the fit */
    mean: number;
    /** change of ln(days) with one unit; 0 where dropped */
    coefficient: number;
  }[];
  /** ln of the scale; 0 for the exponential */
  logScale: number;
  /** how far it may be trusted; parameters: `intercept`, the covariates, `logScale` (absent for the exponential) */
  fit: RegressionFit;
}

/** A customer to whom an accelerated-failure-time model is applied. */
export interface AftSubject<K extends string = string> {
  /** the numbers of the model, by name; others are ignored */
  covariates: Readonly<Record<K, number>>;
}
