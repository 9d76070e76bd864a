import type { OpenOrder, OpenRedemption } from './order.ts';

export type { OpenOrder, OpenRedemption, OrderFacts } from './order.ts';

/** Points earned together. They can be spent in `[availableAt, expiresAt)`. */
export interface Lot {
  /** unique in the account */
  id: string;
  /** event that gave the points */
  eventId: string;
  /** earning rule; null for credits, adjustments and transfers */
  ruleId: string | null;
  /** points left, units of 10^-scale */
  left: number;
  /** points given at first */
  granted: number;
  /** points that ran out in this lot and were not taken back since */
  expired: number;
  /** when they were earned, epoch ms */
  earnedAt: number;
  /** when they become available, epoch ms; null while they wait for a release */
  availableAt: number | null;
  /** when they end, epoch ms, excluded; null: never by themselves */
  expiresAt: number | null;
  /** version of the program at the earning */
  programVersion: number;
  /** present while the points wait for a release */
  hold?: {
    /** not available before, epoch ms, even when released */
    notBefore: number;
    /** taken back at this instant unless released, epoch ms; null: never */
    lapsesAt: number | null;
  };
  /** present where neither a date nor inactivity ends the points */
  forever?: true;
  /** when points of this lot ran out or lapsed, epoch ms */
  expiredAt?: number;
}

/** Why a level is held. */
export type GrantWhy =
  'base' | 'qualified' | 'retained' | 'reentered' | 'granted' | 'soft-landing' | 'grace' | 'counter' | 'balance';

/** One level, valid for a time. The level of a member is the highest valid one. */
export interface Grant {
  /** index of the level in its ladder */
  level: number;
  /** first instant, epoch ms */
  fromAt: number;
  /** end, epoch ms, excluded; null: open */
  untilAt: number | null;
  /** why it was given */
  why: GrantWhy;
  /** event behind it; null where time alone gave it */
  eventId: string | null;
  /** start of the window that earned it, epoch ms; null for what no window earned */
  windowAt: number | null;
  /** present while a challenge can make it last longer */
  challenge?: {
    /** metric that counts */
    metric: string;
    /** least total */
    atLeast: number;
    /** first instant that counts, epoch ms */
    fromAt: number;
    /** end of the time, epoch ms, excluded */
    toAt: number;
    /** new end of the grant, epoch ms */
    untilAt: number;
    /** total so far */
    has: number;
  };
}

/** Totals of one window of a ladder. */
export interface WindowState {
  /** first instant, epoch ms; null: since ever */
  fromAt: number | null;
  /** end, epoch ms, excluded; null: open */
  toAt: number | null;
  /** all that counts, by metric */
  totals: Record<string, number>;
  /** own activity, without what rolled in */
  own: Record<string, number>;
  /** what the window before left over */
  rolledIn: Record<string, number>;
  /** levels reached in it, by index */
  met: number[];
  /** present once its end has passed and what was left over has rolled */
  closed?: true;
  /** rolling windows only: what is still inside, in the order in which it leaves */
  rolling: {
    /** when it happened, epoch ms */
    at: number;
    /** by metric */
    metrics: Record<string, number>;
  }[];
}

/** What is known of one ladder. */
export interface LadderState {
  /** level now, by index */
  level: number;
  /** since when it is held, epoch ms; null: since ever */
  sinceAt: number | null;
  /** levels valid, to come, or still revocable */
  grants: Grant[];
  /** the running window, the ones before that can still be corrected, and listed ones that already count */
  windows: WindowState[];
  /** levels that were ever held, by index */
  onceHeld: number[];
  /** units in the counter; null where the ladder has none */
  counter: number | null;
}

/** Points by where they went, as the balances of the program's accounts: issued + transferred = available + pending − debt + redeemed + expired + reversed + writtenOff. */
export interface PointTotals {
  /** given by rules, credits and positive adjustments */
  issued: number;
  /** spent and not undone */
  redeemed: number;
  /** ran out and not taken back */
  expired: number;
  /** taken back by returns, lapses and negative adjustments */
  reversed: number;
  /** forgiven: 0 or negative, points taken that were never there */
  writtenOff: number;
  /** received less sent */
  transferred: number;
}

/** An event that was seen, for recognizing it when it comes again. */
export interface SeenEvent {
  /** when it happened, epoch ms */
  at: number;
  /** its id */
  id: string;
  /** its idempotency key */
  key?: string;
  /** short hash of its body, where it has a key */
  hash?: string;
}

/** What a purchase or activity has used up in the running period of a cap or promotion. */
export interface PeriodUse {
  /** first instant of the period, epoch ms; null: without beginning */
  periodAt: number | null;
  /** points or times used in it */
  used: number;
}

/** The type of an id that a literal stands for: `'anna'` is one of many texts. Branded ids stay as they are. */
export type WidenedId<Id extends string | number> =
  Record<never, never> extends Record<Id, 1> ? Id : Id extends string ? string : number;

/** The state of one member: plain JSON that `replayEvents` rebuilds from the events bit for bit. */
export interface Account<Id extends string | number = string> {
  /** what this value is */
  kind: 'loyalty-account';
  /** version of this shape */
  version: 1;
  /** whose account */
  memberId: Id;
  /** program that it was made with */
  programId: string;
  /** version of the program in force at `throughAt` */
  programVersion: number;
  /** decimals a point has */
  scale: number;
  /** everything up to and including this instant has happened, epoch ms; null: nothing yet */
  throughAt: number | null;
  /** events that were seen */
  events: number;
  /** start of the membership, epoch ms: the enrollment, or the first event */
  enrolledAt: number | null;
  /** an enroll event said so */
  enrolled: boolean;
  /** end of the membership, epoch ms; null: open */
  closedAt: number | null;
  /** start of the running pause, epoch ms; null: none */
  pausedAt: number | null;
  /** start of the inactivity clock, epoch ms; null: no counted activity yet */
  lastActivityAt: number | null;
  /** lots with points left, in spending order */
  lots: Lot[];
  /** lots without points, in the order in which they ended; kept for returns and reinstatements */
  spentLots: Lot[];
  /** points that must be repaid */
  debt: number;
  /** points by where they went */
  totals: PointTotals;
  /** state of each ladder by its id */
  ladders: Record<string, LadderState>;
  /** state of each milestone rule by its id */
  milestones: Record<string, { window: WindowState; paid: number }>;
  /** orders that can be returned, in order of time */
  orders: OpenOrder[];
  /** redemptions that can be undone, in order of time */
  redemptions: OpenRedemption[];
  /** caps and promotions by id */
  usage: Record<string, PeriodUse>;
  /** anniversaries of the enrollment that were paid */
  anniversaries: number;
  /** events seen, in the order of their application */
  seen: SeenEvent[];
}
