import type { Warning } from '../errors/index.ts';

/**
 * How far a fit may be trusted: *interior* trust it · *boundary* a parameter sits at its limit, the rest is right ·
 * *weak* the data hardly decide · *failed* no optimum was found; the best finite values are given, never NaN.
 */
export type FitStatus = 'interior' | 'boundary' | 'weak' | 'failed';

/** What every fitted value says about its fit. */
export interface FitReport {
  /** subjects of the fit */
  n: number;
  /** how far the fit may be trusted */
  status: FitStatus;
  /** what to know before trusting it, in a fixed order */
  warnings: readonly Warning[];
}

/** What a fit by maximum likelihood adds. */
export interface LikelihoodFit extends FitReport {
  /** log-likelihood at the parameters, natural logarithm */
  logLikelihood: number;
  /** Akaike's criterion, smaller is better; null where parameters are not counted */
  aic: number | null;
  /** Bayesian criterion, smaller is better; null where parameters are not counted */
  bic: number | null;
  /** iterations that the optimiser took */
  iterations: number;
  /** largest gradient component at the end */
  gradientNorm: number;
  /** names of the parameters, in the order of the next two */
  parameters: readonly string[];
  /** standard errors on the raw scale; null where a parameter is not identified */
  standardErrors: readonly (number | null)[];
  /** covariance on the raw scale; null where it does not exist */
  covariance: readonly (readonly number[])[] | null;
}
