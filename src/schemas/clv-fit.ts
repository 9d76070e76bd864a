import * as z from 'zod';
import type { ModelFit, ParameterPriors, SpendFit } from '../clv/index.ts';
import { likelihoodFit } from './fit-report.ts';
import { recordOf } from './record-of.ts';
import { schemaOf } from './schema-of.ts';

/** A parameter that may sit at its limit, 0. */
export const atLeastZero: z.ZodType<number> = z.number().min(0);
/** A parameter, or a number of days, that has no limit of its own at 0. */
export const positive: z.ZodType<number> = z.number().positive();

const priors: z.ZodType<ParameterPriors> = recordOf(z.object({ median: positive, logSd: positive }));
const report = {
  ...likelihoodFit,
  // Customers of a history are weights: their sum may be no whole number.
  n: atLeastZero,
  uniqueHistories: atLeastZero,
  repeatPurchases: atLeastZero,
  boundary: z
    .enum(['no-repeats', 'no-dropout', 'identical-rates', 'identical-dropout', 'infinite-mean-spend'])
    .nullable(),
  priors: priors.nullable(),
};

/** Intervals read errors and covariance by the place of the parameter: lists of other lengths would give wrong ones. */
function aligned({ parameters, standardErrors, covariance }: ModelFit): boolean {
  const sides = [standardErrors, ...(covariance === null ? [] : [covariance, ...covariance])];
  return sides.every((side) => side.length === parameters.length);
}
const ALIGNED = { path: ['parameters'], error: 'expected one standard error and one row of covariance a parameter' };

/** What a fit says about a purchase, occasion or contract model. */
export const ModelFitSchema: z.ZodType<ModelFit> = schemaOf<ModelFit>()(z.object(report).refine(aligned, ALIGNED));

/** What a fit says about a spend model. */
export const SpendFitSchema: z.ZodType<SpendFit> = schemaOf<SpendFit>()(
  // A correlation is rounded: it may lie a hair outside of −1..1.
  z.object({ ...report, correlation: z.number().min(-1.000001).max(1.000001).nullable() }).refine(aligned, ALIGNED),
);
