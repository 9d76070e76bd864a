import * as z from 'zod';
import type {
  Account,
  Grant,
  Journal,
  LadderState,
  Lot,
  OpenOrder,
  OpenRedemption,
  OrderFacts,
  WindowState,
} from '../loyalty/index.ts';
import { LoyaltyEventSchema, orderFacts } from './loyalty-events.ts';
import { recordOf } from './record-of.ts';
import { schemaOf } from './schema-of.ts';

const whole = z.int();
const count = whole.min(0);
const id = z.string().min(1);
const at = whole;
const orNull = at.nullable();
const amounts = recordOf(whole);
const optional = whole.exactOptional();
const text = z.string().exactOptional();

const LotSchema: z.ZodType<Lot> = schemaOf<Lot>()(
  z.object({
    id,
    eventId: id,
    ruleId: z.string().nullable(),
    left: whole,
    granted: whole,
    expired: whole,
    earnedAt: at,
    availableAt: orNull,
    expiresAt: orNull,
    programVersion: count,
    hold: z.object({ notBefore: at, lapsesAt: orNull }).exactOptional(),
    forever: z.literal(true).exactOptional(),
    expiredAt: optional,
  }),
);

const GrantSchema: z.ZodType<Grant> = schemaOf<Grant>()(
  z.object({
    level: count,
    fromAt: at,
    untilAt: orNull,
    why: z.enum([
      'base',
      'qualified',
      'retained',
      'reentered',
      'granted',
      'soft-landing',
      'grace',
      'counter',
      'balance',
    ]),
    eventId: z.string().nullable(),
    windowAt: orNull,
    challenge: z
      .object({ metric: z.string(), atLeast: whole, fromAt: at, toAt: at, untilAt: at, has: whole })
      .exactOptional(),
  }),
);

const WindowStateSchema: z.ZodType<WindowState> = schemaOf<WindowState>()(
  z.object({
    fromAt: orNull,
    toAt: orNull,
    totals: amounts,
    own: amounts,
    rolledIn: amounts,
    met: z.array(count),
    closed: z.literal(true).exactOptional(),
    rolling: z.array(z.object({ at, metrics: amounts })),
  }),
);

const LadderStateSchema: z.ZodType<LadderState> = schemaOf<LadderState>()(
  z.object({
    level: count,
    sinceAt: orNull,
    grants: z.array(GrantSchema),
    windows: z.array(WindowStateSchema),
    onceHeld: z.array(count),
    counter: whole.nullable(),
  }),
);

const OrderFactsSchema: z.ZodType<OrderFacts> = schemaOf<OrderFacts>()(
  z.object({
    ...orderFacts,
    promotions: z.array(z.string()).exactOptional(),
  }),
);

const OpenOrderSchema: z.ZodType<OpenOrder> = schemaOf<OpenOrder>()(
  z.object({
    orderId: id,
    eventId: id,
    at,
    programVersion: count,
    amountMinor: whole,
    refundedMinor: whole,
    byRule: z.array(z.object({ ruleId: z.string(), granted: whole, kept: whole, lotId: z.string() })),
    facts: OrderFactsSchema.exactOptional(),
  }),
);

const OpenRedemptionSchema: z.ZodType<OpenRedemption> = schemaOf<OpenRedemption>()(
  z.object({
    eventId: id,
    at,
    points: whole,
    lacking: whole,
    cancelled: z.literal(true).exactOptional(),
    parts: z.array(z.object({ points: whole, lotId: z.string(), expiresAt: orNull, earnedAt: at })),
  }),
);

/** A stored loyalty account: its shape; its laws are `checkAccount`'s. */
export const LoyaltyAccountSchema: z.ZodType<Account<string | number>> = schemaOf<Account<string | number>>()(
  z.object({
    kind: z.literal('loyalty-account'),
    version: z.literal(1),
    memberId: z.union([id, z.number()]),
    programId: id,
    programVersion: count,
    scale: whole.min(0).max(4),
    throughAt: orNull,
    events: count,
    enrolledAt: orNull,
    enrolled: z.boolean(),
    closedAt: orNull,
    pausedAt: orNull,
    lastActivityAt: orNull,
    lots: z.array(LotSchema),
    spentLots: z.array(LotSchema),
    debt: whole,
    totals: z.object({
      issued: whole,
      redeemed: whole,
      expired: whole,
      reversed: whole,
      writtenOff: whole,
      transferred: whole,
    }),
    ladders: recordOf(LadderStateSchema),
    milestones: recordOf(z.object({ window: WindowStateSchema, paid: count })),
    orders: z.array(OpenOrderSchema),
    redemptions: z.array(OpenRedemptionSchema),
    usage: recordOf(z.object({ periodAt: orNull, used: whole })),
    anniversaries: count,
    seen: z.array(z.object({ at, id, key: text, hash: text })),
  }),
);

/** A stored journal of one member. */
export const LoyaltyJournalSchema: z.ZodType<Journal<string | number>> = schemaOf<Journal<string | number>>()(
  z.object({
    kind: z.literal('loyalty-journal'),
    version: z.literal(1),
    memberId: z.union([id, z.number()]),
    events: z.array(LoyaltyEventSchema),
    checkpoints: z.array(z.object({ count, account: LoyaltyAccountSchema })),
  }),
);
