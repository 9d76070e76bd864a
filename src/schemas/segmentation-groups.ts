import * as z from 'zod';
import type { ClusterModel, LookalikeModel, NaturalBreaks } from '../segmentation/index.ts';
import { fitReport } from './fit-report.ts';
import type { ParsedValue } from './parse.ts';
import { parseValue } from './parse.ts';
import { recordOf } from './record-of.ts';
import { schemaOf } from './schema-of.ts';

const count = z.int().min(0);
const transforms = recordOf(z.enum(['none', 'log1p']));
const scale = z.object({ center: z.array(z.number()), spread: z.array(z.number().positive()) });

/** Does each list have so many entries? */
const haveLength = (length: number, ...lists: readonly (readonly unknown[])[]): boolean =>
  lists.every((list) => list.length === length);

/** Stored clusters. */
export const ClusterModelSchema: z.ZodType<ClusterModel> = schemaOf<ClusterModel>()(
  z
    .object({
      kind: z.literal('k-means'),
      version: z.literal(1),
      axes: transforms,
      scale,
      centers: z.array(z.array(z.number())),
      centersInUnits: z.array(recordOf(z.number())),
      fit: z.object({ ...fitReport, inertia: z.number().min(0), iterations: count, sizes: z.array(count) }),
    })
    .refine(
      ({ axes, scale: { center, spread }, centers, centersInUnits, fit }) => {
        const names = Object.keys(axes);
        const inUnits = centersInUnits.every((one) => names.every((axis) => Object.hasOwn(one, axis)));
        return (
          inUnits &&
          haveLength(names.length, center, spread, ...centers) &&
          haveLength(centers.length, centersInUnits, fit.sizes)
        );
      },
      { path: ['centers'], message: 'expected a number for each axis of each center' },
    ),
);

/** A stored look-alike portrait. */
export const LookalikeModelSchema: z.ZodType<LookalikeModel> = schemaOf<LookalikeModel>()(
  z
    .object({
      kind: z.literal('lookalike'),
      version: z.literal(1),
      axes: transforms,
      scale,
      mean: z.array(z.number()),
      precision: z.array(z.array(z.number())),
      seedDistances: z.array(z.number().min(0)).length(101),
      fit: z.object(fitReport),
    })
    .refine(
      ({ axes, scale: { center, spread }, mean, precision }) =>
        haveLength(Object.keys(axes).length, center, spread, mean, precision, ...precision),
      { path: ['precision'], message: 'expected a row and a column for each axis' },
    ),
);

/** Stored natural breaks. */
export const NaturalBreaksSchema: z.ZodType<NaturalBreaks> = schemaOf<NaturalBreaks>()(
  z
    .object({
      kind: z.literal('natural-breaks'),
      version: z.literal(1),
      cuts: z.array(z.number()),
      classes: z.array(z.object({ lowest: z.number(), highest: z.number(), count })),
      withinSumOfSquares: z.number().min(0),
      goodnessOfFit: z.number().min(0).max(1).nullable(),
      fit: z.object(fitReport),
    })
    .refine(
      ({ cuts, classes }) =>
        classes.slice(1).every(({ lowest }, i) => cuts[i] === lowest) &&
        cuts.length === Math.max(0, classes.length - 1),
      {
        path: ['cuts'],
        message: 'expected the lowest value of each class after the first',
      },
    ),
);

/**
 * Parses stored clusters. It never throws.
 *
 * @param untrusted - anything
 * @returns the value, or null with what is wrong
 *
 * @example Does every stored center still have all its axes?
 * ```ts
 * import { parseClusterModel } from 'clientele/schemas';
 * import { fitClusters } from 'clientele/segmentation';
 *
 * const model = fitClusters([{ x: 1 }, { x: 9 }], { axes: { x: 'none' }, scale: 'none', clusters: 2, seed: 1 });
 * parseClusterModel(JSON.parse(JSON.stringify(model))).issues; // => []
 * parseClusterModel({ ...model, centers: [[1], []] }).issues.map(({ path, code }) => [path, code]); // => [['/centers', 'inconsistent']]
 * ```
 */
export function parseClusterModel(untrusted: unknown): ParsedValue<ClusterModel> {
  return parseValue(ClusterModelSchema, untrusted);
}

/**
 * Parses a stored look-alike portrait. It never throws.
 *
 * @param untrusted - anything
 * @returns the value, or null with what is wrong
 *
 * @example Is the portrait from the settings table whole?
 * ```ts
 * import { parseLookalikeModel } from 'clientele/schemas';
 * import { fitLookalike } from 'clientele/segmentation';
 *
 * const rows = [{ x: 1 }, { x: 2 }, { x: 6 }];
 * const model = fitLookalike(rows, rows.slice(0, 2), { axes: { x: 'none' } });
 * parseLookalikeModel(JSON.parse(JSON.stringify(model))).issues; // => []
 * parseLookalikeModel({ ...model, mean: [] }).issues.map(({ path }) => path); // => ['/precision']
 * ```
 */
export function parseLookalikeModel(untrusted: unknown): ParsedValue<LookalikeModel> {
  return parseValue(LookalikeModelSchema, untrusted);
}

/**
 * Parses stored natural breaks. It never throws.
 *
 * @param untrusted - anything
 * @returns the value, or null with what is wrong
 *
 * @example May these cuts become the thresholds of RFM scores?
 * ```ts
 * import { parseNaturalBreaks } from 'clientele/schemas';
 * import { findNaturalBreaks } from 'clientele/segmentation';
 *
 * const breaks = findNaturalBreaks([1, 2, 9], { classes: 2 });
 * parseNaturalBreaks(breaks).value?.cuts; // => [9]
 * parseNaturalBreaks({ ...breaks, cuts: [8] }).issues.map(({ path }) => path); // => ['/cuts']
 * ```
 */
export function parseNaturalBreaks(untrusted: unknown): ParsedValue<NaturalBreaks> {
  return parseValue(NaturalBreaksSchema, untrusted);
}
