import type { DecimalText, RoundingMode } from '../amounts/index.ts';
import type { Period, StoredInstant } from '../time/index.ts';
import type { LadderWindow } from './ladder.ts';
import type { Hold, RoundUpTo } from './hold.ts';
import type { Refunds, Spending } from './spending.ts';

export type { Hold, RoundUpTo } from './hold.ts';
export type { Refunds, Spending } from './spending.ts';

/** Which parts of a bill earn. All false: items after discounts, less what gift cards and points paid. */
export interface EarningBase {
  /** shipping earns too */
  shipping?: boolean;
  /** tax earns too */
  tax?: boolean;
  /** discounts are not taken off: the member earns on the list price */
  beforeDiscount?: boolean;
  /** what gift cards and points paid earns too */
  beforeCredit?: boolean;
}

/** Named levels of one ladder. */
export interface TierNames {
  /** ladder of the program */
  ladderId: string;
  /** names of its levels */
  levels: readonly string[];
}

/** Which purchases, and which of their lines, a rule or promotion is about. Every member given must match. */
export interface Where {
  /** channel of the purchase is one of these */
  channels?: readonly string[];
  /** lines of one of these categories; a purchase without lines has none */
  categories?: readonly string[];
  /** lines of none of these categories */
  excludeCategories?: readonly string[];
  /** lines with one of these article numbers */
  skus?: readonly string[];
  /** purchase or line carries one of these tags */
  tags?: readonly string[];
  /** level of the member just before the purchase is one of these */
  tiers?: TierNames;
}

/** When points end. A lot keeps the end it was born with, except under `inactivity`, which is judged live. */
export type Expiry = {
  /** points earned at these levels never expire */
  exceptTiers?: TierNames;
} & (
  | {
      /** points do not expire */
      kind: 'never';
    }
  | {
      /** counted from the earning, also for held points */
      kind: 'after-earning';
      /** calendar months, clamped to the month's length */
      months?: number;
      /** local days */
      days?: number;
      /** to the first instant after the period reached */
      roundUpTo?: RoundUpTo;
    }
  | {
      /** at the end of the year of earning */
      kind: 'end-of-year';
      /** whole years later; 0 by default */
      plusYears?: number;
      /** first day of the program's year, `MM-DD`; `'01-01'` by default */
      startsOn?: string;
    }
  | {
      /** all at one instant */
      kind: 'on-date';
      /** the instant, excluded */
      at: StoredInstant;
    }
  | {
      /** all points end when the member has done nothing for a time; no clock runs before the first listed activity */
      kind: 'inactivity';
      /** calendar months after the last activity */
      months: number;
      /** what counts; `['earn', 'redeem']` by default. Purchases and credits are `earn` */
      activities?: readonly ('earn' | 'redeem' | 'enroll' | `activity:${string}`)[];
      /** calendar months after which a lot ends however active its member is */
      atMostMonths?: number;
      /** nothing ends before; needed where a change switches this rule on */
      notBefore?: StoredInstant;
      /** held points survive and start a new clock when they become available; true by default */
      pendingSurvives?: boolean;
    }
);

/** What every earning rule has. */
export interface EarnRuleBase {
  /** name of the rule, unique in the program */
  id: string;
  /** which purchases it is about; all when absent */
  where?: Where;
  /** first instant of its validity */
  validFrom?: StoredInstant;
  /** end of its validity, excluded */
  validUntil?: StoredInstant;
  /** own hold; rules paid by an order have the policy's hold otherwise, others none */
  hold?: Hold;
  /** own expiry instead of the policy's; a silence that ends all points ends these too, unless they say `never` */
  expiry?: Expiry;
  /** multipliers act on it, without a purchase levels and promotions that need none; not on what time alone can pay */
  multiply?: boolean;
}

