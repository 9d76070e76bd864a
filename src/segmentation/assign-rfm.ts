import { InputError, requireFinite } from '../errors/index.ts';
import type { RfmAxis, RfmModel, RfmReason, RfmRow, RfmScores } from './rfm-model.ts';

/**
 * One customer's recency, frequency and monetary scores against stored thresholds; higher is better on every axis.
 *
 * No population is needed: fit once with {@link fitRfm}, store the model, score anywhere. A customer who buys today keeps
 * being measured against the day of the fit, so refit as often as your customers change. For scores by rank, which need
 * everybody, take {@link rankRfm}.
 *
 * @param model - thresholds made by {@link fitRfm}
 * @param row - the customer's days since the last order, orders and money; null where unknown
 * @returns scores with one reason an axis; a score is null where its value is missing or the axis had no values to fit
 * @throws InputError `wrong-kind` when it is no RFM model, `wrong-type` and `not-finite` for values that are no numbers
 * and a row that is none
 *
 * @example How good is the customer who is at the till right now?
 * ```ts
 * import { assignRfm, fitRfm } from 'clientele/segmentation';
 *
 * const model = fitRfm(
 *   [
 *     { customerId: 'a', daysSinceLast: 3, purchases: 12, totalAmount: 900 },
 *     { customerId: 'b', daysSinceLast: 40, purchases: 4, totalAmount: 210 },
 *     { customerId: 'c', daysSinceLast: 200, purchases: 1, totalAmount: 35 },
 *   ],
 *   { bins: 3 },
 * );
 * const scores = assignRfm(model, { customerId: 'd', daysSinceLast: 10, purchases: 5, totalAmount: 300 });
 * scores.cell; // => '3-2-2'
 * scores.frequencyMonetary; // => 2
 * scores.reasons[0]; // => { code: 'in-bin', facts: { axis: 'recency', value: 10, score: 3, from: null, to: ~27.667 } }
 * ```
 * @see Hughes 1994, *Strategic Database Marketing*; Hyndman & Fan 1996 for the quantiles
 */
export function assignRfm(
  model: RfmModel,
  row: Omit<RfmRow, 'customerId'> & { customerId?: string | number },
): RfmScores {
  if (model?.kind !== 'rfm' || model.version !== 1)
    throw new InputError('wrong-kind', 'model', 'expected an RFM model of version 1');
  if (typeof row !== 'object' || !row) throw new InputError('wrong-type', 'row', 'expected a record');
  const { nested } = model;
  const first = axisReason(model, 'recency', row.daysSinceLast, 'row.daysSinceLast', []);
  const recency = first.facts.score;
  // Inner thresholds of a nested model; none where an outer score is missing.
  const frequencies = nested ? nested.frequency[recency! - 1] : [];
  const second = axisReason(model, 'frequency', row.purchases, 'row.purchases', frequencies);
  const frequency = second.facts.score;
  const amounts = nested ? nested.monetary[recency! - 1]?.[frequency! - 1] : [];
  const third = axisReason(model, 'monetary', row.totalAmount, 'row.totalAmount', amounts);
  const monetary = third.facts.score;
  return {
    recency,
    frequency,
    monetary,
    cell: recency && frequency && monetary ? `${recency}-${frequency}-${monetary}` : null,
    frequencyMonetary: frequency && monetary ? (frequency + monetary) / 2 : null,
    reasons: [first, second, third],
  };
}

/** The score of one value by the inner thresholds, or where these are empty by those of everybody, and why. */
function axisReason(
  { bins, edges, thresholds }: RfmModel,
  axis: RfmAxis,
  given: number | null | undefined,
  argument: string,
  inner: readonly number[] | undefined,
): RfmReason {
  // Without -0, which JSON does not know.
  const raw = given ?? null;
  const value = raw === null ? raw : requireFinite(raw, argument) + 0;
  const own = inner?.length ? inner : thresholds[axis];
  const scores = typeof bins === 'number' ? bins : bins[axis];
  let below = -1;
  // An axis without values at the fit has no thresholds.
  if (value !== null && inner && own.length === scores - 1) {
    below = 0;
    while (own[below]! < value || (own[below] === value && edges === 'lower')) below++;
  }
  const score = below < 0 ? null : axis === 'recency' ? scores - below : below + 1;
  return {
    code: score ? 'in-bin' : 'missing',
    facts: { axis, value, score, from: below > 0 ? own[below - 1]! : null, to: own[below] ?? null },
  };
}
