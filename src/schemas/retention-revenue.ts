import * as z from 'zod';
import type { Issue } from '../errors/index.ts';
import type {
  RecurringSubscription,
  RevenueChange,
  RevenueLevel,
  RevenueMovements,
  RevenuePolicy,
} from '../retention/index.ts';
import { CivilDaySchema, InstantSchema } from './instant.ts';
import type { ParsedValue } from './parse.ts';
import { parseRows, parseValue } from './parse.ts';
import { schemaOf } from './schema-of.ts';

const customerId = z.union([z.string().min(1), z.number()]);
const currency = z.string().regex(/^[A-Z]{3}$/);
/** Minor units and customers alike: whole, 0 or more. */
const count = z.int().min(0);

/** One change of a customer's recurring revenue. */
export const RevenueChangeSchema: z.ZodType<RevenueChange<string | number>> = schemaOf<
  RevenueChange<string | number>
>()(z.object({ customerId, at: InstantSchema, amountMinor: count, currency: currency.exactOptional() }));

/** One customer's recurring revenue at one instant. */
export const RevenueLevelSchema: z.ZodType<RevenueLevel<string | number>> = schemaOf<RevenueLevel<string | number>>()(
  z.object({ customerId, amountMinor: count, currency: currency.exactOptional() }),
);

/** One subscription, billed every so many months. */
export const RecurringSubscriptionSchema: z.ZodType<RecurringSubscription<string | number>> = schemaOf<
  RecurringSubscription<string | number>
>()(
  z.object({
    customerId,
    amountMinor: count,
    everyMonths: z.int().min(1),
    startAt: InstantSchema,
    endAt: InstantSchema.nullable(),
    currency: currency.exactOptional(),
  }),
);

const policy = {
  counting: z.enum(['net', 'gross']),
  reactivation: z.enum(['separate', 'as-new']),
  reactivationWithinDays: count.nullable(),
  churnBase: z.enum(['opening', 'opening-plus-new']),
  netRetentionReactivation: z.enum(['excluded', 'included']),
  quickRatioReactivation: z.enum(['included', 'excluded']),
};

/** What differs from `REVENUE_POLICY`; a key that the policy does not have is refused, because a misspelled one would change nothing. */
export const RevenuePolicySchema: z.ZodType<Partial<RevenuePolicy>> = schemaOf<Partial<RevenuePolicy>>()(
  z.strictObject({
    counting: policy.counting.exactOptional(),
    reactivation: policy.reactivation.exactOptional(),
    reactivationWithinDays: policy.reactivationWithinDays.exactOptional(),
    churnBase: policy.churnBase.exactOptional(),
    netRetentionReactivation: policy.netRetentionReactivation.exactOptional(),
    quickRatioReactivation: policy.quickRatioReactivation.exactOptional(),
  }),
);

/** Stored movements of one period; refused when they do not add up to their closing. */
export const RevenueMovementsSchema: z.ZodType<RevenueMovements> = schemaOf<RevenueMovements>()(
  z
    .object({
      startOn: CivilDaySchema.nullable(),
      startAt: z.int().nullable(),
      endAt: z.int().nullable(),
      complete: z.boolean(),
      currency: z.string().nullable(),
      policy: z.strictObject(policy),
      openingMinor: count,
      newMinor: count,
      expansionMinor: count,
      contractionMinor: count,
      churnMinor: count,
      reactivationMinor: count,
      closingMinor: count,
      openingCustomers: count,
      newCustomers: count,
      expansionCustomers: count,
      contractionCustomers: count,
      churnedCustomers: count,
      reactivatedCustomers: count,
      unchangedCustomers: count,
      closingCustomers: count,
    })
    .refine(
      (m) =>
        m.openingMinor + m.newMinor + m.expansionMinor + m.reactivationMinor - m.contractionMinor - m.churnMinor ===
        m.closingMinor,
      'expected the movements to lead from the opening to the closing',
    )
    .refine(
      (m) => m.openingCustomers + m.newCustomers + m.reactivatedCustomers - m.churnedCustomers === m.closingCustomers,
      'expected the customers to lead from the opening to the closing',
    ),
);

