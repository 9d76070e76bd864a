import { requireKind } from '../errors/index.ts';
import type { Contribution } from '../survival/index.ts';
import type { FeatureSchema, RecordOf } from './feature.ts';
import type { LogisticModel } from './logistic-model.ts';
import { logitChurn } from './logit-churn.ts';
import { readFeature } from './read-feature.ts';

/**
 * Why a customer's score differs from that of the average customer: one reason a feature, in units of the logit.
 *
 * The columns of one category are added up: "has no two-year contract" is no reason for a human, "contract: monthly" is.
 * The average customer's logit plus all contributions is the customer's logit, before calibration.
 *
 * @param model - of {@link fitLogistic}
 * @param record - the customer's features
 * @returns a reason for every feature, the strongest first, equal ones in the order of the schema; `no-effect` for what
 *   is missing or has no say
 * @throws InputError `wrong-type`, `not-finite`, `out-of-range` (log1p, numbers beyond ±1e100)
 *
 * @example What speaks for this customer leaving, and what against?
 * ```ts
 * import { explainChurn, fitLogistic } from 'clientele/churn';
 *
 * const model = fitLogistic(
 *   [1, 2, 3, 4].map((orders) => ({ features: { orders }, churned: orders !== 2 && orders < 4 })),
 *   { features: [{ name: 'orders', kind: 'number', label: 'Orders so far' }], horizonDays: 30 },
 * );
 * const [reason] = explainChurn(model, { orders: 4 });
 * [reason.code, reason.facts.label, reason.facts.value]; // => ['lowers-risk', 'Orders so far', 4]
 * ```
 */
export function explainChurn<S extends FeatureSchema>(
  model: LogisticModel<S>,
  record: RecordOf<NoInfer<S>>,
): Contribution[] {
  requireKind(model, 'logistic', 'model');
  return strongestReasons(model, record, logitChurn(model, record, {}, []).contributions, Infinity);
}

/** The strongest reasons; one is written out only where it is shown. */
export function strongestReasons(
  { encoder: { schema } }: LogisticModel<FeatureSchema>,
  record: object,
  contributions: readonly number[],
  top: number,
): Contribution[] {
  // Insertion keeps equal ones in the order of the schema, and takes half the time of sorting them all.
  const strongest: number[] = [];
  for (let f = 0; f < contributions.length; f++) {
    let at = strongest.length;
    while (at > 0 && Math.abs(contributions[strongest[at - 1]!]!) < Math.abs(contributions[f]!)) at--;
    if (at < top) strongest.splice(at, 0, f);
    if (strongest.length > top) strongest.pop();
  }
  return strongest.map((f): Contribution => {
    const contribution = contributions[f]! + 0;
    const code = contribution > 0 ? 'raises-risk' : contribution < 0 ? 'lowers-risk' : 'no-effect';
    const feature = schema[f]!;
    const { name, label = name } = feature;
    return { code, facts: { feature: name, label, value: readFeature(record, feature, 'record'), contribution } };
  });
}
