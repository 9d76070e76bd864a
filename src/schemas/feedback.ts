import * as z from 'zod';
import type { Issue } from '../errors/index.ts';
import type { Answer } from '../feedback/index.ts';
import { InstantSchema } from './instant.ts';
import { parseRows } from './parse.ts';
import { schemaOf } from './schema-of.ts';

/** One row of a survey log. Whether the score lies on the scale of a metric is for its tally to say. */
export const AnswerSchema: z.ZodType<Answer<string | number>> = schemaOf<Answer<string | number>>()(
  z.object({
    customerId: z.union([z.string().min(1), z.number()]),
    at: InstantSchema,
    score: z.number().nullable(),
    outcome: z.enum(['answered', 'dismissed', 'unanswered']).exactOptional(),
    id: z.string().exactOptional(),
  }),
);

/** The sound rows of a survey log, and what is wrong with the others. */
export interface ParsedAnswers {
  /** sound rows in their order, with the known fields only */
  answers: Answer<string | number>[];
  /** every refused row with row, path and code */
  issues: Issue[];
}

/**
 * Parses an untrusted survey log row by row. It never throws and loses nothing silently: a row is among the answers, or it
 * has at least one issue.
 *
 * A score off the scale passes this door, because a row does not know its metric: `tallyAnswers` counts it as invalid, with
 * its reason.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues: `missing-value`, `wrong-type`, `not-finite`, `not-an-instant`, `unknown-name`,
 *   `out-of-range` (an empty customer id)
 *
 * @example Which answers of this export can I count?
 * ```ts
 * import { parseAnswers } from 'clientele/schemas';
 *
 * const { answers, issues } = parseAnswers([
 *   { customerId: 'ann', at: '2024-01-05T09:00:00Z', score: 9 },
 *   { customerId: 'bob', at: '2024-01-05T09:00:00Z', score: 'nine' },
 * ]);
 * answers.length; // => 1
 * issues.map((issue) => [issue.row, issue.path, issue.code]); // => [[1, '/score', 'wrong-type']]
 * ```
 */
export function parseAnswers(rows: unknown): ParsedAnswers {
  const { values, issues } = parseRows(AnswerSchema, rows);
  return { answers: values, issues };
}