/** Changes of recurring revenue that can be used, and what is wrong with the rest. */
export interface ParsedRevenueChanges {
  /** sound rows, in their order */
  changes: RevenueChange<string | number>[];
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

/** Levels that can be used, and what is wrong with the rest. */
export interface ParsedRevenueLevels {
  /** sound rows, in their order */
  levels: RevenueLevel<string | number>[];
  /** what is wrong with the others */
  issues: Issue[];
}

/**
 * Parses an untrusted snapshot of recurring revenue row by row. It never throws and loses nothing silently. Each row is looked at
 * alone: a customer who stands there twice is refused by `revenueMovements`.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues with row, path and code
 *
 * @example The finance sheet has prices with cents: may I use it?
 * ```ts
 * import { parseRevenueLevels } from 'clientele/schemas';
 *
 * const { levels, issues } = parseRevenueLevels([{ customerId: 7, amountMinor: 900 }, { customerId: 8, amountMinor: 9.5 }]);
 * levels; // => [{ customerId: 7, amountMinor: 900 }]
 * issues.map(({ row, path, code }) => [row, path, code]); // => [[1, '/amountMinor', 'not-an-integer']]
 * ```
 */
export function parseRevenueLevels(rows: unknown): ParsedRevenueLevels {
  const { values, issues } = parseRows(RevenueLevelSchema, rows);
  return { levels: values, issues };
}

/** Subscriptions that can be used, and what is wrong with the rest. */
export interface ParsedSubscriptions {
  /** sound rows, in their order */
  subscriptions: RecurringSubscription<string | number>[];
  /** what is wrong with the others */
  issues: Issue[];
}

/**
 * Parses untrusted subscriptions row by row. It never throws and loses nothing silently.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues with row, path and code
 *
 * @example May a subscription that still runs leave out its end?
 * ```ts
 * import { parseSubscriptions } from 'clientele/schemas';
 *
 * const row = { customerId: 'ann', amountMinor: 12_000, everyMonths: 12, startAt: '2024-01-01T00:00:00Z' };
 * parseSubscriptions([{ ...row, endAt: null }]).issues; // => []
 * parseSubscriptions([row]).issues.map(({ path, code }) => [path, code]); // => [['/endAt', 'missing-value']]
 * ```
 */
export function parseSubscriptions(rows: unknown): ParsedSubscriptions {
  const { values, issues } = parseRows(RecurringSubscriptionSchema, rows);
  return { subscriptions: values, issues };
}

/**
 * Parses an untrusted revenue policy: what differs from `REVENUE_POLICY`. It never throws.
 *
 * @param untrusted - anything, usually what `JSON.parse` gave
 * @returns the policy, or null with issues; `unknown-name` for a key or a choice that does not exist
 *
 * @example Does our config file say what we mean?
 * ```ts
 * import { parseRevenuePolicy } from 'clientele/schemas';
 *
 * parseRevenuePolicy({ churnBase: 'opening-plus-new' }).value; // => { churnBase: 'opening-plus-new' }
 * parseRevenuePolicy({ churnbase: 'opening' }).issues.map(({ path, code }) => [path, code]); // => [['/churnbase', 'unknown-name']]
 * ```
 */
export function parseRevenuePolicy(untrusted: unknown): ParsedValue<Partial<RevenuePolicy>> {
  return parseValue(RevenuePolicySchema, untrusted);
}

/** Movements that can be used, and what is wrong with the rest. */
export interface ParsedRevenueMovements {
  /** sound periods, in their order */
  movements: RevenueMovements[];
  /** what is wrong with the others */
  issues: Issue[];
}

/**
 * Parses stored revenue movements row by row, one row a period. It never throws and loses nothing silently. A row that does not add
 * up to its closing has the issue `inconsistent`: somebody has edited it.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound periods, and issues with row, path and code
 *
 * @example Are the months in our metrics table still what we stored?
 * ```ts
 * import { revenueMovements } from 'clientele/retention';
 * import { parseRevenueMovements } from 'clientele/schemas';
 *
 * const month = revenueMovements({ opening: [], closing: [{ customerId: 'A', amountMinor: 900 }], paidBefore: [] });
 * parseRevenueMovements([JSON.parse(JSON.stringify(month))]).issues; // => []
 * parseRevenueMovements([{ ...month, newMinor: 800 }]).issues.map(({ row, code }) => [row, code]); // => [[0, 'inconsistent']]
 * ```
 */
export function parseRevenueMovements(rows: unknown): ParsedRevenueMovements {
  const { values, issues } = parseRows(RevenueMovementsSchema, rows);
  return { movements: values, issues };
}
