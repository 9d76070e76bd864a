import * as z from 'zod';
import type {
  ChurnExample,
  DatedExample,
  Feature,
  FeatureSchema,
  HealthDefinition,
  HealthOutcome,
  OutcomeRow,
  RecordOf,
  ScoredRow,
} from '../churn/index.ts';
import { checkHealth } from '../churn/index.ts';
import { figure, LARGEST } from './churn-parts.ts';
import { InstantSchema } from './instant.ts';
import { schemaOf } from './schema-of.ts';

const named = { name: z.string(), label: z.string().exactOptional() };

/** Values by name as they were given: the library reads own keys only, so none is renamed or lost, `__proto__` neither. */
const byName = <T extends object>(what: string): z.ZodType<T> =>
  z.custom<T>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), {
    error: `expected ${what} by name`,
    params: { code: 'wrong-type' },
  });

/** One source variable of a model. */
export const ChurnFeatureSchema: z.ZodType<Feature> = schemaOf<Feature>()(
  z.discriminatedUnion('kind', [
    z.object({
      ...named,
      kind: z.literal('number'),
      transform: z.literal('log1p').exactOptional(),
      clip: z
        .tuple([figure, figure])
        .refine(([low, high]) => low <= high, {
          error: 'expected the lower end first',
          params: { code: 'out-of-order' },
        })
        .exactOptional(),
      standardize: z.boolean().exactOptional(),
      indicator: z.boolean().exactOptional(),
    }),
    z.object({ ...named, kind: z.literal('boolean') }),
    z.object({
      ...named,
      kind: z.literal('category'),
      reference: z.string().exactOptional(),
      minCount: z.int().min(0).exactOptional(),
    }),
  ]),
);

/** The source variables of a model, each name once. */
export const ChurnFeaturesSchema: z.ZodType<Feature[]> = z
  .array(ChurnFeatureSchema)
  .refine((features) => new Set(features.map(({ name }) => name)).size === features.length, {
    error: 'expected every name once',
    params: { code: 'duplicate' },
  });

/** A forecast beside what then happened. */
export const ScoredRowSchema: z.ZodType<ScoredRow> = schemaOf<ScoredRow>()(
  z.object({
    probability: z.number().check((context) => {
      if (context.value >= 0 && context.value <= 1) return;
      const params = { code: 'not-a-probability' };
      const message = `expected 0 to 1, got ${context.value} (is it a percent?)`;
      context.issues.push({ code: 'custom', input: context.value, params, message });
    }),
    churned: z.boolean(),
  }),
);

/** A health score beside what then happened. */
export const HealthOutcomeSchema: z.ZodType<HealthOutcome> = schemaOf<HealthOutcome>()(
  z.object({ score: z.number().min(0).max(100), churned: z.boolean() }),
);

/** A value of one variable beside what then happened. */
export const OutcomeRowSchema: z.ZodType<OutcomeRow> = schemaOf<OutcomeRow>()(
  z.object({ value: z.union([z.number(), z.string(), z.boolean()]).nullable(), churned: z.boolean() }),
);

/** An example with when its features became known. */
export const DatedExampleSchema: z.ZodType<DatedExample> = schemaOf<DatedExample>()(
  z.object({
    landmarkAt: InstantSchema,
    churned: z.boolean(),
    features: byName<Readonly<Record<string, unknown>>>('features'),
    knownAt: byName<NonNullable<DatedExample['knownAt']>>('instants')
      .check((context) => {
        for (const [name, instant] of Object.entries(context.value)) {
          const { success, error } = InstantSchema.safeParse(instant);
          if (success) continue;
          const { message } = error.issues[0]!;
          const params = { code: 'not-an-instant' };
          context.issues.push({ code: 'custom', input: instant, path: [name], params, message });
        }
      })
      .exactOptional(),
  }),
);

/**
 * The schema of the records of one model: every feature a value of its kind, or null where nothing is known; other keys
 * are kept.
 *
 * @param features - the features of the model
 * @returns a schema; what passes is the record itself, not a copy
 *
 * @example Can my form say which field is wrong?
 * ```ts
 * import { churnRecordSchema } from 'clientele/schemas';
 *
 * const schema = churnRecordSchema([{ name: 'orders', kind: 'number' }]);
 * schema.safeParse({ orders: 3 }).success; // => true
 * schema.safeParse({ orders: '3' }).success; // => false
 * ```
 */
