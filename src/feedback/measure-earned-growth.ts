import { InputError, requireInteger } from '../errors/index.ts';

/** Four revenues of one year, whole minor units of one currency. */
export interface EarnedGrowthRevenues {
  /** revenue of the year before */
  baseRevenueMinor: number;
  /** revenue this year of those who were customers the year before */
  retainedRevenueMinor: number;
  /** revenue this year of new customers who came by referral or word of mouth */
  earnedNewRevenueMinor: number;
  /** revenue this year of new customers who were bought by advertising and sales */
  boughtNewRevenueMinor: number;
}

/** Growth that customers caused themselves. All null, with a reason, when there is no base. */
export interface EarnedGrowth {
  /** retained / base: 0.85 keeps 85 % */
  netRevenueRetention: number | null;
  /** earned new / base */
  earnedNewRate: number | null;
  /** net revenue retention + earned new / base − 1 */
  earnedGrowthRate: number | null;
  /** earned growth / total growth; null when the total did not grow */
  earnedShareOfGrowth: number | null;
  /** why there is no answer; absent where there is one */
  reason?: 'empty';
}

/**
 * Earned growth: how much revenue would have grown on loyalty and referrals alone, the audited counterpart of NPS.
 *
 * It stands on knowing **why** each new customer came; ask at the first purchase. Customers whose reason is unknown
 * belong to the bought ones.
 *
 * @param revenues - the four revenues
 * @returns retention, earned new and earned growth as shares of the base, and the earned share of total growth
 * @throws InputError `not-an-integer`, `out-of-range` for a negative revenue
 *
 * @example How much of our growth did we earn?
 * ```ts
 * import { measureEarnedGrowth } from 'clientele/feedback';
 *
 * const growth = measureEarnedGrowth({
 *   baseRevenueMinor: 10_000,
 *   retainedRevenueMinor: 8_500,
 *   earnedNewRevenueMinor: 2_500,
 *   boughtNewRevenueMinor: 2_000,
 * });
 * growth.earnedGrowthRate; // => 0.1
 * growth.earnedShareOfGrowth; // => ~0.333
 * ```
 * @see Reichheld, Darnell & Burns 2021, Winning on Purpose, appendix B, figure B-1
 */
export function measureEarnedGrowth(revenues: EarnedGrowthRevenues): EarnedGrowth {
  const read = (name: keyof EarnedGrowthRevenues): number => {
    const value = requireInteger(revenues[name], `revenues.${name}`);
    // `+ 0` turns −0 into 0.
    if (value >= 0) return value + 0;
    throw new InputError('out-of-range', `revenues.${name}`, `expected 0 or more, got ${value}`);
  };
  const base = read('baseRevenueMinor');
  const retained = read('retainedRevenueMinor');
  const earned = read('earnedNewRevenueMinor');
  const bought = read('boughtNewRevenueMinor');
  if (base === 0) {
    const none = { netRevenueRetention: null, earnedNewRate: null, earnedGrowthRate: null, earnedShareOfGrowth: null };
    return { ...none, reason: 'empty' };
  }
  // Subtracted before divided: 85 + 25 − 100 is 10, where 0.85 + 0.25 − 1 is 0.10000000000000009.
  const growth = retained + earned - base;
  const total = growth + bought;
  return {
    netRevenueRetention: retained / base,
    earnedNewRate: earned / base,
    earnedGrowthRate: growth / base,
    earnedShareOfGrowth: total > 0 ? growth / total : null,
  };
}
