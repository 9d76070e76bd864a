import type { Issue } from '../errors/index.ts';
import type { Account, Journal, LoyaltyEvent, Program } from '../loyalty/index.ts';
import { checkProgram } from '../loyalty/index.ts';
import { LoyaltyAccountSchema, LoyaltyJournalSchema } from './loyalty-account.ts';
import { LoyaltyEventSchema } from './loyalty-events.ts';
import { LoyaltyProgramSchema } from './loyalty-program.ts';
import type { ParsedValue } from './parse.ts';
import { parseRows, parseValue, unreadable } from './parse.ts';

/** The sound facts of a loyalty log, and what is wrong with the others. */
export interface ParsedLoyaltyEvents {
  /** sound facts in their order, with the known fields only */
  events: LoyaltyEvent<string | number>[];
  /** every refused fact with row, path and code */
  issues: Issue[];
}

/**
 * Parses an untrusted loyalty program; never throws.
 *
 * First its shape, where a field that no program has is an issue too (a misspelt rule would be silently none); where the
 * shape is right, every problem of severity `error` that `checkProgram` finds, with its code and path. Warnings are no
 * issues: ask `checkProgram` for them.
 *
 * @param untrusted - anything
 * @returns the program, or null with everything that is wrong with it
 *
 * @example May I store the program that this form sent?
 * ```ts
 * import { parseProgram } from 'clientele/schemas';
 *
 * const program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'Europe/Paris' };
 * parseProgram(program).issues; // => []
 * parseProgram({ ...program, timeZone: 'Mars/Olympus' }).issues.map(({ path, code }) => [path, code]); // => [['/timeZone', 'unknown-zone']]
 * parseProgram({ ...program, point: {} }).issues.map(({ path, code }) => [path, code]); // => [['/point', 'unknown-name']]
 * ```
 */
export function parseProgram(untrusted: unknown): ParsedValue<Program> {
  const parsed = parseValue(LoyaltyProgramSchema, untrusted);
  if (parsed.value === null) return parsed;
  try {
    const issues = checkProgram(parsed.value)
      .filter(({ severity }) => severity === 'error')
      .map(({ path, code, message }) => ({ row: null, path, code, message }));
    return issues.length === 0 ? parsed : { value: null, issues };
  } catch (error) {
    // What leads back to itself has a shape that is right at every place, and no end.
    return { value: null, issues: [unreadable(error, null)] };
  }
}

/**
 * Parses untrusted loyalty facts row by row. It never throws and loses nothing silently: a row is among the events, or it
 * has at least one issue.
 *
 * Each row is looked at alone: an order that is returned but was never bought, or a second use of a key, is what the
 * engine answers with a reason. Fields that a fact of its type does not have are left out.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound facts, and issues: `unknown-name` for an unknown `type`, `missing-value`, `wrong-type`, `not-finite`,
 *   `not-an-integer`, `not-an-instant`, `out-of-range`
 *
 * @example Which of the facts that the shop sent can I use?
 * ```ts
 * import { parseLoyaltyEvents } from 'clientele/schemas';
 *
 * const { events, issues } = parseLoyaltyEvents([
 *   { id: 'e1', memberId: 'anna', at: '2025-03-01T12:00:00Z', type: 'purchase', orderId: 'o1', amountMinor: 5000 },
 *   { id: 'e2', memberId: 'anna', at: '2025-03-02 12:00', type: 'redeem', points: 2.5 },
 * ]);
 * events.length; // => 1
 * issues.map(({ row, path, code }) => [row, path, code]); // => [[1, '/at', 'not-an-instant'], [1, '/points', 'not-an-integer']]
 * ```
 */
export function parseLoyaltyEvents(rows: unknown): ParsedLoyaltyEvents {
  const { values, issues } = parseRows(LoyaltyEventSchema, rows);
  return { events: values, issues };
}

/**
 * Parses a stored loyalty account; never throws. This looks at the shape; whether its books balance says `checkAccount`.
 *
 * @param untrusted - anything
 * @returns the account, or null with everything that is wrong with it
 *
 * @example Can I go on from the account in this column?
 * ```ts
 * import { openAccount } from 'clientele/loyalty';
 * import { parseAccount } from 'clientele/schemas';
 *
 * const program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC' } as const;
 * const column = JSON.stringify(openAccount(program, 'anna'));
 * parseAccount(JSON.parse(column)).value?.memberId; // => 'anna'
 * parseAccount({ ...JSON.parse(column), debt: '5' }).issues[0]?.path; // => '/debt'
 * ```
 */
export function parseAccount(untrusted: unknown): ParsedValue<Account<string | number>> {
  return parseValue(LoyaltyAccountSchema, untrusted);
}

/**
 * Parses a stored loyalty journal with its facts and checkpoints; never throws.
 *
 * @param untrusted - anything
 * @returns the journal, or null with everything that is wrong with it
 *
 * @example Can I record into the journal in this column?
 * ```ts
 * import { openJournal } from 'clientele/loyalty';
 * import { parseJournal } from 'clientele/schemas';
 *
 * const program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC' } as const;
 * const column = JSON.stringify(openJournal(program, 'anna'));
 * parseJournal(JSON.parse(column)).value?.events; // => []
 * parseJournal('[]').value; // => null
 * ```
 */
export function parseJournal(untrusted: unknown): ParsedValue<Journal<string | number>> {
  return parseValue(LoyaltyJournalSchema, untrusted);
}
