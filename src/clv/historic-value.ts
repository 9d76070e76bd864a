import type { PurchaseSummary } from '../purchases/index.ts';
import type { Figure } from '../statistics/index.ts';
import { requireFinite, requireProbability, requireWithin } from '../errors/index.ts';

/** What of the revenue counts. */
export interface HistoricValueOptions {
  /** share of revenue that is margin, 0..1; 1 means revenue */
  marginShare: number;
}

/** What a customer has brought so far. */
export interface HistoricValue extends Figure<'no-amounts'> {
  /** the same a year of 365.2425 days, over the days she was watched; null without amounts */
  perYear: number | null;
}

/**
 * What a customer has brought so far: the past only, as a margin. It says nothing of the future, which is what
 * `customerLifetimeValue` prices, and a customer of last week has a large figure a year.
 *
 * @param summary - one customer, of `summarizePurchases` of `clientele/purchases`
 * @param options - `marginShare`, required
 * @returns value in the unit of the amounts; null with the reason `no-amounts` when the log has none
 * @throws InputError `not-a-probability` (margin), `not-finite`, `wrong-type` or `out-of-range` (amount, days)
 *
 * @example What did Ann bring in her first 100 days?
 * ```ts
 * import { historicValue } from 'clientele/clv';
 *
 * historicValue({ totalAmount: 80, daysObserved: 99 }, { marginShare: 0.5 }); // => { value: 40, perYear: ~146.097 }
 * historicValue({ totalAmount: null, daysObserved: 99 }, { marginShare: 0.5 }).reason; // => 'no-amounts'
 * ```
 */
export function historicValue(
  summary: Pick<PurchaseSummary, 'totalAmount' | 'daysObserved'>,
  options: HistoricValueOptions,
): HistoricValue {
  const marginShare = requireProbability(options?.marginShare, 'options.marginShare');
  const daysObserved = requireWithin(summary?.daysObserved, { from: 0 }, 'summary.daysObserved');
  const { totalAmount } = summary;
  if (totalAmount === null) return { value: null, reason: 'no-amounts', perYear: null };
  requireFinite(totalAmount, 'summary.totalAmount');
  const value = totalAmount * marginShare;
  return { value, perYear: value / ((daysObserved + 1) / 365.2425) };
}
