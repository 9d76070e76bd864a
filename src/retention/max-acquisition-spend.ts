import { requireFinite, requireWithin } from '../errors/index.ts';
import { readTerms, type RetentionEconomics } from './retention-economics.ts';

/** How much of the value is to be left. */
export interface MaxAcquisitionSpendOptions {
  /** value per unit of acquisition cost that is wanted, above 0; 1 (break even) by default */
  targetRatio?: number;
}

/**
 * The most that winning a customer may cost when her value is to be so many times the cost.
 *
 * It is a ceiling for the *last* customer won, not for the average one: see {@link allocateBudget}.
 *
 * @param economics - retention, discount and margin per the same period
 * @param options - the wanted ratio of value to cost
 * @returns units of money per customer
 * @throws InputError as {@link marginMultiple}, `out-of-range` (ratio)
 *
 * @example What may a new customer cost if we want three to one?
 * ```ts
 * import { maxAcquisitionSpend } from 'clientele/retention';
 *
 * const economics = { margin: 90, retentionRate: 0.8, discountRatePerPeriod: 0.1, firstMargin: 'now' } as const;
 * maxAcquisitionSpend(economics, { targetRatio: 3 }); // => ~110
 * maxAcquisitionSpend(economics); // => ~330
 * ```
 */
export function maxAcquisitionSpend(economics: RetentionEconomics, options: MaxAcquisitionSpendOptions = {}): number {
  const { multiple } = readTerms(economics, 'economics');
  const ratio = requireWithin(options.targetRatio ?? 1, { from: 0, fromOpen: true }, 'options.targetRatio');
  return (requireFinite(economics.margin, 'economics.margin') * multiple) / ratio;
}
