import type { ExactSum } from '../statistics/index.ts';
import type { Instant } from '../time/index.ts';
import type { Scale } from './metric.ts';

/** Answers counted by level with fading weights: plain JSON, mergeable, without customer data. */
export interface DecayedAnswerTally<Id extends string = string> {
  /** what kind of stored value this is */
  kind: 'decayed-answer-tally';
  /** version of the shape */
  version: 1;
  /** id of the metric that it was counted for */
  metric: Id;
  /** scale that it was counted on */
  scale: Scale;
  /** days after which an answer counts half */
  halfLifeDays: number;
  /** the instant at which an answer would count in full, epoch ms */
  asOfAt: number;
  /** valid answers per level, lowest level first */
  counts: readonly number[];
  /** sum of the weights per level, exact */
  weights: readonly ExactSum[];
  /** sum of the squared weights per level, exact */
  squares: readonly ExactSum[];
}

/** How answers fade. */
export interface DecayOptions {
  /** days (of 24 hours) after which an answer counts half, above 0; no default, because it changes the meaning */
  halfLifeDays: number;
  /** the instant of the knowledge: answers at or after it are left out */
  asOf: Instant;
}
