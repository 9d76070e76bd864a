import * as z from 'zod';
import type { Issue } from '../errors/index.ts';
import type { CustomerTally, PurchaseSummary, PurchaseTally } from '../purchases/index.ts';
import { CivilDaySchema, TimeZoneSchema } from './instant.ts';
import type { ParsedValue } from './parse.ts';
import { parseRows, parseValue } from './parse.ts';
import { schemaOf } from './schema-of.ts';

const customerId = z.union([z.string().min(1), z.number()]);
const count = z.int().min(0);
const days = z.number().min(0);
const sums = z.array(z.array(z.number()));

const CustomerTallySchema: z.ZodType<CustomerTally<string | number>> = schemaOf<CustomerTally<string | number>>()(
  z
    .object({
      customerId,
      times: z.array(z.number()),
      purchases: z.array(count),
      firstAt: z.array(z.number()),
      lastAt: z.array(z.number()),
      paid: sums,
      refunded: sums,
    })
    .refine(
      ({ times, purchases, firstAt, lastAt, paid, refunded }) =>
        [purchases, firstAt, lastAt].every((list) => list.length === times.length) &&
        paid.length === refunded.length &&
        (paid.length === 0 || paid.length === times.length) &&
        times.every((time, i) => i === 0 || time >= times[i - 1]!),
      { path: ['times'], error: 'expected ascending times and one entry of every list a time' },
    ),
);

/** A stored tally of purchases. */
export const PurchaseTallySchema: z.ZodType<PurchaseTally<string | number>> = schemaOf<
  PurchaseTally<string | number>
>()(
  z
    .object({
      kind: z.literal('purchase-tally'),
      version: z.literal(1),
      timeZone: TimeZoneSchema,
      sameDay: z.enum(['merge', 'instants', 'rows']),
      currency: z.string().nullable(),
      hasAmounts: z.boolean().nullable(),
      latestAt: z.number().nullable(),
      customers: z.array(CustomerTallySchema),
    })
    .refine(
      ({ customers, hasAmounts }) =>
        customers.every(({ times, paid }) => paid.length === (hasAmounts === true ? times.length : 0)),
      { path: ['customers'], error: 'expected amounts of every time where hasAmounts is true, and of none elsewhere' },
    )
    .refine(({ customers }) => customers.every((one, i) => i === 0 || precedes(customers[i - 1]!, one)), {
      path: ['customers'],
      error: 'expected every customer once, numbers ascending, then text by code unit',
    }),
);

/** One stored summary of a customer's purchases. */
export const PurchaseSummarySchema: z.ZodType<PurchaseSummary<string | number>> = schemaOf<
  PurchaseSummary<string | number>
>()(
  z
    .object({
      customerId,
      purchases: z.int().min(1),
      repeatPurchases: count,
      daysToLast: days,
      daysObserved: days,
      daysSinceLast: days,
      sumLogGapDays: z.number().nullable(),
      firstAt: z.number(),
      lastAt: z.number(),
      firstOn: CivilDaySchema,
      lastOn: CivilDaySchema,
      totalAmount: z.number().nullable(),
      meanAmount: z.number().nullable(),
      meanRepeatAmount: z.number().nullable(),
      currency: z.string().exactOptional(),
    })
    .refine(({ purchases, repeatPurchases }) => repeatPurchases === purchases - 1, {
      path: ['repeatPurchases'],
      error: 'expected one less than purchases',
    })
    .refine(
      ({ repeatPurchases, daysToLast, daysObserved }) => daysToLast <= (repeatPurchases === 0 ? 0 : daysObserved),
      {
        path: ['daysToLast'],
        error: 'expected at most daysObserved, and 0 without a repeat purchase',
        params: { code: 'out-of-range' },
      },
    ),
);

/** The sound ones of stored summaries, and what is wrong with the others. */
export interface ParsedPurchaseSummaries {
  /** sound summaries in their order, with the known fields only */
  summaries: PurchaseSummary<string | number>[];
  /** every refused row with row, path and code */
  issues: Issue[];
}

/**
 * A tally of purchases that comes from a file, a column or a network, checked.
 *
 * @param untrusted - anything
 * @returns the tally, or null with what is wrong with it; never throws
 *
 * @example Can last night's tally be merged with today's?
 * ```ts
 * import { mergePurchaseTallies, tallyPurchases } from 'clientele/purchases';
 * import { parsePurchaseTally } from 'clientele/schemas';
 *
 * const today = tallyPurchases<string | number>([{ customerId: 'ann', at: '2024-01-09T09:00:00Z' }]);
 * const stored = parsePurchaseTally(JSON.parse(JSON.stringify(today)));
 * mergePurchaseTallies(stored.value!, today).customers[0]!.purchases; // => [2]
 * parsePurchaseTally({ ...today, timeZone: 'Mars/Olympus' }).issues.map(({ path }) => path); // => ['/timeZone']
 * ```
 */
export function parsePurchaseTally(untrusted: unknown): ParsedValue<PurchaseTally<string | number>> {
  return parseValue(PurchaseTallySchema, untrusted);
}

/**
 * Parses stored summaries of purchases row by row. It never throws and loses nothing silently: a row is among the
 * summaries, or it has at least one issue.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues: `missing-value`, `wrong-type`, `not-finite`, `out-of-range`, `not-a-day`, `inconsistent`
 *
 * @example Are the summaries in my table still whole?
 * ```ts
 * import { summarizePurchases } from 'clientele/purchases';
 * import { parsePurchaseSummaries } from 'clientele/schemas';
 *
 * const [ann] = summarizePurchases([{ customerId: 'ann', at: '2024-03-01T09:00:00Z' }], { asOf: '2024-04-01T00:00:00Z' });
 * parsePurchaseSummaries([ann, { ...ann, daysObserved: null }]).issues.map(({ row, path }) => [row, path]); // => [[1, '/daysObserved']]
 * ```
 */
export function parsePurchaseSummaries(rows: unknown): ParsedPurchaseSummaries {
  const { values, issues } = parseRows(PurchaseSummarySchema, rows);
  return { summaries: values, issues };
}

/** Numbers before texts, each ascending: the order of every list of customers. */
function precedes(a: CustomerTally<string | number>, b: CustomerTally<string | number>): boolean {
  const [p, q] = [a.customerId, b.customerId];
  return typeof p === typeof q ? p < q : typeof p === 'number';
}
