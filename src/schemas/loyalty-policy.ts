import * as z from 'zod';
import type {
  EarningBase,
  EarnRule,
  Expiry,
  Hold,
  LadderWindow,
  Multiplier,
  PointsPolicy,
  Where,
} from '../loyalty/index.ts';
import { StoredInstantSchema } from './instant.ts';
import { recordOf } from './record-of.ts';
import { schemaOf } from './schema-of.ts';

// Ranges, decimals, days and names that refer to each other are `checkProgram`'s; here only the shape is.
const whole = z.int();
const name = z.string().min(1);
const names = z.array(z.string());
const decimal = z.string();
const roundUpTo = z.enum(['day', 'month', 'quarter', 'year']).exactOptional();
const instant = StoredInstantSchema.exactOptional();
const optional = whole.exactOptional();
const flag = z.boolean().exactOptional();
const mode = z.enum(['block', 'proportional']).exactOptional();
const rounding = z.enum(['down', 'up', 'half-up', 'half-down', 'half-even', 'exact']).exactOptional();
const per = z.enum(['day', 'week', 'month', 'quarter', 'year', 'membership-year', 'lifetime']);
const tierNames = z.strictObject({ ladderId: z.string(), levels: names });

/** Which purchases and lines are meant. */
export const WhereSchema: z.ZodType<Where> = schemaOf<Where>()(
  z.strictObject({
    channels: names.exactOptional(),
    categories: names.exactOptional(),
    excludeCategories: names.exactOptional(),
    skus: names.exactOptional(),
    tags: names.exactOptional(),
    tiers: tierNames.exactOptional(),
  }),
);

/** Which parts of a bill count. */
export const EarningBaseSchema: z.ZodType<EarningBase> = schemaOf<EarningBase>()(
  z.strictObject({ shipping: flag, tax: flag, beforeDiscount: flag, beforeCredit: flag }),
);

/** The spans in which a ladder or milestone counts. */
export const LadderWindowSchema: z.ZodType<LadderWindow> = schemaOf<LadderWindow>()(
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('calendar'),
      unit: z.enum(['month', 'quarter', 'year']),
      startsOn: z.string().exactOptional(),
    }),
    z.strictObject({ kind: z.literal('membership-year') }),
    z.strictObject({ kind: z.literal('every-days'), days: whole }),
    z.strictObject({ kind: z.literal('rolling'), months: optional, days: optional }),
    z.strictObject({ kind: z.literal('lifetime') }),
    z.strictObject({
      kind: z.literal('listed'),
      periods: z.array(
        z.strictObject({
          fromOn: z.string(),
          toOn: z.string(),
          validUntilOn: z.string(),
          countFromOn: z.string().exactOptional(),
        }),
      ),
      then: z.lazy((): z.ZodType<LadderWindow> => LadderWindowSchema).exactOptional(),
    }),
  ]),
);

const HoldSchema: z.ZodType<Hold> = schemaOf<Hold>()(
  z.strictObject({ days: optional, untilReleased: flag, lapseDays: optional }),
);

const exceptTiers = tierNames.exactOptional();
const ExpirySchema: z.ZodType<Expiry> = schemaOf<Expiry>()(
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('never'), exceptTiers }),
    z.strictObject({ kind: z.literal('after-earning'), exceptTiers, months: optional, days: optional, roundUpTo }),
    z.strictObject({
      kind: z.literal('end-of-year'),
      exceptTiers,
      plusYears: optional,
      startsOn: z.string().exactOptional(),
    }),
    z.strictObject({ kind: z.literal('on-date'), exceptTiers, at: StoredInstantSchema }),
    z.strictObject({
      kind: z.literal('inactivity'),
      exceptTiers,
      months: whole,
      activities: z
        .array(z.union([z.enum(['earn', 'redeem', 'enroll']), z.templateLiteral(['activity:', z.string()])]))
        .exactOptional(),
      atMostMonths: optional,
      notBefore: instant,
      pendingSurvives: flag,
    }),
  ]),
);

