import * as z from 'zod';
import type { Issue } from '../errors/index.ts';
import type { Purchase } from '../purchases/index.ts';
import { InstantSchema } from './instant.ts';
import { parseRows } from './parse.ts';
import { schemaOf } from './schema-of.ts';

/** One row of a purchase log. Extend it with `PurchaseSchema.and(z.object({ shop: z.string() }))`. */
export const PurchaseSchema: z.ZodType<Purchase<string | number>> = schemaOf<Purchase<string | number>>()(
  z.object({
    customerId: z.union([z.string().min(1), z.number()]),
    at: InstantSchema,
    amount: z.number().exactOptional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .exactOptional(),
  }),
);

/** The sound rows of a purchase log, and what is wrong with the others. */
export interface ParsedPurchases {
  /** sound rows in their order, with the known fields only */
  purchases: Purchase<string | number>[];
  /** every refused row with row, path and code */
  issues: Issue[];
}

/**
 * Parses an untrusted purchase log row by row. It never throws and loses nothing silently: a row is among the purchases,
 * or it has at least one issue.
 *
 * Customer ids are texts or numbers, and the number 1 and the text '1' are two customers. Each row is looked at alone. What only the whole log can show (amounts on some rows only, two currencies) is refused by
 * the functions that read it. Fields that a purchase does not have are left out.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues: `missing-value`, `wrong-type`, `not-finite`, `not-an-instant`, `out-of-range` (an empty
 *   customer id) at `/customerId`, `/at`, `/amount`, `/currency`
 *
 * @example Which rows of this file can I use, and what is wrong with the rest?
 * ```ts
 * import { parsePurchases } from 'clientele/schemas';
 *
 * const { purchases, issues } = parsePurchases([
 *   { customerId: 'ann', at: '2024-01-05T09:00:00Z', amount: 12.5 },
 *   { customerId: 'bob', at: '2024-01-05 09:00', amount: 'twelve' },
 * ]);
 * purchases.length; // => 1
 * issues.map((issue) => [issue.row, issue.path, issue.code]); // => [[1, '/at', 'not-an-instant'], [1, '/amount', 'wrong-type']]
 * ```
 */
export function parsePurchases(rows: unknown): ParsedPurchases {
  const { values, issues } = parseRows(PurchaseSchema, rows);
  return { purchases: values, issues };
}
