import { InputError, requireFinite, requireId, requireIterable, requireObject, requireOneOf } from '../errors/index.ts';
import type { Purchase, RefundRule } from '../purchases/index.ts';
import { epochOf } from '../time/index.ts';
import { byCustomerId } from './by-customer-id.ts';
import type { ChurnLabel } from './churn-label.ts';
import type { LabelOptions } from './label-options.ts';
import { labelWindow } from './label-options.ts';

/** The options of {@link labelInactive}: a label window, and what a refund is. */
export interface LabelInactiveOptions extends LabelOptions {
  /** what a negative amount does: `'exclude'` (default) and `'net'` ignore it, `'reject'` refuses it */
  refunds?: RefundRule;
}

/**
 * Labels every customer of a shop by what happened after the landmark: churned means no purchase within the horizon.
 *
 * For shops where nobody says goodbye; where memberships end visibly use {@link labelEnded}. A customer is anybody with a
 * purchase before the landmark. While the horizon is not over at `asOf`, **every** label is null, also of customers
 * already seen to buy: keeping only the early known ones would make the shop look better than it is. Instants count as
 * given: a purchase exactly at the landmark belongs to the outcome, one exactly at its end does not. A refund is no visit.
 *
 * @param purchases - the log, in any order; read once
 * @param options - landmark, horizon and end of knowledge
 * @returns one label a customer, numbers first, then text, ascending; `[]` when nobody bought before the landmark
 * @throws InputError `not-an-instant`, `out-of-range` (horizon, or a refund under `'reject'`), `not-finite`, `unknown-name`
 *
 * @example Which of my customers of 1 February stayed away for the 30 days after it?
 * ```ts
 * import { labelInactive } from 'clientele/churn';
 *
 * const purchases = [
 *   { customerId: 'ann', at: '2024-01-10T09:00:00Z' },
 *   { customerId: 'ann', at: '2024-02-12T09:00:00Z' },
 *   { customerId: 'bob', at: '2024-01-20T09:00:00Z' },
 *   { customerId: 'cyd', at: '2024-02-15T09:00:00Z' },
 * ];
 * const options = { landmarkAt: '2024-02-01T00:00:00Z', horizonDays: 30, asOf: '2024-03-02T00:00:00Z' };
 * labelInactive(purchases, options).map((label) => [label.customerId, label.churned]); // => [['ann', false], ['bob', true]]
 *
 * const tooEarly = labelInactive(purchases, { ...options, asOf: '2024-03-01T23:59:59Z' });
 * tooEarly.map((label) => label.churned); // => [null, null]
 * ```
 */
export function labelInactive<Id extends string | number>(
  purchases: Iterable<Purchase<Id>>,
  options: LabelInactiveOptions,
): ChurnLabel<Id>[] {
  const { landmarkAt, endAt, asOf, horizonDays, complete } = labelWindow(options);
  const refunds = requireOneOf(options.refunds ?? 'exclude', ['exclude', 'net', 'reject'], 'options.refunds');
  const known = new Set<Id>();
  const bought = new Set<Id>();
  let row = 0;
  for (const purchase of requireIterable(purchases, 'purchases')) {
    const argument = `purchases[${row++}]`;
    requireId(requireObject(purchase, argument).customerId, `${argument}.customerId`);
    const at = epochOf(purchase.at, `${argument}.at`);
    if (purchase.amount !== undefined && requireFinite(purchase.amount, `${argument}.amount`) < 0) {
      if (refunds === 'reject') {
        throw new InputError('out-of-range', `${argument}.amount`, `expected no refunds, got ${purchase.amount}`);
      }
      continue;
    }
    if (at >= asOf) continue;
    if (at < landmarkAt) known.add(purchase.customerId);
    else if (at < endAt) bought.add(purchase.customerId);
  }
  return [...known].sort(byCustomerId).map((customerId) => {
    if (!complete) return { customerId, landmarkAt, horizonDays, churned: null, reason: 'horizon-incomplete' as const };
    return { customerId, landmarkAt, horizonDays, churned: !bought.has(customerId) };
  });
}
