import * as z from 'zod';
import type { Issue, Json, Warning } from '../errors/index.ts';
import type { CohortTally, OrderTally, RevenueChange, SpendResponse } from '../retention/index.ts';
import { InstantSchema } from './instant.ts';
import type { ParsedValue } from './parse.ts';
import { parseRows, parseValue } from './parse.ts';
import { schemaOf } from './schema-of.ts';

const count = z.int().min(0);
const sameDay = z.enum(['merge', 'instants', 'rows']);
const exactSum = z.array(z.number()).nullable();
const dayCounts = z.array(z.tuple([z.number().min(0), count]));

/** One change of a customer's recurring revenue. */
export const RevenueChangeSchema: z.ZodType<RevenueChange> = schemaOf<RevenueChange>()(
  z.object({
    customerId: z.string().min(1),
    at: InstantSchema,
    amountMinor: count,
    currency: z.string().exactOptional(),
  }),
);

/** A stored tally of orders. */
export const OrderTallySchema: z.ZodType<OrderTally> = schemaOf<OrderTally>()(
  z.object({
    kind: z.literal('order-tally'),
    version: z.literal(1),
    asOfAt: z.number(),
    timeZone: z.string(),
    sameDay,
    customers: count,
    returned: count,
    orders: count,
    amount: exactSum,
    within: z.array(z.object({ days: z.number().min(0), eligible: count, returned: count })),
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
  }),
);

/** A stored tally of cohorts. */
export const CohortTallySchema: z.ZodType<CohortTally> = schemaOf<CohortTally>()(
  z.object({
    kind: z.literal('cohort-tally'),
    version: z.literal(1),
    period: z.enum(['day', 'week', 'month', 'quarter', 'year']),
    timeZone: z.string(),
    asOfAt: z.number(),
    sameDay: sameDay.nullable(),
    cohorts: z.array(
      z.object({
        startOn: z.string(),
        startAt: z.number(),
        customers: count,
        repeatedInFirstPeriod: count.nullable(),
        activeCustomers: z.array(count),
        lastActive: z.array(count),
        unbrokenUntil: z.array(count),
        orders: z.array(count).nullable(),
        amount: z.array(z.array(z.number())).nullable(),
      }),
    ),
    ignored: z.object({ afterAsOf: count, refunds: count, beforeStart: count, unknownCustomers: count }),
  }),
);

const warnings: z.ZodType<Warning[]> = z.array(
  z.object({ code: z.string(), message: z.string(), facts: z.record(z.string(), z.json() as z.ZodType<Json>) }),
);

/** A stored response to spend. */
export const SpendResponseSchema: z.ZodType<SpendResponse> = schemaOf<SpendResponse>()(
  z.object({
    kind: z.literal('spend-response'),
    version: z.literal(1),
    ceilingRate: z.number().gt(0).max(1),
    steepness: z.number().gt(0),
    calibratedAt: z.object({ spend: z.number().gt(0), rate: z.number().gt(0).max(1) }),
    fit: z.object({ n: count, status: z.enum(['interior', 'boundary', 'weak', 'failed']), warnings }),
  }),
);

/** Changes of recurring revenue that can be used, and what is wrong with the rest. */
export interface ParsedRevenueChanges {
  /** sound rows, in their order */
  changes: RevenueChange[];
  /** what is wrong with the others */
  issues: Issue[];
}

/**
 * Parses untrusted changes of recurring revenue row by row. It never throws and loses nothing silently.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues with row, path and code
 *
 * @example Which of these billing rows can I use?
 * ```ts
 * import { parseRevenueChanges } from 'clientele/schemas';
 *
 * const { changes, issues } = parseRevenueChanges([
 *   { customerId: 'ann', at: '2024-01-05T09:00:00Z', amountMinor: 900 },
 *   { customerId: 'bob', at: '5 January', amountMinor: 900 },
 * ]);
 * changes.length; // => 1
 * issues.map(({ row, path, code }) => [row, path, code]); // => [[1, '/at', 'not-an-instant']]
 * ```
 */
export function parseRevenueChanges(rows: unknown): ParsedRevenueChanges {
  const { values, issues } = parseRows(RevenueChangeSchema, rows);
  return { changes: values, issues };
}

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
