import * as z from 'zod';
import type { Issue } from '../errors/index.ts';
import type {
  CausedSpell,
  CovariateSpell,
  ForecastSpell,
  GroupedSpell,
  Membership,
  RiskSpell,
  Spell,
} from '../survival/index.ts';
import { InstantSchema } from './instant.ts';
import { parseRows } from './parse.ts';
import { recordOf } from './record-of.ts';
import { schemaOf } from './schema-of.ts';

/** The ranges of the estimators: larger days, weights or covariates are no data. */
const atLeastZero = z.number().min(0).max(1e100);
const weight = z
  .number()
  .min(0)
  .max(1e50)
  .refine((w) => w <= 0 || w >= 1e-50, { error: 'expected 0, or 1e-50 and more', params: { code: 'out-of-range' } });
const covariate = z.number().min(-1e100).max(1e100);

/** What every spell has but its end; entry before the end is a rule of the whole row. */
const times = { days: atLeastZero, entryDays: atLeastZero.exactOptional(), weight: weight.exactOptional() };
const entersBeforeEnd = ({ days, entryDays = 0 }: { days: number; entryDays?: number }): boolean =>
  entryDays === 0 || entryDays < days;
const late = { path: ['entryDays'], error: 'expected an entry before the end' };

/** One membership, contract or subscription. */
export const MembershipSchema: z.ZodType<Membership> = schemaOf<Membership>()(
  z.object({
    customerId: z.union([z.string().min(1), z.number()]),
    startedAt: InstantSchema,
    endedAt: InstantSchema.nullable().exactOptional(),
  }),
);

/** One spell: how long it lasted and whether its end was seen. */
export const SpellSchema: z.ZodType<Spell> = schemaOf<Spell>()(
  z.object({ ...times, ended: z.boolean() }).refine(entersBeforeEnd, late),
);

/** One spell of a group to be compared. */
export const GroupedSpellSchema: z.ZodType<GroupedSpell> = schemaOf<GroupedSpell>()(
  z
    .object({ ...times, ended: z.boolean(), group: z.string(), stratum: z.string().exactOptional() })
    .refine(entersBeforeEnd, late),
);

/** One spell that can end in several ways. */
export const CausedSpellSchema: z.ZodType<CausedSpell> = schemaOf<CausedSpell>()(
  z.object({ ...times, cause: z.string().nullable() }).refine(entersBeforeEnd, late),
);

/** One spell with numbers that may explain it. */
export const CovariateSpellSchema: z.ZodType<CovariateSpell> = schemaOf<CovariateSpell>()(
  z
    .object({
      ...times,
      ended: z.boolean(),
      covariates: recordOf(covariate),
      stratum: z.string().exactOptional(),
    })
    .refine(entersBeforeEnd, late),
);

/** One spell with a score by which it was expected to end sooner. */
export const RiskSpellSchema: z.ZodType<RiskSpell> = schemaOf<RiskSpell>()(
  z.object({ ...times, ended: z.boolean(), risk: z.number() }).refine(entersBeforeEnd, late),
);

/** One spell with what was forecast for it. */
export const ForecastSpellSchema: z.ZodType<ForecastSpell> = schemaOf<ForecastSpell>()(
  z
    .object({ ...times, ended: z.boolean(), probabilitySurviving: z.number().min(0).max(1) })
    .refine(entersBeforeEnd, late),
);

/** The sound memberships of a table, and what is wrong with the others. */
export interface ParsedMemberships {
  /** sound rows in their order */
  memberships: Membership[];
  /** every refused row with row, path and code */
  issues: Issue[];
}

/** The sound spells of a table, and what is wrong with the others. */
export interface ParsedSpells<S = Spell> {
  /** sound rows in their order */
  spells: S[];
  /** every refused row with row, path and code */
  issues: Issue[];
}

/**
 * Parses untrusted memberships row by row. It never throws and loses nothing silently.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues with row, path and code
 *
 * @example Which of these subscriptions can I use?
 * ```ts
 * import { parseMemberships } from 'clientele/schemas';
 *
 * const { memberships, issues } = parseMemberships([
 *   { customerId: 'ann', startedAt: '2024-01-05T09:00:00Z', endedAt: null },
 *   { customerId: 'bob', startedAt: '5 January' },
 * ]);
 * memberships.length; // => 1
 * issues.map(({ row, path, code }) => [row, path, code]); // => [[1, '/startedAt', 'not-an-instant']]
 * ```
 */
export function parseMemberships(rows: unknown): ParsedMemberships {
  const { values, issues } = parseRows(MembershipSchema, rows);
  return { memberships: values, issues };
}

/**
 * Parses untrusted spells row by row. It never throws and loses nothing silently.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues with row, path and code
 *
 * @example Which of these lifetimes can I use?
 * ```ts
 * import { parseSpells } from 'clientele/schemas';
 *
 * const { spells, issues } = parseSpells([
 *   { days: 12, ended: true },
 *   { days: -1, ended: true },
 * ]);
 * spells; // => [{ days: 12, ended: true }]
 * issues.map(({ row, path, code }) => [row, path, code]); // => [[1, '/days', 'out-of-range']]
 * ```
 */
export function parseSpells(rows: unknown): ParsedSpells {
  const { values, issues } = parseRows(SpellSchema, rows);
  return { spells: values, issues };
}
