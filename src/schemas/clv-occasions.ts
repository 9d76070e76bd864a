import * as z from 'zod';
import type { BgBbModel, ContractModel } from '../clv/index.ts';
import { atLeastZero, ModelFitSchema, positive } from './clv-fit.ts';
import type { ParsedValue } from './parse.ts';
import { parseValue } from './parse.ts';
import { schemaOf } from './schema-of.ts';

const version = z.literal(1);
const fit = ModelFitSchema.nullable();

/** A stored model of occasions, BG/BB. */
export const BgBbModelSchema: z.ZodType<BgBbModel> = schemaOf<BgBbModel>()(
  z.object({
    kind: z.literal('bg-bb'),
    version,
    purchaseA: positive,
    purchaseB: positive,
    dropoutA: positive,
    dropoutB: positive,
    fit,
  }),
);

// a = 0 is a fit at a boundary: nobody leaves.
const contract = { version, dropoutA: atLeastZero, dropoutB: positive, fit };

/** A stored contract model, sBG or BdW. */
export const ContractModelSchema: z.ZodType<ContractModel> = schemaOf<ContractModel>()(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('sbg'), ...contract }),
    z.object({ kind: z.literal('bdw'), ...contract, durationShape: positive }),
  ]),
);

/**
 * A model of occasions (BG/BB) that comes from a file, a column or a network, checked.
 *
 * @param untrusted - anything
 * @returns the model, or null with what is wrong with it; never throws
 *
 * @example Can last year's model of our donors still be read?
 * ```ts
 * import { parseOccasionModel } from 'clientele/schemas';
 *
 * const stored = { kind: 'bg-bb', version: 1, purchaseA: 1.2, purchaseB: 0.75, dropoutA: 0.66, dropoutB: 2.8, fit: null };
 * parseOccasionModel(stored).value?.purchaseA; // => 1.2
 * parseOccasionModel({ ...stored, dropoutB: '2.8' }).issues.map(({ path, code }) => [path, code]); // => [['/dropoutB', 'wrong-type']]
 * ```
 */
export function parseOccasionModel(untrusted: unknown): ParsedValue<BgBbModel> {
  return parseValue(BgBbModelSchema, untrusted);
}

/**
 * A contract model (sBG or BdW) that comes from a file, a column or a network, checked.
 *
 * @param untrusted - anything
 * @returns the model, or null with what is wrong with it; never throws
 *
 * @example Can the model of our subscriptions still be read?
 * ```ts
 * import { parseContractModel } from 'clientele/schemas';
 *
 * const stored = { kind: 'sbg', version: 1, dropoutA: 0.668, dropoutB: 3.806, fit: null };
 * parseContractModel(stored).value?.kind; // => 'sbg'
 * parseContractModel({ ...stored, kind: 'bdw' }).issues.map(({ path, code }) => [path, code]); // => [['/durationShape', 'missing-value']]
 * ```
 */
export function parseContractModel(untrusted: unknown): ParsedValue<ContractModel> {
  return parseValue(ContractModelSchema, untrusted);
}
