import * as z from 'zod';
import type { CohortTally, OrderTally, SpendResponse } from '../retention/index.ts';
import { fitReport } from './fit-report.ts';
import { CivilDaySchema, TimeZoneSchema } from './instant.ts';
import type { ParsedValue } from './parse.ts';
import { parseValue } from './parse.ts';
import { schemaOf } from './schema-of.ts';

const count = z.int().min(0);
const sameDay = z.enum(['merge', 'instants', 'rows']);
const refunds = z.enum(['exclude', 'net', 'reject']);
const exactSum = z.array(z.number()).nullable();
/** Days rise, so that merged and fresh tallies are equal. */
const rising = (rows: readonly (readonly [number, number])[]): boolean =>
  rows.every(([days], i) => i === 0 || days > rows[i - 1]![0]);
const dayCounts = z.array(z.tuple([count, count])).refine(rising, 'expected rising days');

const total = (counts: readonly number[]): number => counts.reduce((sum, value) => sum + value, 0);

/** A stored tally of orders. */
export const OrderTallySchema: z.ZodType<OrderTally> = schemaOf<OrderTally>()(
  z
    .object({
      kind: z.literal('order-tally'),
      version: z.literal(1),
      asOfAt: z.int(),
      timeZone: TimeZoneSchema,
      sameDay,
      refunds,
      orderNumbersUpTo: count,
      customers: count,
      returned: count,
      orders: count,
      amount: exactSum,
      within: z.array(
        z
          .object({ days: z.number().min(0), eligible: count, returned: count })
          .refine((span) => span.returned <= span.eligible, 'expected at most the eligible customers to have returned'),
      ),
      gaps: z.array(
        z.object({
          afterOrder: z.union([z.int().min(1), z.literal('more')]),
          returned: dayCounts,
          waiting: dayCounts,
        }),
      ),
      byOrderNumber: z.array(
        z.object({ orderNumber: z.int().min(1), customers: count, amount: exactSum, firstAmount: exactSum }),
      ),
      ignored: z.object({ afterAsOf: count, refunds: count }),
    })
    .refine(
      ({ customers, returned, orders }) => returned <= customers && customers + returned <= orders,
      'expected a customer to have an order and a returned one two',
    )
    .refine(
      ({ orderNumbersUpTo, byOrderNumber, gaps }) =>
        byOrderNumber.every(({ orderNumber }) => orderNumber <= orderNumbersUpTo) &&
        gaps.every(({ afterOrder }) => afterOrder === 'more' || afterOrder <= orderNumbersUpTo),
      'expected no order number beyond those kept apart',
    ),
);

/** A stored tally of cohorts. */
export const CohortTallySchema: z.ZodType<CohortTally> = schemaOf<CohortTally>()(
  z.object({
    kind: z.literal('cohort-tally'),
    version: z.literal(1),
    period: z.enum(['day', 'week', 'month', 'quarter', 'year']),
    timeZone: TimeZoneSchema,
    asOfAt: z.int(),
    sameDay: sameDay.nullable(),
    refunds: refunds.nullable(),
    givenStarts: z.boolean(),
    cohorts: z.array(
      z
        .object({
          startOn: CivilDaySchema,
          startAt: z.int(),
          customers: count,
          repeatedInFirstPeriod: count.nullable(),
          activeCustomers: z.array(count).min(1),
          lastActive: z.array(count),
          unbrokenUntil: z.array(count),
          orders: z.array(count).nullable(),
          amount: z.array(z.array(z.number())).nullable(),
        })
        .refine(
          ({ activeCustomers, lastActive, unbrokenUntil, orders, amount }) =>
            [lastActive, unbrokenUntil, orders ?? lastActive, amount ?? lastActive].every(
              ({ length }) => length === activeCustomers.length,
            ),
          'expected one entry a period in every list',
        )
        .refine(
          ({ customers, activeCustomers, lastActive, unbrokenUntil }) =>
            activeCustomers.every((active) => active <= customers) &&
            total(lastActive) <= customers &&
            total(unbrokenUntil) <= customers,
          'expected no more customers than the cohort has',
        ),
    ),
    ignored: z.object({ afterAsOf: count, refunds: count, beforeStart: count, unknownCustomer: count }),
  }),
);

/** A stored response to spend. */
export const SpendResponseSchema: z.ZodType<SpendResponse> = schemaOf<SpendResponse>()(
  z.object({
    kind: z.literal('spend-response'),
    version: z.literal(1),
    ceilingRate: z.number().gt(0).max(1),
    steepness: z.number().gt(0),
    calibratedAt: z.object({ spend: z.number().gt(0), rate: z.number().gt(0).max(1) }),
    fit: z.object(fitReport),
  }),
);

/**
 * Parses a stored tally of orders. It never throws.
 *
 * @param untrusted - anything, usually what `JSON.parse` gave
 * @returns the tally, or null with issues
 *
 * @example Is this the tally that I stored last night?
 * ```ts
 * import { tallyOrders } from 'clientele/retention';
 * import { parseOrderTally } from 'clientele/schemas';
 *
 * const stored = JSON.stringify(tallyOrders([], { asOf: '2024-02-01T00:00:00Z' }));
 * parseOrderTally(JSON.parse(stored)).issues; // => []
 * parseOrderTally({}).value; // => null
 * ```
 */
export function parseOrderTally(untrusted: unknown): ParsedValue<OrderTally> {
  return parseValue(OrderTallySchema, untrusted);
}

/**
 * Parses a stored tally of cohorts. It never throws.
 *
 * @param untrusted - anything, usually what `JSON.parse` gave
 * @returns the tally, or null with issues
 *
 * @example Is this the tally that I stored last night?
 * ```ts
 * import { tallyCohorts } from 'clientele/retention';
 * import { parseCohortTally } from 'clientele/schemas';
 *
 * const stored = JSON.stringify(tallyCohorts([], { asOf: '2024-02-01T00:00:00Z', period: 'month' }));
 * parseCohortTally(JSON.parse(stored)).issues; // => []
 * parseCohortTally({}).value; // => null
 * ```
 */
export function parseCohortTally(untrusted: unknown): ParsedValue<CohortTally> {
  return parseValue(CohortTallySchema, untrusted);
}

/**
 * Parses a stored response to spend. It never throws.
 *
 * @param untrusted - anything, usually what `JSON.parse` gave
 * @returns the response, or null with issues
 *
 * @example Is this the curve that I stored with the plan?
 * ```ts
 * import { fitSpendResponse } from 'clientele/retention';
 * import { parseSpendResponse } from 'clientele/schemas';
 *
 * const stored = JSON.stringify(fitSpendResponse({ ceilingRate: 0.4, spend: 5, rate: 0.1 }));
 * parseSpendResponse(JSON.parse(stored)).issues; // => []
 * parseSpendResponse({}).value; // => null
 * ```
 */
export function parseSpendResponse(untrusted: unknown): ParsedValue<SpendResponse> {
  return parseValue(SpendResponseSchema, untrusted);
}
