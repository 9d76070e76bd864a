import type { RoundUpTo, EarningBase, Where } from './points-policy.ts';
import type { Benefits, Level } from './level.ts';

export type { Benefits, Level, LevelCondition } from './level.ts';

/** Where a metric of a ladder comes from. Metrics are whole numbers in their smallest unit. */
export type MetricSource =
  | {
      /** `activity` events */
      from: 'activity';
      /** name in their `metrics` */
      name: string;
    }
  | {
      /** money spent, minor units; returns take it back */
      from: 'spend';
      /** which parts of the bill count */
      base?: EarningBase;
      /** which purchases and lines count */
      where?: Where;
    }
  | {
      /** purchases; one returned in full no longer counts */
      from: 'orders';
    }
  | {
      /** qualifying points: what these earning rules gave; credits never count */
      from: 'points';
      /** ids of earning rules */
      rules: readonly string[];
    }
  | {
      /** completed windows of an earlier ladder, read just before their end */
      from: 'windows-held';
      /** the earlier ladder */
      ladderId: string;
      /** at this level or above */
      level: string;
    };

/** The spans in which a ladder counts. */
export type LadderWindow =
  | {
      /** periods of the calendar */
      kind: 'calendar';
      /** length */
      unit: 'month' | 'quarter' | 'year';
      /** first day of the year, `MM-DD`, for years and quarters */
      startsOn?: string;
    }
  | {
      /** years counted from the original day of enrollment */
      kind: 'membership-year';
    }
  | {
      /** spans of local days counted from the original day of enrollment */
      kind: 'every-days';
      /** local days */
      days: number;
    }
  | {
      /** (t − N, t]: an event counts until its own wall time N months later */
      kind: 'rolling';
      /** calendar months */
      months?: number;
      /** local days */
      days?: number;
    }
  | {
      /** one span without an end */
      kind: 'lifetime';
    }
  | {
      /** periods one by one: carries a program over a change of its year */
      kind: 'listed';
      /** ascending, without gaps */
      periods: readonly ListedPeriod[];
      /** goes on after the last period, and counts from its end */
      then?: LadderWindow;
    };

/** One period of a listed window. Days are `YYYY-MM-DD` in the program's zone. */
export interface ListedPeriod {
  /** first day */
  fromOn: string;
  /** end, excluded */
  toOn: string;
  /** end of levels reached in it, excluded, where validity is `listed` */
  validUntilOn: string;
  /** activity since this day counts in the period as well, judged from its first instant */
  countFromOn?: string;
}

/** How long a level lasts that was reached. */
export type Validity =
  | {
      /** to the end of the window, then so many windows, months and days, in this order */
      kind: 'end-of-window';
      /** whole windows later */
      plusWindows?: number;
      /** calendar months later */
      plusMonths?: number;
      /** local days later */
      plusDays?: number;
    }
  | {
      /** from the instant it was reached; in rolling windows every later activity at which it is met renews it */
      kind: 'after-reaching';
      /** calendar months */
      months?: number;
      /** local days */
      days?: number;
      /** to the first instant after the period reached */
      roundUpTo?: RoundUpTo;
    }
  | {
      /** as long as the condition is met */
      kind: 'while-met';
    }
  | {
      /** without an end */
      kind: 'forever';
    }
  | {
      /** to `validUntilOn` of the listed period */
      kind: 'listed';
    };

/** Levels reached by totals of a window. */
export interface WindowLadder {
  /** levels by window */
  kind: 'window';
  /** name, unique in the program */
  id: string;
  /** lowest first; the first is the base and has no condition */
  levels: readonly Level[];
  /** metrics by name; a name that is not here is the activity metric of that name */
  metrics?: Readonly<Record<string, MetricSource>>;
  /** the spans in which totals are counted */
  window: LadderWindow;
  /** how long a level lasts */
  validity: Validity;
  /** when a level begins: at once (default), or so many months after the end of the window */
  upgrade?:
    | {
        /** at the instant it is reached */
        kind: 'at-once';
      }
    | {
        /** after the window's end */
        kind: 'period-end';
        /** calendar months after it; 0 by default */
        plusMonths?: number;
      };
  /** where a level falls to at its end */
  downgrade?:
    | {
        /** the highest level still valid (default) */
        kind: 'to-deserved';
      }
    | {
        /** soft landing: the level below, for a time, and so on */
        kind: 'one-level';
        /** calendar months at each level */
        months: number;
      }
    | {
        /** the base, whatever else is valid */
        kind: 'to-base';
      }
    | {
        /** levels that were reached have no end */
        kind: 'never';
      };
  /** local days that a level lasts beyond its end; 0 by default */
  graceDays?: number;
  /** totals drop below the condition: kept (default), ended at that instant, or ended with the window */
  reversal?: 'keep' | 'revoke' | 'at-period-end';
  /** what exceeds the threshold of the level reached starts the next window */
  rollover?: {
    /** metric that rolls */
    metric: string;
    /** most that rolls */
    cap?: number;
    /** only the window's own activity rolls; true by default */
    ownOnly?: boolean;
    /** thresholds by level where they differ from the conditions */
    thresholds?: Readonly<Record<string, number>>;
  };
  /** what a pause does to validities: moves them by its local days (default), or nothing */
  pause?: 'extend' | 'ignore';
}

/** Levels paid for from a counter: reaching the next cost moves up and deducts it. */
export interface CounterLadder {
  /** levels by counter */
  kind: 'counter';
  /** name, unique in the program */
  id: string;
  /** lowest first; the first is free */
  levels: readonly {
    /** name, unique in the ladder */
    name: string;
    /** units of the metric that the level costs, on reaching and on renewal */
    cost?: number;
    /** perks of this level */
    benefits?: Benefits;
  }[];
  /** activity metric that fills the counter */
  metric: string;
  /** calendar months that a level lasts */
  months: number;
  /** its end is moved to the first instant after this period */
  roundUpTo?: 'day' | 'month';
  /** most that remains after a deduction */
  carryCap?: number;
  /** the cost is not covered at the end: levels down (1) and the counter's fate (`'reset'`) */
  onShortfall?: {
    /** levels */
    levelsDown: number;
    /** emptied, or kept */
    counter: 'reset' | 'keep';
  };
}

/** Levels by the balance of points, up and down at once. */
export interface BalanceLadder {
  /** levels by balance */
  kind: 'balance';
  /** name, unique in the program */
  id: string;
  /** lowest first; the first is the base */
  levels: readonly {
    /** name, unique in the ladder */
    name: string;
    /** least available − debt, units of 10^-scale */
    atLeast: number;
    /** perks of this level */
    benefits?: Benefits;
  }[];
}

/** A row of levels. Ladders run in parallel; one may read only earlier ones. */
export type Ladder = WindowLadder | CounterLadder | BalanceLadder;
