import * as z from 'zod';
import type { GammaGammaModel, PurchaseModel } from '../clv/index.ts';
import { atLeastZero, ModelFitSchema, positive, SpendFitSchema } from './clv-fit.ts';
import type { ParsedValue } from './parse.ts';
import { parseValue } from './parse.ts';
import { recordOf } from './record-of.ts';
import { schemaOf } from './schema-of.ts';

const effect = recordOf(z.number());

// Shape 0 is a fit at a boundary: nobody comes back, or nobody leaves.
const purchase = {
  version: z.literal(1),
  purchaseShape: atLeastZero,
  purchaseScaleDays: positive,
  fit: ModelFitSchema.nullable(),
};
const dropout = { ...purchase, dropoutA: atLeastZero, dropoutB: positive };
const rhythm = { ...dropout, regularity: z.int().min(1) };

/** A stored purchase model of any kind. */
export const PurchaseModelSchema: z.ZodType<PurchaseModel> = schemaOf<PurchaseModel>()(
  z.discriminatedUnion('kind', [
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
  ]),
);

/** A stored spend model. */
export const GammaGammaModelSchema: z.ZodType<GammaGammaModel> = schemaOf<GammaGammaModel>()(
  z.object({
    kind: z.literal('gamma-gamma'),
    version: z.literal(1),
    spendShape: positive,
    spreadShape: positive,
    spreadScale: positive,
    pooledMeanSpend: atLeastZero,
    fit: SpendFitSchema.nullable(),
  }),
);

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
 * parsePurchaseModel({ ...stored, purchaseScaleDays: -80 }).issues.map(({ path }) => path); // => ['/purchaseScaleDays']
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
