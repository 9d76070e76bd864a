import * as z from 'zod';
import type { CustomerModel, EventModel, FieldType } from '../segmentation/index.ts';
import type { ParsedValue } from './parse.ts';
import { parseValue } from './parse.ts';
import { recordOf } from './record-of.ts';
import { schemaOf } from './schema-of.ts';

const KINDS = ['text', 'number', 'boolean', 'instant', 'day', 'text[]', 'number[]'] as const;
const OPTIONAL_KINDS = ['text?', 'number?', 'boolean?', 'instant?', 'day?', 'text[]?', 'number[]?'] as const;

const FieldTypeSchema: z.ZodType<FieldType> = z.union([
  z.enum([...KINDS, ...OPTIONAL_KINDS]),
  z.array(z.string()).min(1),
  z.strictObject({
    type: z.enum(KINDS),
    optional: z.literal(true).exactOptional(),
    values: z.array(z.string()).exactOptional(),
    currency: z.string().exactOptional(),
  }),
]);

const EventModelSchema: z.ZodType<EventModel> = schemaOf<EventModel>()(
  z.strictObject({
    in: z.string().min(1).exactOptional(),
    name: z.string().min(1).exactOptional(),
    at: z.string().min(1).exactOptional(),
    id: z.string().min(1).exactOptional(),
    types: recordOf(recordOf(FieldTypeSchema)),
  }),
);

/** A customer model: what segments may ask about. */
export const CustomerModelSchema: z.ZodType<CustomerModel> = schemaOf<CustomerModel>()(
  z.strictObject({
    version: z.literal(1),
    id: z.string().min(1).exactOptional(),
    fields: recordOf(FieldTypeSchema),
    events: EventModelSchema.exactOptional(),
  }),
);

/**
 * Parses an untrusted customer model. It never throws.
 *
 * @param untrusted - anything
 * @returns the model, or null with what is wrong
 *
 * @example Is the model that was saved last year still one?
 * ```ts
 * import { parseCustomerModel } from 'clientele/schemas';
 *
 * parseCustomerModel({ version: 1, fields: { spend: 'number?' } }).issues; // => []
 * parseCustomerModel({ version: 1, fields: { spend: 'money' } }).issues.map(({ path }) => path); // => ['/fields/spend']
 * ```
 */
export function parseCustomerModel(untrusted: unknown): ParsedValue<CustomerModel> {
  return parseValue(CustomerModelSchema, untrusted);
}
