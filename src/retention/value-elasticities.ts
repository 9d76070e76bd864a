import { InputError, requireFinite, requireWithin } from '../errors/index.ts';
import { readTerms, type RetentionTerms } from './retention-economics.ts';

/** What the value is taken net of. */
export interface ValueElasticityOptions {
  /** cost of winning one customer, in units of money, 0 or more; needs `margin` */
  acquisitionCost?: number;
}

/** By how many percent the value of a customer changes when something else changes by one percent. */
export interface ValueElasticities {
  /** per percent of the retention rate */
  retention: number;
  /** per percent of the margin */
  margin: number;
  /** per percent of the discount rate; 0 or less */
  discount: number;
  /** per percent of the acquisition cost; only when one was given */
  acquisitionCost?: number;
}

/**
 * What moves the value of a customer most: the relative change of value per relative change of retention, margin, discount
 * and, with an acquisition cost, of that cost.
 *
 * These are slopes at today's point: for a step as large as five points ask {@link retentionWhatIf}.
 *
 * @param terms - retention and discount per the same period; `margin` in units of money where a cost is given
 * @param options - the acquisition cost, for the value net of it
 * @returns percent per percent
 * @throws InputError as {@link marginMultiple}, `missing-value` (a cost without a margin), `out-of-range` (a negative cost, or
 * one equal to the value, of which nothing is left to change)
 *
 * @example What is one percent better retention worth, against one percent more margin?
 * ```ts
 * import { valueElasticities } from 'clientele/retention';
 *
 * const terms = { retentionRate: 0.9, discountRatePerPeriod: 0.12, firstMargin: 'next-period' } as const;
 * valueElasticities(terms); // => { retention: ~5.0909, margin: 1, discount: ~-0.5455 }
 * valueElasticities({ ...terms, margin: 10 }, { acquisitionCost: 5 }).acquisitionCost; // => ~-0.1392
 * ```
 * @see Gupta, Lehmann & Stuart 2004, "Valuing Customers", Journal of Marketing Research 41(1), table 4
 */
export function valueElasticities(
  terms: RetentionTerms & { margin?: number },
  options: ValueElasticityOptions = {},
): ValueElasticities {
  const { rate, discount, shrink, now, multiple } = readTerms(terms, 'terms');
  const retention = (now ? rate : 1 + discount) / shrink;
  // d/(1+d) − d/g as one fraction: −d·r/((1+d)·g), which does not cancel. The sum with 0 makes a −0 a 0.
  const byDiscount = (now ? (-discount * rate) / ((1 + discount) * shrink) : -discount / shrink) + 0;
  if (options.acquisitionCost === undefined) return { retention, margin: 1, discount: byDiscount };
  const cost = requireWithin(options.acquisitionCost, { from: 0 }, 'options.acquisitionCost');
  if (terms.margin === undefined) {
    throw new InputError('missing-value', 'terms.margin', 'expected a margin beside options.acquisitionCost, got none');
  }
  const value = requireFinite(terms.margin, 'terms.margin') * multiple;
  if (value === cost) {
    throw new InputError(
      'out-of-range',
      'options.acquisitionCost',
      `expected another amount than the value, got ${cost}`,
    );
  }
  const share = value / (value - cost);
  return {
    retention: retention * share + 0,
    margin: share + 0,
    discount: byDiscount * share + 0,
    acquisitionCost: -cost / (value - cost) + 0,
  };
}
