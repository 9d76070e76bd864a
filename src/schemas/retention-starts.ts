import * as z from 'zod';
import type { Issue } from '../errors/index.ts';
import type { CustomerStart } from '../retention/index.ts';
import { InstantSchema } from './instant.ts';
import { parseRows } from './parse.ts';
import { schemaOf } from './schema-of.ts';

/** When one customer began, for cohorts that do not begin with the first order. */
export const CustomerStartSchema: z.ZodType<CustomerStart<string | number>> = schemaOf<
  CustomerStart<string | number>
>()(z.object({ customerId: z.union([z.string().min(1), z.number()]), at: InstantSchema }));

/** Starts that can be used, and what is wrong with the rest. */
export interface ParsedCustomerStarts {
  /** sound rows, in their order */
  starts: CustomerStart<string | number>[];
  /** what is wrong with the others */
  issues: Issue[];
}

/**
 * Parses untrusted starts of customers row by row. It never throws and loses nothing silently.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues with row, path and code
 *
 * @example Which of these sign-ups can begin a cohort?
 * ```ts
 * import { parseCustomerStarts } from 'clientele/schemas';
 *
 * const { starts, issues } = parseCustomerStarts([
 *   { customerId: 'ann', at: '2024-01-05T09:00:00Z' },
 *   { customerId: 'bob', at: '2024-01-05T09:00' },
 * ]);
 * starts.length; // => 1
 * issues.map(({ row, path, code }) => [row, path, code]); // => [[1, '/at', 'not-an-instant']]
 * ```
 */
export function parseCustomerStarts(rows: unknown): ParsedCustomerStarts {
  const { values, issues } = parseRows(CustomerStartSchema, rows);
  return { starts: values, issues };
}
