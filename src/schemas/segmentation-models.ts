import * as z from 'zod';
import type { Issue } from '../errors/index.ts';
import type {
  AbcModel,
  AxisRange,
  LookalikeModel,
  MembershipTally,
  Migration,
  NaturalBreaks,
  RfmModel,
  RfmRow,
  SegmentMap,
  ClusterModel,
} from '../segmentation/index.ts';
import { fitReport } from './fit-report.ts';
import type { ParsedValue } from './parse.ts';
import { parseRows, parseValue } from './parse.ts';
import { schemaOf } from './schema-of.ts';

const count = z.int().min(0);
const share = z.number().min(0).max(1).nullable();
const perAxis = <T extends z.ZodType>(one: T) => z.object({ recency: one, frequency: one, monetary: one });
const bins = z.int().min(1).max(1000);
const transforms = z.record(z.string(), z.enum(['none', 'log1p']));
const scale = z.object({ center: z.array(z.number()), spread: z.array(z.number().positive()) });

/** A row that RFM reads. */
export const RfmRowSchema: z.ZodType<RfmRow<string | number>> = schemaOf<RfmRow<string | number>>()(
  z.object({
    customerId: z.union([z.string().min(1), z.number()]),
    daysSinceLast: z.number().nullable(),
    purchases: z.number().nullable(),
    totalAmount: z.number().nullable(),
  }),
);

/** Stored RFM thresholds. */
export const RfmModelSchema: z.ZodType<RfmModel> = schemaOf<RfmModel>()(
  z.object({
    kind: z.literal('rfm'),
    version: z.literal(1),
    bins: z.union([bins, perAxis(bins)]),
    edges: z.enum(['upper', 'lower']),
    thresholds: perAxis(z.array(z.number())),
    nested: z
      .object({ frequency: z.array(z.array(z.number())), monetary: z.array(z.array(z.array(z.number()))) })
      .exactOptional(),
    fit: z.object({ ...fitReport, scoreCounts: perAxis(z.array(count)) }),
  }),
) as z.ZodType<RfmModel>;

const bound = z.number().exactOptional();
const AxisRangeSchema: z.ZodType<AxisRange> = z.union([
  z.tuple([z.number(), z.number()]),
  z.strictObject({ gte: bound, gt: bound, lte: bound, lt: bound }),
]) as z.ZodType<AxisRange>;

/** A stored segment map. */
export const SegmentMapSchema: z.ZodType<SegmentMap> = schemaOf<SegmentMap>()(
  z.object({
    kind: z.literal('segment-map'),
    version: z.literal(1),
    segments: z.array(z.strictObject({ name: z.string().min(1), when: z.record(z.string(), AxisRangeSchema) })),
    otherwise: z.string().min(1),
  }),
);

/** Stored borders of A, B and C. */
export const AbcModelSchema: z.ZodType<AbcModel> = schemaOf<AbcModel>()(
  z.object({
    kind: z.literal('abc'),
    version: z.literal(1),
    lowestAmount: z.object({ A: z.number().nullable(), B: z.number().nullable() }),
    fit: z.object({ ...fitReport, counts: z.object({ A: count, B: count, C: count }) }),
  }),
);

/** Stored clusters. */
export const ClusterModelSchema: z.ZodType<ClusterModel> = schemaOf<ClusterModel>()(
  z.object({
    kind: z.literal('k-means'),
    version: z.literal(1),
    axes: transforms,
    scale,
    centers: z.array(z.array(z.number())),
    centersInUnits: z.array(z.record(z.string(), z.number())),
    fit: z.object({ ...fitReport, inertia: z.number().min(0), iterations: count, sizes: z.array(count) }),
  }),
);

/** A stored look-alike portrait. */
export const LookalikeModelSchema: z.ZodType<LookalikeModel> = schemaOf<LookalikeModel>()(
  z.object({
    kind: z.literal('lookalike'),
    version: z.literal(1),
    axes: transforms,
    scale,
    mean: z.array(z.number()),
    precision: z.array(z.array(z.number())),
    seedDistances: z.array(z.number().min(0)).length(101),
    fit: z.object(fitReport),
  }),
);

/** Stored natural breaks. */
export const NaturalBreaksSchema: z.ZodType<NaturalBreaks> = schemaOf<NaturalBreaks>()(
  z.object({
    kind: z.literal('natural-breaks'),
    version: z.literal(1),
    cuts: z.array(z.number()),
    classes: z.array(z.object({ lowest: z.number(), highest: z.number(), count })),
    withinSumOfSquares: z.number().min(0),
    goodnessOfFit: share,
    fit: z.object(fitReport),
  }),
);

/** A stored migration table. */
export const MigrationSchema: z.ZodType<Migration<string | number>> = schemaOf<Migration<string | number>>()(
  z.object({
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
  }),
);

/** A stored tally of memberships. */
export const MembershipTallySchema: z.ZodType<MembershipTally> = schemaOf<MembershipTally>()(
  z.object({
    kind: z.literal('membership-tally'),
    version: z.literal(1),
    customers: count,
    members: z.record(z.string(), count),
    none: count,
  }),
);

/** The sound rows for RFM, and what is wrong with the others. */
export interface ParsedRfmRows {
  /** sound rows in their order, with the known fields only */
  rows: RfmRow<string | number>[];
  /** every refused row with row, path and code */
  issues: Issue[];
}

/**
 * Parses untrusted rows for RFM one by one. It never throws and loses nothing silently.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows and issues
 *
 * @example Which rows of this export can be scored?
 * ```ts
 * import { parseRfmRows } from 'clientele/schemas';
 *
 * const { rows, issues } = parseRfmRows([
 *   { customerId: 'ann', daysSinceLast: 3, purchases: 2, totalAmount: 80 },
 *   { customerId: 'bob', daysSinceLast: '3', purchases: 2, totalAmount: null },
 * ]);
 * rows.length; // => 1
 * issues.map(({ row, path }) => [row, path]); // => [[1, '/daysSinceLast']]
 * ```
 */
export function parseRfmRows(rows: unknown): ParsedRfmRows {
  const { values, issues } = parseRows(RfmRowSchema, rows);
  return { rows: values, issues };
}

/**
 * Parses a stored RFM model. It never throws.
 *
 * @param untrusted - anything
 * @returns the model, or null with what is wrong
 *
 * @example Are these still the thresholds that I stored?
 * ```ts
 * import { parseRfmModel } from 'clientele/schemas';
 * import { fitRfm } from 'clientele/segmentation';
 *
 * parseRfmModel(JSON.parse(JSON.stringify(fitRfm([])))).issues; // => []
 * parseRfmModel({ kind: 'rfm', version: 2 }).value; // => null
 * ```
 */
export function parseRfmModel(untrusted: unknown): ParsedValue<RfmModel> {
  return parseValue(RfmModelSchema, untrusted);
}

/**
 * Parses a stored segment map. It never throws.
 *
 * @param untrusted - anything
 * @returns the map, or null with what is wrong
 *
 * @example Is the map from our settings screen sound?
 * ```ts
 * import { parseSegmentMap } from 'clientele/schemas';
 *
 * const map = { kind: 'segment-map', version: 1, otherwise: 'rest', segments: [{ name: 'big', when: { value: { gte: 100 } } }] };
 * parseSegmentMap(map).issues; // => []
 * parseSegmentMap({ ...map, otherwise: 1 }).issues.map(({ path }) => path); // => ['/otherwise']
 * ```
 */
export function parseSegmentMap(untrusted: unknown): ParsedValue<SegmentMap> {
  return parseValue(SegmentMapSchema, untrusted);
}
