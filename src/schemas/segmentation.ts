import * as z from 'zod';
import type {
  CustomerModel,
  FieldType,
  PropertyCondition,
  SegmentCondition,
  SegmentDefinition,
  SegmentWindow,
} from '../segmentation/index.ts';
import { checkSegmentSize } from '../segmentation/index.ts';
import { StoredInstantSchema, TimeZoneSchema } from './instant.ts';
import { schemaOf } from './schema-of.ts';

/** Names and operators that the schema of a model allows. */
type Names = { readonly [kind: string]: readonly string[] };

const OPS: Readonly<Record<string, readonly string[]>> = {
  text: ['eq', 'ne', 'in', 'notIn', 'contains', 'startsWith', 'endsWith', 'exists', 'missing'],
  number: ['eq', 'ne', 'in', 'notIn', 'lt', 'lte', 'gt', 'gte', 'between', 'exists', 'missing'],
  boolean: ['eq', 'ne', 'exists', 'missing'],
  moment: ['exists', 'missing'],
  list: ['has', 'hasAny', 'hasAll', 'exists', 'missing'],
};

const ValueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]);
const amount = z.int().min(1).max(3660).exactOptional();
const UNITS = ['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;

const WindowSchema: z.ZodType<SegmentWindow> = z.union([
  z.strictObject({
    last: amount,
    before: amount,
    between: z.tuple([z.int().min(0), z.int().max(3660)]).exactOptional(),
    next: amount,
    current: amount,
    previous: amount,
    unit: z.enum(UNITS),
    by: z.enum(['elapsed', 'date']).exactOptional(),
  }),
  z.strictObject({
    from: StoredInstantSchema.or(z.string()).exactOptional(),
    to: StoredInstantSchema.or(z.string()).exactOptional(),
  }),
]);

/** One of the names of a model, or any text without a model. */
function nameOf(names: readonly string[] | undefined): z.ZodType<string> {
  return names ? z.enum(names as [string, ...string[]]) : z.string();
}

/** Comparisons of fields by kind: with a model only its fields, each with the operators of its kind. */
function comparisons(fields: Names | null): z.ZodType[] {
  const one = (field: z.ZodType<string>, ops: readonly string[]): z.ZodType =>
    z.strictObject({
      field,
      op: z.enum(ops as [string, ...string[]]),
      value: ValueSchema.exactOptional(),
      ignoreCase: z.literal(true).exactOptional(),
    });
  if (!fields) return [one(z.string(), [...new Set(Object.values(OPS).flat())])];
  return Object.entries(fields)
    .filter(([, names]) => names.length > 0)
    .map(([kind, names]) => one(nameOf(names), OPS[kind]!));
}

function namesByKind(types: Readonly<Record<string, FieldType>>): Names {
  const names: Record<string, string[]> = { text: [], number: [], boolean: [], moment: [], list: [] };
  for (const [path, type] of Object.entries(types)) {
    const kind = typeof type === 'string' ? type.replace('?', '') : 'type' in type ? type.type : 'text';
    names[kind.endsWith('[]') ? 'list' : kind === 'instant' || kind === 'day' ? 'moment' : kind]!.push(path);
  }
  return names;
}

function groups<T>(part: () => z.ZodType<T>): z.ZodType[] {
  const list = z.array(z.lazy(part));
  return [
    z.strictObject({ all: list }),
    z.strictObject({ any: list }),
    z.strictObject({ not: z.lazy(part) }),
    z.strictObject({ atLeast: z.int().min(0), of: list }),
    z.strictObject({ always: z.boolean() }),
  ];
}

/** The conditions of the language; with a model only what it has. */
function conditionSchema(model: CustomerModel | null): z.ZodType<SegmentCondition> {
  const fields = model && namesByKind(model.fields);
  const properties = model && Object.values(model.events?.types ?? {}).map(namesByKind);
  const merged: Names | null =
    properties &&
    Object.fromEntries(
      Object.keys(OPS).map((kind) => [kind, [...new Set(properties.flatMap((names) => names[kind] ?? []))]]),
    );
  const event = nameOf(model ? Object.keys(model.events?.types ?? {}) : undefined);
  const hasEvents = !model || Object.keys(model.events?.types ?? {}).length > 0;
  const property: z.ZodType<PropertyCondition> = z.lazy(() =>
    z.union([...groups(() => property), ...comparisons(merged)]),
  ) as z.ZodType<PropertyCondition>;
  const where = property.exactOptional();
  const window = WindowSchema.exactOptional();
  const moments = fields?.['moment'];
  const events: z.ZodType[] = [
    z.strictObject({
      event,
      where,
      window,
      measure: z
        .enum(['count', 'sum', 'average', 'min', 'max', 'distinct', 'daysSinceFirst', 'daysSinceLast'])
        .exactOptional(),
      of: z.string().exactOptional(),
      op: z.enum(OPS['number'] as [string, ...string[]]).exactOptional(),
      value: z.union([z.number(), z.array(z.number())]).exactOptional(),
    }),
    z.strictObject({ latest: event, where, window, has: property }),
    z.strictObject({ earliest: event, where, window, has: property }),
    z.strictObject({
      sequence: z.array(z.strictObject({ event, where })).min(1),
      within: z.number().positive().exactOptional(),
      unit: z.enum(['minute', 'hour', 'day', 'week']).exactOptional(),
      window,
    }),
    z.strictObject({
      regularly: event,
      where,
      periods: z.int().min(1).max(3660),
      unit: z.enum(['day', 'week', 'month', 'quarter', 'year']),
      inAtLeast: z.int().min(0),
    }),
  ];
  const dated = z.strictObject({
    field: nameOf(moments),
    window: WindowSchema,
    anniversary: z.literal(true).exactOptional(),
  });
  const condition: z.ZodType<SegmentCondition> = z.lazy(() => {
    const kinds: z.ZodType[] = [...groups(() => condition), ...comparisons(fields)];
    if (moments?.length !== 0) kinds.push(dated);
    if (hasEvents) kinds.push(...events);
    kinds.push(z.strictObject({ segment: z.string() }));
    return z.union(kinds);
  }) as z.ZodType<SegmentCondition>;
  return condition;
}

/** The shape of definitions, without the checks that a schema language cannot say. */
function shapeOf(model: CustomerModel | null): z.ZodType<SegmentDefinition> {
  return schemaOf<SegmentDefinition>()(
    z.strictObject({
      version: z.literal(1),
      name: z.string().exactOptional(),
      timeZone: z
        .union([TimeZoneSchema, z.strictObject({ field: z.string(), fallback: TimeZoneSchema })])
        .exactOptional(),
      weekStartsOn: z.enum(['monday', 'sunday']).exactOptional(),
      where: conditionSchema(model),
    }),
  );
}

/** Size first: 20,000 nested conditions must be an issue, not a full stack. */
function sized(shape: z.ZodType<SegmentDefinition>): z.ZodType<SegmentDefinition> {
  const size = z.unknown().check((context) => {
    for (const { code, path, message } of checkSegmentSize(context.value)) {
      context.issues.push({
        code: 'custom',
        input: context.value,
        path: path.split('/').slice(1),
        params: { code },
        message,
      });
    }
  });
  return size.pipe(shape as z.ZodType<SegmentDefinition, unknown>);
}

/** A segment definition of any model: the shape of the language. */
export const SegmentDefinitionSchema: z.ZodType<SegmentDefinition> = sized(shapeOf(null));

/**
 * The schema of the definitions of one model: its fields with their operators, its events.
 *
 * @param model - a sound customer model
 * @returns a schema; what needs more than shapes (values, circles, windows that mean nothing) `parseSegment` adds
 *
 * @example Which rules can my users write?
 * ```ts
 * import { segmentDefinitionSchema } from 'clientele/schemas';
 *
 * const schema = segmentDefinitionSchema({ version: 1, fields: { spend: 'number?' } });
 * schema.safeParse({ version: 1, where: { field: 'spend', op: 'gte', value: 5 } }).success; // => true
 * schema.safeParse({ version: 1, where: { field: 'spend', op: 'contains', value: '5' } }).success; // => false
 * ```
 */
export function segmentDefinitionSchema(model: CustomerModel): z.ZodType<SegmentDefinition> {
  return sized(shapeOf(model));
}
