import * as z from 'zod';
import type { Issue, Json, Warning } from '../errors/index.ts';
import type {
  AftModel,
  CausedSpell,
  CovariateSpell,
  CoxModel,
  GroupedSpell,
  IncidenceCurve,
  Membership,
  Spell,
  SurvivalCurve,
} from '../survival/index.ts';
import { InstantSchema } from './instant.ts';
import type { ParsedValue } from './parse.ts';
import { parseRows, parseValue } from './parse.ts';
import { schemaOf } from './schema-of.ts';

const atLeastZero = z.number().min(0);
const probability = z.number().min(0).max(1);

/** What every spell has but its end; entry before the end is a rule of the whole row. */
const times = { days: atLeastZero, entryDays: atLeastZero.exactOptional(), weight: atLeastZero.exactOptional() };
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
      covariates: z.record(z.string(), z.number()),
      stratum: z.string().exactOptional(),
    })
    .refine(entersBeforeEnd, late),
);

const warnings: z.ZodType<Warning[]> = z.array(
  z.object({ code: z.string(), message: z.string(), facts: z.record(z.string(), z.json() as z.ZodType<Json>) }),
);
const report = {
  n: z.int().min(0),
  status: z.enum(['interior', 'boundary', 'weak', 'failed']),
  warnings,
};
const curveReport = z.object({ ...report, ended: atLeastZero, weight: atLeastZero });
const regression = {
  ...report,
  logLikelihood: z.number(),
  aic: z.number().nullable(),
  bic: z.number().nullable(),
  iterations: z.int().min(0),
  gradientNorm: atLeastZero,
  parameters: z.array(z.string()),
  standardErrors: z.array(atLeastZero.nullable()),
  covariance: z.array(z.array(z.number())).nullable(),
  ended: atLeastZero.exactOptional(),
  dropped: z.array(z.string()),
};
const covariates = z.array(z.object({ name: z.string(), mean: z.number(), coefficient: z.number() }));

/** A stored survival curve. */
export const SurvivalCurveSchema: z.ZodType<SurvivalCurve> = schemaOf<SurvivalCurve>()(
  z.object({
    kind: z.literal('survival-curve'),
    version: z.literal(1),
    estimator: z.enum(['kaplan-meier', 'nelson-aalen']),
    longestDays: atLeastZero,
    steps: z
      .array(
        z.object({
          days: atLeastZero,
          atRisk: atLeastZero,
          ended: atLeastZero,
          censoredBefore: atLeastZero,
          probabilitySurviving: probability,
          greenwood: atLeastZero.nullable(),
          cumulativeHazard: atLeastZero,
          hazardVariance: atLeastZero,
        }),
      )
      .refine((steps) => rises(steps.map(({ days }) => days)), 'expected steps with rising days'),
    quiet: z
      .object({ days: z.array(atLeastZero), atRisk: z.array(atLeastZero) })
      .refine(
        ({ days, atRisk }) => days.length === atRisk.length && rises(days),
        'expected as many rising days as counts',
      ),
    fit: curveReport,
  }),
);

/** A stored incidence curve. */
export const IncidenceCurveSchema: z.ZodType<IncidenceCurve> = schemaOf<IncidenceCurve>()(
  z
    .object({
      kind: z.literal('incidence-curve'),
      version: z.literal(1),
      causes: z.array(z.string()),
      longestDays: atLeastZero,
      steps: z
        .array(
          z.object({
            days: atLeastZero,
            atRisk: atLeastZero,
            ended: z.array(atLeastZero),
            probabilitySurviving: probability,
            incidence: z.array(atLeastZero),
          }),
        )
        .refine((steps) => rises(steps.map(({ days }) => days)), 'expected steps with rising days'),
      fit: curveReport,
    })
    .refine(
      ({ causes, steps }) =>
        steps.every(({ ended, incidence }) => ended.length === causes.length && incidence.length === causes.length),
      { path: ['steps'], error: 'expected one figure a cause in every step' },
    ),
);