export function churnRecordSchema<const S extends FeatureSchema>(features: S): z.ZodType<RecordOf<S>> {
  return byName<RecordOf<S>>('features').check((context) => {
    const record = context.value as Record<string, unknown>;
    for (const feature of features) {
      const problem = problemOf(feature, Object.hasOwn(record, feature.name) ? record[feature.name] : undefined);
      if (!problem) continue;
      const [code, message] = problem;
      context.issues.push({ code: 'custom', input: record, path: [feature.name], params: { code }, message });
    }
  });
}

/** What is wrong with a value; null when nothing is. */
function problemOf(feature: Feature, value: unknown): [code: string, message: string] | null {
  if (value === null) return null;
  if (value === undefined) return ['missing-value', 'expected a value, or null where nothing is known'];
  const type = feature.kind === 'category' ? 'string' : feature.kind;
  if (typeof value !== type) return ['wrong-type', `expected a ${type} or null, got ${typeof value}`];
  if (typeof value !== 'number' || feature.kind !== 'number') return null;
  if (!Number.isFinite(value)) return ['not-finite', `expected a finite number, got ${value}`];
  if (Math.abs(value) > LARGEST) return ['out-of-range', `expected a number from -1e100 to 1e100, got ${value}`];
  const { clip, transform } = feature;
  const inside = clip ? Math.min(Math.max(value, clip[0]), clip[1]) : value;
  if (transform === undefined || inside > -1) return null;
  return ['out-of-range', `expected more than -1 for log1p, got ${value}`];
}

/**
 * The schema of the examples of one model: a customer at a landmark with the outcome.
 *
 * @param features - the features of the model
 * @returns a schema
 *
 * @example Is this row fit for training?
 * ```ts
 * import { churnExampleSchema } from 'clientele/schemas';
 *
 * const schema = churnExampleSchema([{ name: 'orders', kind: 'number' }]);
 * schema.safeParse({ features: { orders: 3 }, churned: false }).success; // => true
 * schema.safeParse({ features: { orders: 3 }, churned: null }).success; // => false
 * ```
 */
export function churnExampleSchema<const S extends FeatureSchema>(features: S): z.ZodType<ChurnExample<S>> {
  return z.object({
    features: churnRecordSchema(features),
    churned: z.boolean(),
    weight: z.number().min(0).max(1e50).exactOptional(),
    offset: figure.exactOptional(),
  });
}

const factor = { key: z.string(), weight: z.number(), label: z.string().exactOptional() };

/** A health score as the shop defines it; `checkHealth` has said that it is sound. */
export const HealthDefinitionSchema: z.ZodType<HealthDefinition> = schemaOf<HealthDefinition>()(
  z
    .object({
      kind: z.literal('health'),
      version: z.literal(1),
      factors: z.array(
        z.union([
          z.object({ ...factor, points: z.array(z.tuple([z.number(), z.number()])) }),
          z.object({ ...factor, steps: z.array(z.object({ from: z.number(), score: z.number() })) }),
          z.object({
            ...factor,
            levels: byName<Record<string, number>>('points').check((context) => {
              for (const [level, points] of Object.entries(context.value)) {
                if (typeof points === 'number') continue;
                const message = `expected 0 to 100 points, got ${typeof points}`;
                const params = { code: 'wrong-type' };
                context.issues.push({ code: 'custom', input: points, path: [level], params, message });
              }
            }),
          }),
        ]),
      ),
      bands: z.array(z.object({ name: z.string(), from: z.number() })),
      missing: z.enum(['reweight', 'neutral', 'zero']),
      neutralScore: z.number().exactOptional(),
      minimumKnownShare: z.number().exactOptional(),
    })
    .check((context) => {
      for (const { code, path, message } of checkHealth(context.value)) {
        context.issues.push({ code: 'custom', input: context.value, path: keysOf(path), params: { code }, message });
      }
    }),
);

/** RFC 6901, back to keys. */
function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}
