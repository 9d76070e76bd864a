import * as z from 'zod';
import type { Json } from '../errors/index.ts';
import type { FitReport, LikelihoodFit } from '../statistics/index.ts';
import { recordOf } from './record-of.ts';

/** A schema for every key of a report, no more and no fewer: spread into the object of the domain that adds to it. */
type ShapeOf<T> = { readonly [K in keyof T]: z.ZodType<T[K]> };

/** What every stored fit says about itself. */
export const fitReport: ShapeOf<FitReport> = {
  n: z.int().min(0),
  status: z.enum(['interior', 'boundary', 'weak', 'failed']),
  warnings: z.array(z.object({ code: z.string(), message: z.string(), facts: recordOf(z.json() as z.ZodType<Json>) })),
};

/** What a stored fit by maximum likelihood says about itself. */
export const likelihoodFit: ShapeOf<LikelihoodFit> = {
  ...fitReport,
  logLikelihood: z.number(),
  aic: z.number().nullable(),
  bic: z.number().nullable(),
  iterations: z.int().min(0),
  gradientNorm: z.number().min(0),
  parameters: z.array(z.string()),
  standardErrors: z.array(z.number().min(0).nullable()),
  covariance: z.array(z.array(z.number())).nullable(),
};