/** A stored Cox model. */
export const CoxModelSchema: z.ZodType<CoxModel> = schemaOf<CoxModel>()(
  z.object({
    kind: z.literal('cox'),
    version: z.literal(1),
    ties: z.enum(['efron', 'breslow']),
    ridge: atLeastZero,
    covariates,
    strata: z
      .array(
        z.object({
          stratum: z.string(),
          longestDays: atLeastZero,
          baseline: z
            .array(z.tuple([atLeastZero, atLeastZero]))
            .refine((baseline) => rises(baseline.map(([days]) => days)), 'expected rising days'),
        }),
      )
      .min(1),
    fit: z.object({
      ...regression,
      logLikelihoodNull: z.number(),
      likelihoodRatio: atLeastZero,
      wald: z.number(),
      score: z.number(),
    }),
  }),
);

/** A stored accelerated-failure-time model. */
export const AftModelSchema: z.ZodType<AftModel> = schemaOf<AftModel>()(
  z.object({
    kind: z.literal('aft'),
    version: z.literal(1),
    distribution: z.enum(['weibull', 'lognormal', 'loglogistic', 'exponential']),
    intercept: z.number(),
    covariates,
    logScale: z.number(),
    fit: z.object(regression),
  }),
);

/** The sound memberships of a table, and what is wrong with the others. */
export interface ParsedMemberships {
  /** sound rows in their order */
  memberships: Membership[];
  /** every refused row with row, path and code */
  issues: Issue[];
}

/** The sound spells of a table, and what is wrong with the others. */
export interface ParsedSpells {
  /** sound rows in their order */
  spells: Spell[];
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

/**
 * Parses a stored survival curve. It never throws.
 *
 * @param untrusted - anything, usually what `JSON.parse` gave
 * @returns the curve, or null with issues
 *
 * @example Is this what I stored last month?
 * ```ts
 * import { parseSurvivalCurve } from 'clientele/schemas';
 * import { fitKaplanMeier } from 'clientele/survival';
 *
 * const curve = fitKaplanMeier([{ days: 12, ended: true }]);
 * parseSurvivalCurve(JSON.parse(JSON.stringify(curve))).issues; // => []
 * parseSurvivalCurve({}).value; // => null
 * ```
 */
export function parseSurvivalCurve(untrusted: unknown): ParsedValue<SurvivalCurve> {
  return parseValue(SurvivalCurveSchema, untrusted);
}

/**
 * Parses a stored incidence curve. It never throws.
 *
 * @param untrusted - anything, usually what `JSON.parse` gave
 * @returns the curve, or null with issues
 *
 * @example Is this a curve of causes?
 * ```ts
 * import { parseIncidenceCurve } from 'clientele/schemas';
 * import { fitAalenJohansen } from 'clientele/survival';
 *
 * const curve = fitAalenJohansen([{ days: 12, cause: 'cancelled' }]);
 * parseIncidenceCurve(curve).issues; // => []
 * parseIncidenceCurve(null).value; // => null
 * ```
 */
export function parseIncidenceCurve(untrusted: unknown): ParsedValue<IncidenceCurve> {
  return parseValue(IncidenceCurveSchema, untrusted);
}

/**
 * Parses a stored Cox model. It never throws.
 *
 * @param untrusted - anything, usually what `JSON.parse` gave
 * @returns the model, or null with issues
 *
 * @example May I score with this stored model?
 * ```ts
 * import { parseCoxModel } from 'clientele/schemas';
 *
 * parseCoxModel({ kind: 'cox', version: 2 }).value; // => null
 * ```
 */
export function parseCoxModel(untrusted: unknown): ParsedValue<CoxModel> {
  return parseValue(CoxModelSchema, untrusted);
}

/**
 * Parses a stored accelerated-failure-time model. It never throws.
 *
 * @param untrusted - anything, usually what `JSON.parse` gave
 * @returns the model, or null with issues
 *
 * @example May I forecast with this stored model?
 * ```ts
 * import { parseAftModel } from 'clientele/schemas';
 *
 * parseAftModel('a model').value; // => null
 * ```
 */
export function parseAftModel(untrusted: unknown): ParsedValue<AftModel> {
  return parseValue(AftModelSchema, untrusted);
}

function rises(days: readonly number[]): boolean {
  return days.every((day, i) => i === 0 || day > days[i - 1]!);
}
