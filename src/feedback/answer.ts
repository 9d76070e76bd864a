import type { Instant } from '../time/index.ts';

/** One row of a survey log: who was asked, when, and what came back. */
export interface Answer<Id extends string | number = string> {
  /** the party that answered; the number 1 and the text '1' are two customers */
  customerId: Id;
  /** when; text needs an offset or Z */
  at: Instant;
  /** level of the scale, or null where the question was left open */
  score: number | null;
  /** what happened to the question; absent means answered. A dismissed question never counts, even with a score */
  outcome?: 'answered' | 'dismissed' | 'unanswered';
  /** id of the answer; settles the order of two answers at one instant and links follow-ups */
  id?: string;
}

/** Which of a customer's answers count: every one, the latest or the first. */
export type Keep = 'all' | 'latest' | 'first';
