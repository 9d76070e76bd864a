/**
 * Special functions, distributions, intervals, optimisers and the result types that every domain shares. Less stable
 * than the domains.
 *
 * @module clientele/statistics
 */
export { addExact } from './add-exact.ts';
export type { Band } from './band.ts';
export { bfgsMaximize } from './bfgs-maximize.ts';
export type { BfgsObjective } from './bfgs-maximize.ts';
export { cholesky } from './cholesky.ts';
export type { CholeskyFactor, CholeskyOptions, Matrix } from './cholesky.ts';
export { createExactSummer } from './create-exact-summer.ts';
export type { ExactSummer } from './create-exact-summer.ts';
export type { ExactSum } from './exact-sum.ts';
export type { FitReport, FitStatus, LikelihoodFit } from './fit-report.ts';
export { invertSymmetric } from './invert-symmetric.ts';
export type { SymmetricInverse } from './invert-symmetric.ts';
export type { CurvedObjective, MaximizeOptions, Maximum, SmoothObjective } from './maximum.ts';
export { mergeExact } from './merge-exact.ts';
export { newtonMaximize } from './newton-maximize.ts';
export { quantileOfHistogram } from './quantile-of-histogram.ts';
export { quantilePosition } from './quantile-position.ts';
export type { QuantilePosition, QuantileType } from './quantile-position.ts';
export { quantile } from './quantile.ts';
export type { QuantileOptions } from './quantile.ts';
export type { Comparison, Estimate, Figure, Interval, OpenInterval, Rate } from './results.ts';
export { selectQuantiles } from './select-quantiles.ts';
export { solveCholesky } from './solve-cholesky.ts';
export type { Spread } from './spread.ts';
export { valueOfExact } from './value-of-exact.ts';
