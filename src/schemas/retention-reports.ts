import * as z from 'zod';
import type { Issue } from '../errors/index.ts';
import type { LifecyclePeriod, MetricDefinition, Scorecard } from '../retention/index.ts';
import { CivilDaySchema } from './instant.ts';
import type { ParsedValue } from './parse.ts';
import { parseRows, parseValue } from './parse.ts';
import { schemaOf } from './schema-of.ts';

const count = z.int().min(0);

/** A stored row of a lifecycle. */
export const LifecyclePeriodSchema: z.ZodType<LifecyclePeriod> = schemaOf<LifecyclePeriod>()(
  z
    .object({
      startOn: CivilDaySchema,
      startAt: z.int(),
      active: count,
      new: count,
      returning: count,
      reactivated: count,
      dormant: count.nullable(),
      complete: z.boolean(),
    })
    .refine(
      (row) => row.new + row.returning + row.reactivated === row.active,
      'expected the active to be new, returning or reactivated',
    )
    .refine(
      (row) => (row.dormant === null) !== row.complete,
      'expected null for the dormant of an open period, and a count for one that is over',
    ),
);

/** A scorecard; what is wrong with its goals is told by `checkScorecard`. */
export const ScorecardSchema: z.ZodType<Scorecard> = schemaOf<Scorecard>()(
  z.object({
    goals: z.array(
      z.object({ metric: z.string().min(1), baseline: z.number().nullable(), target: z.number().nullable() }),
    ),
  }),
);

/** A metric of a catalogue of your own. */
export const MetricDefinitionSchema: z.ZodType<MetricDefinition> = schemaOf<MetricDefinition>()(
  z.object({
    name: z.string().min(1),
    kind: z.enum(['outcome', 'driver', 'vanity']),
    direction: z.enum(['up', 'down']),
    unit: z.enum(['rate', 'amount', 'ratio', 'score', 'count', 'days', 'hours', 'periods']),
    needs: z.string(),
    quantity: z.string().exactOptional(),
    question: z.string(),
  }),
);

/** Rows of a lifecycle that can be used, and what is wrong with the rest. */
export interface ParsedLifecyclePeriods {
  /** sound rows, in their order */
  periods: LifecyclePeriod[];
  /** what is wrong with the others */
  issues: Issue[];
}

/**
 * Parses stored rows of a lifecycle. It never throws and loses nothing silently.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues with row, path and code
 *
 * @example Is this row what we stored?
 * ```ts
 * import { parseLifecyclePeriods } from 'clientele/schemas';
 *
 * const row = { startOn: '2024-01-01', startAt: 1704067200000, active: 3, new: 2, returning: 1, reactivated: 0, dormant: 0, complete: true };
 * parseLifecyclePeriods([row]).periods.length; // => 1
 * parseLifecyclePeriods([{ ...row, active: 4 }]).issues.map(({ code }) => code); // => ['inconsistent']
 * ```
 */
export function parseLifecyclePeriods(rows: unknown): ParsedLifecyclePeriods {
  const { values, issues } = parseRows(LifecyclePeriodSchema, rows);
  return { periods: values, issues };
}

/**
 * Parses an untrusted scorecard. It never throws. Whether its goals are any good is told by `checkScorecard`.
 *
 * @param untrusted - anything, usually a file
 * @returns the scorecard, or null with issues
 *
 * @example May a goal have no baseline?
 * ```ts
 * import { parseScorecard } from 'clientele/schemas';
 *
 * parseScorecard({ goals: [{ metric: 'churnRate', baseline: null, target: 0.03 }] }).issues; // => []
 * parseScorecard({ goals: [{ metric: 'churnRate', target: '3 %' }] }).issues.map(({ path }) => path); // => ['/goals/0/baseline', '/goals/0/target']
 * ```
 */
export function parseScorecard(untrusted: unknown): ParsedValue<Scorecard> {
  return parseValue(ScorecardSchema, untrusted);
}

/** Metrics that can be used, and what is wrong with the rest. */
export interface ParsedMetricDefinitions {
  /** sound rows, in their order */
  metrics: MetricDefinition[];
  /** what is wrong with the others */
  issues: Issue[];
}

/**
 * Parses an untrusted catalogue of metrics. It never throws and loses nothing silently.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues with row, path and code
 *
 * @example Can I use our own list of metrics?
 * ```ts
 * import { METRIC_CATALOGUE } from 'clientele/retention';
 * import { parseMetricDefinitions } from 'clientele/schemas';
 *
 * parseMetricDefinitions(METRIC_CATALOGUE).issues; // => []
 * parseMetricDefinitions([{ name: 'happiness', kind: 'feeling' }]).issues[0].path; // => '/kind'
 * ```
 */
export function parseMetricDefinitions(rows: unknown): ParsedMetricDefinitions {
  const { values, issues } = parseRows(MetricDefinitionSchema, rows);
  return { metrics: values, issues };
}
