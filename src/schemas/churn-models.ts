import * as z from 'zod';
import type { Calibration, ChurnScoreTally, Encoder, LogisticModel, ScorecardModel } from '../churn/index.ts';
import {
  alike,
  ascends,
  atLeastZero,
  count,
  divisor,
  figure,
  inOrder,
  noMoreLeavers,
  positive,
  share,
  text,
  tooManyLeavers,
  version,
} from './churn-parts.ts';
import { ChurnFeaturesSchema } from './churn.ts';
import { fitReport, likelihoodFit } from './fit-report.ts';
import { schemaOf } from './schema-of.ts';

const edges = z.array(z.number()).refine(ascends, inOrder);

/** How records become numbers. */
export const EncoderSchema: z.ZodType<Encoder> = schemaOf<Encoder>()(
  z
    .object({
      kind: z.literal('encoder'),
      version,
      schema: ChurnFeaturesSchema,
      n: count,
      columns: z.array(text),
      learned: z.array(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('number'), mean: figure, scale: divisor, missingShare: share.nullable() }),
          z.object({ kind: z.literal('boolean'), mean: share }),
          z
            .object({
              kind: z.literal('category'),
              reference: text,
              levels: z.array(text),
              shares: z.array(share),
              rare: z.array(text),
            })
            .refine(({ levels, shares }) => levels.length === shares.length, alike('one share a level')),
        ]),
      ),
    })
    .refine(
      ({ schema, learned }) =>
        schema.length === learned.length && schema.every(({ kind }, i) => kind === learned[i]!.kind),
      { path: ['learned'], ...alike('what was learned about every feature') },
    )
    .refine(
      ({ columns, learned }) =>
        columns.length ===
        learned.reduce((sum, one) => {
          if (one.kind === 'category') return sum + one.levels.length;
          return sum + (one.kind === 'number' && one.missingShare !== null ? 2 : 1);
        }, 0),
      { path: ['columns'], ...alike('the columns of what was learned') },
    ),
);

const calibration = { kind: z.literal('calibration'), version, fit: z.object(fitReport) };

/** A map from a model's probability to a better one. */
export const CalibrationSchema: z.ZodType<Calibration> = schemaOf<Calibration>()(
  z.discriminatedUnion('method', [
    z.object({ ...calibration, method: z.literal('platt'), intercept: figure, slope: figure }),
    z.object({
      ...calibration,
      method: z.literal('isotonic'),
      points: z
        .array(z.tuple([share, share]))
        .min(1)
        .refine((points) => ascends(points.map(([p]) => p)), inOrder)
        .refine((points) => points.every(([, to], i) => i === 0 || to >= points[i - 1]![1]), inOrder),
    }),
    z.object({ ...calibration, method: z.literal('beta'), a: atLeastZero, b: atLeastZero, c: figure }),
  ]),
);

/** Scores counted into bins of equal width. */
export const ChurnScoreTallySchema: z.ZodType<ChurnScoreTally> = schemaOf<ChurnScoreTally>()(
  z.object({
    kind: z.literal('churn-score-tally'),
    version,
    bins: z
      .array(z.object({ n: count, churned: count, sumNano: count }).refine(noMoreLeavers, tooManyLeavers))
      .min(1)
      .max(10_000),
  }),
);

/** A stored churn model: what it needs to score must fit together. */
export const LogisticModelSchema: z.ZodType<LogisticModel> = schemaOf<LogisticModel>()(
  z
    .object({
      kind: z.literal('logistic'),
      version,
      horizonDays: positive,
      encoder: EncoderSchema,
      intercept: figure,
      terms: z.array(z.object({ column: text, feature: text, coefficient: figure, mean: figure })),
      penalty: z.union([z.enum(['none', 'firth']), z.object({ l2: atLeastZero })]),
      calibration: CalibrationSchema.nullable(),
      training: z.object({
        n: count,
        churned: count,
        scores: ChurnScoreTallySchema,
        features: z.array(
          z.object({ feature: text, edges: edges.nullable(), counts: z.array(z.tuple([text, count])) }),
        ),
      }),
      fit: z.object({
        ...likelihoodFit,
        standardErrors: z.array(atLeastZero.nullable()),
        covariance: z.array(z.array(figure)).nullable(),
        ended: atLeastZero.exactOptional(),
        dropped: z.array(text),
        logLikelihoodNull: z.number(),
        penalizedLogLikelihood: z.number(),
        condition: atLeastZero,
      }),
    })
    .refine(
      ({ terms, encoder }) =>
        isPartOf(
          terms.map(({ column }) => column),
          encoder.columns,
        ),
      {
        path: ['terms'],
        ...alike('columns of the encoder, in its order'),
      },
    )
    .refine(
      ({ training, encoder }) =>
        training.features.length === encoder.schema.length &&
        training.features.every(({ feature, edges: known }, i) => {
          const { name, kind } = encoder.schema[i]!;
          return feature === name && (known !== null) === (kind === 'number');
        }),
      { path: ['training', 'features'], ...alike('the spread of every feature') },
    ),
);

/** Whether a list is another one with some left out. */
function isPartOf(some: readonly string[], all: readonly string[]): boolean {
  let next = 0;
  for (const one of all) if (next < some.length && some[next] === one) next++;
  return next === some.length;
}

/** A stored points table. */
export const ScorecardModelSchema: z.ZodType<ScorecardModel> = schemaOf<ScorecardModel>()(
  z.object({
    kind: z.literal('scorecard'),
    version,
    pointsToDoubleOdds: positive,
    basePoints: figure,
    baseOdds: positive,
    intercept: figure,
    variables: z
      .array(
        z.object({
          name: text,
          edges: edges.nullable(),
          coefficient: figure,
          bins: z.array(z.object({ label: text, n: count, churned: count, woe: figure, points: figure })),
          neutralPoints: figure,
        }),
      )
      .min(1),
    fit: z.object(fitReport),
  }),
);
