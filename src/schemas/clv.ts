import * as z from 'zod';
import type { GammaGammaModel, ModelFit, ParameterPriors, PurchaseModel, SpendFit } from '../clv/index.ts';
import type { Json, Warning } from '../errors/index.ts';
import type { ParsedValue } from './parse.ts';
import { parseValue } from './parse.ts';

const atLeastZero = z.number().min(0);
const positive = z.number().positive();
const effect = z.record(z.string(), z.number());

const warnings: z.ZodType<Warning[]> = z.array(
  z.object({ code: z.string(), message: z.string(), facts: z.record(z.string(), z.json() as z.ZodType<Json>) }),
);
const priors: z.ZodType<ParameterPriors> = z.record(z.string(), z.object({ median: positive, logSd: positive }));
const report = {
  n: atLeastZero,
  status: z.enum(['interior', 'boundary', 'weak', 'failed']),
  warnings,
  logLikelihood: z.number(),
  aic: z.number().nullable(),
  bic: z.number().nullable(),
  iterations: z.int().min(0),
  gradientNorm: atLeastZero,
  parameters: z.array(z.string()),
  standardErrors: z.array(atLeastZero.nullable()),
  covariance: z.array(z.array(z.number())).nullable(),
  uniqueHistories: atLeastZero,
  repeatPurchases: atLeastZero,
  boundary: z
    .enum(['no-repeats', 'no-dropout', 'identical-rates', 'identical-dropout', 'infinite-mean-spend'])
    .nullable(),
  priors: priors.nullable(),
};
const fit: z.ZodType<ModelFit> = z.object(report);
const spendFit: z.ZodType<SpendFit> = z.object({
  ...report,
  correlation: z.number().min(-1.000001).max(1.000001).nullable(),
});

// Shape 0 is a fit at a boundary: nobody comes back, or nobody leaves.
const purchase = {
  version: z.literal(1),
  purchaseShape: atLeastZero,
  purchaseScaleDays: positive,
  fit: fit.nullable(),
};
const dropout = { ...purchase, dropoutA: atLeastZero, dropoutB: positive };
const rhythm = { ...dropout, regularity: z.int().min(1) };

/** A stored purchase model of any kind. */
export const PurchaseModelSchema: z.ZodType<PurchaseModel> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nbd'), ...purchase }),
  z.object({
    kind: z.literal('bg-nbd'),
    ...dropout,
    effects: z.object({ purchase: effect, dropoutA: effect, dropoutB: effect }).exactOptional(),
  }),
  z.object({ kind: z.literal('mbg-nbd'), ...dropout }),
  z.object({ kind: z.literal('bg-cnbd'), ...rhythm }),
  z.object({ kind: z.literal('mbg-cnbd'), ...rhythm }),
  z.object({
    kind: z.literal('pareto-nbd'),
    ...purchase,
    dropoutShape: atLeastZero,
    dropoutScaleDays: positive,
    effects: z.object({ purchase: effect, dropout: effect }).exactOptional(),
  }),
]);

/** A stored spend model. */
export const GammaGammaModelSchema: z.ZodType<GammaGammaModel> = z.object({
  kind: z.literal('gamma-gamma'),
  version: z.literal(1),
  spendShape: positive,
  spreadShape: positive,
  spreadScale: positive,
  pooledMeanSpend: atLeastZero,
  fit: spendFit.nullable(),
});

/**
 * A purchase model of any kind that comes from a file, a column or a network, checked.
 *
 * @param untrusted - anything
 * @returns the model, or null with what is wrong with it; never throws
 *
 * @example Is this stored model whole?
 * ```ts
 * import { parsePurchaseModel } from 'clientele/schemas';
 *
 * const stored = { kind: 'nbd', version: 1, purchaseShape: 0.4, purchaseScaleDays: 80, fit: null };
 * parsePurchaseModel(stored).value?.kind; // => 'nbd'
 * parsePurchaseModel({ ...stored, purchaseScaleDays: -80 }).value; // => null
 * ```
 */
export function parsePurchaseModel(untrusted: unknown): ParsedValue<PurchaseModel> {
  return parseValue(PurchaseModelSchema, untrusted);
}

/**
 * A spend model that comes from a file, a column or a network, checked.
 *
 * @param untrusted - anything
 * @returns the model, or null with what is wrong with it; never throws
 *
 * @example Is this stored spend model whole?
 * ```ts
 * import { parseSpendModel } from 'clientele/schemas';
 *
 * parseSpendModel({ kind: 'gamma-gamma', version: 1 }).value; // => null
 * ```
 */
export function parseSpendModel(untrusted: unknown): ParsedValue<GammaGammaModel> {
  return parseValue(GammaGammaModelSchema, untrusted);
}
