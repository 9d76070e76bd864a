/**
 * Special functions, distributions, intervals, optimisers and the result types that every domain shares. Less stable
 * than the domains.
 *
 * @module clientele/statistics
 */
export type { Band } from './band.ts';
export type { ExactSum } from './exact-sum.ts';
export type { FitReport, FitStatus, LikelihoodFit } from './fit-report.ts';
export type { Comparison, Estimate, Figure, Interval, OpenInterval, Rate } from './results.ts';
export type { Spread } from './spread.ts';
