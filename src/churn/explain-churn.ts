import { requireKind } from '../errors/index.ts';
import type { Contribution } from '../survival/index.ts';
import type { FeatureSchema, RecordOf } from './feature.ts';
import type { LogisticModel } from './logistic-model.ts';
import { termValues } from './logit-churn.ts';
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
  return contributionsOf(model, record, termValues(model, record, null), Infinity);
}

/** The strongest reasons from the values of the terms; a reason is written out only where it is shown. */
export function contributionsOf(
  model: LogisticModel<FeatureSchema>,
  record: object,
  values: number[],
  top: number,
): Contribution[] {
  const { terms, encoder } = model;
  const { schema } = encoder;
  const contributions: number[] = [];
  const strongest: number[] = [];
  let t = 0;
  for (let f = 0; f < schema.length; f++) {
    const { name } = schema[f]!;
    let contribution = 0;
    for (; t < terms.length && terms[t]!.feature === name; t++) {
      contribution += terms[t]!.coefficient * (values[t]! - terms[t]!.mean);
    }
    contributions.push(contribution + 0);
    // Insertion keeps equal ones in the order of the schema.
    const size = Math.abs(contribution);
    let at = strongest.length;
    while (at > 0 && Math.abs(contributions[strongest[at - 1]!]!) < size) at--;
    if (at >= top) continue;
    if (strongest.length === top) strongest.pop();
    strongest.splice(at, 0, f);
  }
  return strongest.map((f): Contribution => {
    const contribution = contributions[f]!;
    const code = contribution > 0 ? 'raises-risk' : contribution < 0 ? 'lowers-risk' : 'no-effect';
    const feature = schema[f]!;
    const { name, label = name } = feature;
    return { code, facts: { feature: name, label, value: readFeature(record, feature, 'record'), contribution } };
  });
}
