import { InputError } from '../errors/index.ts';
import { RFM_FIELDS, thresholdsBelow } from './rfm-axes.ts';
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
  if (model.kind !== 'rfm' || model.version !== 1) {
    throw new InputError('wrong-kind', 'model', `expected an RFM model of version 1, got ${String(model.kind)}`);
  }
  const { thresholds, nested, edges } = model;
  const reasons: RfmReason[] = [];
  const score = (axis: RfmAxis, inside: readonly number[] | undefined): number | null => {
    const field = RFM_FIELDS[axis];
    const value = row[field] ?? null;
    if (value !== null && !Number.isFinite(value)) {
      const code = typeof value === 'number' ? 'not-finite' : 'wrong-type';
      throw new InputError(code, `row.${field}`, `expected a finite number or null, got ${String(value)}`);
    }
    const own = inside?.length ? inside : thresholds[axis];
    const bins = typeof model.bins === 'number' ? model.bins : model.bins[axis];
    // An axis without values at the fit has no thresholds, and an inner score needs the outer ones.
    if (value === null || inside === undefined || own.length !== bins - 1) {
      reasons.push({ code: 'missing', facts: { axis, value, score: null, from: null, to: null } });
      return null;
    }
    const below = thresholdsBelow(own, value, edges);
    const result = axis === 'recency' ? bins - below : below + 1;
    const facts = { axis, value, score: result, from: own[below - 1] ?? null, to: own[below] ?? null };
    reasons.push({ code: 'in-bin', facts });
    return result;
  };
  const none: readonly number[] = [];
  const recency = score('recency', none);
  const frequency = score('frequency', nested ? nested.frequency[(recency ?? 0) - 1] : none);
  const monetary = score('monetary', nested ? nested.monetary[(recency ?? 0) - 1]?.[(frequency ?? 0) - 1] : none);
  return {
    recency,
    frequency,
    monetary,
    cell: recency && frequency && monetary ? `${recency}-${frequency}-${monetary}` : null,
    frequencyMonetary: frequency && monetary ? (frequency + monetary) / 2 : null,
    reasons,
  };
}
