import type { MeanStatistic, Scale, Statistic } from './metric.ts';

/** Rows that carried something that is not an answer, by what was wrong with it. */
export interface InvalidAnswers {
  /** numbers below or above the scale, infinities included */
  offScale: number;
  /** numbers on the scale that are not whole */
  fractional: number;
  /** anything that is no number: texts, booleans, NaN. Nothing is coerced */
  notNumber: number;
}

/**
 * Answers counted by level: the mergeable summary that every score is computed from. Plain JSON without customer data;
 * rows read = the sum of all its counters.
 */
export interface AnswerTally<Id extends string = string> {
  /** what kind of stored value this is */
  kind: 'answer-tally';
  /** version of the shape */
  version: 1;
  /** id of the metric that it was counted for */
  metric: Id;
  /** scale that it was counted on */
  scale: Scale;
  /** valid answers per level, lowest level first */
  counts: readonly number[];
  /** valid answers that count: the sum of `counts` */
  answered: number;
  /** questions left open */
  unanswered: number;
  /** questions closed by the customer */
  dismissed: number;
  /** valid answers set aside because another answer of the same customer is kept */
  superseded: number;
  /** rows outside the window asked for */
  outsideWindow: number;
  /** rows that carried no valid answer */
  invalid: InvalidAnswers;
}

/** What a published report gives: how many promoters, passives and detractors. Satisfied and not, with `middle` 0. */
export interface GroupCounts {
  /** answers in the top set, whole */
  top: number;
  /** answers between the sets, whole */
  middle: number;
  /** answers in the bottom set, whole; for shares every counted answer outside the top set */
  bottom: number;
}

/** Answers counted by level, or by group when only the groups are known. */
export type Counted<Id extends string = string> = AnswerTally<Id> | GroupCounts;

/** What a metric can be measured from: a mean needs the levels, group counts are not enough. */
export type CountedFor<Id extends string, S extends Statistic> = S extends MeanStatistic
  ? AnswerTally<Id>
  : Counted<Id>;
