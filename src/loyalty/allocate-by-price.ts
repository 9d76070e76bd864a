import { allocate } from '../amounts/index.ts';
import { InputError, requireInteger, requireList, requireWithin } from '../errors/index.ts';

/**
 * Splits the price of a sale over goods and points by their stand-alone prices, exactly (IFRS 15.73-86).
 *
 * Points enter at what they are worth times the share that will be redeemed. The odd unit goes to the largest remainder,
 * ties to the earlier part; a refund mirrors the sale.
 *
 * @param totalMinor - price of the sale, minor units; negative for a refund
 * @param standalonePrices - stand-alone prices, 0 or more
 * @returns parts in minor units that add up to the total
 * @throws InputError `not-an-integer`, `out-of-range`, `empty` where no price is above 0
 *
 * @example How much of a sale of 1,000.00 belongs to the points that came with it?
 * ```ts
 * import { allocateByPrice } from 'clientele/loyalty';
 *
 * allocateByPrice(100000, [100000, 9500]); // => [91324, 8676]
 * ```
 *
 * @see IFRS 15 Revenue from Contracts with Customers, Illustrative Example 52 (IE267-IE270)
 */
export function allocateByPrice(totalMinor: number, standalonePrices: readonly number[]): number[] {
  requireInteger(totalMinor, 'totalMinor');
  requireList(standalonePrices, 'standalonePrices').forEach((price, i) =>
    requireWithin(price, { from: 0 }, `standalonePrices[${i}]`),
  );
  if (totalMinor !== 0 && !standalonePrices.some((price) => price > 0))
    throw new InputError('empty', 'standalonePrices', 'expected a price above 0, got none');
  return allocate(totalMinor, standalonePrices);
}
