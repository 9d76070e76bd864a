import * as z from 'zod';
import type { LoyaltyEvent, OrderFacts } from '../loyalty/index.ts';
import { InstantSchema } from './instant.ts';
import { recordOf } from './record-of.ts';
import { schemaOf } from './schema-of.ts';

const whole = z.int();
const count = whole.min(0);
const some = whole.min(1);
const id = z.string().min(1);
const memberId = z.union([id, z.number()]);
const optional = whole.exactOptional();
const text = z.string().exactOptional();
const tags = z.array(z.string()).exactOptional();
const decision = z.enum(['accepted', 'rejected']).exactOptional();
const reason = z.string();

const base = {
  id,
  memberId,
  at: InstantSchema,
  recordedAt: InstantSchema.exactOptional(),
  key: text,
  source: text,
  note: text,
};

/** What a purchase may say beside its amount, and what an open order keeps of it. */
export const orderFacts: {
  [K in keyof Omit<OrderFacts, 'promotions'>]-?: z.ZodExactOptional<z.ZodType<Exclude<OrderFacts[K], undefined>>>;
} = {
  channel: text,
  tags,
  shippingMinor: optional,
  taxMinor: optional,
  discountMinor: optional,
  creditMinor: optional,
  lines: z.array(z.object({ id: z.string(), amountMinor: whole, category: text, sku: text, tags })).exactOptional(),
  tier: recordOf(z.string()).exactOptional(),
  multiplier: text,
};

const until = InstantSchema.exactOptional();

/** One fact of a loyalty member. Fields that a fact of its type does not have are left out. */
export const LoyaltyEventSchema: z.ZodType<LoyaltyEvent<string | number>> = schemaOf<LoyaltyEvent<string | number>>()(
  z.discriminatedUnion('type', [
    z.object({ ...base, type: z.enum(['enroll', 'close', 'pause', 'resume']) }),
    z.object({
      ...base,
      type: z.literal('purchase'),
      orderId: id,
      amountMinor: whole,
      currency: text,
      ...orderFacts,
    }),
    z.object({ ...base, type: z.literal('activity'), metrics: recordOf(whole) }),
    z.object({
      ...base,
      type: z.literal('credit'),
      points: some,
      expiresAt: until,
      availableAt: until,
      reason: text,
    }),
    z.object({ ...base, type: z.literal('adjust'), points: whole, reason }),
    z.object({
      ...base,
      type: z.literal('redeem'),
      points: some.exactOptional(),
      rewardId: text,
      orderId: text,
      decision,
    }),
    z.object({ ...base, type: z.literal('cancel-redemption'), redemptionId: id }),
    z.object({
      ...base,
      type: z.literal('refund'),
      orderId: id,
      amountMinor: count,
      lines: z.array(z.object({ id: z.string(), amountMinor: count })).exactOptional(),
    }),
    z.object({ ...base, type: z.literal('release'), orderId: id }),
    z.object({ ...base, type: z.literal('reinstate'), withinDays: count, expiresAt: until }),
    z.object({ ...base, type: z.literal('transfer'), toMemberId: memberId, points: some, decision }),
    z.object({
      ...base,
      type: z.literal('receive'),
      fromMemberId: memberId,
      transferId: id,
      lots: z.array(
        z.object({
          points: some,
          earnedAt: InstantSchema,
          availableAt: InstantSchema,
          expiresAt: InstantSchema.nullable(),
        }),
      ),
    }),
    z.object({
      ...base,
      type: z.literal('grant'),
      ladderId: z.string(),
      level: z.string(),
      until,
      reason,
      extendIf: z
        .object({
          metric: z.string(),
          atLeast: whole,
          from: InstantSchema,
          to: InstantSchema,
          until: InstantSchema,
        })
        .exactOptional(),
    }),
    z.object({ ...base, type: z.literal('revoke'), ladderId: z.string(), grantEventId: text, reason }),
    z.object({ ...base, type: z.literal('extend'), ladderId: z.string(), until: InstantSchema, reason }),
  ]),
);
