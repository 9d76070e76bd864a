import { normalHalfWidth, type Estimate } from '../statistics/index.ts';
import { requireLevel } from '../errors/index.ts';
import { LARGEST_SPEND_CORRELATION } from './fit-limits.ts';
import type { SpendHistory } from './purchase-history.ts';
import { spendColumns } from './spend-columns.ts';
import { spendCorrelation } from './spend-correlation.ts';

/** How sure. */
export interface SpendIndependenceOptions {
  /** confidence, 0..1; 0.95 by default */
  level?: number;
}

/** Customers with one number of repeat purchases, and what theirs bring. */
export interface SpendByFrequency {
  /** orders after the first */
  repeatPurchases: number;
  /** customers with that many and a positive mean amount */
  customers: number;
  /** mean of their mean amounts */
  meanAmount: number;
}

/** Whether those who buy often also spend more (or less) a purchase. */
export interface SpendIndependence extends Estimate<'too-few' | 'no-variance', 'too-few'> {
  /** customers with a repeat purchase and a positive mean amount: the base */
  n: number;
  /** true: above 0.3 in size, Gamma-Gamma's assumption does not hold here; null without a correlation */
  violated: boolean | null;
  /** by repeat purchases, ascending */
  byFrequency: SpendByFrequency[];
}

/**
 * The correlation, −1..1, of how often customers buy and how much a purchase of theirs brings, before `fitGammaGamma` is
 * asked, which assumes that there is none.
 *
 * With many customers a tiny correlation is surely not 0 and does no harm: look at its size, and at the table. Where the
 * assumption fails, fit and value the groups apart (by channel, by band of frequency).
 *
 * @param histories - one row a customer (a purchase summary is one), or rows with `customers`; read once
 * @param options - level of the interval
 * @returns an estimate whose value is the correlation, with Fisher's interval; null with `too-few` below two customers,
 *   `no-variance` where all buy equally often or spend the same
 * @throws InputError `empty` without a history; `not-a-count`, `out-of-range`, `not-finite`, `wrong-type` for an
 *   impossible one; `out-of-range` (level)
 *
 * @example Do my frequent customers also spend more a time?
 * ```ts
 * import { measureSpendIndependence } from 'clientele/clv';
 *
 * const { value, violated } = measureSpendIndependence([
 *   { repeatPurchases: 1, meanRepeatAmount: 20 },
 *   { repeatPurchases: 2, meanRepeatAmount: 36 },
 *   { repeatPurchases: 5, meanRepeatAmount: 61 },
 *   { repeatPurchases: 9, meanRepeatAmount: 75 },
 * ]);
 * value; // => ~0.9624
 * violated; // => true
 * ```
 * @see Fader & Hardie 2013, note 025, section 1 (the assumption); Fisher 1921 (the interval)
 */
export function measureSpendIndependence(
  histories: Iterable<SpendHistory>,
  options: SpendIndependenceOptions = {},
): SpendIndependence {
  const { level = 0.95 } = options ?? {};
  requireLevel(level, 'options.level');
  const columns = spendColumns(histories);
  const { n } = columns;
  const groups = new Map<number, SpendByFrequency>();
  for (const { repeatPurchases, mean, customers } of columns.rows) {
    const group = groups.get(repeatPurchases) ?? { repeatPurchases, customers: 0, meanAmount: 0 };
    group.customers += customers;
    group.meanAmount += (customers / group.customers) * (mean - group.meanAmount);
    groups.set(repeatPurchases, group);
  }
  const base = { n, byFrequency: [...groups.values()] };
  const value = spendCorrelation(columns);
  if (n < 2 || value === null) {
    const reason = n < 2 ? 'too-few' : 'no-variance';
    return { value: null, reason, standardError: null, interval: null, violated: null, ...base };
  }
  const violated = Math.abs(value) > LARGEST_SPEND_CORRELATION;
  // Fisher's z needs more than three customers, and has no width where the points lie on a line.
  if (n <= 3) return { value, standardError: null, interval: null, noInterval: 'too-few', violated, ...base };
  const width = normalHalfWidth(level) / Math.sqrt(n - 3);
  const z = Math.atanh(value);
  const interval = { low: Math.tanh(z - width), high: Math.tanh(z + width), level, method: 'fisher' };
  return { value, standardError: (1 - value * value) / Math.sqrt(n - 3), interval, violated, ...base };
}
