import type { Reason } from '../errors/index.ts';
import type { FitReport } from '../statistics/index.ts';

/** The three axes of RFM: how lately, how often, how much. */
export type RfmAxis = 'recency' | 'frequency' | 'monetary';

/** The smallest shape that RFM reads; a `PurchaseSummary` fits, and further fields do no harm. */
export interface RfmRow<Id extends string | number = string> {
  /** whose row */
  customerId: Id;
  /** days since the last order; null where unknown */
  daysSinceLast: number | null;
  /** orders; null where unknown */
  purchases: number | null;
  /** money, in currency units, refunds may make it negative; null where unknown */
  totalAmount: number | null;
}

/** How many scores an axis has: one number for all three, or one for each. */
export type RfmBins = number | Readonly<Record<RfmAxis, number>>;

/** Ascending thresholds of the three axes, each in the axis' own unit: days, orders, money. */
export type RfmThresholds = Readonly<Record<RfmAxis, readonly number[]>>;

/**
 * Thresholds of nested scores: frequency inside each recency score, monetary inside each pair of scores. A group that
 * was empty at the fit has none and falls back on the thresholds of the whole population.
 */
export interface NestedThresholds {
  /** one list for each recency score, score 1 first */
  frequency: readonly (readonly number[])[];
  /** one list for each recency score and, inside it, each frequency score */
  monetary: readonly (readonly (readonly number[])[])[];
}

/** What a fit of RFM thresholds says about itself. */
export interface RfmFit extends FitReport {
  /** customers on each score, score 1 first */
  scoreCounts: Readonly<Record<RfmAxis, readonly number[]>>;
}

/** Stored RFM thresholds: plain JSON, no customer data. */
export interface RfmModel {
  /** tells stored values apart */
  kind: 'rfm';
  /** version of the shape */
  version: 1;
  /** scores on each axis: one number, or one an axis where they differ */
  bins: RfmBins;
  /** `'upper'`: a value equal to a threshold stays below it; `'lower'`: it begins the next score */
  edges: 'upper' | 'lower';
  /** ascending, one fewer than scores; empty where the axis had no values */
  thresholds: RfmThresholds;
  /** present for nested scores */
  nested?: NestedThresholds;
  /** how the thresholds came about */
  fit: RfmFit;
}

/** Why a customer has a score on an axis. */
export interface RfmFacts {
  /** the axis */
  axis: RfmAxis;
  /** the customer's value, in the axis' own unit */
  value: number | null;
  /** the score; null where there is none */
  score: number | null;
  /** lower end of the values of that score; null where it is open */
  from: number | null;
  /** upper end of the values of that score; null where it is open */
  to: number | null;
}

/** Why a score is what it is: the value lies between two thresholds, or it is missing. */
export type RfmReason = Reason<'in-bin' | 'missing', RfmFacts>;

/** One customer's scores. Higher is better on every axis: recency 5 is the most recent. */
export interface RfmScores {
  /** 1 up to the number of scores, the most recent highest; null where the value is missing */
  recency: number | null;
  /** 1 up to the number of scores; null where the value is missing */
  frequency: number | null;
  /** 1 up to the number of scores; null where the value is missing */
  monetary: number | null;
  /** the three scores as text, `'5-4-5'`; null unless all are there */
  cell: string | null;
  /** (frequency + monetary) / 2; null unless both are there */
  frequencyMonetary: number | null;
  /** one for each axis: recency, frequency, monetary */
  reasons: RfmReason[];
}
