/** Two thousand customers of a shop as RFM sees them: most have bought once, few often. */
import type { RfmRow } from 'clientele/segmentation';
import { drawGamma, nextUniform, type RandomState } from 'clientele/statistics';

/** A row of which everything is known. */
export type ShopRow = { [Field in keyof RfmRow]: NonNullable<RfmRow[Field]> };

export function shopRows(random: RandomState): ShopRow[] {
  return Array.from({ length: 2000 }, (_, i) => {
    const purchases = 1 + Math.floor(drawGamma(random, 0.7, 0.35));
    return {
      customerId: `c${i}`,
      daysSinceLast: Math.floor((400 * nextUniform(random)) / Math.sqrt(purchases)),
      purchases,
      totalAmount: Math.round(100 * purchases * drawGamma(random, 2, 0.05)) / 100,
    };
  });
}