/** How members earn. Every matching rule earns and the results add. Points are in units of 10^-scale unless written as text. */
export type EarnRule = EarnRuleBase &
  (
    | {
        /** points for money spent */
        kind: 'spend';
        /** whole points for every `perMinor` */
        points: DecimalText;
        /** amount in minor units of the currency */
        perMinor: number;
        /** `'block'`: only full blocks of `perMinor` earn (default); `'proportional'`: every minor unit does */
        mode?: 'block' | 'proportional';
        /** `'down'` by default; `'exact'` throws `inexact` when it would round */
        rounding?: RoundingMode;
        /** `'end'`: once, after all multipliers (default); `'base-and-end'`: also before them; `'each-step'`: after each */
        roundAt?: 'end' | 'base-and-end' | 'each-step';
        /** `'order'`: the bill earns as one amount (default); `'line'`: each line by itself */
        scope?: 'order' | 'line';
        /** which parts of the bill earn */
        base?: EarningBase;
        /** bills below this earning base earn nothing, minor units */
        minimumMinor?: number;
        /** round to whole points even where points have decimals; false by default */
        wholePoints?: boolean;
      }
    | {
        /** a fixed number of points */
        kind: 'flat';
        /** points in units of 10^-scale */
        points: number;
        /** the occasion: an order, the enrollment, each anniversary of it, an activity, reaching a level */
        on: 'order' | 'enrollment' | 'anniversary' | { activity: string } | { level: string; ladderId: string };
      }
    | {
        /** points for units of an activity metric; what is taken back is taken back here too */
        kind: 'metric';
        /** name in `activity` events */
        metric: string;
        /** whole points for every `per` */
        points: DecimalText;
        /** units of the metric */
        per: number;
        /** `'block'` by default */
        mode?: 'block' | 'proportional';
        /** `'down'` by default */
        rounding?: RoundingMode;
      }
    | {
        /** points at totals of a member's own activity, nothing rolled over */
        kind: 'milestone';
        /** name in `activity` events */
        metric: string;
        /** first total that pays */
        from: number;
        /** pays again at every so many more */
        every?: number;
        /** last total that pays */
        to?: number;
        /** points in units of 10^-scale */
        points: number;
        /** the totals start anew with each window */
        window: LadderWindow;
      }
  );

/** Period in which something is counted; weeks start on Monday, all in the program's zone. */
export type CapPeriod = Period | 'membership-year' | 'lifetime';

/** A factor on what rules earn. */
export type Multiplier = {
  /** name, unique in the program */
  id: string;
} & (
  | {
      /** by the level just before the purchase */
      kind: 'tier';
      /** ladder of the program */
      ladderId: string;
      /** factor by name of level; 1 where absent */
      rates: Readonly<Record<string, DecimalText>>;
    }
  | {
      /** for a time, some lines, or the first so many purchases of a period */
      kind: 'promotion';
      /** the factor */
      rate: DecimalText;
      /** first instant */
      validFrom?: StoredInstant;
      /** end, excluded */
      validUntil?: StoredInstant;
      /** multiplies the share of the matching lines only */
      where?: Where;
      /** for the first so many purchases of a period; with `where`, for the first that earn by it */
      times?: {
        /** purchases */
        count: number;
        /** in each such period */
        per: CapPeriod;
      };
    }
);

/** Most that can be earned; cuts after rounding, in rule order. A refund does not give room back. */
export interface EarnCap {
  /** name, unique in the program */
  id: string;
  /** points in units of 10^-scale */
  points: number;
  /** for each order or period */
  per: 'order' | CapPeriod;
  /** rules it is about; all when absent */
  rules?: readonly string[];
}

/** Everything about points. */
export interface PointsPolicy {
  /** decimals a point has, 0 (default) to 4; can never change */
  scale?: 0 | 1 | 2 | 3 | 4;
  /** how members earn; every matching rule earns */
  earn?: readonly EarnRule[];
  /** factors on what `spend` rules earn */
  multipliers?: readonly Multiplier[];
  /** several factors: their product (default), the highest, or 1 + the sum of what each adds */
  stacking?: 'multiply' | 'highest' | 'add';
  /** most that can be earned */
  caps?: readonly EarnCap[];
  /** when points of orders become available; at once when absent */
  hold?: Hold;
  /** when points end; never when absent */
  expiry?: Expiry;
  /** how points are spent */
  spending?: Spending;
  /** what happens on returns */
  refunds?: Refunds;
  /** points must be taken that are not there: a debt (default), forgiven, or the event refused */
  negative?: 'debt' | 'write-off' | 'refuse';
}
