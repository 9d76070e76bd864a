import type { RegressionFit } from './regression.ts';

/** How a Cox model came about. */
export interface CoxFit extends RegressionFit {
  /** partial log-likelihood without any covariate */
  logLikelihoodNull: number;
  /** twice the gain over it: χ² with one degree of freedom a covariate kept */
  likelihoodRatio: number;
  /** β'Iβ */
  wald: number;
  /** score test at β = 0 */
  score: number;
}

/** What raises and lowers the risk of ending at any time, as plain JSON. */
export interface CoxModel<K extends string = string> {
  /** what this stored value is */
  kind: 'cox';
  /** version of its form */
  version: 1;
  /** how ends on one day were counted, for the coefficients and the baseline alike */
  ties: 'efron' | 'breslow';
  /** penalty λ: the fit maximized ℓ − ½λΣβ² */
  ridge: number;
  /** covariates with the mean that stands for the average customer; dropped ones have the coefficient 0 */
  covariates: {
    /** as in the spells */
    name: K;
    /** weighted mean over the spells of the fit: the average customer */
    mean: number;
    /** change of ln(risk) with one unit; 0 where dropped */
    coefficient: number;
  }[];
  /** by stratum (`''` when there is one): the cumulative hazard of the average customer, ascending by day */
  strata: {
    /** its name */
    stratum: string;
    /** its longest spell: nothing is said beyond it */
    longestDays: number;
    /** days on which somebody ended, ascending, each with the cumulative hazard up to and including it */
    baseline: [days: number, cumulativeHazard: number][];
  }[];
  /** how far it may be trusted */
  fit: CoxFit;
}

/** A customer to whom a Cox model is applied. */
export interface CoxSubject<K extends string = string> {
  /** the numbers of the model, by name; others are ignored */
  covariates: Readonly<Record<K, number>>;
  /** the stratum; needed when the model has several */
  stratum?: string;
}
