/**
 * Special functions, distributions, intervals, optimisers and the result types that every domain shares. Less stable
 * than the domains.
 *
 * @module clientele/statistics
 */
export { addExact } from './add-exact.ts';
export { assignBand } from './assign-band.ts';
export type { Band } from './band.ts';
export { bfgsMaximize } from './bfgs-maximize.ts';
export type { BfgsObjective } from './bfgs-maximize.ts';
export { checkBands } from './check-bands.ts';
export type { BandProblemCode } from './check-bands.ts';
export { cholesky } from './cholesky.ts';
export type { CholeskyFactor, CholeskyOptions, Matrix } from './cholesky.ts';
export { createExactSummer } from './create-exact-summer.ts';
export type { ExactSummer } from './create-exact-summer.ts';
export { createRandom } from './create-random.ts';
export type { RandomState } from './create-random.ts';
export { digamma } from './digamma.ts';
export { drawBeta } from './draw-beta.ts';
export { drawBinomial } from './draw-binomial.ts';
export { drawGamma } from './draw-gamma.ts';
export { drawMultinomial } from './draw-multinomial.ts';
export { drawNormal } from './draw-normal.ts';
export { drawPoisson } from './draw-poisson.ts';
export type { ExactSum } from './exact-sum.ts';
export type { FitReport, FitStatus, LikelihoodFit } from './fit-report.ts';
export { hashFraction } from './hash-fraction.ts';
export { hashText } from './hash-text.ts';
export { invertSymmetric } from './invert-symmetric.ts';
export type { SymmetricInverse } from './invert-symmetric.ts';
export { log1pExp } from './log-1p-exp.ts';
export { logAddExp } from './log-add-exp.ts';
export { logBeta } from './log-beta.ts';
export { logGamma } from './log-gamma.ts';
export { logNormalSurvival } from './log-normal-survival.ts';
export { logSumExp } from './log-sum-exp.ts';
export type { CurvedObjective, MaximizeOptions, Maximum, SmoothObjective } from './maximum.ts';
export { measureRate } from './measure-rate.ts';
export type { MeasureRateOptions } from './measure-rate.ts';
export { mergeExact } from './merge-exact.ts';
export { mergeRates } from './merge-rates.ts';
export { newtonMaximize } from './newton-maximize.ts';
export { nextUniform } from './next-uniform.ts';
export { normalCdf } from './normal-cdf.ts';
export { normalQuantile } from './normal-quantile.ts';
export { quantileOfHistogram } from './quantile-of-histogram.ts';
export { quantilePosition } from './quantile-position.ts';
export type { QuantilePosition, QuantileType } from './quantile-position.ts';
export { quantile } from './quantile.ts';
export type { QuantileOptions } from './quantile.ts';
export { requireConverged } from './require-converged.ts';
export type { Comparison, Estimate, Figure, Interval, OpenInterval, Rate } from './results.ts';
export { selectQuantiles } from './select-quantiles.ts';
export type { LevelOptions, ShareCounts } from './share-counts.ts';
export { sigmoid } from './sigmoid.ts';
export { solveCholesky } from './solve-cholesky.ts';
export { spreadOf } from './spread-of.ts';
export type { Spread } from './spread.ts';
export { trigamma } from './trigamma.ts';
export { valueOfExact } from './value-of-exact.ts';
export { wilsonInterval } from './wilson-interval.ts';
