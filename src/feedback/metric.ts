/** The whole levels that an answer may have, both ends included; at most 1000 apart. */
export interface Scale {
  /** lowest level, a whole number: 0 for NPS, 1 for most satisfaction questions */
  min: number;
  /** highest level, a whole number above `min` */
  max: number;
}

/** Share of the top levels minus share of the bottom levels, in points −100..100: NPS and its relatives. */
export interface NetStatistic {
  /** discriminates the statistics */
  kind: 'net';
  /** levels that count as +1 (promoters) */
  top: readonly number[];
  /** levels that count as −1 (detractors) */
  bottom: readonly number[];
  /** levels that leave the base; every other level is in the middle and counts as 0 */
  excluded?: readonly number[];
}

/** Share of the answers in the top levels, 0..1: CSAT, top-box shares, thumbs. */
export interface ShareStatistic {
  /** discriminates the statistics */
  kind: 'share';
  /** levels that count (satisfied) */
  top: readonly number[];
  /** levels that leave the base, such as a neutral answer */
  excluded?: readonly number[];
}

/** Mean level, in scale units, or 0..1 when rescaled: effort scores. */
export interface MeanStatistic {
  /** discriminates the statistics */
  kind: 'mean';
  /** `true`: the value is (mean − min)/(max − min) */
  rescaled?: true;
}

/** How answers become one figure. */
export type Statistic = NetStatistic | ShareStatistic | MeanStatistic;

/**
 * A feedback metric as a plain value: what the scale is and how its levels become one figure.
 *
 * A metric is declared, never inferred: a 0–10 question is not NPS because of its scale.
 */
export interface Metric<Id extends string = string, S extends Statistic = Statistic> {
  /** what kind of stored value this is */
  kind: 'feedback-metric';
  /** version of the shape */
  version: 1;
  /** name of the metric; tallies carry it and refuse to be read by another */
  id: Id;
  /** levels that an answer may have */
  scale: Scale;
  /** how the levels become one figure */
  statistic: S;
  /** which direction is an improvement: effort of the first kind falls when things get better */
  better: 'higher' | 'lower';
  /** asked about the whole relationship or after one event; absent when it does not matter */
  context?: 'relationship' | 'transactional';
}
