import { requireKind } from '../errors/index.ts';
import type { LearnedNumber } from './encoder.ts';
import type { FeatureSchema } from './feature.ts';
import type { LogisticModel } from './logistic-model.ts';

/** One coefficient in the caller's units. */
export interface RawCoefficient {
  /** name of the column */
  column: string;
  /** the feature that it was made of */
  feature: string;
  /** change of the logit for one unit of the feature, after its clip and transform */
  coefficient: number;
  /** its standard error; null where it is not identified */
  standardError: number | null;
}

/** A logistic model in the caller's units. */
export interface RawCoefficients {
  /** logit where every column is 0 in the caller's units */
  intercept: number;
  /** its standard error; null where it is not identified */
  interceptStandardError: number | null;
  /** the columns in the order of the model */
  terms: RawCoefficient[];
}

/**
 * The coefficients of a model in the units of its features: per day, per order, per currency unit, instead of per
 * standard deviation.
 *
 * Use them to write the model down as one formula, for a report, a spreadsheet or another engine. `clip` and `log1p`
 * stay: a coefficient of a `log1p` feature is per unit of ln(1 + value). Missing values have no place in the formula; in
 * the model they count as the mean. Standard errors under a penalty describe the penalised estimate.
 *
 * @param model - of {@link fitLogistic}
 * @returns intercept and coefficients; standard errors are null where the fit has none
 *
 * @example By how much does one more order change the logit?
 * ```ts
 * import { fitLogistic, rawCoefficients } from 'clientele/churn';
 *
 * const model = fitLogistic(
 *   [10, 20, 30, 40].map((orders) => ({ features: { orders }, churned: orders !== 20 && orders < 40 })),
 *   { features: [{ name: 'orders', kind: 'number' }], horizonDays: 30 },
 * );
 * const raw = rawCoefficients(model);
 * raw.terms[0].coefficient; // => ~-0.040549
 * raw.intercept; // => ~1.013735
 * ```
 */
export function rawCoefficients<S extends FeatureSchema>(model: LogisticModel<S>): RawCoefficients {
  requireKind(model, 'logistic', 'model');
  const { encoder, terms, fit } = model;
  // column = (value - mean)/scale for standardized numbers; every other column is in the caller's units already
  const units = new Map<string, { mean: number; scale: number }>();
  encoder.learned.forEach((known, f) => {
    const feature = encoder.schema[f]!;
    if (feature.kind === 'number' && feature.standardize !== false) units.set(feature.name, known as LearnedNumber);
  });
  const lines = terms.map(({ column }) => units.get(column) ?? { mean: 0, scale: 1 });
  const raw = terms.map(({ column, feature, coefficient }, i): RawCoefficient => {
    const { scale } = lines[i]!;
    const error = fit.standardErrors[i + 1] ?? null;
    const standardError = error === null ? null : error / scale;
    return { column, feature, coefficient: coefficient / scale, standardError };
  });
  const intercept = raw.reduce((sum, { coefficient }, i) => sum - coefficient * lines[i]!.mean, model.intercept);
  // Var(a·b) with a = 1 for the intercept and -mean/scale for every column.
  const weights = [1, ...lines.map(({ mean, scale }) => -mean / scale)];
  const variance = fit.covariance?.reduce(
    (sum, line, i) => sum + weights[i]! * line.reduce((part, value, j) => part + value * weights[j]!, 0),
    0,
  );
  return {
    intercept,
    interceptStandardError: variance === undefined || !(variance > 0) ? null : Math.sqrt(variance),
    terms: raw,
  };
}
