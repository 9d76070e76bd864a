import * as z from 'zod';
import type { AbcModel, MembershipTally, Migration } from '../segmentation/index.ts';
import { mergeMigrations } from '../segmentation/index.ts';
import { fitReport } from './fit-report.ts';
import type { ParsedValue } from './parse.ts';
import { parseValue, refusing } from './parse.ts';
import { recordOf } from './record-of.ts';
import { schemaOf } from './schema-of.ts';

const count = z.int().min(0);
const share = z.number().min(0).max(1).nullable();

/** Stored borders of A, B and C. */
export const AbcModelSchema: z.ZodType<AbcModel> = schemaOf<AbcModel>()(
  z.object({
    kind: z.literal('abc'),
    version: z.literal(1),
    lowestAmount: z.object({ A: z.number().nullable(), B: z.number().nullable() }),
    fit: z.object({ ...fitReport, counts: z.object({ A: count, B: count, C: count }) }),
  }),
);

/** A stored migration table. */
export const MigrationSchema: z.ZodType<Migration<string | number>> = schemaOf<Migration<string | number>>()(
  z
    .object({
      kind: z.literal('migration'),
      version: z.literal(1),
      groups: z.array(z.union([z.string(), z.number()])),
      counts: z.array(z.array(count)),
      entered: z.array(count),
      left: z.array(count),
      inBoth: count,
      stayShare: share,
      rowShares: z.array(z.array(share)),
      netFlow: z.array(z.int()),
    })
    // Its own merge knows what a table must be like.
    .check(refusing((table) => void mergeMigrations(table, table))),
);

/** A stored tally of memberships. */
export const MembershipTallySchema: z.ZodType<MembershipTally> = schemaOf<MembershipTally>()(
  z
    .object({
      kind: z.literal('membership-tally'),
      version: z.literal(1),
      customers: count,
      members: recordOf(count),
      none: count,
    })
    .refine(
      ({ customers, members, none }) =>
        none <= customers && Object.values(members).every((one) => one <= customers - none),
      {
        path: ['members'],
        message: 'expected no more members than customers',
      },
    ),
);

/**
 * Parses stored borders of A, B and C. It never throws.
 *
 * @param untrusted - anything
 * @returns the value, or null with what is wrong
 *
 * @example Are these still the borders that I stored?
 * ```ts
 * import { parseAbcModel } from 'clientele/schemas';
 * import { fitAbc } from 'clientele/segmentation';
 *
 * parseAbcModel(JSON.parse(JSON.stringify(fitAbc([80, 15, 5])))).issues; // => []
 * parseAbcModel({ kind: 'abc', version: 2 }).value; // => null
 * ```
 */
export function parseAbcModel(untrusted: unknown): ParsedValue<AbcModel> {
  return parseValue(AbcModelSchema, untrusted);
}

/**
 * Parses a stored migration table. It never throws.
 *
 * @param untrusted - anything
 * @returns the value, or null with what is wrong
 *
 * @example Can the table of another shard be merged?
 * ```ts
 * import { parseMigration } from 'clientele/schemas';
 * import { measureMigration } from 'clientele/segmentation';
 *
 * const table = measureMigration([{ customerId: 'ann', group: 'gold' }], [], { groups: ['gold', 'rest'] });
 * parseMigration(JSON.parse(JSON.stringify(table))).issues; // => []
 * parseMigration({ ...table, left: [1] }).issues.map(({ path, code }) => [path, code]); // => [['', 'inconsistent']]
 * ```
 */
export function parseMigration(untrusted: unknown): ParsedValue<Migration<string | number>> {
  return parseValue(MigrationSchema, untrusted);
}

/**
 * Parses a stored tally of memberships. It never throws.
 *
 * @param untrusted - anything
 * @returns the value, or null with what is wrong
 *
 * @example Is the tally that the worker sent a tally?
 * ```ts
 * import { parseMembershipTally } from 'clientele/schemas';
 *
 * const tally = { kind: 'membership-tally', version: 1, customers: 3, members: { vip: 1, new: 2 }, none: 1 };
 * parseMembershipTally(tally).value?.members; // => { vip: 1, new: 2 }
 * parseMembershipTally({ ...tally, customers: 1 }).issues.map(({ path }) => path); // => ['/members']
 * ```
 */
export function parseMembershipTally(untrusted: unknown): ParsedValue<MembershipTally> {
  return parseValue(MembershipTallySchema, untrusted);
}
