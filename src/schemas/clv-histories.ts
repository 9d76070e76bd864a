import * as z from 'zod';
import type { OpportunityHistory, PurchaseHistory, SpendHistory } from '../clv/index.ts';
import type { Issue } from '../errors/index.ts';
import { atLeastZero } from './clv-fit.ts';
import { parseRows } from './parse.ts';
import { recordOf } from './record-of.ts';
import { schemaOf } from './schema-of.ts';

const count = z.int().min(0);
const customers = atLeastZero.exactOptional();

/** One purchase history: a row of a SQL GROUP BY, or a summary that was stored. */
export const PurchaseHistorySchema: z.ZodType<PurchaseHistory> = schemaOf<PurchaseHistory>()(
  z
    .object({
      repeatPurchases: count,
      daysToLast: atLeastZero,
      daysObserved: atLeastZero,
      sumLogGapDays: z.number().nullable().exactOptional(),
      customers,
      covariates: recordOf(z.number()).exactOptional(),
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

/** One history of occasions. */
export const OpportunityHistorySchema: z.ZodType<OpportunityHistory> = schemaOf<OpportunityHistory>()(
  z
    .object({ successes: count, lastSuccess: count, opportunities: count, customers })
    .refine(({ lastSuccess, opportunities }) => lastSuccess <= opportunities, {
      path: ['lastSuccess'],
      error: 'expected at most the number of opportunities',
      params: { code: 'out-of-range' },
    })
    .refine(({ successes, lastSuccess }) => successes <= lastSuccess && successes > 0 === lastSuccess > 0, {
      path: ['successes'],
      error: 'expected 1 to lastSuccess, and 0 when there was none',
      params: { code: 'out-of-range' },
    }),
);

/** What a spend model knows of one customer. */
export const SpendHistorySchema: z.ZodType<SpendHistory> = schemaOf<SpendHistory>()(
  z.object({ repeatPurchases: count, meanRepeatAmount: atLeastZero.nullable(), customers }),
);

/** The sound rows of an export of purchase histories, and what is wrong with the others. */
export interface ParsedPurchaseHistories {
  /** sound rows in their order, with the known fields only */
  histories: PurchaseHistory[];
  /** every refused row with row, path and code */
  issues: Issue[];
}

/** The sound rows of an export of histories of occasions, and what is wrong with the others. */
export interface ParsedOpportunityHistories {
  /** sound rows in their order, with the known fields only */
  histories: OpportunityHistory[];
  /** every refused row with row, path and code */
  issues: Issue[];
}

/** The sound rows of an export of spend, and what is wrong with the others. */
export interface ParsedSpendHistories {
  /** sound rows in their order, with the known fields only */
  histories: SpendHistory[];
  /** every refused row with row, path and code */
  issues: Issue[];
}

/**
 * Parses untrusted purchase histories row by row, such as the grouped rows of a warehouse. It never throws and loses
 * nothing silently: a row is among the histories, or it has at least one issue.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues: `missing-value`, `wrong-type`, `not-finite`, `not-an-integer`, `out-of-range`
 *
 * @example Which of the rows of my GROUP BY are histories that a customer can have?
 * ```ts
 * import { parsePurchaseHistories } from 'clientele/schemas';
 *
 * const { histories, issues } = parsePurchaseHistories([
 *   { repeatPurchases: 2, daysToLast: 213, daysObserved: 272, customers: 12 },
 *   { repeatPurchases: 2, daysToLast: 300, daysObserved: 272 },
 * ]);
 * histories.length; // => 1
 * issues.map((issue) => [issue.row, issue.path, issue.code]); // => [[1, '/daysToLast', 'out-of-range']]
 * ```
 */
export function parsePurchaseHistories(rows: unknown): ParsedPurchaseHistories {
  const { values, issues } = parseRows(PurchaseHistorySchema, rows);
  return { histories: values, issues };
}

/**
 * Parses untrusted histories of occasions row by row. It never throws and loses nothing silently.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues as {@link parsePurchaseHistories}
 *
 * @example Is this export of our donors sound?
 * ```ts
 * import { parseOpportunityHistories } from 'clientele/schemas';
 *
 * const { issues } = parseOpportunityHistories([{ successes: 3, lastSuccess: 2, opportunities: 6 }]);
 * issues.map((issue) => [issue.row, issue.path, issue.code]); // => [[0, '/successes', 'out-of-range']]
 * ```
 */
export function parseOpportunityHistories(rows: unknown): ParsedOpportunityHistories {
  const { values, issues } = parseRows(OpportunityHistorySchema, rows);
  return { histories: values, issues };
}

/**
 * Parses untrusted spend histories row by row. It never throws and loses nothing silently.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues as {@link parsePurchaseHistories}
 *
 * @example Is this export of mean amounts sound?
 * ```ts
 * import { parseSpendHistories } from 'clientele/schemas';
 *
 * const { histories, issues } = parseSpendHistories([
 *   { repeatPurchases: 0, meanRepeatAmount: null },
 *   { repeatPurchases: 3, meanRepeatAmount: '35.10' },
 * ]);
 * histories.length; // => 1
 * issues.map((issue) => [issue.row, issue.path, issue.code]); // => [[1, '/meanRepeatAmount', 'wrong-type']]
 * ```
 */
export function parseSpendHistories(rows: unknown): ParsedSpendHistories {
  const { values, issues } = parseRows(SpendHistorySchema, rows);
  return { histories: values, issues };
}
