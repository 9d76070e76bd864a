import * as z from 'zod';
import type { AftModel, CoxModel, IncidenceCurve, SurvivalCurve } from '../survival/index.ts';
import { fitReport, likelihoodFit } from './fit-report.ts';
import type { ParsedValue } from './parse.ts';
import { parseValue } from './parse.ts';
import { schemaOf } from './schema-of.ts';

/** Beyond the range of the estimators (`../survival`) figures are no answers: their products would be no numbers. */
const LARGEST = 1e100;
/** Its exponential is still a number. */
const LARGEST_LOG = 700;
const figure = z.number().min(-LARGEST).max(LARGEST);
const atLeastZero = z.number().min(0).max(LARGEST);
const positive = z.number().positive().max(LARGEST);
const probability = z.number().min(0).max(1);
/** A sum of shares: rounding may lift it above 1. */
const shareOfCause = z
  .number()
  .min(0)
  .max(1 + 1e-9);

const curveReport = z.object({ ...fitReport, ended: atLeastZero, weight: atLeastZero });
const regression = {
  ...likelihoodFit,
  ended: atLeastZero.exactOptional(),
  dropped: z.array(z.string()),
};
const covariates = z.array(z.object({ name: z.string(), mean: figure, coefficient: figure }));

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
          atRisk: positive,
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
            atRisk: positive,
            ended: z.array(atLeastZero),
            probabilitySurviving: probability,
            incidence: z.array(shareOfCause),
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
    intercept: figure,
    covariates,
    logScale: z.number().min(-LARGEST_LOG).max(LARGEST_LOG),
    fit: z.object(regression),
  }),
);

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
