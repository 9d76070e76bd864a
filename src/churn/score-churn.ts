import { InputError, requireCount, requireKind, requireObject } from '../errors/index.ts';
import type { Band } from '../statistics/index.ts';
import { assignBand, checkBands } from '../statistics/index.ts';
import type { Contribution } from '../survival/index.ts';
import type { EncodingFlag } from './encoder.ts';
import { strongestReasons } from './explain-churn.ts';
import type { FeatureSchema, RecordOf } from './feature.ts';
import type { LogisticModel } from './logistic-model.ts';
import type { OffsetOptions } from './logit-churn.ts';
import { logitChurn } from './logit-churn.ts';

/** What {@link scoreChurn} shows. */
export interface ScoreChurnOptions<B extends string> extends OffsetOptions {
  /** how many reasons; 3 by default */
  top?: number;
  /** names for ranges of the probability, ascending, `[from, next)`; none by default */
  bands?: readonly Band<B>[];
}

/** A customer's churn score with its reasons. */
export interface ChurnScore<B extends string = string> {
  /** probability of leaving within the model's horizon, 0..1, calibrated where the model says so */
  probability: number;
  /** logarithm of the odds before calibration */
  logit: number;
  /** logit of the average customer, offset included; `base` plus all contributions is `logit` */
  base: number;
  /** band of the probability; null without bands or below the first */
  band: B | null;
  /** the strongest reasons; all of them from {@link explainChurn} */
  reasons: Contribution[];
  /** features that carried no information */
  flags: EncodingFlag[];
}

/**
 * Scores a customer: probability, band, the strongest reasons, and what could not be read.
 *
 * @param model - of {@link fitLogistic}
 * @param record - the customer's features
 * @param options - number of reasons, bands, offset
 * @returns the score
 * @throws InputError `wrong-type`, `not-finite`, `out-of-range` (log1p, numbers beyond ±1e100), `not-a-count` (top), `out-of-order` and others
 *   of bands
 *
 * @example Who is this, how worried should I be, and why?
 * ```ts
 * import { fitLogistic, scoreChurn } from 'clientele/churn';
 *
 * const model = fitLogistic(
 *   [1, 2, 3, 4].map((orders) => ({ features: { orders }, churned: orders !== 2 && orders < 4 })),
 *   { features: [{ name: 'orders', kind: 'number' }], horizonDays: 30 },
 * );
 * const bands = [{ name: 'calm', from: 0 }, { name: 'call', from: 0.6 }];
 * const score = scoreChurn(model, { orders: 0 }, { bands });
 * score.band; // => 'call'
 * score.reasons[0].code; // => 'raises-risk'
 * scoreChurn(model, { orders: null }).flags; // => [{ feature: 'orders', code: 'missing' }]
 * ```
 */
export function scoreChurn<S extends FeatureSchema, const B extends string = string>(
  model: LogisticModel<S>,
  record: RecordOf<NoInfer<S>>,
  options: ScoreChurnOptions<B> = {},
): ChurnScore<B> {
  requireKind(model, 'logistic', 'model');
  requireObject(options, 'options');
  const top = requireCount(options.top ?? 3, 'options.top');
  const [problem] = options.bands ? checkBands(options.bands) : [];
  if (problem) {
    const place = problem.path.replace(/^\/(\d+)\//, '[$1].');
    throw new InputError(problem.code, `options.bands${place}`, problem.message);
  }
  const flags: EncodingFlag[] = [];
  const { probability, logit, base, contributions } = logitChurn(model, record, options, flags);
  return {
    probability,
    logit,
    base,
    band: options.bands ? assignBand(options.bands, probability) : null,
    reasons: strongestReasons(model, record, contributions, top),
    flags,
  };
}