const ruleBase = {
  id: name,
  where: WhereSchema.exactOptional(),
  validFrom: instant,
  validUntil: instant,
  hold: HoldSchema.exactOptional(),
  expiry: ExpirySchema.exactOptional(),
  multiply: flag,
};

const EarnRuleSchema: z.ZodType<EarnRule> = schemaOf<EarnRule>()(
  z.discriminatedUnion('kind', [
    z.strictObject({
      ...ruleBase,
      kind: z.literal('spend'),
      points: decimal,
      perMinor: whole,
      mode,
      rounding,
      roundAt: z.enum(['end', 'base-and-end', 'each-step']).exactOptional(),
      scope: z.enum(['order', 'line']).exactOptional(),
      base: EarningBaseSchema.exactOptional(),
      minimumMinor: optional,
      wholePoints: flag,
    }),
    z.strictObject({
      ...ruleBase,
      kind: z.literal('flat'),
      points: whole,
      on: z.union([
        z.enum(['order', 'enrollment', 'anniversary']),
        z.strictObject({ activity: z.string() }),
        z.strictObject({ level: z.string(), ladderId: z.string() }),
      ]),
    }),
    z.strictObject({
      ...ruleBase,
      kind: z.literal('metric'),
      metric: name,
      points: decimal,
      per: whole,
      mode,
      rounding,
    }),
    z.strictObject({
      ...ruleBase,
      kind: z.literal('milestone'),
      metric: name,
      from: whole,
      every: optional,
      to: optional,
      points: whole,
      window: LadderWindowSchema,
    }),
  ]),
);

const MultiplierSchema: z.ZodType<Multiplier> = schemaOf<Multiplier>()(
  z.discriminatedUnion('kind', [
    z.strictObject({ id: name, kind: z.literal('tier'), ladderId: z.string(), rates: recordOf(decimal) }),
    z.strictObject({
      id: name,
      kind: z.literal('promotion'),
      rate: decimal,
      validFrom: instant,
      validUntil: instant,
      where: WhereSchema.exactOptional(),
      times: z.strictObject({ count: whole, per }).exactOptional(),
    }),
  ]),
);

const restored = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stay-expired') }),
  z.strictObject({ kind: z.literal('grace'), days: whole }),
]);

const changeable = {
  earn: z.array(EarnRuleSchema).exactOptional(),
  multipliers: z.array(MultiplierSchema).exactOptional(),
  stacking: z.enum(['multiply', 'highest', 'add']).exactOptional(),
  caps: z
    .array(
      z.strictObject({
        id: name,
        points: whole,
        per: z.union([z.literal('order'), per]),
        rules: names.exactOptional(),
      }),
    )
    .exactOptional(),
  hold: HoldSchema.exactOptional(),
  expiry: ExpirySchema.exactOptional(),
  spending: z
    .strictObject({
      minimum: optional,
      step: optional,
      maximum: optional,
      order: z.enum(['soonest-expiring', 'oldest', 'newest']).exactOptional(),
      price: z.strictObject({ points: whole, minor: whole }).exactOptional(),
      rewards: z.array(z.strictObject({ id: name, points: whole, tiers: tierNames.exactOptional() })).exactOptional(),
    })
    .exactOptional(),
  refunds: z
    .strictObject({
      expired: z.enum(['keep', 'take']).exactOptional(),
      restored: restored.exactOptional(),
      metricsFall: z.enum(['when-bought', 'when-refunded']).exactOptional(),
    })
    .exactOptional(),
  negative: z.enum(['debt', 'write-off', 'refuse']).exactOptional(),
};

/** Everything about points. */
export const PointsPolicySchema: z.ZodType<PointsPolicy> = schemaOf<PointsPolicy>()(
  z.strictObject({ scale: z.literal([0, 1, 2, 3, 4]).exactOptional(), ...changeable }),
);

/** What a change of a program may replace: all but the decimals. */
export const ChangedPointsSchema: z.ZodType<Omit<PointsPolicy, 'scale'>> = schemaOf<Omit<PointsPolicy, 'scale'>>()(
  z.strictObject(changeable),
);
