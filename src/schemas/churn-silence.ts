import * as z from 'zod';
import type { GapModel, GapTally, InactivityModel, InactivityTally } from '../churn/index.ts';
import {
  alike,
  ascends,
  atLeastZero,
  count,
  inOrder,
  noMoreLeavers,
  positive,
  tooManyLeavers,
  version,
} from './churn-parts.ts';
import { fitReport } from './fit-report.ts';
import { TimeZoneSchema } from './instant.ts';
import { schemaOf } from './schema-of.ts';
import { SurvivalCurveSchema } from './survival-models.ts';

/** Lower ends of bins or strata: one or more, ascending. */
const ends = (one: z.ZodType<number>) => z.array(one).min(1).refine(ascends, inOrder);

const counted = z.object({ n: count, churned: count }).refine(noMoreLeavers, tooManyLeavers);
const strata = { fromPurchases: z.int().min(1), toPurchases: z.int().min(1).nullable() };
const instants = z.array(z.number());

/** A stored inactivity risk. */
export const InactivityModelSchema: z.ZodType<InactivityModel> = schemaOf<InactivityModel>()(
  z.object({
    kind: z.literal('inactivity-risk'),
    version,
    horizonDays: positive,
    timeZone: TimeZoneSchema,
    monotone: z.boolean(),
    landmarksAt: instants,
    skippedLandmarksAt: instants,
    strata: z
      .array(
        z.object({
          ...strata,
          bins: z
            .array(
              z
                .object({ fromDays: atLeastZero, toDays: atLeastZero.nullable(), n: count, churned: count })
                .refine(noMoreLeavers, tooManyLeavers),
            )
            .refine((bins) => ascends(bins.map(({ fromDays }) => fromDays)), inOrder),
        }),
      )
      .min(1)
      .refine((all) => ascends(all.map(({ fromPurchases }) => fromPurchases)), inOrder),
    fit: z.object(fitReport),
  }),
);

/** The counts behind an inactivity risk. */
export const InactivityTallySchema: z.ZodType<InactivityTally> = schemaOf<InactivityTally>()(
  z
    .object({
      kind: z.literal('inactivity-tally'),
      version,
      horizonDays: positive,
      timeZone: TimeZoneSchema,
      landmarksAt: instants,
      skippedLandmarksAt: instants,
      silenceEdgesDays: ends(atLeastZero),
      strata: ends(z.int().min(1)),
      pooled: z.boolean(),
      customers: count,
      belowFirstEdge: count,
      landmarkInsideDay: z.boolean(),
      cells: z.array(z.array(counted)),
    })
    .refine(
      (tally) =>
        tally.cells.length === tally.strata.length &&
        tally.cells.every((row) => row.length === tally.silenceEdgesDays.length),
      { path: ['cells'], ...alike('a row a stratum and a cell a silence') },
    ),
);

/** A stored gap risk. */
export const GapModelSchema: z.ZodType<GapModel> = schemaOf<GapModel>()(
  z.object({
    kind: z.literal('gap-risk'),
    version,
    timeZone: TimeZoneSchema,
    strata: z
      .array(z.object({ ...strata, curve: SurvivalCurveSchema.nullable() }))
      .min(1)
      .refine((all) => ascends(all.map(({ fromPurchases }) => fromPurchases)), inOrder),
    fit: z.object(fitReport),
  }),
);

/** The gaps behind a gap risk. */
export const GapTallySchema: z.ZodType<GapTally> = schemaOf<GapTally>()(
  z
    .object({
      kind: z.literal('gap-tally'),
      version,
      timeZone: TimeZoneSchema,
      asOfAt: z.number(),
      strata: ends(z.int().min(1)),
      customers: count,
      gaps: z.array(
        z
          .array(z.object({ days: atLeastZero, ended: count, open: count }))
          .refine((gaps) => ascends(gaps.map(({ days }) => days)), inOrder),
      ),
    })
    .refine(({ strata: all, gaps }) => gaps.length === all.length, {
      path: ['gaps'],
      ...alike('a list a stratum'),
    }),
);
