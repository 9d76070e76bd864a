import { requireKind, requireLevel, requireObject } from '../errors/index.ts';
import type { Interval } from '../statistics/index.ts';
import { normalCdf, normalHalfWidth } from '../statistics/index.ts';
import type { FeatureSchema } from './feature.ts';
import type { LogisticModel } from './logistic-model.ts';

/** What {@link inferLogistic} needs to know beside the model. */
export interface InferLogisticOptions {
  /** confidence of the intervals, 0..1; 0.95 by default */
  level?: number;
}

/** What the data say about one coefficient. */
export interface LogisticInference {
  /** name of the column */
  column: string;
  /** change of the logit for one unit of the column */
  coefficient: number;
  /** its standard error; null where it is not identified */
  standardError: number | null;
  /** coefficient over standard error; null where there is none */
  z: number | null;
  /** two-sided p-value of no effect (Wald), 0..1; null where there is none */
  pValue: number | null;
  /** odds are multiplied by this for one unit; null where there is no coefficient to trust */
  oddsRatio: number | null;
  /** interval of the odds ratio; null where there is none */
  interval: Interval | null;
}

/** Inference about every column, or the reason why there is none. */
export interface LogisticInferences {
  /** the columns in the order of the model; none with a reason */
  terms: LogisticInference[];
  /** why there is no inference; absent where there is */
  reason?: 'penalized' | 'failed';
}

/**
 * Standard errors, p-values and odds ratios of a model fitted with penalty `'none'` or `'firth'`.
 *
 * With an `l2` penalty coefficients are drawn towards 0 on purpose and have no honest p-value. A column is one standard
 * deviation for standardized numbers.
 *
 * @param model - of {@link fitLogistic}
 * @param options - confidence
 * @returns one row a column; none, with a reason, for penalized or failed fits
 * @throws InputError `out-of-range` (level)
 *
 * @example Is the effect of orders more than chance?
 * ```ts
 * import { fitLogistic, inferLogistic } from 'clientele/churn';
 *
 * const examples = [1, 2, 3, 4, 5, 6].map((orders) => ({ features: { orders }, churned: orders < 3 || orders === 4 }));
 * const features = [{ name: 'orders', kind: 'number' }] as const;
 * const model = fitLogistic(examples, { features, horizonDays: 30, penalty: 'firth' });
 * inferLogistic(model).terms[0].pValue! > 0.05; // => true
 * inferLogistic(fitLogistic(examples, { features, horizonDays: 30 })).reason; // => 'penalized'
 * ```
 */
export function inferLogistic<S extends FeatureSchema>(
  model: LogisticModel<S>,
  options: InferLogisticOptions = {},
): LogisticInferences {
  requireKind(model, 'logistic', 'model');
  requireObject(options, 'options');
  const level = requireLevel(options.level ?? 0.95, 'options.level');
  if (typeof model.penalty === 'object' && model.penalty.l2 > 0) return { terms: [], reason: 'penalized' };
  if (model.fit.status === 'failed') return { terms: [], reason: 'failed' };
  const reach = normalHalfWidth(level);
  const terms = model.terms.map(({ column, coefficient }, i): LogisticInference => {
    const standardError = model.fit.standardErrors[i + 1]!;
    if (standardError === null) {
      return { column, coefficient, standardError, z: null, pValue: null, oddsRatio: null, interval: null };
    }
    const z = coefficient / standardError;
    const [low, middle, high] = [-reach, 0, reach].map((width) => Math.exp(coefficient + width * standardError));
    const finite = high! < Infinity;
    return {
      column,
      coefficient,
      standardError,
      z,
      pValue: 2 * normalCdf(-Math.abs(z)),
      oddsRatio: finite ? middle! : null,
      interval: finite ? { low: low!, high: high!, level, method: 'wald' } : null,
    };
  });
  return { terms };
}
