import type { Instant } from '../time/index.ts';

/** One membership, contract or subscription of a customer, as the tables of a shop keep it. */
export interface Membership<Id extends string | number = string | number> {
  /** whose it is */
  customerId: Id;
  /** when it began */
  startedAt: Instant;
  /** when it ended; absent or null while it runs */
  endedAt?: Instant | null;
}

/** How long something lasted and whether its end was seen: at risk at day t when `entryDays < t <= days`. */
export interface Spell {
  /** days from the start to the end, or to the last sight of it; 0 or more */
  days: number;
  /** true: it ended then; false: it was still going on when last seen (censored) */
  ended: boolean;
  /** days after the start at which watching began; 0 unless given. Leaving it out flatters tables of survivors */
  entryDays?: number;
  /** how many such spells this one stands for; 1 unless given */
  weight?: number;
}

/** A spell of a group that is to be compared with others. */
export interface GroupedSpell<G extends string = string> extends Spell {
  /** the group compared */
  group: G;
  /** only spells of one stratum are compared with each other; the differences are added up */
  stratum?: string;
}

/** A spell that can end in several ways. */
export interface CausedSpell<C extends string = string> {
  /** days from the start to the end, or to the last sight of it; 0 or more */
  days: number;
  /** how it ended; null: not ended when last seen */
  cause: C | null;
  /** days after the start at which watching began; 0 unless given */
  entryDays?: number;
  /** how many such spells this one stands for; 1 unless given */
  weight?: number;
}

/** A spell with numbers that may explain how long it lasted. */
export interface CovariateSpell<K extends string = string> extends Spell {
  /** the numbers, by name; the same names on every spell */
  covariates: Readonly<Record<K, number>>;
  /** spells of one stratum share a baseline; all share it unless given */
  stratum?: string;
}
