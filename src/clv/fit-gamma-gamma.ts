import type { Warning } from '../errors/index.ts';
import type { FitStatus } from '../statistics/index.ts';
import { climb } from './climb.ts';
import { LARGEST_SHAPE, LARGEST_SPEND_CORRELATION } from './fit-limits.ts';
import { failedFit, weakFit } from './fit-warnings.ts';
import type { GammaGammaModel } from './gamma-gamma-model.ts';
import { modelFitOf, uncertaintyOf } from './model-fit-of.ts';
import type { BoundaryCode, FitOptions } from './model-fit.ts';
import type { SpendHistory } from './purchase-history.ts';
import { readPriors } from './read-priors.ts';
import { spendColumns } from './spend-columns.ts';
import { spendCorrelation } from './spend-correlation.ts';
import { spendLikelihood } from './spend-likelihood.ts';

const NAMES: readonly string[] = ['spendShape', 'spreadShape', 'spreadScale'];

/**
 * Fits Gamma-Gamma: how much a purchase of each customer brings, when amounts scatter around her own mean and the means
 * differ over customers.
 *
 * Read by `expectedSpend`. Customers without a repeat purchase, or with a mean of 0 or less, are left out: `fit.n` is how
 * many remained. It assumes that spend and frequency have nothing to do with each other; `fit.correlation` tells how far
 * that is true of these customers, and a warning says so above 0.3. Where the mean over customers does not exist
 * (`spreadShape` at most 1) the status is `boundary` and `pooledMeanSpend` answers for new customers, never a negative number.
 *
 * @param histories - one row a customer (a purchase summary is one), or rows with `customers`; read once
 * @param options - priors and limits of the effort
 * @returns the model, plain JSON without customer data
 * @throws InputError `empty` without a history, `not-a-count`, `not-finite`, `wrong-type` for an impossible one
 *
 * @example What does a purchase of these customers bring?
 * ```ts
 * import { expectedSpend, fitGammaGamma } from 'clientele/clv';
 *
 * const model = fitGammaGamma([
 *   { repeatPurchases: 2, meanRepeatAmount: 22 },
 *   { repeatPurchases: 1, meanRepeatAmount: 75 },
 *   { repeatPurchases: 5, meanRepeatAmount: 34 },
 *   { repeatPurchases: 3, meanRepeatAmount: 58 },
 *   { repeatPurchases: 4, meanRepeatAmount: 18 },
 *   { repeatPurchases: 0, meanRepeatAmount: null },
 * ]);
 * model.fit?.n; // => 5
 * model.pooledMeanSpend; // => ~35.667
 * ```
 * @see Fader & Hardie 2013, note 025; Fader, Hardie & Lee 2005, "RFM and CLV: using iso-value curves"
 */
export function fitGammaGamma(histories: Iterable<SpendHistory>, options: FitOptions = {}): GammaGammaModel {
  const columns = spendColumns(histories);
  const { rows, n, totalRepeats, pooledMean } = columns;
  const priors = readPriors(options, NAMES, () => ({
    spendShape: { median: 1, logSd: 1.5 },
    spreadShape: { median: 1, logSd: 1.5 },
    spreadScale: { median: pooledMean || 1, logSd: 1.5 },
  }));
  const starts = [
    [6, 4],
    [2, 3],
    [1, 1.5],
  ].map(([p, q]) => [p!, q!, ((pooledMean || 1) * (q! - 1)) / p!]);
  const top = climb((theta) => spendLikelihood(columns, theta), NAMES, starts, { ...options, priors });
  let [p, q, v] = top.parameters as [number, number, number];
  let status: FitStatus = 'interior';
  let boundary: BoundaryCode | null = null;
  const warnings: Warning[] = [];
  const { largestLogError, vague } = uncertaintyOf(top.hessian);
  if (n === 0) {
    [p, q, v] = [1, 1, 1];
    [status, boundary] = ['boundary', 'no-repeats'];
    warnings.push({
      code: 'no-repeats',
      message: 'No customer has a repeat purchase with an amount, so nothing is known of spend.',
      facts: {},
    });
  } else if (q <= 1) {
    // Amounts that do not scatter at all leave p without an end; p·v is what they decide.
    [p, v] = [Math.min(p, LARGEST_SHAPE), (v * p) / Math.min(p, LARGEST_SHAPE)];
    [status, boundary] = ['boundary', 'infinite-mean-spend'];
    warnings.push({
      code: 'infinite-mean-spend',
      message:
        'A few customers spend so much more than the rest that the mean over customers does not exist in this model. New customers are given the pooled mean.',
      facts: { spreadShape: q, pooledMeanSpend: pooledMean },
    });
  } else if (p > LARGEST_SHAPE || q > LARGEST_SHAPE) {
    // The mean p·v/(q − 1) is decided, the shape that has run off is not.
    const mean = (p * v) / (q - 1);
    [p, q] = [Math.min(p, LARGEST_SHAPE), Math.min(q, LARGEST_SHAPE)];
    v = (mean * (q - 1)) / p;
    [status, boundary] = ['boundary', 'identical-rates'];
    warnings.push({
      code: 'identical-rates',
      message: 'Customers do not differ measurably in what they spend, or their amounts do not scatter.',
      facts: {},
    });
  } else if (!top.maximum.converged) {
    status = 'failed';
    warnings.push(failedFit(top.maximum.stopped, top.maximum.gradientNorm));
  } else if (q < 1.1) {
    status = 'weak';
    warnings.push({
      code: 'heavy-tail',
      message: 'The mean over customers hangs on a few who spend very much.',
      facts: { spreadShape: q },
    });
  } else if (vague) {
    status = 'weak';
    warnings.push(
      weakFit({
        direction: 'how much customers differ in spend',
        logLikelihoodGain: 0,
        largestLogError,
      }),
    );
  }
  const correlation = spendCorrelation(columns);
  if (correlation !== null && Math.abs(correlation) > LARGEST_SPEND_CORRELATION) {
    warnings.push({
      code: 'correlated',
      message: 'How often customers buy and how much they spend go together here; the model assumes that they do not.',
      facts: { correlation },
    });
  }
  const capped = p === LARGEST_SHAPE || q === LARGEST_SHAPE || n === 0;
  const base = {
    n,
    uniqueHistories: rows.length,
    repeatPurchases: totalRepeats,
    priors,
    free: NAMES,
    fixed: [],
    boundary,
    status,
    warnings,
    ...(capped && { covariance: null }),
  };
  const fit = { ...modelFitOf({ ...base, n: Math.max(n, 1), climb: top }), n, correlation };
  return {
    kind: 'gamma-gamma',
    version: 1,
    spendShape: p,
    spreadShape: q,
    spreadScale: v,
    pooledMeanSpend: pooledMean,
    fit,
  };
}
