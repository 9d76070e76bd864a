import * as z from 'zod';
import type { Issue } from '../errors/index.ts';
import type { AxisRange, RfmModel, RfmRow, SegmentMap } from '../segmentation/index.ts';
import { fitReport } from './fit-report.ts';
import type { ParsedValue } from './parse.ts';
import { parseRows, parseValue } from './parse.ts';
import { recordOf } from './record-of.ts';
import { schemaOf } from './schema-of.ts';

const count = z.int().min(0);
const perAxis = <T extends z.ZodType>(one: T) => z.object({ recency: one, frequency: one, monetary: one });
const bins = z.int().min(1).max(1000);

/** A row that RFM reads. */
export const RfmRowSchema: z.ZodType<RfmRow<string | number>> = schemaOf<RfmRow<string | number>>()(
  z.object({
    customerId: z.union([z.string().min(1), z.number()]),
    daysSinceLast: z.number().nullable(),
    purchases: z.number().nullable(),
    totalAmount: z.number().nullable(),
  }),
);

/** Edges of scores, ascending; equal ones bound an empty score. */
const edges = z.array(z.number()).refine((list) => list.every((edge, i) => i === 0 || list[i - 1]! <= edge), {
  params: { code: 'out-of-order' },
  message: 'expected ascending thresholds',
});

/** One fewer than scores, or none where the axis had no values: anything else would give scores that there are not. */
function fitScores({ bins: given, thresholds, nested }: RfmModel): boolean {
  const { recency, frequency, monetary } =
    typeof given === 'number' ? { recency: given, frequency: given, monetary: given } : given;
  const fits = (list: readonly number[], scores: number): boolean => list.length === 0 || list.length === scores - 1;
  if (!fits(thresholds.recency, recency) || !fits(thresholds.frequency, frequency)) return false;
  if (!fits(thresholds.monetary, monetary)) return false;
  if (!nested) return true;
  if (nested.frequency.length !== recency || nested.monetary.length !== recency) return false;
  return nested.frequency.every(
    (list, r) =>
      fits(list, frequency) &&
      nested.monetary[r]!.length === frequency &&
      nested.monetary[r]!.every((inner) => fits(inner, monetary)),
  );
}

/** Stored RFM thresholds. */
export const RfmModelSchema: z.ZodType<RfmModel> = schemaOf<RfmModel>()(
  z
    .object({
      kind: z.literal('rfm'),
      version: z.literal(1),
      bins: z.union([bins, perAxis(bins)]),
      edges: z.enum(['upper', 'lower']),
      thresholds: perAxis(edges),
      nested: z.object({ frequency: z.array(edges), monetary: z.array(z.array(edges)) }).exactOptional(),
      fit: z.object({ ...fitReport, scoreCounts: perAxis(z.array(count)) }),
    })
    .refine((model) => fitScores(model as RfmModel), {
      path: ['thresholds'],
      message: 'expected one threshold fewer than scores on each axis',
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
    segments: z.array(z.strictObject({ name: z.string().min(1), when: recordOf(AxisRangeSchema) })),
    otherwise: z.string().min(1),
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
