import * as z from 'zod';
import type { Benefits, Ladder, Level, LevelCondition, MetricSource, Program } from '../loyalty/index.ts';
import { StoredInstantSchema } from './instant.ts';
import {
  ChangedPointsSchema,
  EarningBaseSchema,
  LadderWindowSchema,
  PointsPolicySchema,
  WhereSchema,
} from './loyalty-policy.ts';
import { recordOf } from './record-of.ts';
import { schemaOf } from './schema-of.ts';

const whole = z.int();
const optional = whole.exactOptional();
const name = z.string().min(1);

const LevelConditionSchema: z.ZodType<LevelCondition> = schemaOf<LevelCondition>()(
  z.union([
    z.strictObject({ metric: z.string(), atLeast: whole }),
    z.strictObject({ all: z.array(z.lazy((): z.ZodType<LevelCondition> => LevelConditionSchema)) }),
    z.strictObject({ any: z.array(z.lazy((): z.ZodType<LevelCondition> => LevelConditionSchema)) }),
  ]),
);

const benefits: z.ZodExactOptional<z.ZodType<Benefits>> = (
  recordOf(z.union([z.string(), z.number(), z.boolean()])) as z.ZodType<Benefits>
).exactOptional();

const LevelSchema: z.ZodType<Level> = schemaOf<Level>()(
  z.strictObject({
    name,
    enter: LevelConditionSchema.exactOptional(),
    retain: LevelConditionSchema.exactOptional(),
    reenter: LevelConditionSchema.exactOptional(),
    benefits,
  }),
);

const MetricSourceSchema: z.ZodType<MetricSource> = schemaOf<MetricSource>()(
  z.discriminatedUnion('from', [
    z.strictObject({ from: z.literal('activity'), name }),
    z.strictObject({
      from: z.literal('spend'),
      base: EarningBaseSchema.exactOptional(),
      where: WhereSchema.exactOptional(),
    }),
    z.strictObject({ from: z.literal('orders') }),
    z.strictObject({ from: z.literal('points'), rules: z.array(z.string()) }),
    z.strictObject({ from: z.literal('windows-held'), ladderId: z.string(), level: z.string() }),
  ]),
);

// What a change of a window ladder may replace; `levels` and `validity` are required in the ladder itself.
const levels = z.array(LevelSchema);
const validity = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('end-of-window'),
    plusWindows: optional,
    plusMonths: optional,
    plusDays: optional,
  }),
  z.strictObject({
    kind: z.literal('after-reaching'),
    months: optional,
    days: optional,
    roundUpTo: z.enum(['day', 'month', 'quarter', 'year']).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('while-met') }),
  z.strictObject({ kind: z.literal('forever') }),
  z.strictObject({ kind: z.literal('listed') }),
]);
const changeable = {
  upgrade: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('at-once') }),
      z.strictObject({ kind: z.literal('period-end'), plusMonths: optional }),
    ])
    .exactOptional(),
  downgrade: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('to-deserved') }),
      z.strictObject({ kind: z.literal('one-level'), months: whole }),
      z.strictObject({ kind: z.literal('to-base') }),
      z.strictObject({ kind: z.literal('never') }),
    ])
    .exactOptional(),
  graceDays: optional,
  reversal: z.enum(['keep', 'revoke', 'at-period-end']).exactOptional(),
  rollover: z
    .strictObject({
      metric: name,
      cap: optional,
      ownOnly: z.boolean().exactOptional(),
      thresholds: recordOf(whole).exactOptional(),
    })
    .exactOptional(),
};

const LadderSchema: z.ZodType<Ladder> = schemaOf<Ladder>()(
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('window'),
      id: name,
      levels,
      metrics: recordOf(MetricSourceSchema).exactOptional(),
      window: LadderWindowSchema,
      validity,
      ...changeable,
      pause: z.enum(['extend', 'ignore']).exactOptional(),
    }),
    z.strictObject({
      kind: z.literal('counter'),
      id: name,
      levels: z.array(z.strictObject({ name, cost: optional, benefits })),
      metric: name,
      months: whole,
      roundUpTo: z.enum(['day', 'month']).exactOptional(),
      carryCap: optional,
      onShortfall: z.strictObject({ levelsDown: whole, counter: z.enum(['reset', 'keep']) }).exactOptional(),
    }),
    z.strictObject({
      kind: z.literal('balance'),
      id: name,
      levels: z.array(z.strictObject({ name, atLeast: whole, benefits })),
    }),
  ]),
);

/** The shape of a loyalty program; `parseProgram` also asks `checkProgram`. A field that no program has is an issue. */
export const LoyaltyProgramSchema: z.ZodType<Program> = schemaOf<Program>()(
  z.strictObject({
    kind: z.literal('loyalty-program'),
    version: z.literal(1),
    id: name,
    timeZone: z.string(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .exactOptional(),
    points: PointsPolicySchema.exactOptional(),
    ladders: z.array(LadderSchema).exactOptional(),
    changes: z
      .array(
        z.strictObject({
          from: StoredInstantSchema,
          note: z.string().exactOptional(),
          points: ChangedPointsSchema.exactOptional(),
          ladders: z
            .record(
              z.string(),
              z.strictObject({
                levels: levels.exactOptional(),
                validity: validity.exactOptional(),
                ...changeable,
              }),
            )
            .exactOptional(),
        }),
      )
      .exactOptional(),
    extensions: z
      .array(
        z.strictObject({
          announcedAt: StoredInstantSchema,
          validAt: StoredInstantSchema,
          until: StoredInstantSchema,
          ladders: z.array(z.string()).exactOptional(),
        }),
      )
      .exactOptional(),
  }),
);
