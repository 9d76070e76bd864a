import * as z from 'zod';
import type { CustomerModel, SegmentDefinition, SegmentLibrary } from '../segmentation/index.ts';
import { checkSegment, checkSegmentSize } from '../segmentation/index.ts';
import type { ParsedValue } from './parse.ts';
import { parseValue } from './parse.ts';
import { SegmentDefinitionSchema, segmentDefinitionSchema } from './segmentation.ts';

/** What else a definition is held against. */
export interface ParseSegmentOptions {
  /** the customer model: its names, operators and values are checked too */
  model?: CustomerModel;
  /** other segments that the definition may refer to */
  segments?: SegmentLibrary;
}

/**
 * Parses an untrusted segment definition. It never throws, whatever comes: 20,000 nested conditions are one issue.
 *
 * Without a model the shape is checked; with one everything that `checkSegment` calls an error is an issue. Warnings are
 * no issues: ask `checkSegment` for them.
 *
 * @param untrusted - anything
 * @param options - the model and other segments
 * @returns the definition, or null with issues that have paths and codes
 *
 * @example May I store the rule that this request brought?
 * ```ts
 * import { parseSegment } from 'clientele/schemas';
 *
 * const model = { version: 1, fields: { spend: 'number?' } } as const;
 * parseSegment({ version: 1, where: { field: 'spend', op: 'gte', value: 5 } }, { model }).issues; // => []
 * parseSegment({ version: 1, where: { field: 'spent', op: 'gte', value: 5 } }, { model }).issues.map(({ code, path }) => [code, path]); // => [['unknown-field', '/where/field']]
 * parseSegment('everybody').issues.map(({ code }) => code); // => ['wrong-type']
 * ```
 */
export function parseSegment(untrusted: unknown, options: ParseSegmentOptions = {}): ParsedValue<SegmentDefinition> {
  const { model, segments } = options;
  try {
    const [limit] = checkSegmentSize(untrusted);
    if (limit)
      return { value: null, issues: [{ row: null, path: limit.path, code: limit.code, message: limit.message }] };
  } catch {
    // A getter of the caller's value: the other door says so, and does not throw.
    return parseValue(SegmentDefinitionSchema, untrusted);
  }
  if (!model) return parseValue(SegmentDefinitionSchema, untrusted);
  // The library's own check knows better words than a union of shapes; it takes anything.
  const errors = checkSegment(untrusted as SegmentDefinition, { model, ...(segments && { segments }) });
  const issues = errors
    .filter(({ severity }) => severity === 'error')
    .map(({ path, code, message }) => ({ row: null, path, code, message }));
  if (issues.length > 0) return { value: null, issues };
  return parseValue(SegmentDefinitionSchema, untrusted);
}

/**
 * The definitions of a model as JSON Schema, for builder screens and other languages.
 *
 * @param model - a sound customer model; without one the whole language
 * @returns JSON Schema, draft 2020-12
 *
 * @example How do I tell my form builder which rules there are?
 * ```ts
 * import { segmentJsonSchema } from 'clientele/schemas';
 *
 * const schema = segmentJsonSchema({ version: 1, fields: { spend: 'number?' } });
 * [schema['$schema'], JSON.stringify(schema).includes('"spend"')]; // => ['https://json-schema.org/draft/2020-12/schema', true]
 * ```
 */
export function segmentJsonSchema(model?: CustomerModel): Readonly<Record<string, unknown>> {
  const schema = model ? segmentDefinitionSchema(model) : SegmentDefinitionSchema;
  return z.toJSONSchema(schema, { unrepresentable: 'any' }) as Record<string, unknown>;
}
