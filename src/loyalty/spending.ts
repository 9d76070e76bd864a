import type { TierNames } from './points-policy.ts';

/** How points are spent. */
export interface Spending {
  /** least points of one redemption, units of 10^-scale */
  minimum?: number;
  /** redemptions are multiples of this */
  step?: number;
  /** most points of one redemption */
  maximum?: number;
  /** which points go first; `'soonest-expiring'` by default, then the earliest earned */
  order?: 'soonest-expiring' | 'oldest' | 'newest';
  /** what points are worth at the checkout: `{ points: 100, minor: 100 }` is 100 points for 1.00 */
  price?: {
    /** points in units of 10^-scale */
    points: number;
    /** minor units of the currency */
    minor: number;
  };
  /** rewards at a fixed price in points */
  rewards?: readonly {
    /** name of the reward */
    id: string;
    /** its price, units of 10^-scale */
    points: number;
    /** only for these levels */
    tiers?: TierNames;
  }[];
}

/** What happens to points when an order is returned or a redemption undone. */
export interface Refunds {
  /** `'keep'`: points of the order that already expired are not taken from other points (default); `'take'`: they are */
  expired?: 'keep' | 'take';
  /** what becomes of points put back into a lot that is over; `'stay-expired'` by default */
  restored?:
    | {
        /** they expire at once */
        kind: 'stay-expired';
      }
    | {
        /** they come back for a time */
        kind: 'grace';
        /** local days */
        days: number;
      };
  /** which window of a ladder loses what was returned; `'when-bought'` by default */
  metricsFall?: 'when-bought' | 'when-refunded';
}
