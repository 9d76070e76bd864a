import type { LikelihoodFit } from '../statistics/index.ts';

/**
 * The limit at which a fit came to rest. *no-repeats*: nobody came back · *no-dropout*: the data show no one leaving ·
 * *identical-rates*, *identical-dropout*: customers do not differ measurably · *infinite-mean-spend*: the spend has no mean.
 */
export type BoundaryCode =
  'no-repeats' | 'no-dropout' | 'identical-rates' | 'identical-dropout' | 'infinite-mean-spend';

/** What is known of a parameter before the data: ln(parameter) is normal. */
export interface ParameterPrior {
  /** median of the parameter, in its own unit (scales in days) */
  median: number;
  /** standard deviation of ln(parameter) */
  logSd: number;
}

/** Priors by the name of the parameter; a parameter without one is left to the data. */
export type ParameterPriors = Readonly<Record<string, ParameterPrior>>;

/** How a model is fitted; what is left out does not change the meaning, only the effort. */
export interface FitOptions {
  /**
   * `'none'` (default): maximum likelihood. `'weak'`: shapes have median 1, scales the mean observation, logSd 1.5;
   * recommended below about 200 customers. Or priors of your own.
   */
  priors?: 'none' | 'weak' | ParameterPriors;
  /** most Newton steps from one start, 1 or more; 100 by default */
  maxIterations?: number;
  /** slope, relative to the log-likelihood, below which it is a maximum, above 0; 1e-9 by default */
  tolerance?: number;
}

/** What a fit by likelihood says about a customer model. Standard errors and covariance are of the raw parameters. */
export interface ModelFit extends LikelihoodFit {
  /** distinct histories that were left after equal ones were counted together */
  uniqueHistories: number;
  /** repeat purchases of all customers */
  repeatPurchases: number;
  /** the limit at which the fit came to rest; null in the interior */
  boundary: BoundaryCode | null;
  /** the priors that were used; null for plain maximum likelihood */
  priors: ParameterPriors | null;
}
